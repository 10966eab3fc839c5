import { isUnder } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { draftPromise, draftTick } from '#/core/draft/read/promise.ts'
import { ask, draft, leaveOpen } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { isBlank } from '#/core/draft/words/blank.ts'
import { imperativeOf } from '#/core/draft/words/verb.ts'

const CHECKLIST =
  /\bcheck-?lists?\b|\b(?:closure|closing|exit|recovery|return[- ]to[- ]service) (?:criteria|requirements|conditions)\b/i
const CLOSES = /\b(clos(?:e|ed|ing|ure))\b/i
const AFTER = /\bpost-?\s?incident\b|\bafter (?:the|an) incident\b/i
const BEFOREHAND = /\b(preparation|readiness|prevention|training|template|form)\b/i

/** Reads lists to be ticked. One that says so holds the closing of the incident back. */
export function readChecklists(sketch: Sketch): void {
  for (const top of sketch.nodes) {
    if (!isUnder(top, CHECKLIST) || !CHECKLIST.test(top.title) || isUnder(top, BEFOREHAND)) continue
    const points = top.children.filter(
      child => child.kind === 'point' && !sketch.read.has(child) && child.children.length === 0,
    )
    if (points.length < 2 || !points.some(({ box }) => box || points.length >= 3)) continue
    const around = {
      isStep: true,
      heading: top.title,
      ...(AFTER.test(top.title) ? { when: { reached: 'resolved' } } : {}),
    }
    const needs = points.flatMap(point => tick(sketch, point, around))
    if (CLOSES.test(top.title) || CLOSES.test(top.text)) addGate(sketch, top, needs)
  }
}

function tick(
  sketch: Sketch,
  point: Node,
  around: Parameters<typeof draftTick>[2],
): readonly string[] {
  if (isBlank(point.text) || point.text.endsWith('?') || (point.labelled && !point.box)) return []
  const before = sketch.elements.length
  if (imperativeOf(point.text) !== undefined && draftPromise(sketch, point, point.text, around))
    return sketch.elements
      .slice(before)
      .flatMap(({ section, id, keys }) =>
        section === 'obligations' && keys['do'] === 'task' ? [id] : [],
      )
  return sketch.read.has(point) ? [] : [draftTick(sketch, point, around)]
}

function addGate(sketch: Sketch, top: Node, needs: readonly string[]): void {
  if (needs.length === 0) return
  const gate = draft(
    sketch,
    'gates',
    `${top.title}`,
    { title: top.title, before: 'close', needs },
    [top],
  )
  leaveOpen(gate, 'The document does not say who may waive it. Here: nobody.')
  ask(
    sketch,
    'who-missing',
    'Who may let an incident be closed although something on the list is open?',
    [top],
  )
}

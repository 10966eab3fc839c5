import { isUnbound } from '#/core/draft/binding.ts'
import { isUnder } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { draftPromise, draftTick } from '#/core/draft/read/promise.ts'
import type { Around } from '#/core/draft/read/promise.ts'
import { ask, draft, inert, leaveOpen } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { isBlank } from '#/core/draft/words/blank.ts'
import { imperativeOf } from '#/core/draft/words/verb.ts'

const CHECKLIST =
  /\bcheck-?lists?\b|\b(?:exit|recovery|return[- ]to[- ]service) (?:criteria|requirements|conditions)\b/i
/** "Before an incident is closed:" */
const CLOSES =
  /\bbefore\b[^.]{0,60}\bclos(?:ed|ing|ure|e)\b|\bclos(?:ing|ure) (?:criteria|check-?list|conditions|requirements)\b/i
const AFTER = /\bpost-?\s?incident\b|\bafter (?:the|an) incident\b/i
const BEFOREHAND = /\b(preparation|readiness|prevention|training|template|form)\b/i

/** Reads lists that hold the closing of an incident back, and says so by a gate. */
export function readClosing(sketch: Sketch): void {
  for (const top of sketch.nodes)
    if (CLOSES.test(top.title)) addGate(sketch, top, tickAll(sketch, top))
}

/** Reads lists to be ticked that belong to no stage. */
export function readChecklists(sketch: Sketch): void {
  for (const top of sketch.nodes) if (CHECKLIST.test(top.title)) tickAll(sketch, top)
}

/** Drafts the points of a list that are to be found done. Gives the names of the obligations. */
function tickAll(sketch: Sketch, top: Node): readonly string[] {
  const points = top.children.filter(
    child => child.kind === 'point' && !sketch.read.has(child) && child.children.length === 0,
  )
  if (points.length < 2 || isUnder(top, BEFOREHAND) || isUnbound(top)) return []
  const around = {
    isStep: true,
    heading: top.title,
    ...(AFTER.test(top.title) ? { when: { reached: 'resolved' } } : {}),
  }
  return points.flatMap(point => tick(sketch, point, around))
}

function tick(sketch: Sketch, point: Node, around: Around): readonly string[] {
  const { text, labelled, box } = point
  if (isBlank(text) || text.endsWith('?') || (labelled && !box)) return []
  const before = sketch.elements.length
  const isOrder = imperativeOf(text) !== undefined
  if (!isOrder || !draftPromise(sketch, point, text, around))
    return sketch.read.has(point) ? [] : [draftTick(sketch, point, around)]
  return sketch.elements
    .slice(before)
    .flatMap(({ section, id, keys }) =>
      section === 'obligations' && keys['do'] === 'task' ? [id] : [],
    )
}

function addGate(sketch: Sketch, top: Node, needs: readonly string[]): void {
  if (needs.length === 0) return
  const title = inert(top.title)
  const gate = draft(sketch, 'gates', title, { title, before: 'close', needs }, [top])
  leaveOpen(gate, 'The document does not say who may waive it. Here: nobody.')
  ask(
    sketch,
    'who-missing',
    'Who may let an incident be closed although something on the list is open?',
    [top],
  )
}

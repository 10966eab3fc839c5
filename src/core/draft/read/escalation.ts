import { isUnder } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { levelsIn } from '#/core/draft/ladder.ts'
import { idOf, isKnownParty } from '#/core/draft/party.ts'
import { draft, draftNamed, leaveOpen, titled } from '#/core/draft/sketch.ts'
import { ask } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { both, whenOf } from '#/core/draft/when.ts'
import type { When } from '#/core/draft/when.ts'
import { clockOf } from '#/core/draft/clock.ts'
import { deadlinesIn, unmeasuredIn } from '#/core/draft/words/deadline.ts'
import { partiesIn } from '#/core/draft/words/party.ts'
import { LEVELS_MAX } from '#/core/plan/limits.ts'

const ESCALATION = /\bescalat/i
const STEP = /^(?:level|tier|l|step|escalation level)\s?-?(\d{1,2})\b\s*[:.)–—-]*\s*/i

/** Reads the ladder on which silence and late promises climb. */
export function readEscalation(sketch: Sketch): void {
  const isSpokenOf = sketch.nodes.some(({ text }) => TRIGGER.test(text))
  for (const node of sketch.nodes) {
    if (sketch.read.has(node)) continue
    if (isUnder(node, ESCALATION) || (isSpokenOf && isInLadder(sketch, node)))
      readLevel(sketch, node)
  }
}

/** Reads what sends an incident up on that ladder: "Data breach: escalate to Level 2 within 1 hour". */
export function readTriggers(sketch: Sketch): void {
  for (const node of sketch.nodes)
    if (!sketch.read.has(node) && ESCALATION.test(node.text)) readTrigger(sketch, node)
}

/** Levels of a list that has no title, in a document that escalates to levels and gives none to incidents. */
function isInLadder({ ladder }: Sketch, { text, parent }: Node): boolean {
  const isLevel = (one: string) => /^level\s?\d{1,2}\s*:/i.test(one)
  const siblings = parent?.children.filter(child => isLevel(child.text)) ?? []
  return (
    isLevel(text) && siblings.length >= 2 && ladder.every(({ name }) => name.prefix !== 'level')
  )
}

function readLevel(sketch: Sketch, node: Node): void {
  const inRow = node.kind === 'row'
  const text = inRow ? (node.cells[0] ?? '') : node.text
  const number = /^\d{1,2}$/.test(text.trim()) && inRow ? text.trim() : STEP.exec(text)?.[1]
  if (number === undefined || Number(number) < 1 || Number(number) > LEVELS_MAX) return
  if (
    sketch.elements.some(
      ({ section, id }) => section === 'escalation' && id === String(Number(number)),
    )
  )
    return
  const said = inRow
    ? (node.cells.slice(1).find(cell => cell !== '') ?? '')
    : text.replace(STEP, '')
  const { members, when } = membersOf(sketch, said, node)
  if (members.length === 0) return
  const level = draftNamed(
    sketch,
    'escalation',
    String(Number(number)),
    { title: titled(said).title, members, ...(when === undefined ? {} : { when }) },
    [node],
  )
  if (inRow) {
    const left = node.cells.flatMap((cell, index) =>
      index === 0 || cell === said || cell === ''
        ? []
        : [`${node.parent?.columns[index] ?? ''}: ${cell}`],
    )
    if (left.length > 0) sketch.leftOver.push({ node, text: left.join('; ') })
  }
  if (/\b(external|outside)\b/i.test(said)) {
    leaveOpen(
      level,
      'The document calls this level external: whoever is woken must be someone of the organisation, who calls them.',
    )
    ask(sketch, 'who-unclear', 'Who inside the organisation is woken to call those outside?', [
      node,
    ])
  }
}

type Members = { readonly members: readonly string[]; readonly when?: When }

/** "Executive Team (CEO, CTO)": whoever is named in brackets, otherwise the name before them. */
function membersOf(sketch: Sketch, said: string, node: Node): Members {
  const known = isKnownParty(sketch)
  const [, inside = ''] = /\(([^()]{2,80})\)/.exec(said) ?? []
  const outer = said.replace(/\s*\([^()]*\)/g, '').split(/\s[-–—:]\s/)[0] ?? said
  const levels = levelsIn(sketch.ladder, inside.replace(/^for\s+/i, ''))
  const when = levels.whole && levels.ids.length > 0 ? { severity: levels.ids } : undefined
  const split = (text: string) => partiesIn(text.replaceAll('/', ', '), known)
  const named = split(outer)
  const listed = when === undefined ? split(inside) : undefined
  // A role is itself; a team is those who are listed for it.
  const isRole = named?.some(({ name }) => known(name)) === true
  const chosen = (isRole ? named : (listed ?? named)) ?? []
  const insiders = chosen.filter(({ kind }) => kind === 'inside' || kind === 'on-call')
  return {
    members: insiders.map(party => idOf(sketch, party, node)),
    ...(when === undefined ? {} : { when }),
  }
}

const TRIGGER =
  /\b(?:immediate(?:ly)? )?(?:escalat(?:e|es|ed|ion))\s+(?:immediately )?(?:the incident )?to\s+(?:escalation )?(?:level|tier|l)[ -]?(\d{1,2})\b/i

function readTrigger(sketch: Sketch, node: Node): void {
  const [, number = ''] = TRIGGER.exec(node.text) ?? []
  const isLevel = sketch.elements.some(
    ({ section, id }) => section === 'escalation' && id === number,
  )
  if (!isLevel || !node.labelled || node.children.length > 0) return
  const when = triggerOf(sketch, node)
  const deadlines = deadlinesIn(node.body)
  if (deadlines.length > 1) return
  const [deadline] = deadlines
  const words = deadline === undefined ? unmeasuredIn(node.body) : undefined
  const clock =
    deadline !== undefined
      ? clockOf(sketch, deadline, node)
      : words === undefined
        ? {}
        : clockOf(sketch, { unmeasured: words }, node)
  const { title } = titled(node.text)
  draft(
    sketch,
    'obligations',
    `escalate ${node.title}`,
    { title, when, do: 'escalate', level: Number(number), ...clock },
    [node],
  )
}

function triggerOf(sketch: Sketch, node: Node): When {
  const levels = levelsIn(sketch.ladder, node.title)
  if (levels.whole && levels.ids.length > 0) return { severity: levels.ids }
  const stated = whenOf(
    sketch,
    { text: node.title, kind: 'if', open: false },
    node.title,
    node,
    undefined,
  )
  return both(stated.when, undefined) ?? {}
}

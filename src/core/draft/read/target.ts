import { clockOf } from '#/core/draft/clock.ts'
import type { Node } from '#/core/draft/document/node.ts'
import type { Level } from '#/core/draft/ladder.ts'
import { unnamedAudience } from '#/core/draft/party.ts'
import { ask, draft, leaveOpen, titled } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { targetIn, unmeasuredIn } from '#/core/draft/words/deadline.ts'
import type { Target } from '#/core/draft/words/deadline.ts'
import { recurrencesIn } from '#/core/draft/words/recurrence.ts'
import { spansIn } from '#/core/draft/words/span.ts'

/** What a column or a label promises for each level. */
export type TargetKind = 'respond' | 'acknowledge' | 'contain' | 'resolve' | 'update' | 'review'

const KINDS: readonly (readonly [RegExp, TargetKind])[] = [
  [/\back(nowledge?(ment|d)?)?\b|\bmtta\b/i, 'acknowledge'],
  [
    /\b(update|updates|communication|comms|reporting|status)\b.*\b(frequency|cadence|interval|rhythm|schedule)\b|^(status |stakeholder |customer )?updates?$|\b(cadence|update every|update interval)\b/i,
    'update',
  ],
  [
    /\b(post-?mortem|post-?incident review|pir|retrospective|rca|review)\b.*\b(due|deadline|within|required|timeline|by)\b|^(post-?mortem|post-?incident review|retrospective)$/i,
    'review',
  ],
  [/\bcontain(ment)?\b/i, 'contain'],
  [/\b(resol(ution|ve|ved)|fix)\b(?! (description|notes|steps))/i, 'resolve'],
  [
    /\b(respon(se|d)|reaction|first contact)\b(?! (team|plan|actions?|procedures?|lead|owner|steps|level|role))|\bresponse sla\b|^sla$/i,
    'respond',
  ],
]

/** What a label such as "Initial response" or "Update frequency" promises; undefined when it is another thing. */
export function targetKind(label: string): TargetKind | undefined {
  if (label.length > 60 || /\b(examples?|description|definition)\b/i.test(label)) return undefined
  return KINDS.find(([pattern]) => pattern.test(label))?.[1]
}

/** A promise at a level, as a table or a list states it: `text` is what stands in the cell. */
export type StatedTarget = {
  readonly kind: TargetKind
  readonly label: string
  readonly text: string
  readonly level: Level
  readonly node: Node
  /** A whole sentence says it: the label is that sentence. */
  readonly isSentence?: true
}

type Timed = Exclude<Target, { readonly unclear: true }>
type ReadTarget = StatedTarget & { readonly time: Timed }

const NOTHING = /^(?:n\/?a|none|no|-+|–|—|not (?:applicable|required)|optional)?\.?$/i

/** Whether it states a time that can be drafted. What is there and was not understood becomes a question. */
export function isReadable(sketch: Sketch, { kind, label, text, node }: StatedTarget): boolean {
  if (NOTHING.test(text.trim())) return false
  const time = targetIn(text)
  const readable =
    kind === 'update' ? cadenceIn(text) !== undefined : time !== undefined && !('unclear' in time)
  if (!readable && (/\d/.test(text) || unmeasuredIn(text) !== undefined))
    ask(sketch, 'figure-unclear', `What does "${label}: ${text.slice(0, 80)}" promise?`, [node])
  return readable
}

/** Drafts the promises of a ladder: one for each kind, its time by level wherever that can be said so. */
export function draftTargets(sketch: Sketch, targets: readonly StatedTarget[]): void {
  const kinds = Map.groupBy(targets, ({ kind }) => kind)
  for (const [kind, those] of kinds)
    if (kind === 'update') draftUpdates(sketch, those)
    else
      draftLimits(
        sketch,
        those.flatMap(target => timed(target)),
      )
}

function timed(target: StatedTarget): readonly ReadTarget[] {
  const time = targetIn(target.text)
  return time === undefined || 'unclear' in time ? [] : [{ ...target, time }]
}

function draftLimits(sketch: Sketch, targets: readonly ReadTarget[]): void {
  const first = firsts(targets, ({ time }) => JSON.stringify(time))
  const plain = onePerLevel(first).filter(
    ({ time }) => 'within' in time && !time.working && time.aim === undefined,
  )
  const groups = [
    ...Map.groupBy(plain, ({ time }) => JSON.stringify('from' in time ? time.from : 0)).values(),
  ]
  const single = first.filter(
    target => !groups.some(group => group.length > 1 && group.includes(target)),
  )
  for (const group of groups.filter(({ length }) => length > 1)) draftByLevel(sketch, group)
  for (const target of single)
    draftLimit(sketch, [target], clockOf(sketch, target.time, target.node))
}

/** A mapping has one time for each level. */
function onePerLevel<Stated extends StatedTarget>(targets: readonly Stated[]): readonly Stated[] {
  return targets.filter(
    ({ level }, index) => targets.findIndex(other => other.level === level) === index,
  )
}

function draftByLevel(sketch: Sketch, group: readonly ReadTarget[]): void {
  const [first] = group
  if (first === undefined) return
  const clock = clockOf(sketch, first.time, first.node)
  const within = Object.fromEntries(
    group.flatMap(({ level, time }) => ('within' in time ? [[level.id, time.within]] : [])),
  )
  draftLimit(sketch, group, { ...clock, within })
}

const MET: Readonly<Partial<Record<TargetKind, string>>> = {
  respond: 'acknowledged',
  acknowledge: 'acknowledged',
  contain: 'contained',
  resolve: 'resolved',
}

function draftLimit(
  sketch: Sketch,
  group: readonly ReadTarget[],
  clock: Record<string, unknown>,
): void {
  const [first] = group
  if (first === undefined) return
  const { kind, label, time } = first
  const met = MET[kind]
  const [heading] = first.level.about
  const isNamed = group.length === 1 && heading !== undefined
  const nodes = [...group.map(({ node }) => node), ...(isNamed ? [heading] : [])]
  const element = draft(
    sketch,
    'obligations',
    group.length === 1 ? `${kind} ${first.level.title}` : kind,
    {
      title: titled(
        group.length === 1 && first.isSentence !== true ? `${label}: ${first.level.title}` : label,
      ).title,
      when: severities(group),
      do: kind === 'review' ? 'meet' : 'task',
      ...clock,
      ...(met === undefined ? {} : { met }),
    },
    nodes,
  )
  ask(sketch, 'who-missing', 'Who owes what the levels promise?', nodes)
  if (!('within' in time) || time.from !== undefined) return
  leaveOpen(
    element,
    'The document does not say from when it counts. Here: from when the level is given.',
  )
  ask(
    sketch,
    'start-missing',
    'From when do the times of the levels count? The draft counts from when the level is given.',
    nodes,
  )
}

function severities(group: readonly StatedTarget[]): Record<string, unknown> {
  return { severity: [...new Set(group.map(({ level }) => level.id))] }
}

function draftUpdates(sketch: Sketch, targets: readonly StatedTarget[]): void {
  const first = firsts(targets, ({ text }) => JSON.stringify(cadenceIn(text)))
  const plain = onePerLevel(first).filter(({ text }) => typeof cadenceIn(text) === 'string')
  const grouped = plain.length > 1 ? plain : []
  const single = first.filter(target => !grouped.includes(target))
  if (grouped.length > 0) {
    const every = grouped.map(({ level, text }) => [level.id, cadenceIn(text)])
    draftUpdate(sketch, grouped, Object.fromEntries(every))
  }
  for (const target of single) draftUpdate(sketch, [target], cadenceIn(target.text))
}

function draftUpdate(sketch: Sketch, group: readonly StatedTarget[], every: unknown): void {
  const [first] = group
  if (first === undefined) return
  const { label, level, node } = first
  const [heading] = level.about
  const isNamed = group.length === 1 && heading !== undefined
  const nodes = [...group.map(target => target.node), ...(isNamed ? [heading] : [])]
  draft(
    sketch,
    'obligations',
    group.length === 1 ? `updates ${level.title}` : 'updates',
    {
      title: titled(group.length === 1 ? `${label}: ${level.title}` : label).title,
      when: severities(group),
      do: 'update',
      to: [unnamedAudience(sketch, node)],
      every,
    },
    nodes,
  )
  ask(sketch, 'who-missing', 'Who owes what the levels promise?', nodes)
}

/** The first that is stated of each level. One that says the same is cited with it; one that says otherwise is drafted apart. */
function firsts<Stated extends StatedTarget>(
  targets: readonly Stated[],
  valueOf: (target: Stated) => string,
): readonly Stated[] {
  const kept = new Map<string, Stated>()
  const others: Stated[] = []
  for (const target of targets) {
    const known = kept.get(target.level.id)
    if (known === undefined) kept.set(target.level.id, target)
    else if (valueOf(known) !== valueOf(target)) others.push(target)
    else target.level.about.add(target.node)
  }
  return [...kept.values(), ...others]
}

type Cadence = string | { readonly aim: string; readonly limit: string }

/** How often, in a cell: `Every 30 min`, `hourly`, or only `30 min`. Undefined when more than one thing is said. */
export function cadenceIn(text: string): Cadence | undefined {
  const recurrences = recurrencesIn(text)
  const spans = spansIn(text)
  const [recurrence] = recurrences
  const [span] = spans
  if (recurrences.length > 1 || spans.length > 1) return undefined
  if (recurrence === undefined) {
    if (span === undefined || span.working || !isAlone(text, span)) return undefined
    return span.aim === undefined ? span.span : { aim: span.aim, limit: span.span }
  }
  const { every, aim, start, end } = recurrence
  if (every === undefined || (span !== undefined && (span.start < start || span.end > end)))
    return undefined
  return aim === undefined ? every : { aim, limit: every }
}

function isAlone(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  const before = text.slice(0, start)
  return (
    !/\d/.test(before + text.slice(end)) && !/\b(after|before|within|until|for)\s*$/i.test(before)
  )
}

import { actsOf } from '#/core/draft/act.ts'
import type { DraftedAct } from '#/core/draft/act.ts'
import { actorOf, isBinding } from '#/core/draft/binding.ts'
import type { Actor } from '#/core/draft/binding.ts'
import { clockOf } from '#/core/draft/clock.ts'
import { above } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { levelsIn } from '#/core/draft/ladder.ts'
import { isKnownParty } from '#/core/draft/party.ts'
import { ask, askBlanks, draft, inert, leaveOpen, titled } from '#/core/draft/sketch.ts'
import type { Drafted, Sketch } from '#/core/draft/sketch.ts'
import { both, whenOf } from '#/core/draft/when.ts'
import type { When } from '#/core/draft/when.ts'
import { isBlank } from '#/core/draft/words/blank.ts'
import { askedFor } from '#/core/draft/words/clause.ts'
import type { AskedFor } from '#/core/draft/words/clause.ts'
import { conditioned } from '#/core/draft/words/condition.ts'
import { momentIn } from '#/core/draft/words/moment.ts'
import { spansIn } from '#/core/draft/words/span.ts'
import { isAction } from '#/core/draft/words/verb.ts'
import { LINE_LENGTH_MAX } from '#/core/plan/limits.ts'

/** Where a promise stands in the document, as far as that says something of it. */
export type Around = {
  readonly stage?: string
  readonly heading?: string
  readonly when?: When
  /** Who acts, unless the sentence says otherwise. */
  readonly by?: string
  readonly playbook?: string
  /** What people read, where it is not the text itself. */
  readonly title?: string
  /** It is one of the steps of a procedure, so that a noun ("Root cause analysis") is a step too. */
  readonly isStep: boolean
}

/**
 * Drafts what a text promises. False when it promises nothing that was understood; then a question says what was not, if it
 * may be a promise.
 */
export function draftPromise(sketch: Sketch, node: Node, text: string, around: Around): boolean {
  if (isBlank(text) || text.trim() === '') return false
  const asked = askedFor(text, isKnownParty(sketch))
  if (asked === undefined) {
    if (!around.isStep || !isAction(text)) return false
    draftTick(sketch, node, around)
    return true
  }
  if (!isBinding(sketch, node, asked)) return false
  const actor = actorOf(sketch, asked, around, node)
  if (actor === undefined) return false
  draftActs(sketch, node, asked, around, actor)
  askBlanks(sketch, node)
  askFigures(sketch, node, asked)
  return true
}

/** A length of time that is neither a limit nor a rhythm stays in the title only: "for at least 24 hours", "a week before". */
function askFigures(sketch: Sketch, node: Node, { deadlines, recurrences }: AskedFor): void {
  if (spansIn(node.text).length > deadlines.length + recurrences.length)
    ask(
      sketch,
      'figure-unclear',
      'A time in these stands in the title only: is it a minimum, a lead time, or a limit?',
      [node],
    )
}

/**
 * Drafts something to be done that is no sentence: a noun ("Root cause analysis"), or a point of a checklist, which says what is
 * to be found done ("Affected users notified (if required)"). Gives the name of the obligation.
 */
export function draftTick(sketch: Sketch, node: Node, around: Around): string {
  const text = around.title ?? node.text
  const { main, condition } = conditioned(text)
  const of = titled(main).title
  const own =
    condition === undefined ? undefined : whenOf(sketch, condition, of, node, around.by).when
  const when = both(around.when, own)
  const inside = when === undefined ? around : { ...around, when }
  const element = addObligation(sketch, node, text, { do: 'task', ...byOf(around.by) }, inside)
  if (around.by === undefined) askWho(sketch, node)
  askBlanks(sketch, node)
  return element.id
}

function draftActs(
  sketch: Sketch,
  node: Node,
  asked: AskedFor,
  around: Around,
  { by, each }: Actor,
): void {
  const { condition, deadlines } = asked
  const asker = each === undefined ? by : undefined
  const of = titled(conditioned(around.title ?? asked.text).main).title
  const stated = condition === undefined ? {} : whenOf(sketch, condition, of, node, asker)
  const own = both(stated.when, mentionedLevels(sketch, asked))
  const clock = timesOf(sketch, asked, stated.from, node)
  for (const act of actsOf(sketch, asked, by, node)) {
    const guard = waiting(sketch, act, { around, own, asked, of, node })
    const when = both(both(around.when, own), guard)
    const { kind } = act.keys
    const element = addObligation(
      sketch,
      node,
      typeof kind === 'string' ? titleOfKind(asked.text, kind) : asked.text,
      { ...act.keys, ...(act.automatic ? {} : ownerOf(by, each)), ...clock },
      when === undefined ? around : { ...around, when },
    )
    if (!act.automatic && by === undefined) askWho(sketch, node)
    if (deadlines.length > 0 && clock['from'] === undefined) askStart(sketch, element, node)
  }
}

function titleOfKind(text: string, kind: string): string {
  const words = kind.replaceAll('-', ' ')
  const { title } = titled(text)
  if (text.toLowerCase().includes(words) && !text.includes('(')) return title
  return `${title.replace(/\s*\([^()]*\)/, '')}: ${words}`
}

/** Levels that a promise names restrict it, unless it is about giving one. */
function mentionedLevels(sketch: Sketch, { text, verb, condition }: AskedFor): When | undefined {
  const gives =
    /^(classify|assess|assign|determine|set|raise|lower|downgrade|upgrade|escalate|re-?assess|evaluate|declare)$/
  if (gives.test(verb)) return undefined
  if (condition !== undefined && levelsIn(sketch.ladder, condition.text).whole) return undefined
  const { ids } = levelsIn(sketch.ladder, text)
  return ids.length === 0 || ids.length === sketch.ladder.length ? undefined : { severity: ids }
}

type Guarded = {
  readonly around: Around
  readonly own: When | undefined
  readonly asked: AskedFor
  readonly of: string
  readonly node: Node
}

const EVERY_INCIDENT = /\b(?:all|any|every|each) (?:\w+ )?(?:incidents?|breach(?:es)?)\b/i

/** What the product does by itself, or what goes outside, must not begin before it is meant to. */
function waiting(
  sketch: Sketch,
  { keys, automatic }: DraftedAct,
  { around, own, asked, of, node }: Guarded,
): When | undefined {
  const { stage, when, playbook } = around
  if (automatic && stage !== undefined) return { stage }
  const isFree = own === undefined && when === undefined && stage === undefined
  const isOutward = keys['do'] === 'notice' || keys['do'] === 'report'
  const nobodyActs = playbook === undefined && asked.subject === undefined
  if (isOutward && isFree && nobodyActs && !EVERY_INCIDENT.test(asked.text))
    return whenOf(sketch, { text: 'required', kind: 'if', open: true }, of, node, undefined).when
  const isTimed = asked.deadlines.some(({ from }) => from !== undefined)
  return keys['do'] === 'meet' && isFree && !isTimed ? { reached: 'resolved' } : undefined
}

function timesOf(
  sketch: Sketch,
  asked: AskedFor,
  from: string | undefined,
  node: Node,
): Record<string, unknown> {
  const [deadline] = asked.deadlines
  const [recurrence] = asked.recurrences
  const unmeasured = asked.unmeasured ?? asked.condition?.urgent
  const clock =
    deadline !== undefined
      ? clockOf(sketch, deadline, node)
      : unmeasured === undefined
        ? {}
        : clockOf(sketch, { unmeasured: unmeasured.slice(0, LINE_LENGTH_MAX) }, node)
  const { every, aim } = recurrence ?? {}
  return {
    ...(from === undefined ? {} : { from }),
    ...clock,
    ...(every === undefined ? {} : { every: aim === undefined ? every : { aim, limit: every } }),
    ...untilOf(asked.text),
  }
}

function untilOf(text: string): Record<string, unknown> {
  const [, phrase = ''] = /\buntil\s+([^,.;()]{3,60})/i.exec(text) ?? []
  const moment = phrase === '' ? undefined : momentIn(phrase)
  return moment !== undefined && 'moment' in moment ? { until: moment.moment } : {}
}

function ownerOf(by: string | undefined, each: Actor['each']): Record<string, unknown> {
  return { ...byOf(by), ...(each === undefined ? {} : { each }) }
}

function byOf(by: string | undefined): Record<string, unknown> {
  return by === undefined ? {} : { by }
}

/** Without an owner nobody would be asked. Put once for all that stands under one heading. */
export function askWho(sketch: Sketch, node: Node): void {
  const under = [...above(node)].find(({ kind }) => kind === 'heading')?.title
  const where = under === undefined ? 'these' : `what stands under "${under.slice(0, 80)}"`
  ask(sketch, 'who-missing', `Who owes ${where}?`, [node])
}

/** A time that counts from nowhere counts from when its obligation is owed, and is asked about. */
export function askStart(sketch: Sketch, element: Drafted, node: Node): void {
  leaveOpen(element, 'The document does not say from when it counts. Here: from when it is owed.')
  ask(
    sketch,
    'start-missing',
    'From when does the time count? The draft counts from when it is owed.',
    [node],
  )
}

/** Keys in the order in which a plan is read. */
const ORDER =
  'title stage heading when do to via text kind level by each from within aim calendar unmeasured every until met help'.split(
    ' ',
  )

function addObligation(
  sketch: Sketch,
  node: Node,
  text: string,
  keys: Record<string, unknown>,
  around: Around,
): Drafted {
  const { stage, heading, when, playbook } = around
  const { title, help } = titled(
    around.title !== undefined && keys['kind'] === undefined ? around.title : text,
  )
  // A heading is not cited, so that it must not bring a figure with it.
  const under =
    heading === undefined || /\d/.test(heading)
      ? undefined
      : inert(heading).slice(0, LINE_LENGTH_MAX)
  const all: Record<string, unknown> = {
    ...keys,
    title,
    ...(help === undefined ? {} : { help }),
    ...(stage === undefined ? {} : { stage }),
    ...(under === undefined ? {} : { heading: under }),
    ...(when === undefined ? {} : { when }),
  }
  const sorted = Object.fromEntries(ORDER.flatMap(key => (key in all ? [[key, all[key]]] : [])))
  return draft(sketch, 'obligations', title, sorted, [node], playbook)
}

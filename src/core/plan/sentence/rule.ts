import { AUTOMATIC_ACTS } from '#/core/plan/act.ts'
import type { Condition, Each, Plan, Rule } from '#/core/plan/plan.ts'
import { approvalsInWords } from '#/core/plan/sentence/approval.ts'
import type { Clock } from '#/core/plan/clock.ts'
import type { Regime } from '#/core/plan/regime.ts'
import { actInWords, mannerInWords, textOf } from '#/core/plan/sentence/act.ts'
import { filledInWords } from '#/core/plan/sentence/classification.ts'
import { aboutDeadline, deadlineInWords } from '#/core/plan/sentence/clock.ts'
import { conditionInParts, conditionInWords, whenInWords } from '#/core/plan/sentence/condition.ts'
import {
  audienceNames,
  capitalised,
  counted,
  dayIn,
  levelName,
  partyName,
  PRODUCT,
  quoted,
  ruleNames,
} from '#/core/plan/sentence/words.ts'

/** A promise in words: one sentence that says who does what, when, and what follows when it is late; and what else holds. */
export type RuleInWords = {
  readonly sentence: string
  /** When it applies, where that is too long for the sentence. */
  readonly applies?: { readonly lead: string; readonly parts: readonly string[] }
  /** By when, case by case. */
  readonly times: readonly string[]
  /** A sentence each. */
  readonly also: readonly string[]
}

/** Letters of a condition beyond which it does not stand before the sentence but below it. */
const CONDITION_LENGTH_MAX = 150

/**
 * `When the severity is P0 (Critical), the Incident Commander must do this within 15 minutes of detection; if it is late, Tocsin
 * wakes level 2 (Executive team).`
 */
export function ruleInWords(plan: Plan, whole: Rule): RuleInWords {
  const rule = withoutRegime(plan, whole)
  const { lead, applies } = caseInWords(plan, rule)
  const { since, end, parts } = deadlineInWords(plan, rule)
  const before = [...lead, ...(since === undefined ? [] : [since])].map(clause => `${clause}, `)
  const again = rule.each === 'override' ? ', each time that it happens' : ''
  const duty = `${actInWords(plan, rule.act)}${eachInWords(rule)}${end}${mannerInWords(plan, rule)}${again}`
  return {
    sentence: capitalised(
      `${before.join('')}${ownerInWords(plan, rule)} ${duty}${lateInWords(plan, rule)}.`,
    ),
    ...(applies === undefined ? {} : { applies }),
    times: parts,
    also: alsoInWords(plan, rule),
  }
}

/** When it is owed and on what condition, as a sentence without a full stop. */
export function timeInWords(plan: Plan, whole: Rule): string {
  const rule = withoutRegime(plan, whole)
  const { lead, applies } = caseInWords(plan, rule)
  const { since, end, parts } = deadlineInWords(plan, rule)
  const time = parts.length === 0 ? end.replace(/^,? /, '') : parts.join(' ')
  const due = since ?? (time !== '' ? time : canBeWaived(rule) ? 'no time is stated' : 'at once')
  const only = applies === undefined ? [] : [`${applies.lead} ${applies.parts.join('; ')}`]
  const cases = [...lead, ...only].join(', ')
  return capitalised(`${cases === '' ? '' : `${cases}: `}${due}`)
}

/** Who may waive it, as the rest of a sentence about the obligation. */
export function waiverInWords(plan: Plan, waivableBy: string | undefined): string {
  const who = waivableBy === undefined ? 'anyone who takes part' : partyName(plan, waivableBy)
  return `may be waived by ${who}, with a reason`
}

/** Whether somebody owes it, who could be spared. What the product does by itself is not waived. */
export function canBeWaived(rule: Rule): boolean {
  return !AUTOMATIC_ACTS.has(rule.act.do)
}

function lateInWords(plan: Plan, rule: Rule): string {
  const { late } = rule
  // A deadline that is only words is never missed, so nothing follows from that.
  if (!isTimed(rule)) return ''
  const consequences = [
    ...(late.escalate === undefined ? [] : [`wakes ${levelName(plan, late.escalate)}`]),
    ...(late.notify.length === 0 ? [] : [`tells ${audienceNames(plan, late.notify)}`]),
    ...(late.raise === undefined ? [] : [`raises the severity by ${counted(late.raise, 'level')}`]),
  ]
  if (consequences.length === 0) return ''
  return `; if it is late, ${PRODUCT} ${consequences.join(', and ')}`
}

function isTimed({ clock, every }: Rule): boolean {
  if (every !== undefined) return true
  if (clock === undefined) return false
  return clock.noLaterThan.length > 0 || clock.cases.some(({ within }) => within !== undefined)
}

function alsoInWords(plan: Plan, rule: Rule): readonly string[] {
  const { until, met, after, act, approvals } = rule
  const text = textOf(act)
  return [
    ...aboutDeadline(plan, rule),
    ...(until === undefined ? [] : [`It is owed until ${conditionInWords(plan, until)}.`]),
    ...(met === undefined ? [] : [`It counts as done as soon as ${conditionInWords(plan, met)}.`]),
    ...(after.length === 0
      ? []
      : [`Not before ${ruleNames(plan, after)} ${after.length === 1 ? 'is' : 'are'} done.`]),
    ...approvalsInWords(plan, approvals),
    ...(text === undefined ? [] : [`It says: ${quoted(filledInWords(plan, text))}`]),
  ]
}

/** A promise without what is said once of its whole regime: since when that is in force, and on which calendar it counts. */
function withoutRegime(plan: Plan, rule: Rule): Rule {
  const regime = plan.regimes?.find(({ id }) => id === rule.regime)
  if (regime === undefined) return rule
  const { when, clock } = rule
  const parts = when.kind === 'all' ? when.of : [when]
  const own = parts.filter(part => part.kind !== 'in-force' || !isOfRegime(plan, regime, part))
  const { calendar, ...uncounted } = clock ?? {}
  const isCounted = clock === undefined || calendar !== regime.calendar
  return {
    ...rule,
    when: allOf(own),
    ...(isCounted ? {} : { clock: uncounted as Clock }),
  }
}

type InForceCondition = Extract<Condition, { kind: 'in-force' }>

function isOfRegime(plan: Plan, { inForce, calendar }: Regime, part: InForceCondition): boolean {
  const zones = [
    plan.zone,
    ...plan.calendars.filter(({ id }) => id === calendar).map(it => it.zone),
  ]
  return zones.some(
    zone =>
      (part.since === undefined ? undefined : dayIn(zone, part.since)) === inForce?.since &&
      (part.until === undefined ? undefined : dayIn(zone, part.until)) === inForce?.until,
  )
}

/** When a promise applies: clauses before its sentence, or, where that would be too long for one, what stands below it. */
type Case = {
  readonly lead: readonly string[]
  readonly applies?: NonNullable<RuleInWords['applies']>
}

function caseInWords(plan: Plan, rule: Rule): Case {
  const { playbook, rest } = playbookOf(plan, rule)
  const within = playbook === undefined ? [] : [`in the playbook ${quoted(playbook)}`]
  if (rest.kind === 'always') return { lead: within }
  const words = whenInWords(plan, rest)
  if (words.length <= CONDITION_LENGTH_MAX) return { lead: [...within, words] }
  const parts = conditionInParts(plan, rest)
  const applies =
    parts === undefined
      ? { lead: `Only ${words}.`, parts: [] }
      : { lead: `Only when ${parts.lead}:`, parts: parts.parts }
  return { lead: within, applies }
}

/** The condition of a playbook is said once, at the playbook: its steps name it. */
function playbookOf(
  plan: Plan,
  { when, playbooks }: Rule,
): { readonly playbook?: string; readonly rest: Condition } {
  const playbook = plan.playbooks?.find(({ id }) => playbooks.length === 1 && id === playbooks[0])
  const [first, ...rest] = when.kind === 'all' ? when.of : [when]
  if (playbook === undefined || JSON.stringify(first) !== JSON.stringify(playbook.when))
    return { rest: when }
  return { playbook: playbook.title, rest: allOf(rest) }
}

function allOf(conditions: readonly Condition[]): Condition {
  const [only] = conditions
  if (only === undefined) return { kind: 'always' }
  return conditions.length === 1 ? only : { kind: 'all', of: conditions }
}

/** Who owes it. What the product does by itself it does; whoever else owes something must do it. */
function ownerInWords(plan: Plan, rule: Rule): string {
  const debtor = debtorInWords(plan, rule)
  return canBeWaived(rule) ? `${debtor} must` : debtor
}

/** Who owes a promise, or the product that keeps it by itself. */
export function debtorInWords(plan: Plan, rule: Rule): string {
  const { by, each } = rule
  if (!canBeWaived(rule)) return PRODUCT
  if (by === undefined) return 'somebody whom the plan does not name'
  if (by !== 'each') return partyName(plan, by)
  return each === undefined ? 'each' : OWNERS[each]
}

const OWNERS: Readonly<Record<Each, string>> = {
  responder: 'everyone who responded',
  system: 'the owner of each affected system',
  'follow-up': 'the owner of each follow-up',
  override: 'whoever acted without approval',
}

const INSTANCES: Readonly<Record<Each, string>> = {
  responder: ' for everyone who responded',
  system: ' for each affected system',
  'follow-up': ' for each follow-up',
  override: '',
}

function eachInWords({ by, each, act }: Rule): string {
  if (each === undefined || by === 'each') return ''
  return act.do === 'feedback' && each === 'responder'
    ? ' to everyone who responded'
    : INSTANCES[each]
}

import type {
  Audience,
  Element,
  Fact,
  Gate,
  Level,
  Measure,
  Moment,
  Plan,
  ProgramEntry,
  Retention,
  Role,
  Severity,
} from '#/core/plan/plan.ts'
import { conditionInWords } from '#/core/plan/sentence/condition.ts'
import {
  capitalised,
  everyInWords,
  listInWords,
  momentInWords,
  partyName,
  partyNames,
  quoted,
  ruleName,
  severityName,
  spanInWords,
  startInWords,
} from '#/core/plan/sentence/words.ts'

/** One function for each kind of element: what it says, in whole sentences. */

/** The law that an element carries out, and where a reader must not take it for certain. */
export function marksInWords({ marks, law }: Pick<Element, 'marks' | 'law'>): readonly string[] {
  const { unknown, see, conflict, recordedOnly, unverified } = marks
  return [
    ...(law === undefined ? [] : [`Law: ${law}.`]),
    ...(unverified === undefined ? [] : [`Not verified: ${unverified}`]),
    ...(unknown === undefined ? [] : [`Left open by the document: ${unknown}`]),
    ...(see === undefined ? [] : [`See: ${see}`]),
    ...(conflict === undefined ? [] : [`In conflict: ${conflict}`]),
    ...(recordedOnly === undefined ? [] : [`Recorded only, not acted upon: ${recordedOnly}`]),
  ]
}

export function severityInWords(plan: Plan, { propose, floor }: Severity): readonly string[] {
  return [
    ...(propose === undefined ? [] : [`Proposed when ${conditionInWords(plan, propose)}.`]),
    ...(floor === undefined
      ? []
      : [`No milder level may be given when ${conditionInWords(plan, floor)}.`]),
  ]
}

export function factInWords(plan: Plan, { kind, choices, by, when }: Fact): string {
  const answers = {
    'yes-no': 'yes or no',
    number: 'a number',
    choice: listInWords(choices, 'or'),
    text: 'in words',
  }[kind]
  const asked =
    when === undefined
      ? 'as soon as something waits for the answer'
      : `when ${conditionInWords(plan, when)}`
  return `Answered by ${partyName(plan, by)}: ${answers}. Asked ${asked}.`
}

export function momentOfPlanInWords(plan: Plan, { is, by }: Moment): string {
  if (is !== undefined) return `It is ${startInWords(plan, is)}.`
  return by === undefined ? 'Marked by a person.' : `Marked by ${partyName(plan, by)}.`
}

export function roleInWords(plan: Plan, { holders, may, notWith }: Role): readonly string[] {
  const order = holders.map(holder => partyName(plan, holder)).join(', then ')
  return [
    order === '' ? 'Held by nobody.' : `Held by ${order}.`,
    ...(may.length === 0
      ? []
      : [`Only this role, and others of which it is said too, may: ${may.join(', ')}.`]),
    ...(notWith.length === 0 ? [] : [`Not the same person as ${partyNames(plan, notWith)}.`]),
  ]
}

export function audienceInWords(plan: Plan, { members, outside, via }: Audience): string {
  const contacts = members.filter(member => member !== 'reporter')
  const who = outside
    ? listInWords([
        ...(contacts.length === 0
          ? []
          : [`the contacts ${listInWords(contacts.map(quoted))} of the directory`]),
        ...members.filter(member => member === 'reporter').map(member => partyName(plan, member)),
      ])
    : partyNames(plan, members)
  return `${capitalised(who)}, by ${listInWords(via)}.${outside ? ' Outside: never reached in an exercise.' : ''}`
}

export function gateInWords(
  plan: Plan,
  { before, needs, fields, waivableBy }: Gate,
): readonly string[] {
  const titles = fields.map(field =>
    quoted(plan.fields.find(({ id }) => id === field)?.title ?? field),
  )
  return [
    `${capitalised(stepInWords(plan, before))} waits for this.`,
    ...(needs.length === 0
      ? []
      : [`Needed: ${listInWords(needs.map(rule => ruleName(plan, rule)))}.`]),
    ...(titles.length === 0 ? [] : [`To be in the record: ${listInWords(titles)}.`]),
    `May be waived by ${partyName(plan, waivableBy)}, with a reason.`,
  ]
}

function stepInWords(plan: Plan, before: Gate['before']): string {
  if (before === 'resolve') return 'resolution'
  if (before === 'close') return 'closing'
  const id = before.slice(before.indexOf(':') + 1)
  if (before.startsWith('send:')) return `the sending of ${ruleName(plan, id)}`
  return `the stage ${quoted(plan.stages.find(stage => stage.id === id)?.title ?? id)}`
}

export function levelInWords(plan: Plan, { members, when }: Level): string {
  const only = when === undefined ? '' : ` Reached only when ${conditionInWords(plan, when)}.`
  return `${capitalised(partyNames(plan, members))}.${only}`
}

export function measureInWords(plan: Plan, { from, to, target, by }: Measure): string {
  const figure =
    from === undefined || to === undefined
      ? 'The number of incidents'
      : `The time from ${momentInWords(plan, from)} to ${momentInWords(plan, to)}`
  const of =
    target === undefined || target.severities.length === 0
      ? ''
      : ` for ${listInWords(target.severities.map(id => severityName(plan, id)))}`
  const aimed = target === undefined ? '' : `, within ${spanInWords(target.within)}${of}`
  return `${figure}${aimed}${by.length === 0 ? '' : `, by ${listInWords(by)}`}.`
}

const PROGRAM_ACTS = {
  train: 'Training',
  exercise: 'An exercise',
  'review-plan': 'A review of this plan',
  'check-contacts': 'A check of the contacts',
} as const

export function programInWords(
  plan: Plan,
  { act, every, afterEachIncident, topics, by }: ProgramEntry,
): string {
  const times = [
    ...(every === undefined ? [] : [everyInWords(every)]),
    ...(afterEachIncident ? ['after each incident'] : []),
  ]
  const owner = by === undefined ? '' : ` ${capitalised(partyName(plan, by))} sees to it.`
  return `${PROGRAM_ACTS[act]} ${listInWords(times)}.${topics.length === 0 ? '' : ` Topics: ${topics.join('; ')}.`}${owner}`
}

export function retentionInWords({ kind, keep }: Retention): string {
  return `What is of the kind ${quoted(kind)} is kept ${keep === undefined ? 'without end' : `for ${spanInWords(keep)}`}.`
}

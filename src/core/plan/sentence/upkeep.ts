import type { Occasion, Plan, ProgramEntry, Quota, Retention } from '#/core/plan/plan.ts'
import { conditionInWords, whenInWords } from '#/core/plan/sentence/condition.ts'
import { momentInWords, startInWords } from '#/core/plan/sentence/moment.ts'
import {
  everyInWords,
  listInWords,
  partyName,
  quoted,
  spanInWords,
  timesInWords,
  titleOf,
} from '#/core/plan/sentence/words.ts'

/** What is said of what recurs, and of what is kept. */

const PROGRAM_ACTS: Readonly<Record<ProgramEntry['act'], string>> = {
  train: 'Training',
  exercise: 'An exercise',
  'review-plan': 'A review of this plan',
  'check-contacts': 'A check of the contacts',
  report: 'A report to management',
}

export function programInWords(plan: Plan, entry: ProgramEntry): string {
  const { act, every, after, quota, topics, by, calendar } = entry
  const times = [
    ...(every === undefined ? [] : [everyInWords(every)]),
    ...(after === undefined ? [] : [occasionInWords(plan, after)]),
    ...(quota === undefined ? [] : [quotaInWords(quota)]),
  ]
  const owner = by === undefined ? '' : `, arranged by ${partyName(plan, by)}`
  const about = topics.length === 0 ? '' : ` Topics: ${topics.join('; ')}.`
  const counted =
    calendar === undefined
      ? ''
      : ` Its time is counted in the calendar ${quoted(titleOf(plan.calendars, calendar))}.`
  return `${PROGRAM_ACTS[act]} ${listInWords(times)}${owner}.${about}${counted}`
}

/** `within 30 days of closure of each incident, when the severity is P0 (Critical)` */
function occasionInWords(plan: Plan, after: Occasion): string {
  const within = after.within === undefined ? '' : `within ${spanInWords(after.within)} `
  if (after.kind === 'occasion') return `${within}after ${quoted(after.text)}`
  const { when, from } = after
  const start = from === 'closed' ? 'after' : `of ${momentInWords(plan, from)} of`
  const which = when.kind === 'always' ? '' : `, ${whenInWords(plan, when)}`
  return within === '' && from === 'closed'
    ? `after each incident${which}`
    : `${within}${start} each incident${which}`
}

/** `at least 2 times every year, each with another topic of these: …` */
function quotaInWords({ least, per, of }: Quota): string {
  const period = everyInWords(per)
  if (of.length === 0) return `at least ${timesInWords(least)} ${period}`
  return `with at least ${least} of these topics ${period}: ${listInWords(of.map(quoted))}`
}

/** How long what is of a kind is kept: `For 3 years after closure`. */
export function retentionPeriod(plan: Plan, { keep, from, hold }: Retention): string {
  const start =
    from.kind === 'moment' && from.moment === 'closed' ? '' : ` after ${startInWords(plan, from)}`
  const time = keep === undefined ? 'Without end' : `For ${spanInWords(keep)}${start}`
  return hold === undefined
    ? time
    : `${time}, and in any case as long as ${conditionInWords(plan, hold)}`
}

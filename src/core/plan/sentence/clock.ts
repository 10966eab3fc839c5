import type { Cadence, Clock, Limit, Roll, Start } from '#/core/plan/clock.ts'
import type { Condition, Plan, Rule } from '#/core/plan/plan.ts'
import { whenInWords } from '#/core/plan/sentence/condition.ts'
import {
  changeInWords,
  sinceInWords,
  startInWords,
  startsInWords,
} from '#/core/plan/sentence/moment.ts'
import {
  capitalised,
  everyInWords,
  listInWords,
  quoted,
  severityNames,
  spanInWords,
  titleOf,
} from '#/core/plan/sentence/words.ts'

/**
 * When something is owed. `since` begins a sentence about something that has a beginning and no end: `from resolution on`. `end`
 * ends a sentence, with the space or comma before it. `parts`: case by case, where the cases are too many for that.
 */
export type Deadline = {
  readonly since?: string
  readonly end: string
  readonly parts: readonly string[]
}

/** When something is owed; all of it empty when no time is set. */
export function deadlineInWords(
  plan: Plan,
  { clock, every, when }: Pick<Rule, 'clock' | 'every' | 'when'>,
): Deadline {
  const isSaid = every !== undefined || (clock !== undefined && speaksOf(when, clock.from))
  const due = clockInWords(plan, clock, isSaid)
  const again = cadenceInWords(plan, every)
  return { ...due, end: `${due.end}${again.end}`, parts: [...due.parts, ...again.parts] }
}

/** Whether a condition says already what a clock counts from. */
function speaksOf(when: Condition, from: Start): boolean {
  if (from.kind !== 'moment') return false
  if (when.kind === 'all') return when.of.some(part => speaksOf(part, from))
  return when.kind === 'reached' && when.moment === from.moment
}

const NO_DEADLINE: Deadline = { end: '', parts: [] }

function clockInWords(plan: Plan, clock: Clock | undefined, isSaid: boolean): Deadline {
  if (clock === undefined) return NO_DEADLINE
  const { cases, from, noLaterThan } = clock
  const applies = from.kind === 'applies'
  const timed = cases.some(({ within }) => within !== undefined)
  if (!timed && noLaterThan.length > 0)
    return { end: ` no later than ${capInWords(plan, clock)}`, parts: [] }
  const unsaid = cases.every(
    ({ within, aim, unmeasured }) => (within ?? aim ?? unmeasured) === undefined,
  )
  if (unsaid)
    return { ...NO_DEADLINE, ...(isSaid || applies ? {} : { since: sinceInWords(plan, from) }) }
  const of = {
    time: applies ? '' : ` of ${startInWords(plan, from)}`,
    words: isSaid || applies ? '' : `counted from ${startInWords(plan, from)}`,
  }
  const [only] = cases
  if (cases.length === 1 && only !== undefined && only.when === undefined)
    return { end: limitInWords(only, of), parts: [] }
  return casesInWords(plan, cases, (limit, isFirst) =>
    limitInWords(limit, isFirst ? of : { time: '', words: '' }),
  )
}

/** ` within 1 working day of declaration, by 17:00 on that day (aim: 4 hours)`, or words without a figure. */
function limitInWords(
  { within, aim, at, unmeasured }: Limit,
  of: { readonly time: string; readonly words: string },
): string {
  const limit = within === undefined ? '' : ` within ${spanInWords(within)}${of.time}`
  const hour = at === undefined ? '' : `, by ${at} on that day`
  const aimed = aim === undefined ? '' : `aim: ${spanInWords(aim)}`
  // The words of the document stand as they are: no figure is put in their place.
  const words = unmeasured === undefined ? '' : `, ${quoted(unmeasured)}`
  return within === undefined
    ? `${words}${inBrackets([of.words, aimed])}`
    : `${limit}${hour}${inBrackets([aimed])}${words}`
}

function inBrackets(notes: readonly string[]): string {
  const said = notes.filter(note => note !== '')
  return said.length === 0 ? '' : ` (${said.join('; ')})`
}

/** Cases by level stand in the sentence, any others below it. What is said of the first only is said once in a sentence. */
function casesInWords(
  plan: Plan,
  cases: readonly Limit[],
  words: (limit: Limit, isFirst: boolean) => string,
): Deadline {
  if (cases.every(({ when }) => when?.kind === 'severity')) {
    const said = levelsByTime(cases, words).map(([time, levels], index) => {
      const [first] = cases
      const shown = index === 0 && first !== undefined ? words(first, true) : time
      return `${shown.replace(/^,? /, '')} for ${severityNames(plan, levels, 'and')}`
    })
    return { end: ` ${listInWords(said)}`, parts: [] }
  }
  const parts = cases.map(limit => {
    const { when } = limit
    const only =
      when === undefined || when.kind === 'always' ? 'otherwise' : whenInWords(plan, when)
    return `${capitalised(only)}: ${words(limit, true).replace(/^,? /, '') || 'no time is set'}.`
  })
  return { end: ', in the time given below', parts }
}

/** Levels that have the same time share it. */
function levelsByTime(
  cases: readonly Limit[],
  words: (limit: Limit, isFirst: boolean) => string,
): readonly (readonly [string, readonly string[]])[] {
  const levels = new Map<string, string[]>()
  for (const limit of cases) {
    const time = words(limit, false)
    const named = limit.when?.kind === 'severity' ? limit.when.in : []
    levels.set(time, [...(levels.get(time) ?? []), ...named])
  }
  return [...levels]
}

function cadenceInWords(plan: Plan, every: Cadence | undefined): Deadline {
  if (every === undefined) return NO_DEADLINE
  const { cases, from } = every
  const since = from.kind === 'applies' ? '' : ` ${sinceInWords(plan, from)}`
  const [only] = cases
  if (cases.length === 1 && only !== undefined && only.when === undefined)
    return { end: `${againInWords(only)}${since}`, parts: [] }
  const again = casesInWords(plan, cases, againInWords)
  if (again.parts.length === 0) return { ...again, end: `${again.end}${since}` }
  return { ...again, end: `, again and again${again.end}${since === '' ? '' : `,${since}`}` }
}

function againInWords({ within, aim, unmeasured }: Limit): string {
  const limit = within === undefined ? '' : ` at least ${everyInWords(within)}`
  const aimed = aim === undefined ? '' : ` (aim: ${everyInWords(aim)})`
  return `${limit}${aimed}${unmeasured === undefined ? '' : `, ${quoted(unmeasured)}`}`
}

/** What else holds of when something is owed, a sentence each. */
export function aboutDeadline(
  plan: Plan,
  { clock, every }: Pick<Rule, 'clock' | 'every'>,
): readonly string[] {
  const calendar = clock?.calendar ?? every?.calendar
  return [
    ...(clock === undefined ? [] : aboutClock(plan, clock)),
    ...(every === undefined || every.alsoOn.length === 0 ? [] : [alsoOnInWords(plan, every)]),
    ...(calendar === undefined
      ? []
      : [`Its time is counted in the calendar ${quoted(titleOf(plan.calendars, calendar))}.`]),
  ]
}

function aboutClock(plan: Plan, clock: Clock): readonly string[] {
  const { cases, warn, notBefore, noLaterThan, roll, from } = clock
  const capped = noLaterThan.length > 0 && cases.some(({ within }) => within !== undefined)
  return [
    ...(notBefore === undefined
      ? []
      : [`Not earlier than ${spanInWords(notBefore)} after ${startInWords(plan, from)}.`]),
    ...(capped ? [`In any case no later than ${capInWords(plan, clock)}.`] : []),
    ...(roll === undefined ? [] : [rollInWords(plan, roll)]),
    ...(warn === undefined ? [] : [`A reminder goes out ${spanInWords(warn)} before the limit.`]),
  ]
}

function capInWords(plan: Plan, { noLaterThan }: Clock): string {
  return noLaterThan.length === 1
    ? startsInWords(plan, noLaterThan)
    : `the earliest of ${startsInWords(plan, noLaterThan)}`
}

function rollInWords(plan: Plan, { to, at, when, onlyShown }: Roll): string {
  const day = 'A limit that falls on a day off'
  if (onlyShown !== undefined) return `${day} stays there: ${onlyShown}.`
  const hour = at === undefined ? '' : ` at ${at}`
  const only = when === undefined ? '' : `, ${whenInWords(plan, when)}`
  return `${day} moves to the ${to === 'next-working-day' ? 'next' : 'previous'} working day${hour}${only}.`
}

function alsoOnInWords(plan: Plan, { alsoOn, within }: Cadence): string {
  const soon = within === undefined ? 'at once after' : `within ${spanInWords(within)} of`
  const changes = alsoOn.map(start => changeInWords(plan, start))
  return changes.length === 1
    ? `It is due again also ${soon} ${changes.join('')}.`
    : `It is due again also ${soon} each of these: ${listInWords(changes)}.`
}

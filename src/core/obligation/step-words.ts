import type { CaseInForce } from '#/core/incident/event.ts'
import type { Step } from '#/core/obligation/reckon.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { startInWords } from '#/core/plan/sentence/moment.ts'
import { capitalised, quoted, spanInWords, titleOf } from '#/core/plan/sentence/words.ts'
import type { Instant } from '#/core/time.ts'

/** How a limit was counted: a sentence for each step, times as the clocks of `zone` show them. */
export function stepsInWords(plan: Plan, how: readonly Step[], zone: string): readonly string[] {
  return how.map(step => stepInWords(plan, step, at => timeIn(zone, at)))
}

function stepInWords(plan: Plan, step: Step, time: (at: Instant) => string): string {
  switch (step.step) {
    case 'start':
      return `It counts from ${startInWords(plan, step.start)}: ${time(step.at)}.`
    case 'case':
      return caseInWords(step.case, step.since === undefined ? '' : ` since ${time(step.since)}`)
    case 'limit':
    case 'aim': {
      const on =
        step.calendar === undefined ? '' : `, counted on ${calendarName(plan, step.calendar)}`
      const noun = step.step === 'limit' ? 'The limit' : 'The aim'
      return `${noun} is ${spanInWords(step.span)} from ${time(step.from)}${on}: ${time(step.at)}.`
    }
    case 'time-of-day':
      return `Moved to ${step.time} of that day: ${time(step.at)}.`
    case 'unmeasured':
      return `In the words of the source: ${step.words}.`
    case 'as-before':
      return `A change to a shorter time moves no limit to a later one, so it stays as it was: ${time(step.at)}.`
    case 'cap':
      return capInWords(plan, step, time)
    case 'change':
      return `${capitalised(startInWords(plan, step.start))} at ${time(step.since)} makes it due again: ${time(step.at)}.`
    case 'roll':
      return rollInWords(step, time)
    case 'not-before':
      return `Not to be done earlier than ${spanInWords(step.span)} after its start: ${time(step.at)}.`
  }
}

function caseInWords(inForce: CaseInForce, since: string): string {
  if (inForce === 'none') return 'None of its cases holds, so that it has no limit.'
  if (inForce === 'unknown') return 'Which of its cases holds cannot be told yet.'
  return `Of its cases number ${inForce + 1} is in force${since}.`
}

function calendarName(plan: Plan, calendar: string): string {
  return `the calendar ${quoted(titleOf(plan.calendars, calendar))}`
}

function capInWords(
  plan: Plan,
  { start, at, binds, over }: Extract<Step, { step: 'cap' }>,
  time: (at: Instant) => string,
): string {
  const cap = `No later than ${startInWords(plan, start)}: ${time(at)}`
  if (over) return `${cap}. That was over before the clock began, and does not bind.`
  return binds ? `${cap}. That is earlier, and binds.` : `${cap}. That is no earlier.`
}

function rollInWords(
  { roll, from, at, applied }: Extract<Step, { step: 'roll' }>,
  time: (at: Instant) => string,
): string {
  const off = `${time(from)} is no working day`
  if (applied) return `${off}, so the limit is moved to the next: ${time(at)}.`
  if (roll.onlyShown !== undefined)
    return `${off}. Whether that moves the limit, to ${time(at)}, is open: ${roll.onlyShown}.`
  return `${off}, and the limit stays: the rule that would move it to ${time(at)} is not for us.`
}

/** `Mon 2026-03-02 19:00 +01:00`, with seconds only where there are any. */
export function timeIn(zone: string, at: Instant): string {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone)
  const weekday = WEEKDAYS[local.dayOfWeek - 1]
  const time = local.toPlainTime()
  const precise = time.second > 0 || time.millisecond > 0
  const clock = time.toString({ smallestUnit: precise ? 'second' : 'minute' })
  return `${weekday} ${local.toPlainDate().toString()} ${clock} ${local.offset}`
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

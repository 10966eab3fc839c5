import { instantAt, wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS, dateOf, parseDate } from '#/core/date.ts'
import type { Due, Outcome, When } from '#/core/selftest/vector.ts'
import { fromMs, parseInstant, plusMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/**
 * With which of its dates an outcome agrees with what is expected: the plain target, the strict legal limit, a date that is only
 * shown, the end of the last day. Undefined when it agrees with none. A date is compared on the date of the zone; what ends at
 * midnight ends with the day before.
 */
export function agreement(
  expected: readonly Due[],
  outcome: Outcome,
  zone: string,
): string | undefined {
  for (const due of expected) {
    const found = agrees(due, outcome, zone)
    if (found !== undefined) return found
  }
  return undefined
}

function agrees(expected: Due, outcome: Outcome, zone: string): string | undefined {
  switch (expected.kind) {
    case 'armed':
      return outcome.kind === 'armed' ? 'it cannot be told yet' : undefined
    case 'none':
      return outcome.kind === 'due' ? undefined : NO_DATE[outcome.kind]
    case 'when':
      return outcome.kind === 'due' ? agreesOn(expected.when, outcome, zone) : undefined
  }
}

const NO_DATE = {
  armed: 'it has no date yet',
  none: 'it is not owed',
  unmeasured: 'it has no date in law',
} as const

function agreesOn(
  when: When,
  { due, legal, shown }: Extract<Outcome, { kind: 'due' }>,
  zone: string,
): string | undefined {
  const dates: readonly (readonly [Instant | undefined, string])[] = [
    [due, 'the plain target'],
    [legal, 'the strict legal limit'],
    [shown, 'the date to which national law may move it'],
  ]
  const found = dates.find(([at]) => at !== undefined && isOn(at, when, zone))
  return found?.[1]
}

/** Who writes 23:59 of the last day means its end, which is when a period of days is over. */
function isOn(at: Instant, when: When, zone: string): boolean {
  if (when.time === undefined) return lastDate(at, zone) === when.date
  if (instantOf(when, zone) === at) return true
  return when.time.startsWith('23:59') && isMidnight(at, zone) && lastDate(at, zone) === when.date
}

function isMidnight(at: Instant, zone: string): boolean {
  return wallAt(zone, toMs(at)) % DAY_MS === 0
}

/** The last date that a period which ends at an instant has a part of. */
export function lastDate(at: Instant, zone: string): string {
  return dateOf(Math.floor(wallAt(zone, toMs(plusMs(at, -1))) / DAY_MS))
}

/** The instant that is meant: at its offset, or on the clocks of a zone. A date alone is its noon. */
export function instantOf(
  { date, time = '12:00:00', offset, zone: own }: When,
  zone: string,
): Instant {
  if (offset !== undefined) {
    const exact = parseInstant(`${date}T${time}${offset}`)
    if (exact !== undefined) return exact
  }
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  const wall =
    (parseDate(date) ?? 0) * DAY_MS + Math.round((hours * 3600 + minutes * 60 + seconds) * 1000)
  return fromMs(instantAt(own ?? zone, wall))
}

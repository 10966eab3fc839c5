import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { calendarOf } from '#/core/calendar/places.ts'
import { seeded } from '#/core/chance.ts'
import type { Chance } from '#/core/chance.ts'
import { testClocks } from '#/core/selftest/clocks.ts'
import type { Judged } from '#/core/selftest/vector.ts'
import { fromMs, toMs } from '#/core/time.ts'
import { REGIMES } from '../kit/regimes.ts'
import { runs } from '../properties/calendar-cases.ts'
import { REPORTS, SINCE } from './slowly.ts'
import type { Moments, Report, Who } from './slowly.ts'

/**
 * Goal: the clocks of every regime are right for any start from 2020 to 2035 and any kind of organisation. Method: cases are drawn
 * from a seed, half of them near a clock change, a holiday or the end of a month; each becomes a date vector whose date an
 * independent calculation has found, and the vectors go through the reader, the compiler and the engine.
 */
const SEED = 20_261_122
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const [FIRST, LAST] = [Date.UTC(2020, 0, 1), Date.UTC(2035, 11, 31)]

/** Where each law is tried. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  'uk-gdpr': ['GB-ENG'],
  pecr: ['GB-ENG'],
  'uk-fca': ['GB-ENG'],
  hipaa: ['US-NY', 'US-CA', 'US-TX'],
  'sec-8k': ['US'],
  nydfs: ['US'],
  'us-banks': ['US'],
  'ftc-safeguards': ['US', 'US-CA'],
  california: ['US-CA'],
  texas: ['US-TX'],
  'us-states': ['US', 'US-CO'],
  'pci-dss': ['US', 'DE'],
}
const OF_THE_UNION = ['DE', 'FR', 'IE', 'LU', 'FI', 'PT']

type Drawn = {
  readonly report: Report
  readonly who: Who
  readonly place: string
  readonly moments: Moments
}

function drawn(chance: Chance, report: Report): Drawn {
  const place = chance.one(PLACES[report.regime] ?? OF_THE_UNION)
  const calendar = calendarOf(place)
  ok(calendar !== undefined)
  const moments: Record<string, number> = {}
  let ms = startOf(chance, calendar.zone)
  for (const name of report.moments) {
    moments[name] = ms
    ms += chance.between(0, 30 * 60) * MINUTE_MS
  }
  return { report, place, who: { kind: chance.one(report.kinds), calendar }, moments }
}

/** Any whole minute, or one within two days of where calendars are hard. */
function startOf(chance: Chance, zone: string): number {
  const any = FIRST + chance.below((LAST - FIRST) / MINUTE_MS) * MINUTE_MS
  if (chance.of(1, 2)) return any
  const local = Temporal.Instant.fromEpochMilliseconds(any).toZonedDateTimeISO(zone)
  const hard = chance.one([
    local.getTimeZoneTransition('next') ?? local,
    local.with({ day: local.daysInMonth, hour: 23 }),
    local.with({ month: 12, day: 25 }),
    local.with({ month: 2, day: 28 }),
  ]).epochMilliseconds
  return hard + chance.between(-48 * 60, 48 * 60) * MINUTE_MS
}

function vectorOf({ report, who, place, moments }: Drawn) {
  const due = dueOf({ report, who, place, moments })
  return {
    regime: report.regime,
    report: report.report,
    entity: { ...(who.kind !== '' && { kind: who.kind }), calendar: place },
    moments: Object.fromEntries(Object.entries(moments).map(([name, ms]) => [name, fromMs(ms)])),
    facts: report.facts ?? {},
    due: due === undefined ? 'none' : fromMs(due),
  }
}

function dueOf({ report, who, moments }: Drawn): number | undefined {
  const since = report.since ?? SINCE[report.regime]
  const start = moments[startName(report)] ?? NaN
  if (since !== undefined) {
    const { epochMilliseconds } = Temporal.PlainDate.from(since).toZonedDateTime(who.calendar.zone)
    if (start < epochMilliseconds) return undefined
  }
  return report.due(moments, who)
}

/** The moment from which it counts: the last that a case needs. */
function startName({ moments }: Report): string {
  return moments.at(-1) ?? ''
}

const CASES = runs(24)

for (const [index, report] of REPORTS.entries()) {
  const name = `${report.regime} ${report.report}${report.kinds.length === 1 ? ` ${report.kinds[0]}` : ''} ${JSON.stringify(report.facts ?? '')}`
  test(`${name} is due when an independent calculation says so, and never before it starts`, () => {
    const chance = seeded(SEED + index)
    const cases = Array.from({ length: CASES }, () => drawn(chance, report))
    const { judged, unread } = testClocks(JSON.stringify(cases.map(vectorOf)), REGIMES)
    deepEqual(unread, [])
    deepEqual(
      judged
        .filter(({ agrees, agreesWith }) => !agrees || agreesWith === 'the strict legal limit')
        .map(different),
      [],
    )
    for (const [at, { outcome }] of judged.entries())
      if (outcome.kind === 'due')
        ok(
          toMs(outcome.due) >= (cases[at]?.moments[startName(report)] ?? NaN),
          JSON.stringify(cases[at]),
        )
  })
}

function different({ vector, outcome, how, zone }: Judged) {
  const [expected] = vector.due
  return {
    moments: [...vector.moments].map(([name, { text }]) => [name, text]),
    expected: expected?.kind === 'when' ? expected.when.text : expected?.kind,
    outcome,
    zone,
    how,
  }
}

for (const report of REPORTS.filter(({ monotone }) => monotone))
  test(`${report.regime} ${report.report}: who starts later is not due earlier`, () => {
    const chance = seeded(SEED)
    const place = (PLACES[report.regime] ?? OF_THE_UNION)[0] ?? 'DE'
    const zone = calendarOf(place)?.zone ?? 'UTC'
    const [kind = ''] = report.kinds
    // A fortnight about a hard place, in steps of five hours, when every law is in force.
    const from = Math.max(startOf(chance, zone), Date.UTC(2027, 5, 1))
    const vectors = Array.from({ length: 60 }, (_, index) => ({
      regime: report.regime,
      report: report.report,
      entity: { ...(kind !== '' && { kind }), calendar: place },
      moments: { [startName(report)]: fromMs(from + index * 5 * HOUR_MS) },
      facts: report.facts ?? {},
      due: 'none',
    }))
    const { judged } = testClocks(JSON.stringify(vectors), REGIMES)
    const dues = judged.map(({ outcome }) => (outcome.kind === 'due' ? outcome.due : ''))
    ok(dues.every(due => due !== ''))
    deepEqual(dues, dues.toSorted())
  })

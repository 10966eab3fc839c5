import { endOf, startOf } from '#/core/calendar/period.ts'
import { assert } from '#/core/assert.ts'
import { bands } from '#/core/metrics/bands.ts'
import { distribution, quantile } from '#/core/metrics/distribution.ts'
import type { Distribution } from '#/core/metrics/distribution.ts'
import type { Measured, MeasuredFigure } from '#/core/metrics/measured.ts'
import { promiseOverview } from '#/core/metrics/promise-overview.ts'
import type { PromiseOverview } from '#/core/metrics/promise-overview.ts'
import type { Measure, Plan } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

/** The spans over which a trend is drawn. */
export const EVERY = ['week', 'month'] as const
export type Every = (typeof EVERY)[number]

/** From the first instant of one up to, not including, that of the next. */
export type PeriodSpan = { readonly from: Instant; readonly to: Instant }

/** What the measures of a plan come to over many incidents, with their trend. */
export type Overview = {
  readonly incidents: number
  readonly periods: readonly PeriodSpan[]
  readonly measures: readonly MeasureOverview[]
  readonly frequency: Readonly<Record<Split, readonly Share[]>>
  /** Incidents in each period. */
  readonly counts: readonly number[]
  readonly promises: PromiseOverview
}

export const SPLITS = ['severity', 'type', 'source'] as const
export type Split = (typeof SPLITS)[number]

export type Share = {
  readonly value: string
  readonly count: number
  readonly periods: readonly number[]
}

export type MeasureOverview = Distribution & {
  readonly measure: Measure
  /** Of `recorded`, by `BAND_EDGES`. */
  readonly bands: readonly number[]
  readonly onTarget: { readonly met: number; readonly missed: number }
  readonly trend: readonly TrendPoint[]
}

export type TrendPoint = {
  readonly recorded: number
  readonly median: number | undefined
  readonly nineTenths: number | undefined
  readonly met: number
  readonly missed: number
}

/** More would be a trend that nobody can read. */
export const PERIODS_MAX = 600

/** The weeks or months, by the clocks of `zone`, that a time from `from` up to `to` touches. */
export function periodsBetween(
  { from, to }: PeriodSpan,
  every: Every,
  zone: string,
): readonly PeriodSpan[] {
  const periods: PeriodSpan[] = []
  for (let next = startOf(every, from, zone); next < to && periods.length < PERIODS_MAX;) {
    const end = endOf(every, next, zone)
    periods.push({ from: next, to: end })
    next = end
  }
  return periods
}

/** Which of consecutive periods an instant lies in; -1: in none. */
export function periodAt(periods: readonly PeriodSpan[], at: Instant): number {
  return periods.findIndex(({ from, to }) => from <= at && at < to)
}

export function overviewOf(
  plan: Plan,
  measured: readonly Measured[],
  periods: readonly PeriodSpan[],
): Overview {
  const byPeriod = inPeriods(measured, periods)
  // What was merged into another incident is one incident with it.
  const counted = byPeriod.map(some => some.filter(({ status }) => status !== 'merged'))
  return {
    incidents: counted.reduce((sum, { length }) => sum + length, 0),
    periods,
    measures: plan.measures
      .filter(({ to }) => to !== undefined)
      .map(measure => measureOverview(measure, byPeriod)),
    frequency: {
      severity: sharesOf(counted, 'severity'),
      type: sharesOf(counted, 'type'),
      source: sharesOf(counted, 'source'),
    },
    counts: counted.map(({ length }) => length),
    promises: promiseOverview(byPeriod),
  }
}

type ByPeriod = readonly (readonly Measured[])[]

function inPeriods(measured: readonly Measured[], periods: readonly PeriodSpan[]): ByPeriod {
  const found = Map.groupBy(measured, ({ at }) => periodAt(periods, at))
  return periods.map((_, index) => found.get(index) ?? [])
}

function measureOverview(measure: Measure, byPeriod: ByPeriod): MeasureOverview {
  const figuresOf = (some: readonly Measured[]) =>
    some.flatMap(({ figures }) => figures.get(measure.id) ?? [])
  const all = figuresOf(byPeriod.flat())
  return {
    measure,
    ...distribution(all.map(lengthOf)),
    bands: bands(recordedMs(all)),
    onTarget: targets(all),
    trend: byPeriod.map(some => trendPoint(figuresOf(some))),
  }
}

function trendPoint(figures: readonly MeasuredFigure[]): TrendPoint {
  const lengths = recordedMs(figures).toSorted((one, other) => one - other)
  const none = lengths.length === 0
  return {
    recorded: lengths.length,
    median: none ? undefined : quantile(lengths, 0.5),
    nineTenths: none ? undefined : quantile(lengths, 0.9),
    ...targets(figures),
  }
}

function recordedMs(figures: readonly MeasuredFigure[]): readonly number[] {
  return figures.flatMap(({ state, ms }) => (state === 'recorded' && ms !== undefined ? [ms] : []))
}

function targets(figures: readonly MeasuredFigure[]): MeasureOverview['onTarget'] {
  const aimed = figures.filter(({ state }) => state === 'recorded').map(({ onTarget }) => onTarget)
  return {
    met: aimed.filter(met => met === true).length,
    missed: aimed.filter(met => met === false).length,
  }
}

function lengthOf({ state, reason, ms }: MeasuredFigure) {
  if (state === 'recorded') return { state, ms: ms ?? 0 }
  assert(reason !== undefined, 'what is not recorded says why')
  return state === 'invalid' ? { state, reason, ms } : { state, reason }
}

/** The most frequent first. */
function sharesOf(byPeriod: ByPeriod, split: Split): readonly Share[] {
  const values = new Set(byPeriod.flat().map(it => it[split]))
  return [...values]
    .map(value => {
      const periods = byPeriod.map(some => some.filter(it => it[split] === value).length)
      return { value, count: periods.reduce((sum, count) => sum + count, 0), periods }
    })
    .toSorted((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
}

import { instantAt, wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS, firstOfMonth, yearMonthDay } from '#/core/date.ts'
import { doneFor } from '#/core/program/records.ts'
import type { Done, Records } from '#/core/program/records.ts'
import type { Quota } from '#/core/plan/plan.ts'
import { fromMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** A calendar period of some months. Half-open. */
export type Period = { readonly from: Instant; readonly to: Instant; readonly name: string }

/**
 * The calendar period in which an instant lies: months are counted in whole ones since the year nought, so that a quarter
 * begins in January, and two years with an even one.
 */
export function periodOf(quota: Quota, at: Instant, zone: string): Period {
  const months = monthsOf(quota)
  const { year, month } = yearMonthDay(Math.floor(wallAt(zone, toMs(at)) / DAY_MS))
  const first = Math.floor((year * 12 + month - 1) / months) * months
  return {
    from: fromMs(instantAt(zone, firstOfMonth(first) * DAY_MS)),
    to: fromMs(instantAt(zone, firstOfMonth(first + months) * DAY_MS)),
    name: nameOf(first, months),
  }
}

function monthsOf({ per }: Quota): number {
  return per.unit === 'months' ? Math.max(per.count, 1) : 1
}

/** `2026`, `2026-Q2`, `2026-05`; `2026-2027` of several years. */
function nameOf(first: number, months: number): string {
  const year = Math.floor(first / 12)
  const month = (first % 12) + 1
  if (months === 12) return String(year)
  if (months % 12 === 0) return `${year}-${year + months / 12 - 1}`
  if (months === 3) return `${year}-Q${(month + 2) / 3}`
  return `${year}-${String(month).padStart(2, '0')}`
}

/** How a quota stands in a period: how much is there, when that was enough, and what is still missing. */
export type Count = {
  readonly reached: number
  readonly metAt?: Instant
  /** So many times more; with topics, so many of those named. */
  readonly missing: number
  /** Topics that would count and were not covered yet. */
  readonly topics: readonly string[]
}

export function countIn(
  quota: Quota,
  records: Records,
  entry: string,
  { from, to }: Period,
  now: Instant,
): Count {
  const done = doneFor(records, entry, from, to).filter(it => it.at <= now)
  const covered = new Set<string>()
  let metAt: Instant | undefined
  for (const [index, it] of done.entries()) {
    for (const topic of counting(quota, it)) covered.add(topic)
    const reached = quota.of.length === 0 ? index + 1 : covered.size
    if (metAt === undefined && reached >= quota.least) metAt = it.at
  }
  const reached = quota.of.length === 0 ? done.length : covered.size
  return {
    reached,
    ...(metAt !== undefined && { metAt }),
    missing: Math.max(quota.least - reached, 0),
    topics: metAt === undefined ? quota.of.filter(topic => !covered.has(topic)) : [],
  }
}

function counting({ of }: Quota, { topics }: Done): readonly string[] {
  return topics.filter(topic => of.includes(topic))
}

const MINUTE_MS = 60_000
const HOUR = 60
const DAY = 24 * HOUR

/** Steps that people count time in, in minutes. */
const HOURS = [1, 2, 4, 6, 12].map(hours => hours * HOUR)
const DAYS = [1, 2, 5, 10, 20, 50, 100, 200].map(days => days * DAY)
const STEPS = [1, 2, 5, 10, 15, 30, ...HOURS, ...DAYS]
const SPLITS_MAX = 6

/** Where lines go across a chart of lengths of time: at most six, at whole minutes, hours or days. */
export function spanSplits(mostMs: number): readonly number[] {
  const most = mostMs / MINUTE_MS
  const step = STEPS.find(minutes => most / minutes < SPLITS_MAX) ?? most / SPLITS_MAX
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step * MINUTE_MS)
}

/** As many, at whole numbers. */
export function countSplits(most: number): readonly number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find(it => most / it < SPLITS_MAX) ?? most
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step)
}

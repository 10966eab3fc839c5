/** Where one band of a histogram of lengths ends and the next begins, in milliseconds: the spans in which plans promise. */
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const BAND_EDGES = [
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  DAY,
  3 * DAY,
  7 * DAY,
  30 * DAY,
] as const

/** The band of a length: 0 below the first edge. Half-open, like every interval here. */
export function bandOf(ms: number): number {
  const found = BAND_EDGES.findIndex(edge => ms < edge)
  return found === -1 ? BAND_EDGES.length : found
}

/** How many lengths lie in each band. */
export function bands(lengths: readonly number[]): readonly number[] {
  const counts = Array.from({ length: BAND_EDGES.length + 1 }, () => 0)
  for (const ms of lengths) counts[bandOf(ms)] = (counts[bandOf(ms)] ?? 0) + 1
  return counts
}

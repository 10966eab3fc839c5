import { assert } from '#/core/assert.ts'
import type { FigureState, Length } from '#/core/metrics/length.ts'

/**
 * What many lengths of time come to. Every length is counted under its state, and every reason by its name; the numbers are
 * made of what is `recorded` and of nothing else, and are undefined where nothing is.
 */
export type Distribution = {
  readonly states: Readonly<Record<FigureState, number>>
  /** How often each reason was given for not counting a length. */
  readonly reasons: Readonly<Record<string, number>>
  /** In milliseconds. */
  readonly recorded: Spread | undefined
}

export type Spread = {
  readonly least: number
  readonly quarter: number
  readonly median: number
  readonly threeQuarters: number
  readonly nineTenths: number
  readonly most: number
  readonly mean: number
}

export function distribution(lengths: readonly Length<string>[]): Distribution {
  const states = { recorded: 0, pending: 0, 'not-applicable': 0, invalid: 0 }
  const reasons = new Map<string, number>()
  const recorded: number[] = []
  for (const length of lengths) {
    states[length.state]++
    if (length.state === 'recorded') recorded.push(length.ms)
    else reasons.set(length.reason, (reasons.get(length.reason) ?? 0) + 1)
  }
  return { states, reasons: inOrder(reasons), recorded: spread(recorded) }
}

/** By name, so that the same lengths read the same in whatever order they come. */
function inOrder(reasons: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...reasons].toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function spread(numbers: readonly number[]): Spread | undefined {
  if (numbers.length === 0) return undefined
  const sorted = numbers.toSorted((one, other) => one - other)
  return {
    least: quantile(sorted, 0),
    quarter: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    threeQuarters: quantile(sorted, 0.75),
    nineTenths: quantile(sorted, 0.9),
    most: quantile(sorted, 1),
    mean: sorted.reduce((sum, number) => sum + number, 0) / sorted.length,
  }
}

/**
 * The number below which a share (0 to 1) of the sorted numbers lies, at least one of which there must be. Between two of
 * them it is read off the straight line that joins them (R. Hyndman, Y. Fan, "Sample quantiles in statistical packages",
 * 1996, definition 7: what R, NumPy and spreadsheets do unasked). At a half it is the usual median.
 */
export function quantile(sorted: readonly number[], share: number): number {
  assert(share >= 0 && share <= 1, 'a share is between nothing and all')
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  assert(below !== undefined && above !== undefined, 'there is a number to read a quantile off')
  return below + (above - below) * (place - Math.floor(place))
}

// How the benches say what they measured.
import { loadavg } from 'node:os'

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which this share of the values lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}

/** `27,000 (25,000–31,000)`: median, lowest, highest. */
export function spread(values: readonly number[]): string {
  return `${whole(median(values))} (${whole(Math.min(...values))}–${whole(Math.max(...values))})`
}

/** A Markdown table; the first row is its head. */
export function printTable(...rows: readonly (readonly string[])[]): void {
  const [head = [], ...body] = rows
  for (const row of [head, head.map(() => '---'), ...body]) console.log(`| ${row.join(' | ')} |`)
  console.log()
}

/** The machine is often shared: a figure without what else ran is worth little. */
export function printLoad(when: string): void {
  const [one = 0, five = 0] = loadavg()
  console.log(`Load average ${when}: ${one.toFixed(1)} (1 min), ${five.toFixed(1)} (5 min).\n`)
}

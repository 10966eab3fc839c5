// How a long time is drawn on a short line. Milliseconds since its beginning on one side, parts of the line on the other.

/** `bent`: later time is drawn shorter, since the first hour matters as much as the next three days. */
export type Scale = 'bent' | 'even'

/** The first five minutes are drawn as they are; beyond, each doubling takes as much room. */
const BEND_MS = 5 * 60_000

/** Where an instant lies on the line, from 0 to 1. */
export function partOf(scale: Scale, wholeMs: number): (ms: number) => number {
  const most = Math.max(bend(scale, wholeMs), Number.EPSILON)
  return ms => Math.min(bend(scale, ms), most) / most
}

/** The other way: which instant lies there. */
export function msAt(scale: Scale, wholeMs: number): (part: number) => number {
  const most = bend(scale, wholeMs)
  return part => (scale === 'even' ? part * most : Math.expm1(part * most) * BEND_MS)
}

function bend(scale: Scale, ms: number): number {
  return scale === 'even' ? Math.max(0, ms) : Math.log1p(Math.max(0, ms) / BEND_MS)
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const BENT_TICKS: readonly (readonly [string, number])[] = [
  ['0', 0],
  ['5 min', 5 * MINUTE_MS],
  ['15 min', 15 * MINUTE_MS],
  ['1 h', HOUR_MS],
  ['4 h', 4 * HOUR_MS],
  ['12 h', 12 * HOUR_MS],
  ['1 d', DAY_MS],
  ['3 d', 3 * DAY_MS],
  ['1 w', 7 * DAY_MS],
  ['30 d', 30 * DAY_MS],
  ['90 d', 90 * DAY_MS],
  ['1 y', 365 * DAY_MS],
]

export type ScaleTick = { readonly label: string; readonly ms: number }

export function bentTicks(wholeMs: number): readonly ScaleTick[] {
  return BENT_TICKS.filter(([, ms]) => ms <= wholeMs).map(([label, ms]) => ({ label, ms }))
}

const STEPS_MS: readonly (readonly [string, number])[] = [
  ['min', MINUTE_MS],
  ['min', 5 * MINUTE_MS],
  ['min', 15 * MINUTE_MS],
  ['h', HOUR_MS],
  ['h', 3 * HOUR_MS],
  ['h', 6 * HOUR_MS],
  ['h', 12 * HOUR_MS],
  ['d', DAY_MS],
  ['d', 7 * DAY_MS],
  ['d', 30 * DAY_MS],
]
const UNITS_MS: Readonly<Record<string, number>> = { min: MINUTE_MS, h: HOUR_MS, d: DAY_MS }

/** As many ticks at even distances as there is room for. */
export function evenTicks(wholeMs: number, most: number): readonly ScaleTick[] {
  const [unit, step] = STEPS_MS.find(([, ms]) => wholeMs / ms <= most) ?? ['d', 365 * DAY_MS]
  const count = Math.floor(wholeMs / step)
  return Array.from({ length: count + 1 }, (_, index) => {
    const ms = index * step
    return { label: index === 0 ? '0' : `${ms / (UNITS_MS[unit] ?? DAY_MS)} ${unit}`, ms }
  })
}

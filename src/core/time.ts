import { assert } from '#/core/assert.ts'

/**
 * An instant as text of fixed width in UTC, to the millisecond: `2026-03-01T02:00:00.000Z`.
 * So `<` is order in time in TypeScript, in JSON, in SQL and in `grep`.
 */
export type Instant = string & { readonly __instant: unique symbol }

/**
 * A length of time as a plan writes it. `elapsed` counts milliseconds whatever the calendar does; the other units are
 * counted on the calendar of a zone, so that a day is 23 or 25 hours long when the clocks change.
 */
export type Span =
  | { readonly unit: 'elapsed'; readonly ms: number; readonly text: string }
  | { readonly unit: 'days' | 'months'; readonly count: number; readonly text: string }

/** Reads any RFC 3339 time with an offset. Gives undefined when it is not one. */
export function parseInstant(text: string): Instant | undefined {
  try {
    return fromMs(Temporal.Instant.from(text).epochMilliseconds)
  } catch {
    return undefined
  }
}

/** As `parseInstant`, for literals of our own: a bug throws. */
export function instant(text: string): Instant {
  const parsed = parseInstant(text)
  assert(parsed !== undefined, `"${text}" is an instant`)
  return parsed
}

export function toMs(at: Instant): number {
  return Temporal.Instant.from(at).epochMilliseconds
}

export function fromMs(ms: number): Instant {
  return Temporal.Instant.fromEpochMilliseconds(ms).toString({
    fractionalSecondDigits: 3,
  }) as Instant
}

/** `at` moved by milliseconds, which may be negative. */
export function plusMs(at: Instant, ms: number): Instant {
  return fromMs(toMs(at) + ms)
}

/** Milliseconds from one instant to another. */
export function msBetween(from: Instant, to: Instant): number {
  return toMs(to) - toMs(from)
}

/** `at` moved by a span, counted in `zone`. A month that lacks the day ends on its last (Reg. 1182/71 Art. 3(2)(c)). */
export function plus(at: Instant, span: Span, zone: string, sign: 1 | -1 = 1): Instant {
  if (span.unit === 'elapsed') return plusMs(at, sign * span.ms)
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone)
  const moved = local.add(
    span.unit === 'days' ? { days: sign * span.count } : { months: sign * span.count },
  )
  return fromMs(moved.epochMilliseconds)
}

export function earliest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.reduce(
    (best, at) => (at !== undefined && (best === undefined || at < best) ? at : best),
    undefined,
  )
}

export function latest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.reduce(
    (best, at) => (at !== undefined && (best === undefined || at > best) ? at : best),
    undefined,
  )
}

const ELAPSED_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 }
const CALENDAR_DAYS: Readonly<Record<string, number>> = { d: 1, w: 7 }
const CALENDAR_MONTHS: Readonly<Record<string, number>> = { mo: 1, q: 3, y: 12 }

/**
 * Reads `90s`, `15m`, `72h`, `1h30m` (elapsed) and `7d`, `2w`, `1mo`, `1q`, `1y` (calendar). Gives undefined for anything else:
 * a calendar unit cannot be mixed with another, since the sum would depend on the order of adding.
 */
export function parseSpan(text: string): Span | undefined {
  const parts = [...text.matchAll(/(\d+)(mo|[smhdwqy])/g)]
  if (parts.length === 0 || parts.map(part => part[0]).join('') !== text) return undefined
  const units = parts.map(part => [Number(part[1]), part[2] ?? ''] as const)
  if (units.every(([, unit]) => unit in ELAPSED_MS))
    return { unit: 'elapsed', ms: sum(units, ELAPSED_MS), text }
  if (units.length > 1) return undefined
  if (units.every(([, unit]) => unit in CALENDAR_DAYS))
    return { unit: 'days', count: sum(units, CALENDAR_DAYS), text }
  return { unit: 'months', count: sum(units, CALENDAR_MONTHS), text }
}

function sum(
  units: readonly (readonly [number, string])[],
  size: Readonly<Record<string, number>>,
): number {
  return units.reduce((total, [count, unit]) => total + count * (size[unit] ?? 0), 0)
}

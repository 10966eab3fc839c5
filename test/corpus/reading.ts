import { isPossible } from '#/core/metrics/length.ts'
import { instant, parseInstant } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

// Readers of records of any shape: what is missing, or is not what it should be, gives undefined and never an error.

/** What lies at a path of keys. */
export function inside(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce(step, value)
}

function step(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined
}

/** A text that says something, without the blanks around it. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return text === '' ? undefined : text
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The texts of a list, without whatever else is in it. */
export function textsOf(value: unknown): readonly string[] {
  return listOf(value).flatMap(it => textOf(it) ?? [])
}

/**
 * Nothing in the corpora can be later: they were gathered before. A literal, and not the time of the test, so that the same
 * records give the same figures on every machine.
 */
export const GATHERED = instant('2026-11-22T00:00:00Z')

/** A time with an offset, if it can have been. A day alone is none: it does not say which of its instants. */
export function timeOf(value: unknown): Instant | undefined {
  const time = anyTimeOf(value)
  return time !== undefined && canHaveBeen(time) ? time : undefined
}

/** Whether it is a time, and one of a year that cannot be meant. */
export function isImpossibleTime(value: unknown): boolean {
  const time = anyTimeOf(value)
  return time !== undefined && !canHaveBeen(time)
}

export function canHaveBeen(time: Instant): boolean {
  return isPossible(time) && time <= GATHERED
}

function anyTimeOf(value: unknown): Instant | undefined {
  const text = textOf(value)
  return text === undefined ? undefined : parseInstant(text)
}

// Reading what a stranger posted: every look into it ends in a text, a list or nothing, whatever lies there.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import type { DoorReading, Report } from '#/core/intake/doors/reading.ts'
import { fingerprint } from '#/core/intake/fingerprint.ts'
import type { Labels } from '#/core/intake/labels.ts'
import { isUnset, parseTimeMs } from '#/core/intake/rfc3339.ts'

export type Fields = Readonly<Record<string, unknown>>

export const REPORT_LIMITS = {
  reports: 1_000,
  keyChars: 1_000,
  titleChars: 1_000,
  descriptionChars: 10_000,
  wordChars: 300,
  systems: 50,
  labels: 40,
} as const

/** What lies at a path of names (`alert.rule.id`); only what the sender wrote itself, never what every object has. */
export function at(given: unknown, path: string): unknown {
  let found = given
  for (const name of path.split('.')) {
    if (!isObject(found) || !Object.hasOwn(found, name)) return undefined
    found = found[name]
  }
  return found
}

/** The first of the paths at which something is written, as text; empty where there is none. */
export function textAt(given: unknown, ...paths: readonly string[]): string {
  for (const path of paths) {
    const text = textOf(at(given, path))
    if (text !== '') return text
  }
  return ''
}

/** A text, a number or a yes or no as text. A placeholder that its sender forgot to fill in is nothing. */
export function textOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return ''
  const text = value.trim()
  return /^(\$[A-Z][A-Z0-9_]*|\{\{[^{}]*\}\}|null|undefined|none|n\/a)$/i.test(text) ? '' : text
}

export function fieldsAt(given: unknown, path: string): Fields {
  const found = at(given, path)
  return isObject(found) ? found : {}
}

export function listAt(given: unknown, path: string): readonly unknown[] {
  const found = at(given, path)
  return Array.isArray(found) ? found : []
}

/** JSON in a text, if it is some. */
export function jsonIn(text: unknown): unknown {
  if (typeof text !== 'string' || !/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const MS_FROM = 100_000_000_000
const YEAR_3000_S = 32_503_680_000

/** A time as senders write it: RFC 3339, with a space or without a zone (UTC then), or seconds or milliseconds since 1970. */
export function timeMsOf(value: unknown): number | undefined {
  const text = textOf(value)
  if (/^\d{9,13}(\.\d+)?$/.test(text)) {
    const number = Number(text)
    const ms = number >= MS_FROM ? number : number * 1_000
    return ms < YEAR_3000_S * 1_000 ? Math.floor(ms) : undefined
  }
  const [, day, time, zone] =
    /^(\d{4}[-/]\d\d[-/]\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,12})?) ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?/i.exec(
      text,
    ) ?? []
  if (day === undefined || time === undefined) return undefined
  const offset = zone === undefined || /^[zug]/i.test(zone) ? 'Z' : zone.replace(/(\d\d)$/, ':$1')
  const ms = parseTimeMs(`${day.replaceAll('/', '-')}T${time}${offset.replace('::', ':')}`)
  return ms === undefined || isUnset(ms) ? undefined : ms
}

/** An address that may be shown as a link; anything else is none. */
export function urlOf(...candidates: readonly string[]): string {
  return candidates.find(url => /^https?:\/\/[^\s]+$/i.test(url) && url.length <= 2_000) ?? ''
}

/** What a reader found, with empty texts where it found nothing. */
export type Found = {
  readonly key: string
  readonly state: Report['state']
  readonly title: string
  readonly description?: string
  readonly source?: string
  readonly urgency?: string
  readonly systems?: readonly string[]
  readonly url?: string
  readonly startsAtMs?: number | undefined
  readonly labels?: Labels
}

/** A report without what was not said, and within its limits. */
export function reportOf(found: Found): Report {
  const { description = '', source = '', urgency = '', url = '', startsAtMs } = found
  const systems = [...new Set((found.systems ?? []).map(name => short(name)))].filter(
    name => name !== '',
  )
  const labels = labelsOf(found.labels ?? {})
  return {
    key: keyOf(found.key),
    state: found.state,
    title: cut(oneLine(found.title), REPORT_LIMITS.titleChars),
    ...(description !== '' && { description: cut(description, REPORT_LIMITS.descriptionChars) }),
    ...(source !== '' && { source: short(source) }),
    ...(urgency !== '' && { urgency: short(urgency).toLowerCase() }),
    ...(systems.length > 0 && { systems: systems.slice(0, REPORT_LIMITS.systems) }),
    ...(url !== '' && { url }),
    ...(startsAtMs !== undefined && { startsAtMs }),
    ...(Object.keys(labels).length > 0 && { labels }),
  }
}

/** Reports as a reading; a sender that says nothing of anything is told so. */
export function reading(reports: readonly Report[], nothing: string): DoorReading {
  if (reports.length > REPORT_LIMITS.reports)
    return { malformed: `more than ${REPORT_LIMITS.reports} reports in one request` }
  return reports.length === 0 ? { ignored: nothing } : { reports }
}

/** A key that is too long keeps its end as a digest: cut off, two things would be taken for one. */
function keyOf(key: string): string {
  if (key.length <= REPORT_LIMITS.keyChars) return key
  return `${key.slice(0, REPORT_LIMITS.keyChars - 17)}#${fingerprint({ key })}`
}

/** A short, stable name for what has no key of its own. */
export function digestOf(...parts: readonly string[]): string {
  return fingerprint(Object.fromEntries(parts.map((part, index) => [String(index), part])))
}

function labelsOf(given: Labels): Labels {
  const kept = Object.entries(given)
    .filter(([name, value]) => name !== '' && value !== '')
    .slice(0, REPORT_LIMITS.labels)
  return Object.fromEntries(kept.map(([name, value]) => [short(name), short(value)]))
}

/** The texts of an object, as labels. */
export function textsOf(given: unknown): Labels {
  if (!isObject(given)) return {}
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, textOf(value)]))
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

function short(text: string): string {
  return cut(oneLine(text), REPORT_LIMITS.wordChars)
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`
}

export function isNotEmpty(text: string): boolean {
  return text !== ''
}

/** A list of words as it is read best: in lines, with spaces between. */
export function wordsIn(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}

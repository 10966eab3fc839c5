import type { Alert } from '#/core/intake/alert.ts'
import { ALERT_LIMITS, RESOLVE_TIMEOUT_MS } from '#/core/intake/alert.ts'
import type { Labels } from '#/core/intake/labels.ts'
import { labelSet } from '#/core/intake/labels.ts'
import { isUnset, parseTimeMs } from '#/core/intake/rfc3339.ts'

/** Alerts that could be read, and those that could not, by their place in what was sent (0-based). */
export type ReadAlerts = {
  readonly alerts: readonly Alert[]
  readonly refused: readonly { readonly index: number; readonly reason: string }[]
}

/** What was sent is not a list of alerts at all. */
export type Malformed = { readonly malformed: string }

/** What one sender means by an alert without an end. */
export type Ends = { readonly nowMs: number; readonly timeoutMs: number }

/**
 * Reads the body of `POST /api/v2/alerts` of Alertmanager's API v2, by its rules: a missing end is now + 5 minutes, a missing
 * start is now, or the end where there is one; Go's zero time is missing; labels with empty values are dropped. One
 * alert that cannot be taken does not keep back the others.
 */
export function readAlerts(body: unknown, nowMs: number): ReadAlerts | Malformed {
  if (!Array.isArray(body)) return { malformed: 'the body must be a JSON array of alerts' }
  return readEach(body, { nowMs, timeoutMs: RESOLVE_TIMEOUT_MS })
}

/** Reads each alert of a list, whichever door it came through. */
export function readEach(list: readonly unknown[], ends: Ends): ReadAlerts {
  const alerts: Alert[] = []
  const refused: { index: number; reason: string }[] = []
  list.forEach((given, index) => {
    const read = readAlert(given, ends)
    if (typeof read === 'string') refused.push({ index, reason: read })
    else alerts.push(read)
  })
  return { alerts, refused }
}

/** The alert, or the reason why it is none. */
function readAlert(given: unknown, ends: Ends): Alert | string {
  if (!isObject(given)) return 'an alert must be a JSON object'
  const wrong = wrongLabels(given['labels'])
  if (wrong !== undefined) return wrong
  const { labels, text } = labelSet(given['labels'] as Labels)
  if (text === '{}') return 'at least one label with a value is required'
  const annotations = annotationsText(given['annotations'])
  if (annotations === undefined) return 'annotations must be an object of strings'
  const times = readTimes(given, ends)
  if (typeof times === 'string') return times
  const url = given['generatorURL']
  const rest = restText(given)
  return {
    labels,
    text,
    annotations,
    ...times,
    generatorUrl: typeof url === 'string' ? url.slice(0, ALERT_LIMITS.generatorUrlChars) : '',
    ...(rest === undefined ? {} : { rest }),
  }
}

function wrongLabels(labels: unknown): string | undefined {
  if (!isObject(labels)) return 'labels must be an object of strings'
  const names = Object.keys(labels)
  if (names.length > ALERT_LIMITS.labels) return `more than ${ALERT_LIMITS.labels} labels`
  for (const name of names) {
    const value = labels[name]
    if (name === '') return 'a label name is empty'
    if (name.length > ALERT_LIMITS.labelNameChars)
      return `a label name is longer than ${ALERT_LIMITS.labelNameChars} characters`
    if (typeof value !== 'string') return `label ${JSON.stringify(name)} is not a string`
    if (value.length > ALERT_LIMITS.labelValueChars)
      return `label ${JSON.stringify(name)} is longer than ${ALERT_LIMITS.labelValueChars} characters`
  }
  return undefined
}

type Times = Pick<Alert, 'startsAtMs' | 'endsAtMs' | 'timeout' | 'startGiven'>

function readTimes(given: Given, { nowMs, timeoutMs }: Ends): Times | string {
  const starts = readTime(given['startsAt'])
  if (starts === 'wrong') return 'startsAt is not an RFC 3339 time'
  const ends = readTime(given['endsAt'])
  if (ends === 'wrong') return 'endsAt is not an RFC 3339 time'
  const startGiven = starts !== undefined
  const startsAtMs = starts ?? ends ?? nowMs
  if (ends !== undefined && ends < startsAtMs) return 'start time must be before end time'
  // An alert that begins in the future has its time-out from then on: it would otherwise end before it starts.
  const endsAtMs = ends ?? Math.max(nowMs, startsAtMs) + timeoutMs
  return { startsAtMs, endsAtMs, timeout: ends === undefined, startGiven }
}

function readTime(value: unknown): number | undefined | 'wrong' {
  if (value === undefined || value === null || value === '') return undefined
  const ms = typeof value === 'string' ? parseTimeMs(value) : undefined
  if (ms === undefined) return 'wrong'
  return isUnset(ms) ? undefined : ms
}

/**
 * JSON of the annotations. They are for people to read and identify nothing, so a number is written out and what is too
 * long is cut and says so: refusing the alert for them would swallow a page.
 */
function annotationsText(given: unknown): string | undefined {
  if (given === undefined || given === null) return '{}'
  if (!isObject(given)) return undefined
  const names = Object.keys(given)
  const fits = names.every(name => fitsAnnotation(name, given[name]))
  if (fits && names.length <= ALERT_LIMITS.annotations) return JSON.stringify(given)
  const kept = names.slice(0, ALERT_LIMITS.annotations)
  return JSON.stringify(Object.fromEntries(kept.map(name => [cut(name), cut(given[name])])))
}

function fitsAnnotation(name: string, value: unknown): boolean {
  return (
    typeof value === 'string' &&
    value.length <= ALERT_LIMITS.annotationChars &&
    name.length <= ALERT_LIMITS.annotationChars
  )
}

function cut(value: unknown): string {
  const text = typeof value === 'string' ? value : jsonText(value)
  const max = ALERT_LIMITS.annotationChars
  return text.length <= max ? text : `${text.slice(0, max)} … (cut by Tocsin at ${max} characters)`
}

/** What the columns of an alert say, and what the sender computes from them. */
const PLACED = new Set(
  'labels annotations startsAt endsAt fingerprint status receivers updatedAt'.split(' '),
)

function restText(given: Given): string | undefined {
  const names = Object.keys(given).filter(
    name => !PLACED.has(name) && !(name === 'generatorURL' && typeof given[name] === 'string'),
  )
  if (names.length === 0) return undefined
  const text = jsonText(Object.fromEntries(names.map(name => [name, given[name]])))
  return text.length <= ALERT_LIMITS.restChars ? text : JSON.stringify({ cut: text.length })
}

/** JSON of a value that JSON was parsed into. V8 parses nesting of any depth, but may run out of stack when it writes it. */
function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (error instanceof RangeError) return '"nested too deep to be kept"'
    throw error
  }
}

type Given = Readonly<Record<string, unknown>>

/** Whether it is a JSON object: not a list, not null. */
export function isObject(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

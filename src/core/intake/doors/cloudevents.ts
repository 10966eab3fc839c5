// CloudEvents 1.0 over HTTP: in headers (binary), in one JSON object (structured), or in a list of those (batch).
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import { guessReports } from '#/core/intake/doors/guess-fields.ts'
import {
  at,
  jsonIn,
  reading,
  reportOf,
  textAt,
  textOf,
  timeMsOf,
  urlOf,
} from '#/core/intake/doors/payload.ts'
import type { Fields } from '#/core/intake/doors/payload.ts'
import type { DoorHeaders, DoorReader, Report } from '#/core/intake/doors/reading.ts'
import { stateIn } from '#/core/intake/doors/words.ts'

const HEADER = /^ce-([a-z0-9]{1,60})$/

export const readCloudEvents: DoorReader = ({ headers, body }) => {
  const events = eventsIn(headers, body)
  if ('malformed' in events) return events
  const reports: Report[] = []
  for (const [index, event] of events.entries()) {
    const wrong = wrongIn(event)
    if (wrong !== undefined)
      return { malformed: events.length === 1 ? wrong : `event ${index}: ${wrong}` }
    reports.push(reportOfEvent(event as Fields))
  }
  return reading(reports, 'a batch without events')
}

function eventsIn(
  headers: DoorHeaders,
  body: unknown,
): readonly unknown[] | { readonly malformed: string } {
  const type = (headers['content-type'] ?? '').toLowerCase()
  if (type.startsWith('application/cloudevents-batch'))
    return Array.isArray(body) ? body : { malformed: 'a batch is a JSON array of events' }
  if (headers['ce-specversion'] !== undefined) return [fromHeaders(headers, body)]
  if (Array.isArray(body)) return body
  return [body]
}

/** The values of headers are percent-encoded. */
function fromHeaders(headers: DoorHeaders, data: unknown): Fields {
  const attributes = Object.entries(headers).flatMap(([header, value = '']) => {
    const [, name] = HEADER.exec(header) ?? []
    return name === undefined ? [] : [[name, decoded(value)] as const]
  })
  return { ...Object.fromEntries(attributes), data }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

function wrongIn(event: unknown): string | undefined {
  if (!isObject(event)) return 'a CloudEvent is a JSON object, or has its attributes in ce- headers'
  if (textAt(event, 'specversion') !== '1.0') return 'specversion must be 1.0'
  const missing = ['id', 'source', 'type'].filter(name => textOf(event[name]) === '')
  return missing.length === 0 ? undefined : `the attribute ${missing.join(', ')} is missing`
}

/**
 * `source` and `id` name an event, so that one sent twice is one. What its type says begins or ends something is known by what it
 * is about instead: source, subject, and the type without its last word.
 */
function reportOfEvent(event: Fields): Report {
  const [type, source, subject] = ['type', 'source', 'subject'].map(name => textAt(event, name))
  const data = dataOf(event)
  const guessed = isObject(data) ? guessReports(data)?.[0] : undefined
  const [, base = '', last = ''] = /^(?:(.*)[._-])?([^._-]+)$/.exec(type ?? '') ?? []
  const said = stateIn(last, 'event')
  const paired = said !== undefined && subject !== ''
  return reportOf({
    key: paired ? `${source} ${subject} ${base}` : `${source} ${textAt(event, 'id')}`,
    state: (paired ? said : undefined) ?? 'firing',
    title: guessed?.title || [type, subject].filter(word => word !== '').join(' '),
    description: guessed?.description ?? textOf(data),
    urgency: textAt(event, 'severitytext', 'severity', 'priority') || (guessed?.urgency ?? ''),
    systems: guessed?.systems ?? (subject === '' ? [] : [subject ?? '']),
    url: guessed?.url ?? urlOf(textAt(event, 'dataschema'), source ?? ''),
    startsAtMs: timeMsOf(event['time']),
    labels: {
      ...guessed?.labels,
      ce_type: type ?? '',
      ce_source: source ?? '',
      ce_subject: subject ?? '',
      ce_id: textAt(event, 'id'),
    },
  })
}

const DATA_CHARS_MAX = 65_536

function dataOf(event: Fields): unknown {
  const inBase64 = at(event, 'data_base64')
  if (typeof inBase64 !== 'string') {
    const data = at(event, 'data')
    return jsonIn(data) ?? data
  }
  const text = inBase64.length <= DATA_CHARS_MAX ? fromBase64(inBase64) : ''
  return jsonIn(text) ?? text
}

function fromBase64(text: string): string {
  try {
    const bytes = [...Uint8Array.fromBase64(text)]
    return decodeURIComponent(bytes.map(byte => `%${byte.toString(16).padStart(2, '0')}`).join(''))
  } catch {
    return ''
  }
}

// Coralogix: its generic webhook, half filled-in template as it often is.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import {
  isNotEmpty,
  listAt,
  reportOf,
  textAt,
  timeMsOf,
  urlOf,
} from '#/core/intake/doors/payload.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'
import { stateIn } from '#/core/intake/doors/words.ts'

export const readCoralogix: DoorReader = ({ body }) => {
  if (!isObject(body)) return { malformed: 'the body must be a JSON object' }
  const fields = fieldsOf(body)
  const name = textAt(body, 'name', 'alert_name')
  const dedup = fields['dedupkey'] ?? fields['dedup_key'] ?? ''
  const id = dedup || textAt(body, 'alert_unique_identifier', 'alert_id', 'alertId') || name
  if (id === '') return { malformed: 'alert_id and name are missing' }
  // One alert watches many groups; each is told of by the values that it is grouped by.
  const groups = Object.entries(fields)
    .filter(([field]) => /^group-?by value/i.test(field))
    .map(([, value]) => value)
  const action = textAt(body, 'alert_action', 'alertAction', 'status')
  const report = reportOf({
    key: dedup || [id, ...groups].join('/'),
    state: stateIn(action, 'event') === 'resolved' ? 'resolved' : 'firing',
    title: name || `Alert ${id}`,
    description: [textAt(body, 'description', 'alert_description'), fields['text'] ?? '']
      .filter(isNotEmpty)
      .join('\n\n'),
    urgency:
      fields['priority'] ??
      fields['severitylowercase'] ??
      fields['severity'] ??
      textAt(body, 'severity'),
    systems: [
      textAt(body, 'service') || (fields['service'] ?? ''),
      fields['application'] ?? '',
      fields['subsystem'] ?? '',
      fields['computer'] ?? '',
    ],
    url: urlOf(textAt(body, 'alert_url'), textAt(body, 'log_url')),
    startsAtMs: timeMsOf(fields['timestamp']),
    labels: { ...fields, text: '', action },
  })
  return { reports: [report] }
}

/** Pairs of key and value, less those that nobody has filled in. */
function fieldsOf(body: unknown): Readonly<Record<string, string>> {
  const pairs = listAt(body, 'fields').map(field => [
    textAt(field, 'key').toLowerCase(),
    textAt(field, 'value'),
  ])
  return Object.fromEntries(
    pairs.filter(
      ([key, value]) => key !== '' && value !== '' && !/^\*insert .*\*$/i.test(value ?? ''),
    ),
  ) as Readonly<Record<string, string>>
}

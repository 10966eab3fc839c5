// Graylog: the HTTP notification of an event definition, and the alarm callback of the versions before it. Neither tells of an end.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import {
  at,
  fieldsAt,
  listAt,
  reportOf,
  textAt,
  textsOf,
  timeMsOf,
} from '#/core/intake/doors/payload.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'

const PRIORITIES: Readonly<Record<string, string>> = {
  1: 'low',
  2: 'normal',
  3: 'high',
  4: 'critical',
}

export const readGraylog: DoorReader = ({ body }) => {
  const event = at(body, 'event')
  if (isObject(at(body, 'check_result'))) return readCallback(body)
  const definition = textAt(body, 'event_definition_id') || textAt(event, 'event_definition_id')
  if (!isObject(event) || definition === '')
    return { malformed: 'event or event_definition_id is missing' }
  const groups = textsOf(fieldsAt(event, 'group_by_fields'))
  const tuple = listAt(event, 'key_tuple').map(String).join('|')
  const priority = textAt(event, 'priority')
  const report = reportOf({
    key: `${definition}/${textAt(event, 'key') || tuple || Object.values(groups).join('|')}`,
    state: 'firing',
    title:
      textAt(event, 'message') || textAt(body, 'event_definition_title') || `Event ${definition}`,
    description: textAt(body, 'event_definition_description').replace(/^\.$/, ''),
    urgency: PRIORITIES[priority] ?? priority,
    systems: [textAt(event, 'fields.host', 'fields.source', 'source')],
    startsAtMs: timeMsOf(textAt(event, 'timestamp')),
    labels: {
      ...textsOf(fieldsAt(event, 'fields')),
      ...groups,
      definition: textAt(body, 'event_definition_title'),
    },
  })
  return { reports: [report] }
}

function readCallback(body: unknown): ReturnType<DoorReader> {
  if (textAt(body, 'check_result.triggered') === 'false')
    return { ignored: 'nothing was triggered' }
  const condition = at(body, 'check_result.triggered_condition')
  const stream = textAt(body, 'stream.id', 'stream.title')
  const report = reportOf({
    key: `${stream}/${textAt(condition, 'id', 'title')}`,
    state: 'firing',
    title: textAt(condition, 'title') || textAt(body, 'stream.title') || 'Graylog alert',
    description: textAt(body, 'check_result.result_description'),
    systems: [textAt(listAt(body, 'check_result.matching_messages')[0], 'source')],
    startsAtMs: timeMsOf(textAt(body, 'check_result.triggered_at')),
    labels: { stream: textAt(body, 'stream.title') },
  })
  return { reports: [report] }
}

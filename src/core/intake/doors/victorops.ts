// VictorOps, now Splunk On-Call: its REST endpoint, for whatever used to post there.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import { at, digestOf, reportOf, textAt, timeMsOf, urlOf } from '#/core/intake/doors/payload.ts'
import type { DoorReader, Report } from '#/core/intake/doors/reading.ts'
import { unmark } from '#/core/intake/doors/words.ts'

const TYPES: Readonly<Record<string, Report['state']>> = {
  CRITICAL: 'firing',
  WARNING: 'firing',
  RECOVERY: 'resolved',
  ACKNOWLEDGEMENT: 'acknowledged',
}

export const readVictorops: DoorReader = ({ body }) => {
  if (!isObject(body)) return { malformed: 'the body must be a JSON object' }
  const type = textAt(body, 'message_type').toUpperCase()
  if (type === '') return { malformed: 'message_type is missing' }
  if (type === 'INFO') return { ignored: 'INFO only informs' }
  const state = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined
  if (state === undefined)
    return { malformed: `message_type ${JSON.stringify(type.slice(0, 50))} is none` }
  const name = textAt(body, 'entity_display_name', 'entity_id')
  const message = textAt(body, 'state_message')
  const report = reportOf({
    // Without a name each is a thing of its own, as there.
    key: textAt(body, 'entity_id') || digestOf(name, message),
    state,
    title: unmark(name).rest || message || 'Alert without a name',
    description: message,
    urgency: state === 'firing' ? type : '',
    systems: [textAt(body, 'host_name', 'hostname', 'host')],
    url: urlOf(textAt(body, 'alert_url'), textAt(body, 'vo_annotate.u.Runbook')),
    startsAtMs: timeMsOf(at(body, 'state_start_time')),
    labels: { tool: textAt(body, 'monitoring_tool') },
  })
  return { reports: [report] }
}

// LibreNMS: a rule about a device.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import { reportOf, textAt, timeMsOf } from '#/core/intake/doors/payload.ts'
import type { DoorReader, Report } from '#/core/intake/doors/reading.ts'

/** Its AlertState: recovered, active, acknowledged, worse, better, changed. Better is not well. */
const STATES: readonly Report['state'][] = [
  'resolved',
  'firing',
  'acknowledged',
  'firing',
  'firing',
  'firing',
]

export const readLibrenms: DoorReader = ({ body }) => {
  if (!isObject(body)) return { malformed: 'the body must be a JSON object' }
  const device = textAt(body, 'device_id', 'hostname')
  const rule = textAt(body, 'rule_id', 'name')
  if (device === '' || rule === '') return { malformed: 'device_id or rule_id is missing' }
  const said = textAt(body, 'state')
  const name = textAt(body, 'name')
  const host = textAt(body, 'display', 'sysName', 'hostname')
  const severity = textAt(body, 'severity')
  const report = reportOf({
    key: `${device}/${rule}`,
    state: (/^\d$/.test(said) ? STATES[Number(said)] : undefined) ?? 'firing',
    title: name === '' ? textAt(body, 'title') : `${host}: ${name}`,
    description: textAt(body, 'msg', 'title'),
    urgency: severity === 'ok' ? '' : severity,
    systems: [host],
    startsAtMs: timeMsOf(textAt(body, 'timestamp')),
    labels: {
      host: textAt(body, 'hostname'),
      rule: name,
      os: textAt(body, 'os'),
      location: textAt(body, 'location'),
      type: textAt(body, 'type'),
    },
  })
  return { reports: [report] }
}

// Checkly: a check fails, is slow, or has recovered; and certificates that run out.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import { isNotEmpty, reportOf, textAt, timeMsOf, urlOf } from '#/core/intake/doors/payload.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'

const ENDS: ReadonlySet<string> = new Set(['ALERT_RECOVERY', 'ALERT_DEGRADED_RECOVERY'])

export const readCheckly: DoorReader = ({ body }) => {
  if (!isObject(body)) return { malformed: 'the body must be a JSON object' }
  const type = textAt(body, 'alert_type', 'alertType').toUpperCase()
  const check = textAt(body, 'check_id', 'checkId')
  const name = textAt(body, 'check_name', 'checkName')
  if (check === '' && name === '') return { malformed: 'check_id and check_name are missing' }
  if (type === 'NO_ALERT') return { ignored: 'NO_ALERT: nothing changed' }
  const isCertificate = type === 'ALERT_SSL'
  const days = textAt(body, 'ssl_days_remaining')
  const report = reportOf({
    // A certificate is another matter than the check, and is over when the next one is not told of.
    key: `${check || name}${isCertificate ? '/certificate' : ''}`,
    state: ENDS.has(type) ? 'resolved' : 'firing',
    title: isCertificate
      ? `${name}: the certificate ends in ${days || 'a few'} days`
      : name || textAt(body, 'event'),
    description: [textAt(body, 'event', 'alert_title'), textAt(body, 'check_error_message')]
      .filter(isNotEmpty)
      .join('\n'),
    urgency: type.includes('DEGRADED') || isCertificate ? 'warning' : 'critical',
    systems: [textAt(body, 'group_name'), name],
    url: urlOf(textAt(body, 'link')),
    startsAtMs: timeMsOf(textAt(body, 'started_at')),
    labels: {
      alert_type: type,
      check_type: textAt(body, 'check_type'),
      location: textAt(body, 'run_location'),
      status: textAt(body, 'api_check_response_status_code'),
    },
  })
  return { reports: [report] }
}

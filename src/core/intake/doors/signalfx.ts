// SignalFx, now Splunk Observability Cloud: an incident of a detector.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import {
  isNotEmpty,
  fieldsAt,
  reportOf,
  textAt,
  textsOf,
  timeMsOf,
  urlOf,
} from '#/core/intake/doors/payload.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'

/** The words of `statusExtended`. Whatever a title may say, it is this field that counts. */
const ENDS: ReadonlySet<string> = new Set(['ok', 'manually resolved', 'auto resolved', 'stopped'])

export const readSignalfx: DoorReader = ({ body }) => {
  if (!isObject(body)) return { malformed: 'the body must be a JSON object' }
  const key = textAt(body, 'incidentId')
  if (key === '') return { malformed: 'incidentId is missing' }
  const status = textAt(body, 'statusExtended', 'status').toLowerCase()
  const dimensions = textsOf(fieldsAt(body, 'dimensions'))
  const rule = textAt(body, 'rule', 'inputs.rule')
  const report = reportOf({
    key,
    state: ENDS.has(status) ? 'resolved' : 'firing',
    title:
      [textAt(body, 'detector'), rule].filter(isNotEmpty).join(': ') ||
      textAt(body, 'messageTitle', 'inputs.messageTitle') ||
      `Incident ${key}`,
    description: [
      textAt(body, 'messageTitle', 'inputs.messageTitle'),
      textAt(body, 'description', 'inputs.description'),
      textAt(body, 'messageBody'),
    ]
      .filter(isNotEmpty)
      .join('\n\n'),
    urgency: textAt(body, 'severity'),
    systems: [
      dimensions['service'] ?? '',
      dimensions['host'] ?? '',
      dimensions['sf_service'] ?? '',
    ],
    url: urlOf(textAt(body, 'detectorUrl'), textAt(body, 'imageUrl')),
    startsAtMs: timeMsOf(textAt(body, 'timestampISO8601', 'timestamp')),
    labels: {
      ...dimensions,
      detector: textAt(body, 'detector', 'detectorId'),
      rule,
      metric: textAt(body, 'originatingMetric'),
      status,
    },
  })
  return { reports: [report] }
}

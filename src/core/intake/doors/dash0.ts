// Dash0: a check that failed or is over.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import {
  at,
  fieldsAt,
  isNotEmpty,
  listAt,
  reportOf,
  textAt,
  textsOf,
  timeMsOf,
  urlOf,
} from '#/core/intake/doors/payload.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'

export const readDash0: DoorReader = ({ body }) => {
  const issue = at(body, 'data.issue')
  const type = textAt(body, 'type')
  if (!isObject(issue)) {
    if (type === 'test') return { ignored: 'a test, without an issue' }
    return { malformed: 'data.issue is missing' }
  }
  const key = textAt(issue, 'id', 'issueIdentifier')
  if (key === '') return { malformed: 'data.issue.id is missing' }
  const status = textAt(issue, 'status').toLowerCase()
  // Both say it, or it is not over.
  const isOver =
    type === 'alert.resolved'
      ? status === '' || status === 'resolved'
      : type === '' && status === 'resolved'
  const rule = listAt(issue, 'checkrules')[0]
  const labels = labelsOf(issue)
  const report = reportOf({
    key,
    state: isOver ? 'resolved' : 'firing',
    title:
      [textAt(rule, 'name'), textAt(issue, 'summary')].filter(isNotEmpty).join(': ') ||
      `Issue ${key}`,
    description: textAt(issue, 'description'),
    urgency: status === 'resolved' ? '' : status,
    systems: [
      labels['service.name'] ?? labels['dash0.resource.name'] ?? '',
      labels['host.name'] ?? '',
    ],
    url: urlOf(textAt(issue, 'url'), textAt(rule, 'url')),
    startsAtMs: timeMsOf(textAt(issue, 'start')),
    labels: { ...labels, dataset: textAt(issue, 'dataset'), rule: textAt(rule, 'name') },
  })
  return { reports: [report] }
}

/** Labels come as an object, or as OpenTelemetry writes attributes. */
function labelsOf(issue: unknown): Readonly<Record<string, string>> {
  const pairs = listAt(issue, 'labels').map((pair): [string, string] => [
    textAt(pair, 'key'),
    textAt(
      pair,
      'value.stringValue',
      'value.intValue',
      'value.boolValue',
      'value.doubleValue',
      'value',
    ),
  ])
  return { ...textsOf(fieldsAt(issue, 'labels')), ...Object.fromEntries(pairs) }
}

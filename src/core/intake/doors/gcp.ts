// Google Cloud Monitoring: a notification of an incident.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import {
  isNotEmpty,
  at,
  fieldsAt,
  reportOf,
  textAt,
  textsOf,
  timeMsOf,
  urlOf,
} from '#/core/intake/doors/payload.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'

export const readGcp: DoorReader = ({ body }) => {
  const incident = at(body, 'incident')
  if (!isObject(incident)) return { malformed: 'incident is missing' }
  const key = textAt(incident, 'incident_id')
  if (key === '') return { malformed: 'incident.incident_id is missing' }
  const state = textAt(incident, 'state').toLowerCase()
  const policy = textAt(incident, 'policy_name')
  const named = policy.includes('/') ? '' : policy
  const urgency = textAt(incident, 'severity')
  const report = reportOf({
    key,
    state: state === 'closed' ? 'resolved' : state === 'acknowledged' ? 'acknowledged' : 'firing',
    title:
      textAt(incident, 'documentation.subject') ||
      named ||
      textAt(incident, 'condition_name', 'condition.displayName', 'summary') ||
      `Incident ${key}`,
    description: [textAt(incident, 'summary'), textAt(incident, 'documentation.content')]
      .filter(isNotEmpty)
      .join('\n\n'),
    urgency:
      urgency === '' || /^no severity$/i.test(urgency)
        ? textAt(
            incident,
            'metadata.system_labels.severity',
            'policy_user_labels.severity',
            'metadata.user_labels.severity',
          )
        : urgency,
    systems: [
      textAt(incident, 'resource_display_name', 'resource_name', 'resource_id'),
      textAt(incident, 'resource.labels.instance_id'),
    ],
    url: urlOf(textAt(incident, 'url')),
    startsAtMs: timeMsOf(at(incident, 'started_at')),
    labels: {
      ...textsOf(fieldsAt(incident, 'metadata.user_labels')),
      ...textsOf(fieldsAt(incident, 'policy_user_labels')),
      ...textsOf(fieldsAt(incident, 'resource.labels')),
      project: textAt(incident, 'scoping_project_id'),
      policy,
      condition: textAt(incident, 'condition_name'),
      metric: textAt(incident, 'metric.type'),
      ...(textAt(body, 'version') === 'test' && { test: 'true' }),
    },
  })
  return { reports: [report] }
}

// Grafana: the webhook of unified alerting, which looks like Alertmanager's, and the one of the alerting before it.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import {
  isNotEmpty,
  fieldsAt,
  listAt,
  digestOf,
  reading,
  reportOf,
  textAt,
  textsOf,
  timeMsOf,
  urlOf,
} from '#/core/intake/doors/payload.ts'
import type { DoorReader, Report } from '#/core/intake/doors/reading.ts'
import { isHeartbeat } from '#/core/intake/alert.ts'
import { systemsOf } from '#/core/intake/group.ts'
import { labelSet } from '#/core/intake/labels.ts'

export const readGrafana: DoorReader = ({ body }) => {
  if (!isObject(body)) return { malformed: 'the body must be a JSON object' }
  if (Array.isArray(body['alerts'])) {
    const alerts = body['alerts'].filter(isObject)
    if (alerts.length === 0) return { malformed: 'alerts must be a list of objects, at least one' }
    // It fires while all is well. Nobody is woken by it here, nor by its end: a heartbeat's own door is made for that.
    const trouble = alerts.filter(alert => !isHeartbeat(textsOf(fieldsAt(alert, 'labels'))))
    return reading(
      trouble.map(unified),
      'an alert that always fires: have it beat at /in/heartbeat',
    )
  }
  if (textAt(body, 'ruleId', 'ruleName') !== '') return legacy(body)
  return { malformed: 'neither alerts nor a ruleName: is this the webhook of a contact point?' }
}

function unified(alert: unknown): Report {
  const given = textsOf(fieldsAt(alert, 'labels'))
  const { labels, text } = labelSet(given)
  const name = textAt(alert, 'labels.alertname')
  const summary = textAt(alert, 'annotations.summary')
  return reportOf({
    key: textAt(alert, 'fingerprint') || digestOf(text),
    state: textAt(alert, 'status') === 'resolved' ? 'resolved' : 'firing',
    title: summary === '' ? name || text : name === '' ? summary : `${name}: ${summary}`,
    description: [
      textAt(alert, 'annotations.description', 'annotations.message'),
      textAt(alert, 'valueString'),
    ]
      .filter(isNotEmpty)
      .join('\n\n'),
    urgency: textAt(alert, 'labels.severity', 'labels.priority'),
    systems: systemsOf(labels),
    url: urlOf(
      textAt(alert, 'panelURL'),
      textAt(alert, 'dashboardURL'),
      textAt(alert, 'generatorURL'),
    ),
    startsAtMs: timeMsOf(textAt(alert, 'startsAt')),
    labels: { ...labels, ...(isTest(given) && { test: 'true' }) },
  })
}

/** Grafana's button Test sends this: it arrives like any other, so that whoever pressed it sees that it does, and rules can tell. */
function isTest(labels: Readonly<Record<string, string>>): boolean {
  return labels['alertname'] === 'TestAlert' && labels['instance'] === 'Grafana'
}

/** `no_data` and `pending` are no end; `paused` and `ok` are. */
const LEGACY_ENDS: ReadonlySet<string> = new Set(['ok', 'paused'])

function legacy(body: unknown): ReturnType<DoorReader> {
  const state = textAt(body, 'state').toLowerCase()
  if (state === 'pending') return { ignored: 'pending: the rule has not fired yet' }
  const ruleName = textAt(body, 'ruleName')
  const id = textAt(body, 'ruleId')
  const matches = listAt(body, 'evalMatches').map(
    match => `${textAt(match, 'metric')}: ${textAt(match, 'value')}`,
  )
  const report = reportOf({
    key: `${textAt(body, 'orgId') || '0'}/${id === '' || id === '0' ? ruleName : id}`,
    state: LEGACY_ENDS.has(state) ? 'resolved' : 'firing',
    title: ruleName || textAt(body, 'title'),
    description: [textAt(body, 'message'), ...matches].filter(isNotEmpty).join('\n'),
    urgency: textAt(body, 'tags.severity', 'tags.priority'),
    systems: systemsOf(textsOf(fieldsAt(body, 'tags'))),
    url: urlOf(textAt(body, 'ruleUrl')),
    labels: { ...textsOf(fieldsAt(body, 'tags')), state },
  })
  return { reports: [report] }
}

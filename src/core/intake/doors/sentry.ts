// Sentry: an internal integration's webhooks (issue alerts, metric alerts, issues), and the older plugin's.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import type { Fields } from '#/core/intake/doors/payload.ts'
import {
  isNotEmpty,
  at,
  fieldsAt,
  listAt,
  reportOf,
  textAt,
  timeMsOf,
  urlOf,
} from '#/core/intake/doors/payload.ts'
import type { DoorReader, DoorReading, Report } from '#/core/intake/doors/reading.ts'

export const readSentry: DoorReader = ({ headers, body }) => {
  if (!isObject(body)) return { malformed: 'the body must be a JSON object' }
  const resource = headers['sentry-hook-resource'] ?? resourceOf(body)
  switch (resource) {
    case 'metric_alert':
      return metric(body)
    case 'issue':
      return issue(body)
    case 'event_alert':
    case 'error':
      return event(body, fieldsAt(body, resource === 'error' ? 'data.error' : 'data.event'))
    case 'plugin':
      return event(body, fieldsAt(body, 'event'))
    case undefined:
      return { malformed: 'neither data of an integration nor an event of the webhook plugin' }
    default:
      return { ignored: `${resource} reports no trouble` }
  }
}

function resourceOf(body: Fields): string | undefined {
  const names = ['metric_alert', 'issue', 'event', 'error', 'installation', 'comment'] as const
  const name = names.find(key => isObject(at(body, `data.${key}`)))
  if (name !== undefined) return name === 'event' ? 'event_alert' : name
  return isObject(body['event']) || textAt(body, 'culprit', 'project_slug') !== ''
    ? 'plugin'
    : undefined
}

/** An issue by its id, however it comes: `issue resolved` then ends what an issue alert began. */
function event(body: Fields, given: Fields): DoorReading {
  const id = textAt(given, 'issue_id', 'groupID', 'group_id') || textAt(body, 'id')
  if (id === '') return { malformed: 'an event without issue_id or id' }
  const project = textAt(body, 'project_slug', 'project_name', 'project') || projectIn(given)
  const report = reportOf({
    key: `issue/${id}`,
    state: 'firing',
    title: textAt(given, 'title') || textAt(body, 'message', 'culprit') || `Sentry issue ${id}`,
    description: [
      textAt(body, 'message') ||
        textAt(given, 'logentry.formatted', 'message', 'metadata.value', 'metadata.title'),
      textAt(body, 'culprit') || textAt(given, 'culprit', 'location'),
    ]
      .filter(isNotEmpty)
      .join('\n'),
    urgency: textAt(given, 'level') || textAt(body, 'level'),
    systems: [project],
    url: urlOf(textAt(given, 'web_url'), textAt(body, 'url'), textAt(given, 'issue_url', 'url')),
    startsAtMs: timeMsOf(at(given, 'timestamp')) ?? timeMsOf(at(given, 'datetime')),
    labels: {
      project,
      environment: textAt(given, 'environment') || tag(given, 'environment'),
      rule: textAt(body, 'data.triggered_rule', 'triggering_rules.0'),
      platform: textAt(given, 'platform'),
    },
  })
  return { reports: [report] }
}

function projectIn(given: Fields): string {
  const [, slug = ''] = /\/projects\/[^/]+\/([^/]+)\//.exec(textAt(given, 'url')) ?? []
  return slug || textAt(given, 'project_slug', 'project_name', 'project')
}

function tag(given: Fields, name: string): string {
  const pair = listAt(given, 'tags').find(each => Array.isArray(each) && each[0] === name)
  return Array.isArray(pair) ? textAt({ value: pair[1] as unknown }, 'value') : ''
}

const ISSUE_STATES: Readonly<Record<string, Report['state']>> = {
  created: 'firing',
  unresolved: 'firing',
  resolved: 'resolved',
  // Sentry's own words for a decision that it is no trouble.
  ignored: 'resolved',
  archived: 'resolved',
  assigned: 'acknowledged',
}

function issue(body: Fields): DoorReading {
  const action = textAt(body, 'action')
  const state = Object.hasOwn(ISSUE_STATES, action) ? ISSUE_STATES[action] : undefined
  if (state === undefined) return { ignored: `issue ${action} changes nothing` }
  const given = at(body, 'data.issue')
  const id = textAt(given, 'id')
  if (id === '') return { malformed: 'an issue without id' }
  const project = textAt(given, 'project.slug', 'project.name')
  const report = reportOf({
    key: `issue/${id}`,
    state,
    title: textAt(given, 'title', 'metadata.title') || `Sentry issue ${id}`,
    description: [textAt(given, 'metadata.value'), textAt(given, 'culprit')]
      .filter(isNotEmpty)
      .join('\n'),
    urgency: textAt(given, 'level'),
    systems: [project],
    url: urlOf(textAt(given, 'web_url'), textAt(given, 'permalink')),
    startsAtMs: timeMsOf(textAt(given, 'firstSeen')),
    labels: {
      project,
      issue: textAt(given, 'shortId'),
      priority: textAt(given, 'priority'),
      platform: textAt(given, 'platform'),
    },
  })
  return { reports: [report] }
}

function metric(body: Fields): DoorReading {
  const action = textAt(body, 'action')
  const alert = at(body, 'data.metric_alert')
  const id = textAt(alert, 'id', 'identifier')
  if (!['critical', 'warning', 'resolved'].includes(action))
    return { ignored: `metric_alert ${action} changes nothing` }
  if (id === '') return { malformed: 'a metric alert without id' }
  const name = textAt(alert, 'alert_rule.name', 'title')
  const [project = ''] = listAt(alert, 'projects').map(each => textAt({ each }, 'each'))
  const report = reportOf({
    key: `metric/${id}`,
    state: action === 'resolved' ? 'resolved' : 'firing',
    title: name || textAt(body, 'data.description_title') || `Sentry metric alert ${id}`,
    description: textAt(body, 'data.description_text'),
    urgency: action === 'resolved' ? '' : action,
    systems: [project],
    url: urlOf(textAt(body, 'data.web_url')),
    startsAtMs: timeMsOf(textAt(alert, 'date_started')),
    labels: {
      project,
      rule: name,
      environment: textAt(alert, 'alert_rule.environment'),
      query: textAt(alert, 'alert_rule.query'),
    },
  })
  return { reports: [report] }
}

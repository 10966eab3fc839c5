// Datadog's webhook: its body is a template that everyone writes anew from the same variables, so each is looked for under the names
// that its documentation and its users give it.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import type { Fields } from '#/core/intake/doors/payload.ts'
import { at, reportOf, textAt, timeMsOf, urlOf } from '#/core/intake/doors/payload.ts'
import type { DoorReader, Report } from '#/core/intake/doors/reading.ts'
import { unmark } from '#/core/intake/doors/words.ts'

export const readDatadog: DoorReader = ({ body }) => {
  if (!isObject(body)) return { malformed: 'the body must be a JSON object' }
  const marked = unmark(textAt(body, 'title', 'event_title', 'alert_title', 'msg_title', 'name'))
  const scope = scopeOf(body)
  const key =
    textAt(body, 'alert_cycle_key', 'cycle_key') ||
    keyOfMonitor(body, scope) ||
    textAt(body, 'aggreg_key', 'aggregation_key', 'aggregate') ||
    marked.rest
  if (key === '') return { malformed: 'neither title, nor monitor or alert id' }
  const host = textAt(body, 'hostname', 'host', 'host_name')
  const tags = tagsOf(body)
  const report = reportOf({
    key,
    state: stateOf(body) ?? marked.state ?? 'firing',
    title: marked.rest || `Datadog monitor ${key}`,
    description: textAt(
      body,
      'text_only_msg',
      'body',
      'message',
      'event_msg',
      'description',
      'text',
    ),
    urgency:
      textAt(body, 'priority', 'alert_priority', 'severity') ||
      textAt(body, 'alert_type', 'alert_status'),
    systems: [tags['service'] ?? '', host || (tags['host'] ?? '')],
    url: urlOf(textAt(body, 'link'), textAt(body, 'url'), textAt(body, 'alert_url')),
    startsAtMs: timeMsOf(at(body, 'date')) ?? timeMsOf(at(body, 'last_updated')),
    labels: {
      ...tags,
      monitor: textAt(body, 'monitor_id', 'alert_id'),
      scope,
      transition: textAt(body, 'alert_transition', 'transition'),
      query: textAt(body, 'alert_query', 'query'),
    },
  })
  return { reports: [report] }
}

/** One monitor watches many things; each of them is told of by its scope. */
function keyOfMonitor(body: Fields, scope: string): string {
  const monitor = textAt(body, 'alert_id', 'monitor_id', 'monitor.id')
  return monitor === '' ? '' : `${monitor}/${scope}`
}

function scopeOf(body: Fields): string {
  const scopes = at(body, 'scopes')
  const list = Array.isArray(scopes) ? scopes.filter(one => typeof one === 'string').join(',') : ''
  return textAt(body, 'alert_scope', 'scope') || list
}

/** $ALERT_TRANSITION; a recovery from "no data" alone, or to a warning, is none that says that all is well. */
const TRANSITIONS: Readonly<Record<string, Report['state']>> = {
  recovered: 'resolved',
  triggered: 'firing',
  're-triggered': 'firing',
  retriggered: 'firing',
  renotify: 'firing',
  warn: 'firing',
  're-warn': 'firing',
  'no data': 'firing',
  're-no data': 'firing',
}

function stateOf(body: Fields): Report['state'] | undefined {
  const transition = textAt(body, 'alert_transition', 'transition', 'status', 'state').toLowerCase()
  const said = Object.hasOwn(TRANSITIONS, transition) ? TRANSITIONS[transition] : undefined
  if (said !== undefined) return said
  // $ALERT_TYPE: error, warning, success, info. The title of a recovery has to agree, where it speaks of the state.
  return textAt(body, 'alert_type').toLowerCase() === 'error' ? 'firing' : undefined
}

function tagsOf(body: Fields): Readonly<Record<string, string>> {
  const given = at(body, 'tags')
  const list = Array.isArray(given) ? given : textAt(body, 'tags', 'alert_tags').split(',')
  const pairs = list.flatMap(tag => {
    const [, name, value] =
      /^\s*([^:=\s]{1,100})[:=]\s*(.+?)\s*$/.exec(String(tag).slice(0, 500)) ?? []
    return name === undefined || value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(pairs)
}

// The plain webhook door: whoever posts here is recognised by the form of the payload, or else read by the common names of fields.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import { isEnvelope, readAws } from '#/core/intake/doors/aws.ts'
import { readAxiom } from '#/core/intake/doors/axiom.ts'
import { readCheckly } from '#/core/intake/doors/checkly.ts'
import { readCheckmk } from '#/core/intake/doors/checkmk.ts'
import { readCoralogix } from '#/core/intake/doors/coralogix.ts'
import { readDash0 } from '#/core/intake/doors/dash0.ts'
import { readDatadog } from '#/core/intake/doors/datadog.ts'
import { readGcp } from '#/core/intake/doors/gcp.ts'
import { readGithub } from '#/core/intake/doors/github.ts'
import { readGrafana } from '#/core/intake/doors/grafana.ts'
import { readGraylog } from '#/core/intake/doors/graylog.ts'
import { guessReports } from '#/core/intake/doors/guess-fields.ts'
import { readLibrenms } from '#/core/intake/doors/librenms.ts'
import type { Fields } from '#/core/intake/doors/payload.ts'
import {
  at,
  digestOf,
  jsonIn,
  listAt,
  oneLine,
  reading,
  reportOf,
  textAt,
  wordsIn,
} from '#/core/intake/doors/payload.ts'
import type { DoorHeaders, DoorReader } from '#/core/intake/doors/reading.ts'
import { readSentry } from '#/core/intake/doors/sentry.ts'
import { readSignalfx } from '#/core/intake/doors/signalfx.ts'
import { readSlack } from '#/core/intake/doors/slack.ts'
import { readThousandeyes } from '#/core/intake/doors/thousandeyes.ts'
import { readVictorops } from '#/core/intake/doors/victorops.ts'
import { unmark } from '#/core/intake/doors/words.ts'

export const readAnything: DoorReader = posted => {
  const { headers, body } = posted
  const given = typeof body === 'string' ? (jsonIn(body) ?? body) : body
  if (isObject(given)) {
    const known = KNOWN.find(({ is }) => is(given, headers))
    const read = known?.read({ ...posted, body: given })
    // A form that only looks like a known one is read like any other.
    if (read !== undefined && !('malformed' in read)) return read
  }
  const reports = guessReports(given)
  if (reports !== undefined) return reading(reports, 'nothing in it')
  if (typeof given === 'string' && given.trim() !== '') return readText(given)
  return { malformed: 'the body must be a JSON object, a list of objects, a form or a text' }
}

/** Text as `curl -d` sends it: its first line is the title. */
function readText(text: string): ReturnType<DoorReader> {
  const [line = ''] = text.trim().split('\n', 1)
  const { state, rest } = unmark(line)
  const title = rest || oneLine(line)
  const report = reportOf({
    key: title.length > 0 ? title : digestOf(text),
    state: state ?? 'firing',
    title,
    description: text.trim() === line.trim() ? '' : text.trim(),
  })
  return { reports: [report] }
}

type Recognised = {
  readonly is: (body: Fields, headers: DoorHeaders) => boolean
  readonly read: DoorReader
}

const has = (...paths: readonly string[]): Recognised['is'] => {
  return body => paths.every(path => at(body, path) !== undefined)
}

/** The most particular first. What has a door of its own is recognised here too: the address is all that somebody got wrong. */
const KNOWN: readonly Recognised[] = [
  { is: (_body, headers) => (headers['x-github-event'] ?? '') !== '', read: readGithub },
  { is: (_body, headers) => (headers['sentry-hook-resource'] ?? '') !== '', read: readSentry },
  { is: isEnvelope, read: readAws },
  { is: has('detail-type', 'detail'), read: readAws },
  { is: has('AlarmName', 'NewStateValue'), read: readAws },
  { is: has('ProductArn', 'RecordState', 'Id'), read: readAws },
  { is: has('schemaVersion', 'accountId', 'service.serviceName', 'severity'), read: readAws },
  { is: has('incident.incident_id', 'incident.state'), read: readGcp },
  { is: has('event_definition_id', 'event'), read: readGraylog },
  { is: has('check_result', 'stream'), read: readGraylog },
  { is: has('entity_id', 'message_type'), read: readVictorops },
  { is: has('device_id', 'rule_id', 'hostname'), read: readLibrenms },
  { is: has('host', 'notification_type', 'what'), read: readCheckmk },
  { is: has('NOTIFICATIONTYPE', 'HOSTNAME'), read: readCheckmk },
  { is: has('incidentId', 'detectOnCondition'), read: readSignalfx },
  { is: has('incidentId', 'statusExtended'), read: readSignalfx },
  { is: has('event.monitorID', 'action'), read: readAxiom },
  { is: has('check_id', 'alert_type'), read: readCheckly },
  { is: has('alert_action', 'fields'), read: readCoralogix },
  { is: has('data.issue.issueIdentifier'), read: readDash0 },
  {
    is: body => /_NOTIFICATION_(TRIGGER|CLEAR)$/.test(textAt(body, 'eventType')),
    read: readThousandeyes,
  },
  { is: has('event', 'project_slug', 'culprit'), read: readSentry },
  { is: has('data.metric_alert'), read: readSentry },
  { is: has('alert_transition'), read: readDatadog },
  { is: has('alert_cycle_key'), read: readDatadog },
  { is: has('monitor_id', 'query'), read: readDatadog },
  { is: has('last_updated', 'event_type', 'org.id'), read: readDatadog },
  { is: body => isGrafana(body), read: readGrafana },
  { is: has('ruleId', 'ruleName', 'state', 'evalMatches'), read: readGrafana },
  { is: body => isChat(body), read: readSlack },
]

/** Also Alertmanager's webhook, which Grafana's was made after. */
function isGrafana(body: Fields): boolean {
  const [alert] = listAt(body, 'alerts')
  return isObject(at(alert, 'labels')) && textAt(alert, 'status') !== ''
}

/** Only what a chat message has, so that a `text` among other fields is not taken for one. */
const OF_A_CHAT: ReadonlySet<string> = new Set(
  wordsIn(`
  text attachments blocks username channel icon_url icon_emoji mrkdwn link_names
  unfurl_links unfurl_media thread_ts payload
`),
)

function isChat(body: Fields): boolean {
  return Object.keys(body).every(name => OF_A_CHAT.has(name))
}

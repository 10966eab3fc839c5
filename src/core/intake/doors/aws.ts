// Amazon Web Services: what SNS delivers, and what EventBridge posts: alarms, findings, and any message of a topic. That an envelope
// is signed by Amazon is seen to before it is read.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import { isAlarm, readAlarm, readAlarmEvent } from '#/core/intake/doors/aws-alarm.ts'
import {
  isFinding,
  isHubFinding,
  readFinding,
  readHubFindings,
} from '#/core/intake/doors/aws-finding.ts'
import { guessReports } from '#/core/intake/doors/guess-fields.ts'
import type { Fields } from '#/core/intake/doors/payload.ts'
import {
  at,
  jsonIn,
  listAt,
  reading,
  reportOf,
  textAt,
  timeMsOf,
} from '#/core/intake/doors/payload.ts'
import type { DoorReader, DoorReading, Report } from '#/core/intake/doors/reading.ts'
import { unmark } from '#/core/intake/doors/words.ts'

export const readAws: DoorReader = ({ body }) => {
  // SNS says text/plain of its envelope, JSON though it is.
  const given = typeof body === 'string' ? (jsonIn(body) ?? body) : body
  if (!isObject(given)) return { malformed: 'the body must be a JSON object' }
  if (isEnvelope(given)) return readEnvelope(given)
  const reports = reportsIn(given, undefined)
  if (reports === undefined)
    return { malformed: 'neither an SNS envelope, nor an alarm, a finding or an event' }
  return reading(reports, 'it reports no trouble')
}

/** Whether it is the envelope of SNS, which is signed. */
export function isEnvelope(body: unknown): body is Fields {
  return isObject(body) && textAt(body, 'TopicArn') !== '' && textAt(body, 'Type') !== ''
}

function readEnvelope(body: Fields): DoorReading {
  const type = textAt(body, 'Type')
  if (type === 'SubscriptionConfirmation') return { ignored: 'a subscription is to be confirmed' }
  if (type === 'UnsubscribeConfirmation') return { ignored: 'a subscription has ended' }
  if (type !== 'Notification')
    return { malformed: `unknown Type ${JSON.stringify(type.slice(0, 50))}` }
  const message = jsonIn(body['Message'])
  const reports = isObject(message) ? reportsIn(message, body) : undefined
  return reading(reports ?? [plain(body)], 'it reports no trouble')
}

function reportsIn(given: Fields, envelope: Fields | undefined): readonly Report[] | undefined {
  if (isAlarm(given)) return [readAlarm(given)]
  if (isFinding(given)) return [readFinding(given)]
  if (isHubFinding(given)) return readHubFindings([given])
  if (textAt(given, 'detail-type') !== '') return readEvent(given)
  if (listAt(given, 'findings').length > 0) return readHubFindings(listAt(given, 'findings'))
  return envelope === undefined ? undefined : guessReports(given)
}

/** One event of EventBridge. */
function readEvent(event: Fields): readonly Report[] {
  const type = textAt(event, 'detail-type')
  const detail = at(event, 'detail')
  if (type === 'CloudWatch Alarm State Change') return readAlarmEvent(event)
  if (isFinding(detail)) return [readFinding(detail)]
  if (listAt(detail, 'findings').length > 0) return readHubFindings(listAt(detail, 'findings'))
  return [anyEvent(event, type)]
}

/** A rule sends it here on purpose, so that it is told of, whatever it is. */
function anyEvent(event: Fields, type: string): Report {
  const resources = listAt(event, 'resources').filter(one => typeof one === 'string')
  const [guessed] = guessReports(at(event, 'detail')) ?? []
  const [resource = ''] = resources
  return reportOf({
    key:
      guessed === undefined || guessed.key === ''
        ? `${type}/${resource || textAt(event, 'id')}`
        : `${type}/${guessed.key}`,
    state: guessed?.state ?? 'firing',
    title: guessed === undefined ? `${type} ${resource}` : `${type}: ${guessed.title}`,
    description: guessed?.description ?? '',
    urgency: guessed?.urgency ?? '',
    systems: guessed?.systems ?? [resource],
    startsAtMs: timeMsOf(textAt(event, 'time')),
    labels: {
      account: textAt(event, 'account'),
      region: textAt(event, 'region'),
      aws_source: textAt(event, 'source'),
      event_type: type,
    },
  })
}

/** A topic's text for people: its subject, without the mark that says how it stands, names it. */
function plain(envelope: Fields): Report {
  const text = textAt(envelope, 'Message')
  const subject = textAt(envelope, 'Subject') || (text.split('\n', 1)[0] ?? '')
  const { state, rest } = unmark(subject)
  const topic = textAt(envelope, 'TopicArn')
  return reportOf({
    key: `${topic}/${rest || textAt(envelope, 'MessageId')}`,
    state: state ?? 'firing',
    title: rest || 'A message of a topic without a text',
    description: text,
    systems: [topic.split(':').at(-1) ?? ''],
    startsAtMs: timeMsOf(textAt(envelope, 'Timestamp')),
    labels: { topic },
  })
}

import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readAws } from '#/core/intake/doors/aws.ts'
import type { Report } from '#/core/intake/doors/reading.ts'

const read = (body: unknown) => readAws({ headers: {}, body, nowMs: 0 })

function reportOf(body: unknown): Report {
  const given = read(body)
  ok('reports' in given, JSON.stringify(given))
  const [report] = given.reports
  ok(report !== undefined)
  return report
}

const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:ops'
const sns = (message: unknown, more: object = {}) => ({
  Type: 'Notification',
  MessageId: 'm-1',
  TopicArn: TOPIC,
  Message: typeof message === 'string' ? message : JSON.stringify(message),
  Timestamp: '2026-03-01T02:00:00.000Z',
  ...more,
})

const ALARM = {
  AlarmName: 'shop-5xx',
  AlarmDescription: 'Errors of the shop',
  AWSAccountId: '123456789012',
  NewStateValue: 'ALARM',
  NewStateReason: 'Threshold Crossed',
  StateChangeTime: '2026-03-01T02:00:00.123+0000',
  Region: 'EU (Frankfurt)',
  AlarmArn: 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:shop-5xx',
  Trigger: {
    MetricName: 'HTTPCode_Target_5XX_Count',
    Namespace: 'AWS/ApplicationELB',
    Dimensions: [{ name: 'LoadBalancer', value: 'app/shop/1' }],
  },
}

test('T1.1 an alarm in a notification of SNS, and its end', () => {
  const begun = reportOf(sns(ALARM))
  deepEqual(
    [begun.key, begun.state, begun.title, begun.systems, begun.startsAtMs],
    [ALARM.AlarmArn, 'firing', 'shop-5xx', ['app/shop/1'], Date.parse('2026-03-01T02:00:00.123Z')],
  )
  const ended = reportOf(sns({ ...ALARM, NewStateValue: 'OK' }))
  deepEqual([ended.key, ended.state], [begun.key, 'resolved'])
})

test('an alarm that has gone blind is trouble where somebody asked to be told of it', () => {
  const blind = reportOf(sns({ ...ALARM, NewStateValue: 'INSUFFICIENT_DATA' }))
  deepEqual([blind.state, blind.title], ['firing', 'shop-5xx: no data'])
  const event = {
    'detail-type': 'CloudWatch Alarm State Change',
    resources: [ALARM.AlarmArn],
    detail: { alarmName: 'shop-5xx', state: { value: 'INSUFFICIENT_DATA' } },
  }
  ok('ignored' in read(event))
})

test('an alarm by EventBridge is the same as by SNS', () => {
  const event = (value: string) => ({
    version: '0',
    id: 'e',
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: '123456789012',
    time: '2026-03-01T02:00:00Z',
    region: 'eu-central-1',
    resources: [ALARM.AlarmArn],
    detail: { alarmName: 'shop-5xx', state: { value, reason: 'Threshold Crossed' } },
  })
  deepEqual(
    [reportOf(event('ALARM')).key, reportOf(event('ALARM')).state],
    [ALARM.AlarmArn, 'firing'],
  )
  equal(reportOf(sns(event('OK'))).state, 'resolved')
})

const FINDING = {
  schemaVersion: '2.0',
  accountId: '123456789012',
  region: 'us-east-1',
  id: 'f-1',
  type: 'UnauthorizedAccess:EC2/SSHBruteForce',
  severity: 8,
  title: 'SSH brute force',
  description: 'Against i-1',
  resource: { resourceType: 'Instance', instanceDetails: { instanceId: 'i-1' } },
  service: { serviceName: 'guardduty', archived: false, eventFirstSeen: '2026-03-01T01:00:00Z' },
}

test('a finding of GuardDuty by every way it can come, with its weight in words', () => {
  const event = { 'detail-type': 'GuardDuty Finding', source: 'aws.guardduty', detail: FINDING }
  for (const body of [FINDING, event, sns(event), sns(FINDING), JSON.stringify(sns(event))]) {
    const { key, state, urgency, systems } = reportOf(body)
    deepEqual([key, state, urgency, systems], ['f-1', 'firing', 'high', ['i-1']])
  }
  const weights = [
    [9, 'critical'],
    [8.9, 'high'],
    [7, 'high'],
    [6.9, 'medium'],
    [4, 'medium'],
    [3.9, 'low'],
  ] as const
  for (const [severity, word] of weights) equal(reportOf({ ...FINDING, severity }).urgency, word)
  equal(reportOf({ ...FINDING, service: { archived: true } }).state, 'resolved')
})

test('findings of Security Hub: each for itself, and over when it is put away or passes', () => {
  const finding = (Id: string, more: object = {}) => ({
    Id,
    ProductArn: 'arn:p',
    Title: `Finding ${Id}`,
    Severity: { Label: 'HIGH' },
    RecordState: 'ACTIVE',
    Workflow: { Status: 'NEW' },
    Resources: [{ Id: 'arn:r', Type: 'AwsS3Bucket' }],
    ...more,
  })
  const given = read({
    'detail-type': 'Security Hub Findings - Imported',
    detail: {
      findings: [
        finding('a'),
        finding('b', { Workflow: { Status: 'RESOLVED' } }),
        finding('c', { RecordState: 'ARCHIVED' }),
        finding('d', { Compliance: { Status: 'PASSED' } }),
        finding('e', { Compliance: { Status: 'FAILED' } }),
      ],
    },
  })
  ok('reports' in given)
  deepEqual(
    given.reports.map(({ key, state, urgency }) => [key, state, urgency]),
    [
      ['a', 'firing', 'high'],
      ['b', 'resolved', 'high'],
      ['c', 'resolved', 'high'],
      ['d', 'resolved', 'high'],
      ['e', 'firing', 'high'],
    ],
  )
})

test('any text of a topic is told of, and its subject names it', () => {
  const begun = reportOf(sns('The disk is full', { Subject: 'ALARM: disk of db-1' }))
  const ended = reportOf(sns('The disk is fine', { Subject: 'OK: disk of db-1' }))
  deepEqual([begun.state, begun.title, ended.state], ['firing', 'disk of db-1', 'resolved'])
  equal(ended.key, begun.key)
  ok(reportOf(sns('', {})).title !== '')
})

test('an event of a kind nobody knows is told of, since a rule sends it here', () => {
  const event = {
    'detail-type': 'EC2 Spot Instance Interruption Warning',
    resources: ['arn:aws:ec2:eu-central-1:1:instance/i-1'],
    detail: { 'instance-id': 'i-1', 'instance-action': 'terminate' },
  }
  equal(reportOf(event).state, 'firing')
})

test('subscriptions are no reports, and nonsense is refused', () => {
  ok('ignored' in read({ ...sns(''), Type: 'SubscriptionConfirmation' }))
  ok('ignored' in read({ ...sns(''), Type: 'UnsubscribeConfirmation' }))
  ok('malformed' in read({ ...sns(''), Type: 'Other' }))
  for (const body of [{}, [], null, 'x', { Type: 'Notification' }]) ok('malformed' in read(body))
})

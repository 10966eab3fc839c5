import { equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { createSns } from '#/app/doors/sns.ts'
import { signedBySns, SNS_CERTIFICATE } from '../../../test/doors/sns.ts'

const NOW_MS = Date.parse('2036-03-01T02:00:00Z')
const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:ops'
const CERTIFICATE = 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem'
const SUBSCRIBE = `https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=t1`
type Envelope = Record<string, string>

const notification = (more: Envelope = {}): Envelope => ({
  Type: 'Notification',
  MessageId: 'm-1',
  TopicArn: TOPIC,
  Subject: 'ALARM: "shop"',
  Message: 'The shop is slow',
  Timestamp: '2036-03-01T01:59:00.000Z',
  SignatureVersion: '2',
  SigningCertURL: CERTIFICATE,
  ...more,
})

const subscription = (more: Envelope = {}): Envelope => {
  const { Subject: _none, ...rest } = notification()
  return {
    ...rest,
    Type: 'SubscriptionConfirmation',
    Token: 't1',
    SubscribeURL: SUBSCRIBE,
    ...more,
  }
}

/** Amazon, with what it was asked for. */
function amazon(nowMs = (): number => NOW_MS) {
  const asked: string[] = []
  const sns = createSns({
    nowMs,
    async get(url) {
      asked.push(url.href)
      if (url.hostname !== 'sns.eu-central-1.amazonaws.com') throw new Error('nobody there')
      return url.pathname.endsWith('.pem') ? SNS_CERTIFICATE : '<ConfirmSubscriptionResponse/>'
    },
  })
  return { asked, judge: async (body: unknown) => sns.judge(body) }
}

test('what Amazon signed is right, in both versions of its signature', async () => {
  for (const SignatureVersion of ['1', '2']) {
    equal((await amazon().judge(signedBySns(notification({ SignatureVersion })))).is, 'right')
    const { Subject: _none, ...plain } = notification({ SignatureVersion })
    equal((await amazon().judge(signedBySns(plain as Envelope))).is, 'right')
  }
})

test('its certificate is fetched once', async () => {
  const { asked, judge } = amazon()
  await judge(signedBySns(notification()))
  await judge(signedBySns(notification({ MessageId: 'm-2' })))
  equal(asked.length, 1)
})

test('whatever is changed after the signature is noticed', async () => {
  const right = signedBySns(notification())
  for (const name of ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'])
    equal((await amazon().judge({ ...right, [name]: `${right[name]} ` })).is, 'wrong', name)
  for (const Signature of ['', 'AAAA', '!!!'])
    equal((await amazon().judge({ ...right, Signature })).is, 'wrong')
  for (const SignatureVersion of ['1', '3', '', '__proto__'])
    equal((await amazon().judge({ ...right, SignatureVersion })).is, 'wrong', SignatureVersion)
})

test('a signature that is a day old, or of tomorrow, is somebody’s copy', async () => {
  const right = signedBySns(notification())
  equal((await amazon(() => NOW_MS + 86_400_000).judge(right)).is, 'wrong')
  equal((await amazon(() => NOW_MS + 86_000_000).judge(right)).is, 'right')
  equal((await amazon(() => NOW_MS - 3_600_000).judge(right)).is, 'wrong')
})

test('nobody but Amazon is asked for a certificate', async () => {
  const elsewhere = [
    'http://sns.eu-central-1.amazonaws.com/x.pem',
    'https://sns.eu-central-1.amazonaws.com.evil.example/x.pem',
    'https://evil.example/sns.eu-central-1.amazonaws.com/x.pem',
    'https://s3.eu-central-1.amazonaws.com/bucket/x.pem',
    'https://bucket.s3.amazonaws.com/x.pem',
    'https://sns.eu-central-1.amazonaws.com:8443/x.pem',
    'https://user@sns.eu-central-1.amazonaws.com/x.pem',
    'https://sns.eu-central-1.amazonaws.com/x.txt',
    'https://sns.eu-central-1.amazonaws.com/x.pem',
    `${CERTIFICATE}?Action=GetTopicAttributes`,
    ...['s3', 's3-us-west-2', 's3-website-us-east-1', 'a.b'].map(
      name => `https://sns.${name}.amazonaws.com/SimpleNotificationService-1.pem`,
    ),
    'https://127.0.0.1/x.pem',
    'file:///etc/passwd.pem',
    '',
  ]
  for (const SigningCertURL of elsewhere) {
    const { asked, judge } = amazon()
    const judged = await judge(signedBySns(notification({ SigningCertURL })))
    equal(judged.is, 'wrong', SigningCertURL)
    equal(asked.length, 0, SigningCertURL)
  }
})

test('a subscription is confirmed once its signature is right, and only as it was signed', async () => {
  const { asked, judge } = amazon()
  equal((await judge(signedBySns(subscription()))).is, 'right')
  match(asked[1] ?? '', /Action=ConfirmSubscription/)
  const others = [
    SUBSCRIBE.replace('sns.eu-central-1', 'evil.example/sns'),
    SUBSCRIBE.replace('https:', 'http:'),
    SUBSCRIBE.replace('Token=t1', 'Token=t2'),
    SUBSCRIBE.replace('ops', 'other'),
    SUBSCRIBE.replace('ConfirmSubscription', 'Unsubscribe'),
    'https://169.254.169.254/?Action=ConfirmSubscription',
  ]
  for (const SubscribeURL of others) {
    const one = amazon()
    equal((await one.judge(signedBySns(subscription({ SubscribeURL })))).is, 'wrong', SubscribeURL)
    equal(one.asked.length, 1, SubscribeURL)
  }
  const unsigned = amazon()
  equal((await unsigned.judge({ ...signedBySns(subscription()), Token: 't9' })).is, 'wrong')
  equal(unsigned.asked.length, 1)
})

test('where Amazon cannot be asked it is to be sent again', async () => {
  const sns = createSns({ nowMs: () => NOW_MS, get: () => Promise.reject(new Error('away')) })
  equal((await sns.judge(signedBySns(notification()))).is, 'later')
})

test('of what is no envelope there is nothing to find out', async () => {
  for (const body of [null, {}, 'x', { Type: 'Notification' }])
    equal((await amazon().judge(body)).is, 'right')
})

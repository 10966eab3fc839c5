// Senders that sign, over the whole system: GitHub, Sentry, Amazon's SNS.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { startApi } from '../http/api.ts'
import { doorOf, send, settled } from './kit.ts'
import type { TestDoor } from './kit.ts'
import { signedBySns, SNS_CERTIFICATE } from './sns.ts'

const NOW = '2036-03-01T02:00:00.000Z'
const askedOfAmazon: string[] = []
const api = await startApi({
  nowMs: () => Date.parse(NOW),
  amazon: async url => {
    askedOfAmazon.push(url.href)
    return url.pathname.endsWith('.pem') ? SNS_CERTIFICATE : '<ok/>'
  },
})

const hmac = (secret: string, body: string) =>
  createHmac('sha256', secret).update(body).digest('hex')

/** Of an alert of GitHub's, written as no program of ours would: the bytes count. */
const github = (action: string) =>
  `{ "action":"${action}",  "alert":{"number":7,"state":"open","secret_type":"aws_key"},"repository":{"id":1,"full_name":"acme/shop\\u002Fx"}}`

const postSigned = (door: TestDoor, kind: string, body: string, headers: Record<string, string>) =>
  send(api.address, `/in/${kind}/${door.name}`, body, headers)

test('GitHub is let in by its signature over the very bytes, without a key', async () => {
  const door = await doorOf(api, 'github', { secret: 'first secret\nsecond secret' })
  const body = github('created')
  const headers = (signature: string) => ({
    'x-github-event': 'secret_scanning_alert',
    'x-hub-signature-256': signature,
  })
  for (const secret of ['first secret', 'second secret'])
    equal(
      (await postSigned(door, 'github', body, headers(`sha256=${hmac(secret, body)}`))).status,
      202,
    )
  const wrong = [
    `sha256=${hmac('third secret', body)}`,
    `sha256=${hmac('first secret', `${body} `)}`,
    `sha256=${hmac('first secret\nsecond secret', body)}`,
    `sha1=${hmac('first secret', body)}`,
    'sha256=',
    'sha256=zz',
    '',
  ]
  for (const signature of wrong)
    equal((await postSigned(door, 'github', body, headers(signature))).status, 401, signature)
  // The key alone does not open a door whose sender signs.
  equal((await door.post(body, { 'x-github-event': 'secret_scanning_alert' })).status, 401)
  const groups = await settled(api.operator)
  ok(groups.some(({ title }) => title === 'Secret in the code: aws_key in acme/shop/x'))
})

test('a ping and a push are answered well and are no trouble', async () => {
  const door = await doorOf(api, 'github', { secret: 'first secret' })
  for (const event of ['ping', 'push', 'workflow_run']) {
    const body = '{"zen":"x"}'
    const signature = `sha256=${hmac('first secret', body)}`
    const headers = { 'x-github-event': event, 'x-hub-signature-256': signature }
    const answered = await postSigned(door, 'github', body, headers)
    deepEqual([answered.status, answered.body['status']], [202, 'ignored'])
  }
})

test('Sentry is let in by its signature', async () => {
  const door = await doorOf(api, 'sentry', { secret: 'client secret' })
  const body = JSON.stringify({
    action: 'triggered',
    data: { event: { issue_id: '5', title: 'Checkout is broken', level: 'fatal' } },
  })
  const headers = (signature: string) => ({
    'sentry-hook-resource': 'event_alert',
    'sentry-hook-signature': signature,
  })
  equal((await postSigned(door, 'sentry', body, headers(hmac('client secret', body)))).status, 202)
  equal((await postSigned(door, 'sentry', body, headers(hmac('other', body)))).status, 401)
  equal(
    (await postSigned(door, 'sentry', `${body}\n`, headers(hmac('client secret', body)))).status,
    401,
  )
})

const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:ops'
const ALARM = { AlarmName: 'shop-5xx', NewStateValue: 'ALARM', AlarmArn: 'arn:alarm', Region: 'x' }

function sns(more: Record<string, string> = {}): Record<string, string> {
  return signedBySns({
    Type: 'Notification',
    MessageId: 'm-1',
    TopicArn: TOPIC,
    Message: JSON.stringify(ALARM),
    Timestamp: NOW,
    SignatureVersion: '2',
    SigningCertURL: 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem',
    ...more,
  })
}

const SAYS_TEXT = { 'content-type': 'text/plain; charset=UTF-8' }

test('a topic of SNS is subscribed to, and its alarm is a signal', async () => {
  const door = await doorOf(api, 'aws')
  const subscribe = `https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=t1`
  const asked = sns({ Type: 'SubscriptionConfirmation', Token: 't1', SubscribeURL: subscribe })
  equal((await door.post(asked, SAYS_TEXT)).status, 202)
  match(askedOfAmazon.at(-1) ?? '', /ConfirmSubscription/)
  equal((await door.post(sns(), SAYS_TEXT)).status, 202)
  ok((await settled(api.operator)).some(({ title }) => title === 'shop-5xx'))
})

test('what Amazon did not sign is refused, kept with the reason, and confirms nothing', async () => {
  const door = await doorOf(api, 'aws')
  const before = askedOfAmazon.length
  const forged = { ...sns(), Message: JSON.stringify({ ...ALARM, NewStateValue: 'OK' }) }
  equal((await door.post(forged, SAYS_TEXT)).status, 400)
  const elsewhere = sns({
    Type: 'SubscriptionConfirmation',
    Token: 't1',
    SubscribeURL: 'https://169.254.169.254/latest/meta-data',
  })
  equal((await door.post(elsewhere, SAYS_TEXT)).status, 400)
  equal(askedOfAmazon.length, before)
  const { body } = await api.operator('GET', `/api/doors/${door.name}/payloads`)
  match(JSON.stringify(body), /Signature is not Amazon/)
  // Right as the signature may be, without the key of the door it is a stranger's topic.
  equal((await send(api.address, `/in/aws/${door.name}`, sns())).status, 401)
})

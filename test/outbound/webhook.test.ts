import { deepEqual, equal, match, ok, throws } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { fromMs } from '#/core/time.ts'
import type { Resolve } from '#/outbound/address-guard.ts'
import type { Message, Outcome } from '#/outbound/message.ts'
import { createWebhook, webhookSecretProblem } from '#/outbound/webhook.ts'
import { HOSTILE, page } from './messages.ts'
import { startReceiver, type Responder } from './receiver.ts'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const older = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
// The library that verifies reads the clock of the machine.
const now = () => fromMs(Date.now())

/** The name stands for this machine, though no name server says so. */
const here: Resolve = async () => [{ address: '127.0.0.1', family: 4 }]

async function posts(message: Message, respond?: Responder) {
  const receiver = await startReceiver(respond)
  const host = `hooks.example.org:${receiver.port}`
  const webhook = createWebhook({ secrets: [secret, older], allow: [host], now, resolve: here })
  const outcome = await webhook.send(
    { ...message, to: { person: 'ana', address: `http://${host}/in?team=a` } },
    new AbortController().signal,
  )
  await receiver.close()
  return { outcome, requests: receiver.requests }
}

const answers =
  (status: number, headers: Record<string, string> = {}): Responder =>
  (_received, response) =>
    response.writeHead(status, headers).end('x'.repeat(100))

const verdict = (outcome: Outcome) => (outcome.delivered ? 'delivered' : outcome.retry)

test('C3.3 a page reaches the receiver, signed so that the receiver’s own library verifies it', async () => {
  const { outcome, requests } = await posts(page)
  deepEqual(outcome, { delivered: true, detail: 'HTTP 204' })
  const [request] = requests
  ok(request !== undefined && requests.length === 1)
  equal(request.path, '/in?team=a')
  match(String(request.headers['webhook-id']), /^[\w-]+$/)
  for (const key of [secret, older]) {
    const payload = new Webhook(key).verify(
      request.body,
      request.headers as Record<string, string>,
    ) as { type: string; data: { subject: string; incident: { number: number } } }
    equal(payload.type, 'incident.page')
    equal(payload.data.subject, page.subject)
    equal(payload.data.incident.number, 12)
  }
  throws(() =>
    new Webhook(secret).verify(`${request.body} `, request.headers as Record<string, string>),
  )
})

test('two attempts carry the same id, by which the receiver tells twins apart', async () => {
  const first = await posts(page)
  const second = await posts(page)
  equal(first.requests[0]?.headers['webhook-id'], second.requests[0]?.headers['webhook-id'])
  equal(first.requests[0]?.body, second.requests[0]?.body)
})

for (const text of HOSTILE)
  test(`hostile text in every field stays text: ${JSON.stringify(text.slice(0, 30))}`, async () => {
    const { outcome, requests } = await posts({
      ...page,
      subject: text,
      text,
      incident: { ...page.incident, title: text },
      cites: [text.slice(0, 100)],
    })
    equal(verdict(outcome), 'delivered')
    const body = requests[0]?.body ?? ''
    ok(Buffer.byteLength(body) < 20_000)
    const payload = JSON.parse(body) as { data: { subject: string; text: string } }
    ok(!/\p{Cc}/u.test(payload.data.subject))
    ok(!/[^\P{Cc}\n\t]/u.test(payload.data.text))
  })

test('an id cannot add a header of its own', async () => {
  const { outcome, requests } = await posts({ ...page, idempotencyKey: 'a\r\nx-evil: 1' })
  equal(verdict(outcome), 'delivered')
  equal(requests[0]?.headers['x-evil'], undefined)
})

describe('what the receiver answers decides whether to try again', () => {
  const cases: readonly [number, string][] = [
    [200, 'delivered'],
    [202, 'delivered'],
    [301, 'never'],
    [307, 'never'],
    [400, 'never'],
    [401, 'never'],
    [404, 'never'],
    [408, 'later'],
    [410, 'never'],
    [425, 'later'],
    [429, 'later'],
    [500, 'later'],
    [502, 'later'],
    [503, 'later'],
    [504, 'later'],
  ]
  for (const [status, expected] of cases)
    test(`${status}: ${expected}`, async () => {
      const { outcome } = await posts(page, answers(status))
      equal(verdict(outcome), expected)
    })

  const waits: readonly [string, number | undefined][] = [
    ['0', 0],
    ['120', 120_000],
    ['999999999', 3_600_000],
    ['-5', undefined],
    ['soon', undefined],
    [new Date(0).toUTCString(), 0],
  ]
  for (const [text, after] of waits)
    test(`Retry-After ${text} is ${after} ms`, async () => {
      const { outcome } = await posts(page, answers(429, { 'retry-after': text }))
      equal(outcome.delivered ? undefined : outcome.after, after)
    })
})

test('a redirect is not followed', async () => {
  const inside = await startReceiver()
  const location = `http://127.0.0.1:${inside.port}/`
  const { outcome } = await posts(page, answers(307, { location }))
  await inside.close()
  equal(verdict(outcome), 'never')
  equal(inside.requests.length, 0)
})

test('an answer without end is not waited for', async () => {
  const { outcome } = await posts(page, (_received, response) => {
    response.writeHead(200)
    const more = () => {
      if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(more))
    }
    more()
  })
  equal(verdict(outcome), 'delivered')
})

test('a receiver that says nothing is given up when the caller says so', async () => {
  const abort = new AbortController()
  const receiver = await startReceiver(() => abort.abort())
  const host = `127.0.0.1:${receiver.port}`
  const webhook = createWebhook({ secrets: [secret], allow: [host], now })
  const outcome = await webhook.send({ ...page, to: { address: `http://${host}/` } }, abort.signal)
  equal(verdict(outcome), 'later')
  await receiver.close()
})

test('a name server that says nothing is given up too', async () => {
  const abort = new AbortController()
  const resolve: Resolve = () => {
    setImmediate(() => abort.abort())
    return new Promise(() => {})
  }
  const webhook = createWebhook({ secrets: [secret], allow: [], now, resolve })
  const outcome = await webhook.send(
    { ...page, to: { address: 'https://hooks.example.org/' } },
    abort.signal,
  )
  equal(verdict(outcome), 'later')
})

describe('addresses inside are not reached unless the setting lists the host', () => {
  for (const [address, why] of [
    ['https://127.0.0.1/', 'loopback'],
    ['https://[::1]/', 'loopback'],
    ['https://2130706433/', 'loopback as one number'],
    ['https://0x7f.1/', 'loopback in hexadecimal'],
    ['https://[::ffff:169.254.169.254]/', 'metadata, mapped'],
    ['https://169.254.169.254/latest/meta-data', 'metadata'],
    ['https://localhost/', 'a name for loopback'],
    ['http://hooks.example.org/', 'without TLS'],
    ['https://user:secret@hooks.example.org/', 'with a password'],
    ['file:///etc/passwd', 'another scheme'],
    ['gopher://127.0.0.1:25/', 'another scheme'],
    ['hooks.example.org', 'no scheme'],
    ['', 'nothing'],
  ])
    test(`${address} (${why})`, async () => {
      const webhook = createWebhook({ secrets: [secret], allow: ['other.example.org'], now })
      const outcome = await webhook.send(
        { ...page, to: { address: address ?? '' } },
        new AbortController().signal,
      )
      equal(verdict(outcome), 'never')
    })

  test('a name that changes its address after it was judged is reached where it was judged', async () => {
    const receiver = await startReceiver()
    let asked = 0
    const rebinding: Resolve = async () => {
      asked++
      return [{ address: asked === 1 ? '127.0.0.1' : '203.0.113.1', family: 4 }]
    }
    const host = `hooks.example.org:${receiver.port}`
    const webhook = createWebhook({ secrets: [secret], allow: [host], now, resolve: rebinding })
    const outcome = await webhook.send(
      { ...page, to: { address: `http://${host}/` } },
      new AbortController().signal,
    )
    await receiver.close()
    equal(verdict(outcome), 'delivered')
    equal(asked, 1)
    equal(receiver.requests[0]?.headers.host, host)
  })
})

test('a signing secret is one of Standard Webhooks, or is refused', () => {
  equal(webhookSecretProblem(secret), undefined)
  for (const wrong of [
    '',
    'secret',
    'whsec_',
    `whsec_${Buffer.alloc(23).toString('base64')}`,
    `${secret} `,
  ])
    ok(webhookSecretProblem(wrong) !== undefined)
})

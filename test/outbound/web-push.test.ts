import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { after, test } from 'node:test'
import type { Message } from '#/outbound/message.ts'
import { createWebPush } from '#/outbound/web-push.ts'
import type { PushSubscription, WebPushSettings } from '#/outbound/web-push.ts'
import { at, HOSTILE, page } from './messages.ts'
import { createBrowser, LOCALHOST, startPushService } from './push-service.ts'

const service = await startPushService()
after(() => service.close())
const host = `localhost:${service.port}`

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const { x = '', y = '', d = '' } = privateKey.export({ format: 'jwk' })
const point = Buffer.concat([
  Buffer.from([4]),
  Buffer.from(x, 'base64url'),
  Buffer.from(y, 'base64url'),
])
const keys = { publicKey: point.toString('base64url'), privateKey: d }

const browser = createBrowser()
const subscribed = (path: string): PushSubscription => ({
  id: path,
  endpoint: `https://${host}/${path}`,
  p256dh: browser.p256dh,
  auth: browser.auth,
})
const pushed: Message = { ...page, channel: 'push', to: { person: 'ana', address: 'ana' } }

function pushTo(subscriptions: readonly PushSubscription[], other: Partial<WebPushSettings> = {}) {
  const forgotten: string[] = []
  const reached: string[] = []
  const destination = createWebPush({
    keys,
    contact: 'mailto:tocsin@acme.example',
    allow: [host],
    subscriptionsOf: async () => subscriptions,
    forget: async id => void forgotten.push(id),
    reached: async id => void reached.push(id),
    now: () => at,
    ca: LOCALHOST,
    ...other,
  })
  const send = (message = pushed) => destination.send(message, AbortSignal.timeout(10_000))
  return { send, forgotten, reached }
}

test('a page is read by the browser that it is for, and by nobody on the way', async () => {
  const { send, reached } = pushTo([subscribed('one')])
  deepEqual(await send(), { delivered: true, detail: '1 of 1 browsers' })
  const { body, headers } = await service.next()
  deepEqual(browser.read(body), {
    title: 'P0: take command',
    body: 'Files are being renamed on prod-db-1. You are asked to take command.',
    tag: '54e6aef7365f43a7fc5f1ec548cad374',
    url: 'https://tocsin.example.org/incidents/12',
    acknowledge: 'https://tocsin.example.org/acknowledge/v1.abc.def',
    at,
  })
  ok(!body.toString('latin1').includes('prod-db-1'))
  equal(headers['content-encoding'], 'aes128gcm')
  equal(headers['urgency'], 'high')
  deepEqual(reached, ['one'])
})

test('the service is told that it is us, for itself and for a while', async () => {
  await pushTo([subscribed('one')]).send()
  const { headers } = await service.next()
  const [, token = '', key = ''] =
    /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? '') ?? []
  equal(key, keys.publicKey)
  const [head = '', claims = '', signature = ''] = token.split('.')
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
  equal(said['aud'], `https://${host}`)
  equal(said['sub'], 'mailto:tocsin@acme.example')
  ok(
    verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      {
        key: createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })),
        dsaEncoding: 'ieee-p1363',
      },
      Buffer.from(signature, 'base64url'),
    ),
  )
})

test('a subscription that has expired is forgotten; of several one is enough', async () => {
  service.answer('/gone', 410)
  service.answer('/away', 404)
  const { send, forgotten } = pushTo([subscribed('gone'), subscribed('one'), subscribed('away')])
  deepEqual(await send(), { delivered: true, detail: '1 of 3 browsers' })
  deepEqual(forgotten.toSorted(), ['away', 'gone'])
  for (let count = 0; count < 3; count++) await service.next()
  const last = await pushTo([subscribed('gone')]).send()
  await service.next()
  ok(!last.delivered && last.retry === 'never')
})

test('a service that is down is tried again, one that refuses is not', async () => {
  service.answer('/down', 503)
  const down = await pushTo([subscribed('down')]).send()
  ok(!down.delivered && down.retry === 'later')
  service.answer('/no', 400)
  const no = await pushTo([subscribed('no')]).send()
  ok(!no.delivered && no.retry === 'never')
  await service.next()
  await service.next()
  const nobody = await pushTo([]).send()
  ok(!nobody.delivered && nobody.retry === 'never')
})

test('an address that is private, or without TLS, or with a certificate of somebody else, is sent nothing', async () => {
  const before = service.pushed.length
  const inside = await pushTo([subscribed('one')], { allow: [] }).send()
  ok(!inside.delivered && inside.retry === 'never')
  const plain = { ...subscribed('one'), endpoint: `http://${host}/one` }
  const open = await pushTo([plain]).send()
  ok(!open.delivered && open.retry === 'never')
  const { ca: _ca, ...trusting } = { ca: LOCALHOST }
  const forged = await pushTo([subscribed('one')], { ...trusting, ca: '' }).send()
  ok(!forged.delivered && forged.retry === 'later')
  equal(service.pushed.length, before)
})

test('hostile text stays text, and fits', async () => {
  for (const text of HOSTILE) {
    const { send } = pushTo([subscribed('one')])
    equal((await send({ ...pushed, subject: text, text })).delivered, true)
    const { body } = await service.next()
    ok(body.length <= 4096)
    const { title } = browser.read(body) as { readonly title: string }
    // oxlint-disable-next-line no-control-regex -- these are what must not be in it
    match(title, /^[^\0-\x1f]*$/)
  }
})

// From a browser that wants to be notified to the page that arrives in it.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, test } from 'node:test'
import { SUBSCRIPTIONS_MAX } from '#/app/paging/push.ts'
import { at, list, startApi } from '../http/api.ts'
import type { Client } from '../http/api.ts'
import { makeMember, sessionOf } from '../kit/member.ts'
import { createBrowser, LOCALHOST, startPushService } from '../outbound/push-service.ts'

const service = await startPushService()
after(() => service.close())
const host = `localhost:${service.port}`
const api = await startApi({
  webPush: { ca: LOCALHOST },
  environment: { TOCSIN_WEBHOOK_ALLOW: host },
})
const browser = createBrowser()
const { p256dh, auth } = browser

const ana = await signIn('ana')
const bo = await signIn('bo')

async function signIn(person: string): Promise<Client> {
  const account = await makeMember(api.shell, person, 'responder')
  return api.signedIn(await sessionOf(api.shell, account))
}

const subscribe = (client: Client, path: string) =>
  client('POST', '/api/account/push', {
    body: { endpoint: `https://${host}/${path}`, keys: { p256dh, auth } },
  })
const browsersOf = async (client: Client) =>
  list(await client('GET', '/api/account/push'), 'browsers')

async function declare(title: string): Promise<string> {
  const responder = await api.responder('cleo')
  const declared = await responder('POST', '/api/incidents', { body: { title, source: 'person' } })
  equal(declared.status, 201, declared.text)
  return String(declared.body['id'])
}

/** Waits until something has become of every message of an incident. */
async function sentIn(id: string) {
  for (;;) {
    const sent = list(await api.operator('GET', `/api/incidents/${id}/sent`), 'sent')
    if (sent.length > 0 && sent.every(it => it['outcome'] !== null)) return sent
    await new Promise(resolve => setImmediate(resolve))
  }
}

test('a page arrives in the browser of whoever is asked, with what it takes to answer it', async () => {
  const subscribed = await subscribe(ana, 'ana')
  equal(subscribed.status, 201, subscribed.text)
  const id = await declare('Payments are down')
  const { body } = await service.next()
  const shown = browser.read(body) as Readonly<Record<string, string>>
  equal(shown['title'], 'Payments are down')
  const sent = await sentIn(id)
  const pushed = sent.find(it => it['channel'] === 'push')
  equal(pushed?.['to'], 'ana')
  equal(pushed?.['outcome'], 'delivered')
  // One touch on the notification asks this.
  const link = new URL(shown['acknowledge'] ?? '')
  equal((await api.stranger('POST', link.pathname)).status, 200)
  const { body: incident } = await ana('GET', `/api/incidents/${id}`)
  equal(at(incident, 'pages', 0, 'answered_by'), 'ana')
  ok((await browsersOf(ana))[0]?.['reached'] !== null)
})

test('nobody sees or forgets the browsers of another', async () => {
  const [own] = await browsersOf(ana)
  deepEqual(await browsersOf(bo), [])
  const path = `/api/account/push/${String(own?.['id'])}/forget`
  equal((await bo('POST', path)).body['code'], 'browser-unknown')
  equal((await api.operator('GET', '/api/account/push')).status, 403)
})

test('a browser is of whoever is signed in there now, and those that are too many are forgotten', async () => {
  equal((await subscribe(bo, 'ana')).status, 201)
  deepEqual(await browsersOf(ana), [])
  for (let count = 0; count <= SUBSCRIPTIONS_MAX; count++) await subscribe(bo, `bo-${count}`)
  equal((await browsersOf(bo)).length, SUBSCRIPTIONS_MAX)
})

test('an expired subscription is removed, and the page goes another way', async () => {
  await subscribe(ana, 'expired')
  service.answer('/expired', 410)
  const id = await declare('Logins fail')
  await service.next()
  const sent = await sentIn(id)
  equal(sent.find(it => it['channel'] === 'push')?.['outcome'], 'failed')
  ok(sent.some(it => it['channel'] !== 'push'))
  deepEqual(await browsersOf(ana), [])
  const later = await sentIn(await declare('Mail is down'))
  ok(later.every(it => it['channel'] !== 'push'))
})

test('a notification can be tried, and forgotten', async () => {
  const subscribed = await subscribe(ana, 'again')
  const text = { subject: 'It works', text: 'This is a test.' }
  equal((await ana('POST', '/api/account/push/trial', { body: text })).body['reached'], true)
  const { body } = await service.next()
  equal(at(browser.read(body), 'title'), 'It works')
  const path = `/api/account/push/${String(subscribed.body['id'])}/forget`
  equal((await ana('POST', path)).status, 200)
  equal((await ana('POST', '/api/account/push/trial', { body: text })).body['reached'], false)
})

test('where a browser is reached is kept sealed', async () => {
  await subscribe(ana, 'a-secret-place')
  const { rows } = await api.shell.pool.query('select * from push_subscription')
  ok(rows.length > 0)
  ok(!JSON.stringify(rows).includes('a-secret-place'))
})

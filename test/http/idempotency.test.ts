import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { startForgetting } from '#/app/idempotency.ts'
import { list, startApi } from './api.ts'

const api = await startApi()
const ana = await api.responder('ana')
const key = (value: string) => ({ 'idempotency-key': value })

test('the same request twice under one key acts once, and is answered alike', async () => {
  const asked = { body: { title: 'Once' }, headers: key('a') }
  const first = await ana('POST', '/api/incidents', asked)
  const again = await ana('POST', '/api/incidents', asked)
  deepEqual([again.status, again.text], [first.status, first.text])
  equal(first.headers.get('idempotent-replayed'), null)
  equal(again.headers.get('idempotent-replayed'), 'true')
  equal((await titles()).filter(title => title === 'Once').length, 1)
})

test('two at the same moment act once too', async () => {
  const asked = { body: { title: 'Twins' }, headers: key('b') }
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => ana('POST', '/api/incidents', asked)),
  )
  equal(new Set(answers.map(({ text }) => text)).size, 1)
  equal(answers.filter(({ headers }) => headers.has('idempotent-replayed')).length, 7)
  equal((await titles()).filter(title => title === 'Twins').length, 1)
})

test('a key is not used for something else', async () => {
  await ana('POST', '/api/incidents', { body: { title: 'First' }, headers: key('c') })
  const other = { body: { title: 'Second' }, headers: key('c') }
  const refused = await ana('POST', '/api/incidents', other)
  deepEqual([refused.status, refused.body['code']], [422, 'key-reused'])
})

test('keys are each token’s own', async () => {
  const bo = await api.responder('bo')
  const asked = { body: { title: 'Mine' }, headers: key('d') }
  const mine = await ana('POST', '/api/incidents', asked)
  const theirs = await bo('POST', '/api/incidents', asked)
  ok(mine.body['id'] !== theirs.body['id'])
})

test('a refusal takes no key: the same request works once the world has changed', async () => {
  const { id } = (await ana('POST', '/api/incidents', { body: { title: 'Later' } })).body
  const path = `/api/incidents/${String(id)}`
  const close = () => ana('POST', `${path}/close`, { headers: key('e') })
  equal((await close()).status, 409)
  await ana('POST', `${path}/complete`, { body: { obligation: 'look' } })
  await ana('POST', `${path}/resolve`, { body: { text: 'Done' } })
  equal((await close()).status, 200)
  const again = await close()
  deepEqual([again.status, again.headers.get('idempotent-replayed')], [200, 'true'])
})

test('a refusal that is itself on record stands, and is repeated as it was', async () => {
  const { id } = (await ana('POST', '/api/incidents', { body: { title: 'Evidence' } })).body
  const path = `/api/incidents/${String(id)}`
  const kept = await ana('POST', `${path}/evidence?kind=logs&title=x`, { bytes: new Uint8Array(1) })
  const evidence = list(kept, 'events').find(it => it['type'] === 'evidence-added')?.['evidence']
  const remove = () =>
    ana('POST', `${path}/delete-evidence`, {
      body: { evidence, reason: 'Embarrassing' },
      headers: key('g'),
    })
  const answers = [await remove(), await remove()]
  deepEqual(
    answers.map(({ status, body }) => [status, body['code']]),
    Array(2).fill([409, 'evidence-immutable']),
  )
  const events = list(await ana('GET', `${path}/events`), 'events')
  equal(events.filter(it => it['type'] === 'evidence-deletion-refused').length, 1)
})

test('a declaration that is refused leaves nothing behind, with a key or without', async () => {
  const before = await titles()
  const body = { title: 'Nothing', plan: 'no-such-plan' }
  for (const headers of [{}, key('f')]) {
    const refused = await ana('POST', '/api/incidents', { body, headers })
    deepEqual([refused.status, refused.body['code']], [404, 'plan-unknown'])
  }
  deepEqual(await titles(), before)
})

test('a key is remembered for a day', async () => {
  const asked = { body: { title: 'Yesterday' }, headers: key('old') }
  const first = await ana('POST', '/api/incidents', asked)
  const age = (hours: number) =>
    api.shell.pool.query(
      `update idempotency set at = at - make_interval(hours => $1) where key = 'old'`,
      [hours],
    )
  await age(23)
  await startForgetting(api.shell).stop()
  equal((await ana('POST', '/api/incidents', asked)).body['id'], first.body['id'])
  await age(2)
  await startForgetting(api.shell).stop()
  ok((await ana('POST', '/api/incidents', asked)).body['id'] !== first.body['id'])
})

test('a key is visible ASCII of limited length', async () => {
  for (const bad of ['', 'a b', 'x'.repeat(201)]) {
    const refused = await ana('POST', '/api/incidents', { body: { title: 'x' }, headers: key(bad) })
    deepEqual([refused.status, refused.body['code']], [400, 'request-invalid'], bad)
  }
})

test('more keys at once than there are connections stand in nobody’s way', async () => {
  const { id } = (await ana('POST', '/api/incidents', { body: { title: 'Crowd' } })).body
  const path = `/api/incidents/${String(id)}/note`
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      ana('POST', path, { body: { text: `Note ${index}` }, headers: key(`crowd-${index}`) }),
    ),
  )
  deepEqual([...new Set(answers.map(({ status }) => status))], [200])
})

test('two merges that cross each other end in one merge, and in no error', async () => {
  const declare = async (title: string) =>
    String((await ana('POST', '/api/incidents', { body: { title } })).body['id'])
  for (const round of [1, 2, 3]) {
    const [one, other] = [await declare(`A${round}`), await declare(`B${round}`)]
    const merge = (from: string, into: string) =>
      ana('POST', `/api/incidents/${from}/merge`, {
        body: { into, reason: 'The same' },
        headers: key(`merge-${from}`),
      })
    const answers = await Promise.all([merge(one, other), merge(other, one)])
    const statuses = answers.map(({ status }) => status)
    ok(
      statuses.every(status => status === 200 || status === 409),
      JSON.stringify(statuses),
    )
    ok(statuses.includes(200))
  }
})

async function titles(): Promise<readonly unknown[]> {
  return list(await ana('GET', '/api/incidents?limit=200'), 'incidents').map(it => it['title'])
}

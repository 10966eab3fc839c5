import { deepEqual, equal, match } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { at, list, startApi } from './api.ts'

const api = await startApi()
const ana = await api.responder('ana')
const bo = await api.responder('bo')
const bytes = new Uint8Array([0, 255, 13, 10, 60, 104, 116, 109, 108, 62])
const sha256 = createHash('sha256').update(bytes).digest('hex')

async function declare(): Promise<string> {
  const { body } = await ana('POST', '/api/incidents', { body: { title: 'Breach' } })
  return `/api/incidents/${String(body['id'])}`
}

test('evidence is kept byte by byte, meets what asked for it, and comes back to be saved', async () => {
  const path = await declare()
  const kept = await ana('POST', `${path}/evidence?kind=logs&title=Log%20of%20db`, {
    bytes,
    headers: { 'content-type': 'text/html' },
  })
  equal(kept.status, 201, kept.text)
  const [added, met] = list(kept, 'events').filter(it =>
    ['evidence-added', 'obligation-met'].includes(String(it['type'])),
  )
  deepEqual([added?.['sha256'], added?.['bytes'], met?.['obligation']], [sha256, 10, 'keep-logs'])
  const response = await fetch(
    new URL(`${path}/evidence/${String(added?.['evidence'])}`, api.address),
    {
      headers: { authorization: `Bearer ${await api.secretOf(['incident:read'])}` },
    },
  )
  deepEqual(new Uint8Array(await response.arrayBuffer()), bytes)
  const { headers } = response
  equal(headers.get('content-type'), 'application/octet-stream')
  match(headers.get('content-disposition') ?? '', /^attachment; filename="evidence-\d+"$/)
  equal(headers.get('x-content-type-options'), 'nosniff')
  match(headers.get('content-security-policy') ?? '', /sandbox/)
})

test('an upload without its bytes, or without saying what it is, is refused', async () => {
  const path = await declare()
  const query = '?kind=logs&title=x'
  equal((await ana('POST', `${path}/evidence${query}`)).status, 400)
  const unlabelled = await ana('POST', `${path}/evidence`, { bytes })
  deepEqual(
    list(unlabelled, 'errors').map(error => error['pointer']),
    ['#/kind', '#/title'],
  )
})

test('a refused deposit keeps nothing', async () => {
  const path = await declare()
  const other = new Uint8Array([1, 2, 3, 4])
  const refused = await ana('POST', `${path}/evidence?kind=x&title=x&obligation=nothing`, {
    bytes: other,
  })
  deepEqual([refused.status, refused.body['code']], [404, 'obligation-unknown'])
  const { rowCount } = await api.shell.pool.query('select from evidence_blob where sha256 = $1', [
    createHash('sha256').update(other).digest('hex'),
  ])
  equal(rowCount, 0)
})

test('evidence that is kept elsewhere is on record by its hash', async () => {
  const path = await declare()
  const elsewhere = { kind: 'logs', title: 'Disk', sha256: 'e'.repeat(64), bytes: 2 ** 40 }
  const added = await ana('POST', `${path}/add-evidence`, { body: elsewhere })
  const id = list(added, 'events').find(it => it['type'] === 'evidence-added')?.['evidence']
  const fetched = await ana('GET', `${path}/evidence/${String(id)}`)
  deepEqual([fetched.status, fetched.body['code']], [404, 'evidence-not-kept'])
  equal((await ana('GET', `${path}/evidence/other`)).body['code'], 'evidence-unknown')
})

test('whoever heard the hash of restricted evidence cannot fetch it through another incident', async () => {
  const hidden = await declare()
  const secret = new Uint8Array([7, 7, 7])
  await ana('POST', `${hidden}/evidence?kind=logs&title=x`, { bytes: secret })
  await ana('POST', `${hidden}/restrict`, { body: { to: ['ana'] } })
  const own = await declare()
  const heard = createHash('sha256').update(secret).digest('hex')
  const refused = await bo('POST', `${own}/add-evidence`, {
    body: { kind: 'logs', title: 'x', sha256: heard, bytes: 3 },
  })
  deepEqual([refused.status, refused.body['code']], [409, 'evidence-bytes-needed'])
})

test('the same deposit under one key is one piece', async () => {
  const path = await declare()
  const asked = { bytes, headers: { 'idempotency-key': 'evidence' } }
  const first = await ana('POST', `${path}/evidence?kind=image&title=x`, asked)
  const again = await ana('POST', `${path}/evidence?kind=image&title=x`, asked)
  equal(again.text, first.text)
  const other = { ...asked, bytes: new Uint8Array([9]) }
  equal(
    (await ana('POST', `${path}/evidence?kind=image&title=x`, other)).body['code'],
    'key-reused',
  )
  equal(at(await ana('GET', path), 'body', 'counts', 'evidence'), 1)
})

test('more than the limit is refused, with the limit named', async () => {
  const path = await declare()
  const tooMuch = await ana('POST', `${path}/evidence?kind=logs&title=x`, {
    bytes: new Uint8Array(33_554_433),
  })
  deepEqual([tooMuch.status, tooMuch.body['code']], [413, 'body-too-large'])
  equal(at(tooMuch.body, 'about', 'bytes-max'), 33_554_432)
})

test('a text pasted by mistake is taken out, by who may, and the log still verifies', async () => {
  const path = await declare()
  const noted = await ana('POST', `${path}/note`, { body: { text: 'password: hunter2' } })
  const version = list(noted, 'events').find(it => it['type'] === 'noted')?.['version']
  const ask = { body: { version, reason: 'A password' } }
  const writer = await api.client(['incident:read', 'incident:write'], 'bo')
  equal((await writer('POST', `${path}/redact`, ask)).body['code'], 'scope-missing')
  equal((await ana('POST', `${path}/redact`, ask)).status, 200)
  const events = await ana('GET', `${path}/events`)
  equal(events.text.includes('hunter2'), false)
  equal(list(events, 'events').find(it => it['version'] === version)?.['redacted'], true)
  equal((await ana('GET', `${path}/verify`)).body['intact'], true)
})

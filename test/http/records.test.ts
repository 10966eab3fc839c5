import { createHash } from 'node:crypto'
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { verifyPack } from '#/core/evidence/verify-pack.ts'
import { checkpoint } from '#/app/record/checkpoint.ts'
import { verifySignature } from '#/app/access/secrets.ts'
import { at, list, startApi } from './api.ts'

const api = await startApi()
const ana = await api.responder('ana')
const auditor = await api.client(['audit'])
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

for (const title of ['one', 'two', 'three']) {
  const { body } = await ana('POST', '/api/incidents', { body: { title } })
  const path = `/api/incidents/${String(body['id'])}`
  await ana('POST', `${path}/resolve`, { body: { text: 'Done' } })
  const text = `What ${title} taught us`
  await ana('POST', `${path}/publish`, { body: { obligation: 'public', text } })
}
await checkpoint(api.shell, api.system.secrets.signer)

test('the live database verifies, and says how much it has read', async () => {
  const { body } = await auditor('GET', '/api/verify')
  deepEqual([body['intact'], body['incidents'], body['faults']], [true, 3, []])
  equal(body['key'], api.system.secrets.signer.key)
})

test('an export verifies offline, with the key that the installation shows', async () => {
  const { text, headers } = await auditor('GET', '/api/export')
  match(headers.get('content-type') ?? '', /^application\/jsonl/)
  const verdict = verifyPack({ sha256, verifySignature }, text.split('\n'))
  deepEqual([verdict.faults, verdict.incidents], [[], 3])
  deepEqual(verdict.keys, [api.system.secrets.signer.key])
})

test('one incident is exported to whoever sees it', async () => {
  const { text } = await ana('GET', '/api/incidents/1/export')
  const verdict = verifyPack({ sha256, verifySignature }, text.split('\n'))
  deepEqual([verdict.faults, verdict.incidents], [[], 1])
})

test('an export whose reader goes away lets the database go', async () => {
  const leaving = new AbortController()
  const secret = await api.secretOf(['audit'])
  for (let round = 0; round < 30; round++) {
    await fetch(new URL('/api/export', api.address), {
      headers: { authorization: `Bearer ${secret}` },
      signal: leaving.signal,
    })
  }
  leaving.abort()
  // More of them than there are connections: had they been kept, this would wait for ever.
  equal((await auditor('GET', '/api/verify')).body['intact'], true)
})

test('what was changed behind our back is found, and named', async () => {
  await api.shell.pool.query(
    `update event set record = replace(record, '"ana"', '"bob"') where version = 1 and incident_id = (select id from incident where number = 2)`,
  )
  const { body } = await auditor('GET', '/api/verify')
  equal(body['intact'], false)
  deepEqual(
    [at(body, 'faults', 0, 'code'), at(body, 'faults', 0, 'version')],
    ['record-changed', 1],
  )
})

test('the library finds what was published by its words', async () => {
  const found = await ana('GET', '/api/library?q=three')
  deepEqual(
    list(found, 'publications').map(({ text }) => text),
    ['What three taught us'],
  )
  equal(list(await ana('GET', '/api/library?q='), 'publications').length, 3)
  equal(list(await ana('GET', '/api/library?limit=2'), 'publications').length, 2)
})

test('a message that was given up is listed without its text, and sent again once', async () => {
  const { rows } = await api.shell.pool.query<{ id: string }>('select id from incident limit 1')
  const insert = `insert into dead_letter
    (id, incident_id, version, message, recipient, channel, idempotency_key, attempt, created_at, reason, at)
    values (4870, $1, 1, 'm', 'ana', 'email', 'k', 8, '2026-03-01Z', 'mailbox full', '2026-03-02Z')`
  await api.shell.pool.query(insert, [rows[0]?.id])
  const { operator } = api
  const listed = list(await operator('GET', '/api/dead-letters'), 'letters')
  deepEqual([listed[0]?.['to'], listed[0]?.['reason']], ['ana', 'mailbox full'])
  equal((await operator('POST', '/api/dead-letters/4870/send')).status, 202)
  const again = await operator('POST', '/api/dead-letters/4870/send')
  deepEqual([again.status, again.body['code']], [404, 'dead-letter-unknown'])
})

test('the machines that watch this one are answered', async () => {
  equal((await api.stranger('GET', '/healthz')).text, 'ok\n')
  equal((await api.stranger('GET', '/readyz')).body['ready'], true)
  match((await api.stranger('GET', '/metrics')).text, /^tocsin_http_requests_total\{/m)
  match((await api.stranger('GET', '/')).text, /Tocsin is running/)
  const errors = await api.stranger('GET', '/docs/errors')
  ok(errors.text.includes('id="gate-not-met"'))
})

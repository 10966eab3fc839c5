import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { list, startApi } from './api.ts'

const api = await startApi()
const ana = await api.responder('ana')

test('T3.2 who asks for evidence to be deleted is refused, and the refusal is on record', async () => {
  const { body } = await ana('POST', '/api/incidents', { body: { title: 'Breach' } })
  const path = `/api/incidents/${String(body['id'])}`
  const kept = await ana('POST', `${path}/evidence?kind=logs&title=Log`, {
    bytes: new Uint8Array([1, 2, 3]),
  })
  const evidence = list(kept, 'events').find(it => it['type'] === 'evidence-added')?.['evidence']
  const refused = await ana('POST', `${path}/delete-evidence`, {
    body: { evidence, reason: 'We need the space' },
    headers: { 'idempotency-key': 'once' },
  })
  equal(refused.status, 409)
  equal(refused.body['code'], 'evidence-immutable')
  const log = list(await ana('GET', `${path}/events`), 'events')
  ok(log.some(it => it['type'] === 'evidence-deletion-refused' && it['by'] === 'ana'))
  equal((await ana('GET', `${path}/evidence/${String(evidence)}`)).status, 200)
})

// Design 6.5: restricted means restricted, in lists, single reads, commands, search, figures, signals and streams.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { ROUTES } from '#/http/table.ts'
import { at, list, startApi } from './api.ts'
import { openStream } from './stream.ts'

const api = await startApi()
const ana = await api.responder('ana')
const bo = await api.responder('bo')
const cleo = await api.responder('cleo')
const machine = await api.client(['incident:read', 'signal:read'])
const SECRET = 'Quiet investigation'

const declared = await ana('POST', '/api/incidents', { body: { title: SECRET } })
const id = String(declared.body['id'])
const path = `/api/incidents/${id}`
await ana('POST', `${path}/complete`, { body: { obligation: 'look' } })
await ana('POST', `${path}/resolve`, { body: { text: 'Over' } })
const body = { obligation: 'public', text: `${SECRET} in full` }
equal((await ana('POST', `${path}/publish`, { body })).status, 200)
equal((await ana('POST', `${path}/restrict`, { body: { to: ['ana', 'board'] } })).status, 200)

test('who is named sees it, and so does the group that is named', async () => {
  for (const client of [ana, cleo]) {
    equal((await client('GET', path)).body['title'], SECRET)
    ok((await client('GET', '/api/incidents')).text.includes(SECRET))
    ok((await client('GET', '/api/library')).text.includes(SECRET))
  }
})

test('an operator and an auditor see it', async () => {
  const auditor = await api.client(['audit', 'incident:read'])
  for (const client of [api.operator, auditor]) equal((await client('GET', path)).status, 200)
})

test('an operator who speaks for somebody sees what that person sees', async () => {
  const headers = { 'tocsin-as': 'bo' }
  equal((await api.operator('GET', path, { headers })).status, 404)
})

for (const route of ROUTES.filter(it => it.path.startsWith('/api/incidents/{id}')))
  test(`${route.method} ${route.path} answers the others as if it were not there`, async () => {
    const filled = (incident: string) =>
      route.path.replace('{id}', incident).replaceAll(/\{\w+\}/g, 'evidence-1')
    const asked = route.name === 'deposit-evidence' ? BYTES : { body: VALID[route.name] }
    const query = route.name === 'deposit-evidence' ? '?kind=logs&title=x' : ''
    const hidden = await bo(route.method, filled(id) + query, asked)
    const absent = await bo(route.method, filled('inc-none') + query, asked)
    deepEqual([hidden.status, hidden.body['code']], [404, 'incident-unknown'])
    deepEqual(
      { ...hidden.body, instance: '' },
      { ...JSON.parse(JSON.stringify(absent.body).replaceAll('inc-none', id)), instance: '' },
    )
  })

const BYTES = { bytes: new Uint8Array([1]) }

const when = '2030-01-01T00:00:00Z'
/** Bodies that pass their schemas, so that what is refused is the incident and not the body. */
const VALID: Readonly<Record<string, object>> = {
  classify: { severity: 'bad' },
  foresee: { do: 'note', body: { text: 'x' } },
  declassify: { reason: 'x' },
  assess: { classification: 'x', level: 'x' },
  answer: { fact: 'users', value: 1 },
  'verify-breach': {},
  mark: { moment: 'aware' },
  'correct-moment': { moment: 'aware', when, reason: 'x' },
  assign: { role: 'lead', person: 'bo' },
  accept: { role: 'lead' },
  decline: { role: 'lead' },
  'hand-over': { role: 'lead', to: 'bo' },
  'call-in': { person: 'bo' },
  complete: { obligation: 'look' },
  waive: { reason: 'x' },
  'begin-stage': { stage: 'first' },
  update: { text: 'x' },
  'ask-approval': { obligation: 'look' },
  approve: { obligation: 'look' },
  object: { obligation: 'look', reason: 'x' },
  'take-decision': { decision: 'x' },
  'send-notice': { obligation: 'look' },
  'submit-report': { obligation: 'look' },
  'add-evidence': { kind: 'logs', title: 'x', sha256: '0'.repeat(64), bytes: 1 },
  'transfer-evidence': { evidence: 'e', to: 'bo', reason: 'x' },
  'delete-evidence': { evidence: 'e', reason: 'x' },
  note: { text: 'x' },
  'write-notes': { text: 'x' },
  'add-finding': { kind: 'x', text: 'x' },
  'add-follow-up': { title: 'x', owner: 'bo', due: when },
  'finish-follow-up': { 'follow-up': 'f' },
  'give-feedback': { person: 'bo', text: 'x' },
  'schedule-meeting': { obligation: 'look', starts: when },
  'hold-meeting': { obligation: 'look', present: ['bo'] },
  escalate: { level: 1, reason: 'x' },
  'set-field': { field: 'x', value: 'x' },
  'add-systems': { systems: ['x'] },
  publish: { obligation: 'public', text: 'x' },
  restrict: { to: [] },
  resolve: { text: 'x' },
  reopen: { reason: 'x' },
  merge: { into: 'x', reason: 'x' },
  migrate: { plan: 'house', reason: 'x' },
  redact: { version: 1, reason: 'x' },
}

test('lists and searches of the others do not hold it, and count nothing', async () => {
  for (const client of [bo, machine]) {
    deepEqual(list(await client('GET', '/api/incidents'), 'incidents'), [])
    equal((await client('GET', '/api/incidents?limit=1')).body['next'], null)
    deepEqual(list(await client('GET', '/api/library?q=investigation'), 'publications'), [])
  }
})

test('another incident cannot be merged into it by somebody who does not see it', async () => {
  const own = await bo('POST', '/api/incidents', { body: { title: 'Mine' } })
  const merged = await bo('POST', `/api/incidents/${String(own.body['id'])}/merge`, {
    body: { into: id, reason: 'x' },
  })
  deepEqual([merged.status, merged.body['code']], [404, 'incident-unknown'])
})

test('nothing is split off from it by somebody who does not see it', async () => {
  const split = await bo('POST', '/api/incidents', {
    body: { title: 'A part of it', 'from-incident': id },
  })
  deepEqual([split.status, split.body['code']], [404, 'incident-unknown'])
})

test('figures for Prometheus tell nothing of it', async () => {
  const { text } = await api.stranger('GET', '/metrics')
  ok(!text.includes(id) && !text.includes(SECRET))
})

test('a stream ends for those who are shut out while they watch', async () => {
  const open = await ana('POST', '/api/incidents', { body: { title: 'Open so far' } })
  const there = `/api/incidents/${String(open.body['id'])}`
  const watching = await openStream(
    api,
    `${there}/live`,
    await api.secretOf(['incident:read'], 'bo'),
  )
  await watching.next(event => at(event, 'data', 'type') === 'declared')
  await ana('POST', `${there}/restrict`, { body: { to: ['ana'] } })
  await ana('POST', `${there}/note`, { body: { text: 'For nobody else' } })
  await watching.ended
  ok(!watching.text().includes('For nobody else'))
  ok(!watching.text().includes('"restricted"'))
})

test('the board tells of a change only those who may see it, and that it is gone those who saw it', async () => {
  const watching = await openStream(api, '/api/live', await api.secretOf(['incident:read'], 'bo'))
  await watching.next(event => event.name === 'ready')
  const open = await ana('POST', '/api/incidents', { body: { title: 'Seen for a while' } })
  const there = `/api/incidents/${String(open.body['id'])}`
  await watching.next(event => at(event, 'data', 'title') === 'Seen for a while')
  await ana('POST', `${there}/restrict`, { body: { to: ['ana'] } })
  const gone = await watching.next(event => event.name === 'gone')
  equal(at(gone, 'data', 'id'), open.body['id'])
  await ana('POST', `${path}/note`, { body: { text: 'Hidden from the start' } })
  await ana('POST', '/api/incidents', { body: { title: 'The next one' } })
  await watching.next(event => at(event, 'data', 'title') === 'The next one')
  ok(!watching.text().includes(id))
  watching.leave()
})

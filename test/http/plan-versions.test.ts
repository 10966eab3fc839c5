// A new version of a plan, from a draft to being in force: read, compared, approved, rehearsed.
import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { at, list, PLAN, startApi } from './api.ts'
import type { Fields } from './api.ts'

const api = await startApi()
const ana = await api.responder('ana')
const bo = await api.client(['plan:read', 'plan:propose'], 'bo')
const cleo = await api.client(['plan:read', 'plan:propose'], 'cleo')

const REVIEWED = PLAN.replace(
  'version: "1"',
  'version: "2"\nprogram:\n  review: {title: Yearly review, do: review-plan, every: 1y, by: board}\n  check: {title: Quarterly check, do: review-plan, every: 1q, by: engineer}',
)
const version = (source: string, number: string) =>
  source.replace('version: "2"', `version: "${number}"`)

const SCENARIO = `
scenario: A quiet night
plan: house
starts: 2026-03-01T02:00:00Z
people: {answer_pages: after 4m}
steps:
  - {at: 0m, signal: {source: monitoring, title: Something is wrong}}
until: 6h
`

async function versions(): Promise<readonly Fields[]> {
  return list(await ana('GET', '/api/plans/house/versions'), 'versions')
}

function inside(version: Fields | undefined, name: string): readonly Fields[] {
  return at(version, name) as readonly Fields[]
}

test('a plan is read in parts, each with its place in the source', async () => {
  const read = await ana('GET', '/api/plans/house/reading')
  equal(read.status, 200)
  const look = list(read, 'elements').find(it => it['anchor'] === 'obligation-look')
  equal(PLAN.split('\n')[Number(look?.['line']) - 1]?.includes('id: look'), true)
  ok((at(read.body, 'document', 'sections') as readonly unknown[]).length > 3)
  equal((await ana('GET', '/api/plans/nothing/reading')).body['code'], 'plan-unknown')
})

test('a draft is answered with its mistakes, or with what it promises otherwise', async () => {
  const broken = await ana('POST', '/api/plans/revise', {
    text: PLAN.replace('within: 1h', 'within: soon'),
  })
  equal(broken.status, 200, broken.text)
  const [mistake] = list(broken, 'mistakes')
  equal(PLAN.split('\n')[Number(mistake?.['line']) - 1]?.includes('within: 1h'), true)
  equal(broken.body['plan'], null)
  const stricter = await ana('POST', '/api/plans/revise', {
    text: PLAN.replace('within: 1h', 'within: 30m'),
  })
  deepEqual(
    list(stricter, 'changes').map(({ id, fate }) => [id, fate]),
    [['look', 'stricter']],
  )
  const look = list(stricter, 'elements').find(it => it['anchor'] === 'obligation-look')
  match(String(at(look, 'said', 0)), /within 30 minutes/)
})

test('where the plan in force names nobody, the owners approve, and one who is none is told so', async () => {
  const proposed = await ana('POST', '/api/plans/proposals', { text: REVIEWED })
  equal(proposed.status, 403, 'ana has no right to propose')
  const asked = await bo('POST', '/api/plans/proposals?reason=It%20names%20reviewers', {
    text: REVIEWED,
  })
  equal(asked.status, 201, asked.text)
  const hash = String(asked.body['hash'])
  equal((await versions())[0]?.['state'], 'proposed')
  // Until it is in force nobody gets it by the name of its plan.
  const begun = await ana('POST', '/api/incidents', { body: { title: 'Meanwhile', plan: 'house' } })
  const pinned = await ana('GET', `/api/incidents/${String(begun.body['id'])}`)
  notEqual(at(pinned.body, 'plan', 'hash'), hash)
  equal(
    (await bo('POST', `/api/plans/${hash}/enact`, { body: {} })).body['code'],
    'plan-not-approved',
  )
  equal(
    (await cleo('POST', `/api/plans/${hash}/approve`, { body: {} })).body['code'],
    'plan-approval-not-yours',
  )
  const owner = await api.client(['admin'], 'ana')
  equal((await owner('POST', `/api/plans/${hash}/approve`, { body: {} })).status, 200)
  equal((await versions())[0]?.['state'], 'approved')
  equal((await bo('POST', `/api/plans/${hash}/enact`, { body: {} })).status, 200)
  const [first] = await versions()
  equal(first?.['active'], true)
  deepEqual(
    inside(first, 'events').map(({ type, by, intact }) => [type, by, intact]),
    [
      ['proposed', 'bo', true],
      ['approved', 'ana', true],
      ['activated', 'bo', true],
    ],
  )
})

test('C12.1 each party that the plan names for its reviews approves; nobody their own, where another could', async () => {
  const { body } = await bo('POST', '/api/plans/proposals', { text: version(REVIEWED, '3') })
  const path = `/api/plans/${String(body['hash'])}`
  const [newest] = await versions()
  deepEqual(
    inside(newest, 'wanted').map(({ party, people }) => [party, people]),
    [
      ['board', ['cleo']],
      ['engineer', ['bo']],
    ],
  )
  // Nobody but bo is an engineer.
  equal((await bo('POST', `${path}/approve`, { body: {} })).status, 200)
  equal((await bo('POST', `${path}/enact`, { body: {} })).body['code'], 'plan-not-approved')
  equal((await cleo('POST', `${path}/approve`, { body: { reason: 'As we agreed' } })).status, 200)
  equal((await cleo('POST', `${path}/enact`, { body: {} })).status, 200)
})

test('a proposal that is declined is over, and an owner may go without approvals, on record with the reason', async () => {
  const { body } = await cleo('POST', '/api/plans/proposals', { text: version(REVIEWED, '4') })
  const path = `/api/plans/${String(body['hash'])}`
  equal((await cleo('POST', `${path}/approve`, { body: {} })).body['code'], undefined)
  equal((await bo('POST', `${path}/decline`, { body: { reason: 'Not yet' } })).status, 200)
  equal((await versions())[0]?.['state'], 'declined')
  equal((await bo('POST', `${path}/enact`, { body: {} })).body['code'], 'plan-not-proposed')
  equal(
    (await bo('POST', `${path}/enact`, { body: { break_glass: true, reason: 'Now' } })).body[
      'code'
    ],
    'break-glass-not-yours',
  )
  const owner = await api.client(['admin'], 'ana')
  equal(
    (await owner('POST', `${path}/enact`, { body: { break_glass: true } })).body['code'],
    'reason-needed',
  )
  equal(
    (
      await owner('POST', `${path}/enact`, {
        body: { break_glass: true, reason: 'The regulator asks' },
      })
    ).status,
    200,
  )
  const [newest] = await versions()
  const last = inside(newest, 'events').at(-1)
  equal(last?.['type'], 'activated-over')
  equal(last?.['reason'], 'The regulator asks')
})

test('what was activated by the API is on record as well, and two versions are compared', async () => {
  const [, before] = await versions()
  equal((await api.operator('POST', `/api/plans/${String(before?.['hash'])}/activate`)).status, 200)
  const [newest, active] = await versions()
  equal(inside(active, 'events').at(-1)?.['type'], 'activated')
  equal(newest?.['state'], 'past')
  const changes = await ana('GET', `/api/plans/${String(newest?.['hash'])}/changes`)
  deepEqual(
    list(changes, 'changes').map(({ section, fate }) => [section, fate]),
    [['plan', null]],
  )
})

test('a scenario is played beside the server: what was promised, told and missed; many times too', async () => {
  const played = await ana('POST', '/api/plans/house/rehearse', {
    body: { scenario: SCENARIO, runs: 20 },
  })
  equal(played.status, 200, played.text)
  const promises = at(played.body, 'course', 'promises') as readonly Fields[]
  const look = promises.find(({ rule }) => rule === 'look')
  equal(look?.['standing'], 'overdue')
  equal(look?.['cause'], 'not-done')
  equal(at(played.body, 'many', 'runs'), 20)
  const wrong = await ana('POST', '/api/plans/house/rehearse', {
    body: { scenario: 'scenario: x' },
  })
  equal(wrong.body['code'], 'scenario-has-mistakes')
})

test('a new version is told against the incidents that are over, as far as one may see them', async () => {
  const declared = await ana('POST', '/api/incidents', { body: { title: 'A small thing' } })
  await ana('POST', `/api/incidents/${String(declared.body['id'])}/declassify`, {
    body: { reason: 'Nothing' },
  })
  const [newest] = await versions()
  const past = await ana('GET', `/api/plans/${String(newest?.['hash'])}/past`)
  equal(past.status, 200, past.text)
  equal(list(past, 'incidents').length, 1)
  const findings = await ana('GET', '/api/plans/house/findings')
  equal(typeof findings.body['sound'], 'boolean')
})

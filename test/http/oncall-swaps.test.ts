// Swaps, calendars that are revoked, and what was carried by whom, over the API.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { importDirectory } from '#/app/people/directory.ts'
import { instant, toMs } from '#/core/time.ts'
import { list, startApi } from './api.ts'

let now = toMs(instant('2026-01-01T00:00:00.000Z'))
const at = (text: string) => (now = toMs(instant(text)))
const api = await startApi({ nowMs: () => now })
const { operator, stranger, shell } = api

const ROTAS = `
people:
  ana: {name: Ana Silva, email: ana@acme.example}
  bo: {name: Bo Lind, email: bo@acme.example}
  eva: {name: Eva Roth, email: eva@acme.example}
groups: {rotas: [eva]}
positions:
  on-call: ["rota:web", eva]
rotas:
  web:
    title: Web
    zone: Europe/Luxembourg
    holidays: LU
    layers:
      - {title: Weeks, people: [ana, bo], turn: 1 week, starts: 2026-01-05T09:00}
`

async function withRotas(source = ROTAS) {
  const imported = await importDirectory(shell, source, 'test')
  ok('directory' in imported, JSON.stringify(imported))
}

const as = (person: string) => (method: 'GET' | 'POST', path: string, body?: object) =>
  operator(method, path, { headers: { 'tocsin-as': person }, ...(body !== undefined && { body }) })
const onCall = async () => list(await operator('GET', '/api/rotas'), 'rotas')[0]?.['now']

async function offered(body: object = {}): Promise<string> {
  const made = await as('bo')('POST', '/api/rotas/web/swap', {
    asked: 'eva',
    from: '2026-01-14T08:00:00Z',
    to: '2026-01-15T08:00:00Z',
    ...body,
  })
  equal(made.status, 201, made.text)
  return String(made.body['id'])
}

test('a swap is an offer until whoever is asked accepts it: then the turn changes hands', async () => {
  await withRotas()
  at('2026-01-13T12:00:00Z')
  const id = await offered({ reason: 'A wedding' })
  at('2026-01-14T12:00:00Z')
  equal(await onCall(), 'bo')
  const path = `/api/swaps/${id}/answer`
  equal((await as('ana')('POST', path, { answer: 'accepted' })).body['code'], 'swap-not-yours')
  equal((await as('bo')('POST', path, { answer: 'accepted' })).body['code'], 'swap-not-yours')
  equal((await operator('POST', path, { body: { answer: 'accepted' } })).status >= 400, true)
  const accepted = await as('eva')('POST', path, { answer: 'accepted' })
  equal(accepted.status, 200, accepted.text)
  equal(accepted.body['state'], 'accepted')
  equal(await onCall(), 'eva')
  equal((await as('eva')('POST', path, { answer: 'declined' })).body['code'], 'swap-answered')
  at('2026-01-15T08:00:00Z')
  equal(await onCall(), 'bo')
})

test('a swap in return gives each the turn of the other', async () => {
  await withRotas(ROTAS.replace('[ana, bo]', '[bo, eva]'))
  at('2026-01-06T12:00:00Z')
  const id = await offered({
    from: '2026-01-07T08:00:00Z',
    to: '2026-01-08T08:00:00Z',
    back: { from: '2026-01-14T08:00:00Z', to: '2026-01-15T08:00:00Z' },
  })
  equal((await as('eva')('POST', `/api/swaps/${id}/answer`, { answer: 'accepted' })).status, 200)
  for (const [when, person] of [
    ['2026-01-07T09:00:00Z', 'eva'],
    ['2026-01-08T09:00:00Z', 'bo'],
    ['2026-01-14T09:00:00Z', 'bo'],
    ['2026-01-15T09:00:00Z', 'eva'],
  ] as const) {
    at(when)
    equal(await onCall(), person, when)
  }
})

test('only whose turn it is can have it swapped, also when they accept', async () => {
  await withRotas()
  at('2026-02-02T12:00:00Z')
  const not = await as('ana')('POST', '/api/rotas/web/swap', {
    asked: 'eva',
    from: '2026-02-08T08:00:00Z',
    to: '2026-02-10T08:00:00Z',
  })
  equal(not.body['code'], 'swap-turn-not-theirs')
  const id = await offered({ from: '2026-02-10T08:00:00Z', to: '2026-02-11T08:00:00Z' })
  const taken = await operator('POST', '/api/rotas/web/override', {
    body: { person: 'ana', from: '2026-02-10T10:00:00Z', to: '2026-02-10T11:00:00Z' },
  })
  equal(taken.status, 201, taken.text)
  const late = await as('eva')('POST', `/api/swaps/${id}/answer`, { answer: 'accepted' })
  equal(late.body['code'], 'swap-turn-not-theirs')
  const withdrawn = await as('bo')('POST', `/api/swaps/${id}/answer`, { answer: 'withdrawn' })
  equal(withdrawn.status, 200, withdrawn.text)
  const listed = list(await operator('GET', '/api/swaps'), 'swaps').find(swap => swap['id'] === id)
  equal(listed?.['state'], 'withdrawn')
  equal((await as('bo')('POST', '/api/swaps/none/answer', { answer: 'withdrawn' })).status, 404)
})

test('a calendar that was revoked shows nothing more; unchanged it is not sent again', async () => {
  await withRotas()
  at('2026-01-12T09:00:00.000Z')
  const own = await as('bo')('GET', '/api/on-call/me')
  equal(own.status, 200, own.text)
  deepEqual(list(own, 'shifts')[0], {
    rota: 'web',
    from: '2026-01-12T09:00:00.000Z',
    to: '2026-01-14T08:00:00.000Z',
  })
  const { pathname } = new URL(String(own.body['calendar']))
  const read = await stranger('GET', pathname)
  equal(read.status, 200)
  const etag = read.headers.get('etag') ?? ''
  at('2026-01-12T17:00:00.000Z')
  const again = await stranger('GET', pathname, { headers: { 'if-none-match': etag } })
  equal(again.status, 304)
  const anew = await as('bo')('POST', '/api/on-call/me/calendar/revoke')
  equal(anew.status, 200, anew.text)
  equal((await stranger('GET', pathname)).status, 404)
  equal((await stranger('GET', new URL(String(anew.body['calendar'])).pathname)).status, 200)
  const web = await operator('POST', '/api/rotas/web/calendar/revoke')
  equal(web.status, 200, web.text)
})

test('who carried what: nights, weekends, holidays and hours of chosen days; pages in whole weeks', async () => {
  await withRotas()
  at('2026-02-01T12:00:00Z')
  const read = await operator(
    'GET',
    '/api/rotas/web/fairness?from=2026-01-05T08:00:00Z&to=2026-01-19T08:00:00Z',
  )
  equal(read.status, 200, read.text)
  deepEqual(
    list(read, 'shares').map(({ person, hours, nights, weekend_days: days, pages }) => [
      person,
      hours,
      nights,
      days,
      pages,
    ]),
    [
      ['bo', 168, 7, 2, 0],
      ['ana', 144, 6, 2, 0],
      ['eva', 24, 1, 0, 0],
    ],
  )
  // From the first Monday after the beginning.
  equal(read.body['pages_from'], '2026-01-11T23:00:00.000Z')
  const hour = await operator(
    'GET',
    '/api/rotas/web/fairness?from=2026-01-05T08:00:00Z&to=2026-01-06T08:00:00Z',
  )
  equal(list(hour, 'shares')[0]?.['pages'], null)
})

test('restricted incidents count with the others, in whole weeks, and nothing of them is told', async () => {
  await withRotas(
    `${ROTAS.replace('on-call: ["rota:web", eva]', 'chief: ["rota:web"]\n  engineer: [eva]')}`,
  )
  at('2026-08-11T01:00:00Z')
  const declared = await as('eva')('POST', '/api/incidents', {
    title: 'A colleague under suspicion',
    source: 'person',
  })
  equal(declared.status, 201, declared.text)
  const id = String(declared.body['id'])
  const restricted = await as('eva')('POST', `/api/incidents/${id}/restrict`, { to: ['eva'] })
  equal(restricted.status, 200, restricted.text)
  const path = '/api/rotas/web/fairness?from=2026-08-09T22:00:00Z&to=2026-08-16T22:00:00Z'
  const pagesOf = async () =>
    list(await operator('GET', path), 'shares').reduce((sum, { pages }) => sum + Number(pages), 0)
  // The week is not over: a number of so far would tell that something has just happened.
  equal(list(await operator('GET', path), 'shares')[0]?.['pages'], null)
  at('2026-08-17T01:00:00Z')
  const answer = await operator('GET', path)
  ok((await pagesOf()) > 0, answer.text)
  ok(!answer.text.includes(id) && !answer.text.includes('suspicion'))
})

// What lists say of incidents, and what they keep from whom.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { at, list, startApi } from './api.ts'
import type { Fields } from './api.ts'

const api = await startApi()
const ana = await api.responder('ana')
const bo = await api.responder('bo')
const machine = await api.client(['incident:read'])
const SECRET = 'Quiet investigation'

const ids: string[] = []
for (const title of ['Payments are refused', 'The 5% "quoted" title']) {
  const { body } = await ana('POST', '/api/incidents', { body: { title } })
  ids.push(String(body['id']))
}
const [first = '', second = ''] = ids
const { body: hidden } = await ana('POST', '/api/incidents', { body: { title: SECRET } })
await ana('POST', `/api/incidents/${String(hidden['id'])}/restrict`, { body: { to: ['ana'] } })

const titles = async (query: string, client = bo) =>
  list(await client('GET', `/api/incidents${query}`), 'incidents').map(({ title }) => title)

test('a line says what is promised next, by whom, and what is overdue', async () => {
  const lines = list(await ana('GET', '/api/incidents'), 'incidents')
  const line: Fields = lines.find(({ id }) => id === first) ?? {}
  const { open, overdue } = line['promises'] as { readonly open: number; readonly overdue: number }
  ok(open > 0)
  equal(overdue, 0)
  const obligations = await ana('GET', `/api/incidents/${first}/obligations`)
  const owed = list(obligations, 'obligations').filter(
    ({ standing, by }) => ['open', 'due-soon', 'overdue'].includes(String(standing)) && by,
  )
  equal(open, owed.length)
})

test('incidents are found by words, by number and by what they are', async () => {
  deepEqual(await titles('?words=PAYMENTS'), ['Payments are refused'])
  deepEqual(await titles('?words=5%25 "quoted"'), ['The 5% "quoted" title'])
  deepEqual(await titles('?words=%231'), ['Payments are refused'])
  deepEqual(await titles('?words=title'), ['The 5% "quoted" title'])
  deepEqual(await titles('?status=closed'), [])
  deepEqual(await titles('?exercise=true'), [])
  deepEqual(await titles('?until=2000-01-01T00:00:00Z'), [])
  equal((await titles('?since=2000-01-01T00:00:00Z&exercise=false')).length, 2)
})

test('what is mine is what I am asked for, and a machine is asked for nothing', async () => {
  const mine = await ana('GET', '/api/mine')
  const promised = list(mine, 'promises')
  ok(promised.length > 0)
  const asked = await ana('GET', `/api/incidents/${first}/obligations?person=ana`)
  equal(
    promised.filter(it => at(it, 'incident', 'id') === first).length,
    list(asked, 'obligations').length,
  )
  const none = await machine('GET', '/api/mine')
  deepEqual([none.body['promises'], none.body['pages']], [[], []])
})

test('what is restricted is in no list, table or word of those who may not see it', async () => {
  for (const path of ['/api/incidents?words=quiet', '/api/incidents.csv', '/api/mine']) {
    ok(!(await bo('GET', path)).text.includes(SECRET), path)
    ok(!(await machine('GET', path)).text.includes(SECRET), path)
  }
  ok((await ana('GET', '/api/incidents.csv')).text.includes(SECRET))
  ok((await ana('GET', '/api/incidents?words=quiet')).text.includes(SECRET))
})

test('a title that begins like a formula is text in the table', async () => {
  const title = '=HYPERLINK("https://evil.example","x"), and more'
  await ana('POST', '/api/incidents', { body: { title } })
  const { text } = await ana('GET', '/api/incidents.csv')
  ok(text.includes(`"'=HYPERLINK(""https://evil.example"",""x""), and more"`))
})

test('a redacted title is not found by its words any more', async () => {
  await api.operator('POST', `/api/incidents/${second}/redact`, {
    body: { version: 1, reason: 'A name in it' },
    headers: { 'tocsin-as': 'ana' },
  })
  deepEqual(await titles('?words=quoted'), [])
})

test('a severity is proposed before there is an incident', async () => {
  const plan = String(at((await ana('GET', '/api/plans')).body, 'plans', 0, 'id'))
  const { body } = await ana('GET', `/api/plans/${plan}/proposal`)
  equal(body['proposed'], null)
  ok(list({ body } as never, 'severities').length > 0)
  equal((await ana('GET', `/api/plans/${plan}/proposal?answers=nonsense`)).status, 400)
  equal((await ana('GET', `/api/plans/none/proposal`)).status, 404)
})

test('who is on duty is told by role, with those who hold it in their order', async () => {
  const { body } = await ana('GET', '/api/duty')
  const duties = body['duties'] as readonly { readonly people: readonly Fields[] }[]
  ok(duties.some(({ people }) => people.some(({ id }) => id === 'ana')))
})

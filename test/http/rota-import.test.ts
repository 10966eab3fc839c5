// Rotas from elsewhere over the API: looked at, refused, written, and written again. And rotas written anew, one by one.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { importDirectory } from '#/app/people/directory.ts'
import { instant, toMs } from '#/core/time.ts'
import { list, startApi } from './api.ts'

let now = toMs(instant('2026-10-12T10:00:00.000Z'))
const api = await startApi({ nowMs: () => now })
const { operator, shell } = api

const DIRECTORY = `
people:
  # The best of us.
  ana: {name: Ana Silva, email: ana@acme.example}
  bo: {name: Bo Lind, email: bo@acme.example}
positions:
  on-call: [ana]
`

async function fresh(): Promise<number> {
  const imported = await importDirectory(shell, DIRECTORY, 'test')
  ok('version' in imported, JSON.stringify(imported))
  return imported.version
}

const user = (id: string) => ({ id, type: 'user_reference', summary: id })
const pagerDuty = (swap: string, other = 'bo') => ({
  schedule: {
    id: 'P1',
    name: 'Web',
    time_zone: 'Europe/Luxembourg',
    schedule_layers: [
      {
        name: 'Weeks',
        start: '2026-01-05T09:00:00+01:00',
        rotation_virtual_start: '2026-01-05T09:00:00+01:00',
        rotation_turn_length_seconds: 604_800,
        users: [
          { user: { ...user('ana'), email: 'ana@acme.example' } },
          { user: { ...user(other), email: `${other}@acme.example` } },
        ],
      },
    ],
    overrides_subschedule: {
      rendered_schedule_entries: [
        { start: `${swap}T08:00:00Z`, end: `${swap}T20:00:00Z`, user: user(other) },
      ],
    },
  },
})
const body = (document: object, more: object = {}) => ({
  body: { kind: 'pagerduty', files: [JSON.stringify(document)], ...more },
})

test('an import is looked at, then written; again it replaces what it wrote before', async () => {
  const since = await fresh()
  const seen = await operator('POST', '/api/on-call/import/preview', body(pagerDuty('2026-10-13')))
  equal(seen.status, 200, seen.text)
  equal(seen.body['version'], since)
  deepEqual(
    list(seen, 'rotas').map(({ id, change, layers, overrides }) => [id, change, layers, overrides]),
    [['web', 'added', 1, 1]],
  )
  equal(list(await operator('GET', '/api/rotas'), 'rotas').length, 0)
  const path = '/api/on-call/import'
  const made = await operator('POST', path, body(pagerDuty('2026-10-13'), { since }))
  equal(made.status, 201, made.text)
  const at = async (time: string) =>
    list(await operator('GET', `/api/rotas?at=${time}`), 'rotas')[0]?.['now']
  equal(await at('2026-10-13T12:00:00Z'), 'bo')
  equal(await at('2026-10-14T12:00:00Z'), 'ana')
  const late = await operator('POST', path, body(pagerDuty('2026-10-14'), { since }))
  equal(late.body['code'], 'directory-changed')
  const again = body(pagerDuty('2026-10-14'), { since: made.body['version'] })
  equal((await operator('POST', path, again)).status, 201)
  equal(await at('2026-10-13T12:00:00Z'), 'ana')
  equal(await at('2026-10-14T12:00:00Z'), 'bo')
  // What stood beside it stays as it was written.
  match((await operator('GET', '/api/directory/file')).text, /# The best of us\.\n/)
})

test('nobody is added unasked, and what is no export is refused', async () => {
  const since = await fresh()
  const path = '/api/on-call/import'
  const zoe = pagerDuty('2026-10-13', 'zoe')
  const refused = await operator('POST', path, body(zoe, { since }))
  equal(refused.body['code'], 'import-strangers')
  equal((await operator('POST', path, body(zoe, { since, who: { zoe: 'bo' } }))).status, 201)
  const people = Object.keys(
    (await operator('GET', '/api/directory/book')).body['people'] as object,
  )
  deepEqual(people, ['ana', 'bo'])
  const version = (await operator('GET', '/api/directory/book')).body['version']
  const added = await operator('POST', path, body(zoe, { since: version, add_people: true }))
  equal(added.status, 201, added.text)
  const { zoe: found } = (await operator('GET', '/api/directory/book')).body['people'] as {
    zoe?: { email: string }
  }
  equal(found?.email, 'zoe@acme.example')
  const nonsense = await operator('POST', '/api/on-call/import/preview', {
    body: { kind: 'ics', files: ['BEGIN:VCALENDAR'] },
  })
  equal(nonsense.body['code'], 'import-unreadable')
  match(JSON.stringify(nonsense.body), /no iCalendar file|no event/)
})

const WEB = {
  title: 'Web',
  zone: 'Europe/Luxembourg',
  layers: [{ title: 'Weeks', people: ['ana', 'bo'], turn: '1 week', starts: '2026-01-05T09:00' }],
}

test('a rota is compared before it is saved, saved beside what others wrote, and deleted', async () => {
  const since = await fresh()
  now = toMs(instant('2026-10-12T10:00:00.000Z'))
  const compared = await operator('POST', '/api/rotas/preview', { body: { id: 'web', rota: WEB } })
  equal(compared.status, 200, compared.text)
  deepEqual(list(compared, 'before'), [])
  equal(list(compared, 'after')[0]?.['person'], 'ana')
  const wrong = {
    ...WEB,
    zone: 'Mars/Olympus',
    holidays: 'XX',
    layers: [{ ...WEB.layers[0], turn: '0 weeks' }],
  }
  const told = await operator('POST', '/api/rotas/preview', { body: { id: 'web', rota: wrong } })
  deepEqual(
    (told.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer),
    ['/rota/zone', '/rota/layers/0/turn', '/rota/holidays'],
  )
  const change = (version: unknown, ...changes: object[]) =>
    operator('POST', '/api/directory/changes', { body: { since: version, changes } })
  const saved = await change(
    since,
    { is: 'rota', id: 'web', rota: WEB },
    { is: 'position', id: 'on-call', members: ['rota:web'] },
  )
  equal(saved.status, 201, saved.text)
  const stranger = { ...WEB, layers: [{ ...WEB.layers[0], people: ['ana', 'zoe'] }] }
  const refused = await change(saved.body['version'], { is: 'rota', id: 'web', rota: stranger })
  equal(refused.body['code'], 'directory-has-mistakes')
  const held = await change(saved.body['version'], { is: 'rota', id: 'web', rota: null })
  equal(held.body['code'], 'directory-has-mistakes')
  const gone = await change(
    saved.body['version'],
    { is: 'position', id: 'on-call', members: ['ana'] },
    { is: 'rota', id: 'web', rota: null },
  )
  equal(gone.status, 201, gone.text)
  const file = (await operator('GET', '/api/directory/file')).text
  match(file, /# The best of us\./)
  ok(!file.includes('Weeks'), file)
})

import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { importDirectory } from '#/app/people/directory.ts'
import { instant, toMs } from '#/core/time.ts'
import { list, startApi } from './api.ts'

let now = toMs(instant('2026-01-01T00:00:00.000Z'))
const at = (text: string) => (now = toMs(instant(text)))
const api = await startApi({ nowMs: () => now })
const { operator, stranger } = api

const ROTAS = `
people:
  ana: {name: Ana Silva, email: ana@acme.example}
  bo: {name: Bo Lind, email: bo@acme.example}
  eva: {name: Eva Roth, email: eva@acme.example}
positions:
  on-call: ["rota:web", eva]
rotas:
  web:
    title: Web
    zone: Europe/Luxembourg
    layers:
      - {title: Weeks, people: [ana, bo], turn: 1 week, starts: 2026-01-05T09:00}
`

async function withRotas() {
  const imported = await importDirectory(api.shell, ROTAS, 'test')
  ok('directory' in imported, JSON.stringify(imported))
}

const onCall = async () =>
  (await api.shell.directory.current(api.shell.pool)).positions.get('on-call')

test('a position is held by whoever has the turn, and by the next one from the very instant of the hand-over', async () => {
  await withRotas()
  at('2026-01-12T07:59:59.999Z')
  deepEqual(await onCall(), ['ana', 'eva'])
  at('2026-01-12T08:00:00.000Z')
  deepEqual(await onCall(), ['bo', 'eva'])
  const listed = await operator('GET', '/api/rotas')
  equal(listed.status, 200, listed.text)
  deepEqual(list(listed, 'rotas'), [
    {
      id: 'web',
      title: 'Web',
      zone: 'Europe/Luxembourg',
      now: 'bo',
      next: { person: 'ana', from: '2026-01-19T08:00:00.000Z' },
      gaps: [],
      positions: ['on-call'],
    },
  ])
})

test('who takes over counts at once, everywhere; withdrawn, it is over from then on, and what was stays', async () => {
  await withRotas()
  at('2026-01-13T12:00:00.000Z')
  const made = await operator('POST', '/api/rotas/web/override', {
    body: { person: 'eva', from: '2026-01-13T11:00:00Z', to: '2026-01-14T11:00:00Z' },
  })
  equal(made.status, 201, made.text)
  deepEqual(await onCall(), ['eva'])
  at('2026-01-13T18:00:00.000Z')
  const path = `/api/overrides/${String(made.body['id'])}/withdraw`
  equal((await operator('POST', path)).status, 200)
  deepEqual(await onCall(), ['bo', 'eva'])
  const view = await operator(
    'GET',
    '/api/rotas/web?from=2026-01-13T00:00:00Z&to=2026-01-15T00:00:00Z',
  )
  deepEqual(
    list(view, 'stretches').map(({ person, from }) => [person, String(from).slice(8, 16)]),
    [
      ['bo', '13T00:00'],
      ['eva', '13T11:00'],
      ['bo', '13T18:00'],
    ],
  )
  equal((await operator('POST', path)).body['code'], 'override-over')
})

for (const [body, code] of [
  [{ person: 'eva', from: '2026-01-10T00:00:00Z', to: '2026-01-11T00:00:00Z' }, 'override-over'],
  [{ person: 'eva', from: '2026-02-11T00:00:00Z', to: '2026-02-10T00:00:00Z' }, 'override-over'],
  [{ person: 'xx', from: '2026-02-10T00:00:00Z', to: '2026-02-11T00:00:00Z' }, 'person-gone'],
  [{ person: 'eva', from: 'tomorrow', to: '2026-02-11T00:00:00Z' }, 'request-invalid'],
] as const)
  test(`nobody takes over: ${code} for ${JSON.stringify(body)}`, async () => {
    await withRotas()
    at('2026-02-01T00:00:00.000Z')
    equal((await operator('POST', '/api/rotas/web/override', { body })).body['code'], code)
    equal((await operator('POST', '/api/rotas/none/override', { body })).status >= 400, true)
  })

test('a calendar is read by its address alone, and no other address reads any', async () => {
  await withRotas()
  at('2026-01-12T09:00:00.000Z')
  const { calendar } = (await operator('GET', '/api/rotas/web')).body
  const { pathname } = new URL(String(calendar))
  const read = await stranger('GET', pathname)
  equal(read.status, 200)
  match(read.headers.get('content-type') ?? '', /^text\/calendar/)
  match(read.text, /^BEGIN:VCALENDAR\r\n/)
  match(read.text, /DTSTART:20260112T080000Z\r\nDTEND:20260113T110000Z\r\nSUMMARY:Web: Bo Lind\r\n/)
  const other = pathname.replace(/\.ics$/, 'x.ics')
  equal((await stranger('GET', other)).status, 404)
})

test('a directory that names no such person or rota is refused with the place', async () => {
  const wrong = ROTAS.replace('[ana, bo]', '[ana, zoe]').replace('rota:web', 'rota:none')
  const answer = await operator('POST', '/api/directory', { text: wrong })
  equal(answer.status, 422)
  deepEqual(
    (answer.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer),
    ['positions.on-call', 'rotas.web.layers.0'],
  )
})

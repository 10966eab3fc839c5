import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { freshDatabase } from '../kit/database.ts'
import { told } from './alerts.ts'
import { BASE, startServer } from './server.ts'

const { pool } = await freshDatabase()
const server = await startServer(pool)

async function call(method: string, path: string, body?: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await fetch(server.url + path, {
    method,
    ...(body === undefined ? {} : { body: text, headers: { 'content-type': 'application/json' } }),
  })
  return { status: answer.status, text: await answer.text() }
}

async function read<T>(path: string): Promise<T> {
  const { status, text } = await call('GET', path)
  equal(status, 200, text)
  return JSON.parse(text) as T
}

type ShownAlert = {
  readonly labels: Record<string, string>
  readonly fingerprint: string
  readonly status: { readonly state: string; readonly silencedBy: readonly string[] }
}

const filter = (...matchers: readonly string[]) =>
  matchers.map(matcher => `filter=${encodeURIComponent(matcher)}`).join('&')

test('an alert that is posted is shown, with the fingerprint that Prometheus gives it', async () => {
  deepEqual(await call('POST', '/api/v2/alerts', [{ labels: { alertname: 'ok' } }]), {
    status: 200,
    text: '',
  })
  const [alert] = await read<ShownAlert[]>(`/api/v2/alerts?${filter('alertname=ok')}`)
  equal(alert?.fingerprint, '01167342b0fed1b2')
  deepEqual(Object.keys(alert ?? {}).toSorted(), [
    'annotations',
    'endsAt',
    'fingerprint',
    'labels',
    'receivers',
    'startsAt',
    'status',
    'updatedAt',
  ])
})

test('one alert that cannot be taken is named, and the others are taken', async () => {
  const posted = [{ labels: { alertname: 'valid' } }, { labels: {} }, 'x']
  deepEqual(await call('POST', '/api/v2/alerts', posted), {
    status: 400,
    text: '"alert 1: at least one label with a value is required; alert 2: an alert must be a JSON object"',
  })
  equal((await read<unknown[]>(`/api/v2/alerts?${filter('alertname=valid')}`)).length, 1)
})

const MISTAKES: readonly (readonly [
  method: string,
  path: string,
  body: unknown,
  status: number,
  reason: string,
])[] = [
  ['POST', '/api/v2/alerts', '{', 400, 'the body is not JSON'],
  ['POST', '/api/v2/alerts', '{}', 400, 'the body must be a JSON array of alerts'],
  ['POST', '/api/v2/alerts', undefined, 400, 'the body must be a JSON array of alerts'],
  ['POST', '', '[]', 400, 'the body must be a JSON object'],
  ['POST', '/', { version: '3' }, 400, 'only version "4" of the webhook is known'],
  ['GET', '/api/v2/alerts?filter=alertname', undefined, 400, 'bad matcher format: alertname'],
  [
    'GET',
    '/api/v2/alerts?filter=a%3D~%22(%22',
    undefined,
    400,
    'error parsing regexp: missing closing ): `(`',
  ],
  [
    'GET',
    '/api/v2/alerts?receiver=(',
    undefined,
    400,
    'failed to parse receiver param: error parsing regexp: missing closing ): `(`',
  ],
  ['GET', '/api/v2/silences?filter=x', undefined, 400, 'bad matcher format: x'],
  ['GET', '/api/v2/silence/abc', undefined, 400, 'silenceID in path must be of type uuid: "abc"'],
  [
    'GET',
    '/api/v2/silence/a7d3b6c0-0000-4000-8000-000000000000',
    undefined,
    404,
    'silence not found',
  ],
  [
    'DELETE',
    '/api/v2/silence/a7d3b6c0-0000-4000-8000-000000000000',
    undefined,
    404,
    'silence not found',
  ],
  ['POST', '/api/v2/silences', '{}', 400, 'createdBy in body is required'],
  ['GET', '/api/v2/nothing', undefined, 404, `path ${BASE}/api/v2/nothing was not found`],
]

for (const [method, path, body, status, reason] of MISTAKES)
  test(`${method} ${path}${body === undefined ? '' : ` with ${JSON.stringify(body)}`} is answered with ${status} and a JSON string`, async () => {
    deepEqual(await call(method, path, body), { status, text: JSON.stringify(reason) })
  })

test('a body of another type is refused', async () => {
  const answer = await fetch(`${server.url}/api/v2/alerts`, { method: 'POST', body: '[]' })
  equal(answer.status, 415)
  ok(typeof (await answer.json()) === 'string')
})

test('a body over the limit is refused, and the connection goes on', async () => {
  const { status, text } = await call('POST', '/api/v2/alerts', `[${' '.repeat(17 * 1024 * 1024)}]`)
  equal(status, 413)
  ok(typeof JSON.parse(text) === 'string')
})

test('more alerts than belong in one request are refused', async () => {
  const many = Array.from({ length: 20_001 }, (_, n) => ({ labels: { n: `${n}` } }))
  deepEqual(await call('POST', '/api/v2/alerts', many), {
    status: 413,
    text: '"more than 20000 alerts in one request"',
  })
})

test('a silence is set, shown, found by its matchers, covers its alerts, and is ended', async () => {
  await call('POST', '/api/v2/alerts', [{ labels: { alertname: 'Noisy', host: 'a' } }])
  const silence = {
    matchers: [{ name: 'alertname', value: 'Nois.', isRegex: true }],
    startsAt: '2026-01-01T00:00:00Z',
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    createdBy: 'ana',
    comment: 'planned \u0000 <b>',
  }
  const { status, text } = await call('POST', '/api/v2/silences', silence)
  equal(status, 200)
  const { silenceID } = JSON.parse(text) as { silenceID: string }
  const shown = await read<Record<string, unknown>>(`/api/v2/silence/${silenceID}`)
  deepEqual(
    [shown['id'], shown['status'], shown['comment'], shown['matchers']],
    [
      silenceID,
      { state: 'active' },
      'planned \u0000 <b>',
      [{ isEqual: true, isRegex: true, name: 'alertname', value: 'Nois.' }],
    ],
  )
  const asked = `/api/v2/silences?${filter('alertname=~"Nois."')}`
  equal((await read<unknown[]>(asked)).length, 1)
  const [alert] = await read<ShownAlert[]>(`/api/v2/alerts?${filter('alertname=Noisy')}`)
  deepEqual([alert?.status.state, alert?.status.silencedBy], ['suppressed', [silenceID]])
  deepEqual(await read(`/api/v2/alerts?silenced=false&${filter('alertname=Noisy')}`), [])
  equal((await call('DELETE', `/api/v2/silence/${silenceID}`)).status, 200)
  equal((await call('DELETE', `/api/v2/silence/${silenceID}`)).status, 200)
  const [after] = await read<ShownAlert[]>(`/api/v2/alerts?${filter('alertname=Noisy')}`)
  equal(after?.status.state, 'active')
  deepEqual(await read(`${asked}&expired=false`), [])
})

test('alerts are shown by group, and only to whoever asks for our receiver', async () => {
  await call('POST', '/api/v2/alerts', [
    { labels: { alertname: 'Grouped', cluster: 'eu', host: 'a' } },
    { labels: { alertname: 'Grouped', cluster: 'eu', host: 'b' } },
    { labels: { alertname: 'Grouped', cluster: 'us', host: 'c' } },
  ])
  type Group = { readonly labels: unknown; readonly alerts: readonly unknown[] }
  const groups = await read<Group[]>(`/api/v2/alerts/groups?${filter('alertname=Grouped')}`)
  deepEqual(
    groups.map(({ labels, alerts }) => [labels, alerts.length]),
    [
      [{ alertname: 'Grouped', cluster: 'eu' }, 2],
      [{ alertname: 'Grouped', cluster: 'us' }, 1],
    ],
  )
  deepEqual(await read('/api/v2/alerts/groups?receiver=other'), [])
  deepEqual(await read('/api/v2/receivers'), [{ name: 'tocsin' }])
})

test('a list of thousands is whole', async () => {
  const many = Array.from({ length: 5_000 }, (_, n) => ({
    labels: { alertname: 'Many', n: `${n}`, hostile: '"\\\u0000\u2028</script>' },
  }))
  equal((await call('POST', '/api/v2/alerts', many)).status, 200)
  const shown = await read<ShownAlert[]>(`/api/v2/alerts?${filter('alertname=Many')}`)
  equal(new Set(shown.map(({ labels }) => labels['n'])).size, 5_000)
  equal(shown[0]?.labels['hostile'], '"\\\u0000\u2028</script>')
})

test('those who watch it are answered', async () => {
  for (const path of ['/-/healthy', '/-/ready'])
    for (const method of ['GET', 'HEAD']) equal((await call(method, path)).status, 200)
  equal((await call('POST', '/-/reload')).status, 200)
  const status = await read<{ cluster: { status: string } }>('/api/v2/status')
  equal(status.cluster.status, 'disabled')
})

test('T1.1 the webhook of an Alertmanager opens and ends what it tells of', async () => {
  const notification = (status: string, endsAt: string) => ({
    version: '4',
    groupKey: '{}:{alertname="Forwarded"}',
    status,
    receiver: 'tocsin',
    alerts: [
      {
        status,
        labels: { alertname: 'Forwarded' },
        annotations: {},
        startsAt: '2026-01-01T00:00:00Z',
        endsAt,
      },
    ],
  })
  equal((await call('POST', '', notification('firing', '0001-01-01T00:00:00Z'))).status, 200)
  await server.ingest.settled()
  equal((await call('POST', '/', notification('resolved', '2026-01-01T01:00:00Z'))).status, 200)
  await server.ingest.settled()
  deepEqual(
    told(server.calls).filter(line => line.includes('Forwarded')),
    ['fired Forwarded 1/1', 'resolved Forwarded 1/0'],
  )
})

test('nothing of all this was a fault of the server', () => {
  deepEqual(server.errors, [])
})

// A test and not a hook: hooks run in the order in which they were made, and the database would wait for the server's connections.
test('it ends when it is asked to', async () => {
  await server.stop()
})

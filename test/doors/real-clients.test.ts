// The programs that speak these formats, as their makers ship them: PagerDuty's client over TLS, the CloudEvents SDK, and Debian's
// Alertmanager with three receivers at once. Where that is not installed its test is skipped, and says so.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:https'
import { request as ask } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { CloudEvent, emitterFor, HTTP, httpTransport, Mode } from 'cloudevents'
import { list, startApi } from '../http/api.ts'
import type { Fields } from '../http/api.ts'
import { LOCALHOST } from '../outbound/push-service.ts'
import { doorOf, send, settled } from './kit.ts'

const api = await startApi()
const run = promisify(execFile)
const PATIENCE_MS = 20_000

/** Waits for other programs, which have clocks of their own. */
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`)
    await sleep(50)
  }
}

const titled = async (title: string | RegExp): Promise<readonly Fields[]> =>
  (await settled(api.operator)).filter(group =>
    typeof title === 'string' ? group['title'] === title : title.test(String(group['title'])),
  )

/** What operators put in front: it speaks TLS and passes on. */
async function startTls(): Promise<number> {
  const to = new URL(api.address)
  const server = createTlsServer({ key: LOCALHOST, cert: LOCALHOST }, (request, response) => {
    const { method, url, headers } = request
    const passed = ask({ host: to.hostname, port: to.port, method, path: url, headers }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    request.pipe(passed)
  }).listen(0)
  await once(server, 'listening')
  after(() => server.close())
  return (server.address() as AddressInfo).port
}

const PDJS = `
import { event, change } from '@pagerduty/pdjs'
const [server, routing_key] = process.argv.slice(1)
const of = (event_action, more = {}) => ({ server, data: { routing_key, event_action, dedup_key: 'pdjs-1', ...more } })
const payload = { summary: 'From pdjs', source: 'db-1', severity: 'error' }
const answers = [
  await event(of('trigger', { payload })),
  await event(of('acknowledge')),
  await event(of('resolve')),
  await change({ server, data: { routing_key, payload: { summary: 'Deployed', source: 'ci' } } }),
  await event({ server, data: { routing_key: 'x'.repeat(32), event_action: 'trigger', payload } }),
]
console.log(JSON.stringify(answers.map(({ response, data }) => [response.status, data.status, data.dedup_key])))
`

test('PagerDuty’s own client triggers, acknowledges and resolves over TLS', async () => {
  const door = await doorOf(api, 'pagerduty')
  const server = `localhost:${await startTls()}`
  const { stdout } = await run(
    process.execPath,
    ['--input-type=module', '-e', PDJS, server, door.key],
    {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
      env: {
        ...process.env,
        NODE_EXTRA_CA_CERTS: fileURLToPath(new URL('../outbound/localhost.pem', import.meta.url)),
      },
    },
  )
  deepEqual(JSON.parse(stdout), [
    [202, 'success', 'pdjs-1'],
    [202, 'success', 'pdjs-1'],
    [202, 'success', 'pdjs-1'],
    [202, 'success', null],
    [401, 'invalid event', null],
  ])
  const [group] = await titled('From pdjs')
  deepEqual([group?.['round'], group?.['firing'], group?.['urgency']], [1, 0, 'error'])
})

test('the CloudEvents SDK is understood in headers, in one object and in a batch', async () => {
  const door = await doorOf(api, 'cloudevents')
  const sink = `${api.address}/in/cloudevents/${door.name}?key=${door.key}`
  const event = (name: string, more: Fields = {}) =>
    new CloudEvent({
      type: 'example.check.failed',
      source: '/siem/4412',
      id: name,
      data: { summary: `CloudEvent ${name}`, severity: 'critical' },
      ...more,
    })
  await emitterFor(httpTransport(sink), { mode: Mode.BINARY })(event('binary'))
  await emitterFor(httpTransport(sink), { mode: Mode.STRUCTURED })(event('structured'))
  const batch = [event('one'), event('two')].map(one =>
    JSON.parse(String(HTTP.structured(one).body)),
  )
  const type = { 'content-type': 'application/cloudevents-batch+json' }
  equal((await door.post(batch, type)).status, 202)
  for (const name of ['binary', 'structured', 'one', 'two']) {
    const [group] = await titled(`CloudEvent ${name}`)
    deepEqual([name, group?.['firing'], group?.['urgency']], [name, 1, 'critical'])
  }
  // The same event again is the same alert.
  await emitterFor(httpTransport(sink), { mode: Mode.BINARY })(event('binary'))
  equal((await titled('CloudEvent binary'))[0]?.['firing'], 1)
  const origin = { 'webhook-request-origin': 'events.example' }
  const hands = await send(api.address, `/in/cloudevents/${door.name}`, '', origin, 'OPTIONS')
  deepEqual([hands.status, hands.headers.get('webhook-allowed-origin')], [200, 'events.example'])
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

const missing =
  spawnSync('prometheus-alertmanager', ['--version']).error === undefined
    ? false
    : 'prometheus-alertmanager is not installed'

test(
  'Alertmanager with its webhook, PagerDuty and Opsgenie receivers at once',
  { skip: missing },
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'tocsin-doors-'))
    const doors = {
      webhook: await doorOf(api, 'webhook'),
      pagerduty: await doorOf(api, 'pagerduty'),
      opsgenie: await doorOf(api, 'opsgenie'),
    }
    const config = join(directory, 'alertmanager.yml')
    writeFileSync(
      config,
      `route: {receiver: tocsin, group_by: [alertname], group_wait: 0s, group_interval: 1s}
receivers:
- name: tocsin
  webhook_configs: [{url: "${api.address}/in/webhook/${doors.webhook.name}?key=${doors.webhook.key}", send_resolved: true}]
  pagerduty_configs: [{routing_key: ${doors.pagerduty.key}, url: "${api.address}/in/pagerduty/v2/enqueue", send_resolved: true}]
  opsgenie_configs: [{api_key: ${doors.opsgenie.key}, api_url: "${api.address}/in/opsgenie/", send_resolved: true}]
`,
    )
    const port = await freePort()
    const child = spawn(
      'prometheus-alertmanager',
      [
        `--config.file=${config}`,
        `--storage.path=${join(directory, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
      ],
      { stdio: 'ignore' },
    )
    after(async () => {
      const ended = once(child, 'exit')
      if (child.exitCode === null && child.kill()) await ended
      rmSync(directory, { recursive: true, force: true })
    })
    const alertmanager = `http://127.0.0.1:${port}`
    await until('it is up', () =>
      fetch(`${alertmanager}/-/ready`).then(
        answer => answer.ok,
        () => false,
      ),
    )
    const post = (endsAt?: string) =>
      fetch(`${alertmanager}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([
          { labels: { alertname: 'ThreeDoors', severity: 'warning', service: 'shop' }, endsAt },
        ]),
      })
    const shown = async () => list(await api.operator('GET', '/api/doors'), 'doors')
    const taken = async () => {
      const names = new Set(Object.values(doors).map(({ name }) => name))
      return (await shown())
        .filter(door => names.has(String(door['name'])))
        .map(door => [door['kind'], door['taken'], door['refused']])
    }
    await post()
    await until('all three have told of it', async () =>
      (await taken()).every(([, count]) => Number(count) >= 1),
    )
    const firing = (await titled(/ThreeDoors/)).map(group => Number(group['firing']))
    equal(
      firing.reduce((sum, count) => sum + count, 0),
      3,
    )
    await post(new Date().toISOString())
    await until('all three have told that it is over', async () =>
      (await titled(/ThreeDoors/)).every(group => group['firing'] === 0),
    )
    ok((await taken()).every(([, , refused]) => refused === 0))
  },
)

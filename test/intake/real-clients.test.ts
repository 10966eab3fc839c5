// The programs that this imitates or serves: amtool, Prometheus, Alertmanager. They are Debian's (prometheus-alertmanager,
// prometheus); where they are not installed these tests are skipped, and say so.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { execFile, spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freshDatabase } from '../kit/database.ts'
import { told } from './alerts.ts'
import type { IntakeServer } from './server.ts'
import { BASE, startServer } from './server.ts'

const PATIENCE_MS = 20_000

function missing(program: string): string | false {
  return spawnSync(program, ['--version']).error === undefined
    ? false
    : `${program} is not installed`
}

const { pool } = await freshDatabase()
const run = promisify(execFile)

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  ok(typeof address === 'object' && address !== null)
  return address.port
}

/** Waits for other programs, which have clocks of their own. */
async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`)
    await sleep(50)
  }
}

suite('real clients', () => {
  let server: IntakeServer
  const directory = mkdtempSync(join(tmpdir(), 'tocsin-clients-'))
  const children: ChildProcess[] = []

  before(async () => {
    server = await startServer(pool)
  })
  after(async () => {
    for (const child of children) {
      const ended = once(child, 'exit')
      if (child.exitCode === null && child.kill()) await ended
    }
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  })

  function start(program: string, ...args: readonly string[]): void {
    children.push(spawn(program, args, { stdio: 'ignore' }))
  }

  async function amtool(...args: readonly string[]): Promise<string> {
    const { stdout } = await run('amtool', [...args, `--alertmanager.url=${server.url}`])
    return stdout
  }

  async function toldOf(name: string): Promise<readonly string[]> {
    await server.ingest.settled()
    return told(server.calls).filter(line => line.includes(` ${name} `))
  }

  suite('amtool', { skip: missing('amtool') }, () => {
    test('T1.1 adds an alert, and finds it', async () => {
      await amtool(
        'alert',
        'add',
        'DiskFull',
        'instance=db-1',
        'severity=critical',
        '--annotation=summary=Disk is full',
      )
      const found = await amtool(
        'alert',
        'query',
        'alertname=DiskFull',
        'instance=~db-.*',
        '-o',
        'json',
      )
      const [alert] = JSON.parse(found) as { labels: unknown; annotations: unknown }[]
      deepEqual(alert?.labels, { alertname: 'DiskFull', instance: 'db-1', severity: 'critical' })
      deepEqual(alert?.annotations, { summary: 'Disk is full' })
      match(await amtool('alert', 'query', 'DiskFull'), /DiskFull.*Disk is full.*active/)
      equal(await amtool('alert', 'query', 'alertname=Other', '-o', 'json'), '[]\n')
      deepEqual(await toldOf('DiskFull'), ['fired DiskFull 1/1'])
    })

    test('adds a silence, finds it, changes it, imports it and ends it', async () => {
      const id = (
        await amtool('silence', 'add', 'alertname=DiskFull', '--comment=planned', '--duration=1h')
      ).trim()
      match(id, /^[0-9a-f-]{36}$/)
      match(await amtool('silence', 'query'), new RegExp(`${id}.*alertname="DiskFull".*planned`))
      match(await amtool('alert', 'query', '--silenced', 'DiskFull'), /suppressed/)
      const updated = (
        await amtool('silence', 'update', '--duration=2h', '--comment=longer', id)
      ).trim()
      match(updated, /longer/)
      const exported = await amtool('silence', 'query', '-o', 'json')
      const file = join(directory, 'silences.json')
      writeFileSync(file, exported)
      equal(JSON.parse(exported).length, 1)
      await amtool('silence', 'import', '--force', file)
      await amtool('silence', 'expire', id)
      const lasting = await amtool('silence', 'query', '-q')
      for (const one of lasting.split('\n').filter(line => line !== ''))
        await amtool('silence', 'expire', one)
      equal((await amtool('silence', 'query', '-q')).trim(), '')
      match(await amtool('silence', 'query', '--expired'), /DiskFull/)
      deepEqual((await toldOf('DiskFull')).slice(1), [
        'silenced DiskFull 1/0',
        'fired DiskFull 1/1',
      ])
    })

    test('is told what is wrong in the words that it shows', async () => {
      const past = ['--start=2020-01-01T00:00:00Z', '--end=2020-01-02T00:00:00Z']
      const refused = await amtool('silence', 'add', 'alertname=x', '--comment=x', ...past).then(
        () => 'accepted',
        (error: Error) => error.message,
      )
      match(refused, /end time can't be in the past/)
    })

    test('reads the cluster and the configuration', async () => {
      match(await amtool('cluster', 'show'), /disabled/)
      match(await amtool('config', 'show'), /receiver: tocsin/)
      match(await amtool('config', 'routes', 'show'), /tocsin/)
    })
  })

  suite('Prometheus with this as its Alertmanager', { skip: missing('prometheus') }, () => {
    test('T1.1 an alert of a rule is told of when it fires and when it is over', async () => {
      const port = await freePort()
      const rules = join(directory, 'rules.yml')
      const rule = (expression: string) =>
        writeFileSync(
          rules,
          `groups:\n- name: g\n  interval: 500ms\n  rules:\n  - alert: FromPrometheus\n    expr: ${expression}\n    labels: {severity: critical, instance: "db-1:9187"}\n    annotations: {summary: "Postgres is down"}\n`,
        )
      rule('vector(1)')
      const config = join(directory, 'prometheus.yml')
      writeFileSync(
        config,
        `global: {evaluation_interval: 500ms}\nrule_files: [${rules}]\nalerting:\n  alertmanagers:\n  - path_prefix: ${BASE}\n    static_configs: [{targets: ["${new URL(server.url).host}"]}]\n`,
      )
      start(
        'prometheus',
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(directory, 'tsdb')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--web.enable-lifecycle',
        '--rules.alert.resend-delay=1s',
      )
      await until('it fires', async () => (await toldOf('FromPrometheus')).length === 1)
      const [change] = server.calls
        .flat()
        .filter(({ signal }) => signal.labels['alertname'] === 'FromPrometheus')
      deepEqual(
        [change?.signal.title, change?.signal.urgency, change?.signal.systems],
        ['Postgres is down', 'critical', ['db-1']],
      )
      rule('vector(1) > 1')
      await fetch(`http://127.0.0.1:${port}/-/reload`, { method: 'POST' })
      await until('it is over', async () => (await toldOf('FromPrometheus')).length === 2)
      deepEqual(await toldOf('FromPrometheus'), [
        'fired FromPrometheus 1/1',
        'resolved FromPrometheus 1/0',
      ])
    })
  })

  suite(
    'Alertmanager with this as its webhook',
    { skip: missing('prometheus-alertmanager') },
    () => {
      test('T1.1 what it notifies of is told of, until it says that it is over', async () => {
        const port = await freePort()
        const config = join(directory, 'alertmanager.yml')
        writeFileSync(
          config,
          `route: {receiver: tocsin, group_by: [alertname], group_wait: 0s, group_interval: 1s}\nreceivers:\n- name: tocsin\n  webhook_configs: [{url: "${server.url}", send_resolved: true}]\n`,
        )
        start(
          'prometheus-alertmanager',
          `--config.file=${config}`,
          `--storage.path=${join(directory, 'alertmanager')}`,
          `--web.listen-address=127.0.0.1:${port}`,
          '--cluster.listen-address=',
        )
        const alertmanager = `http://127.0.0.1:${port}`
        const ready = () =>
          fetch(`${alertmanager}/-/ready`).then(
            ({ ok: answered }) => answered,
            () => false,
          )
        await until('it is up', ready)
        const post = (endsAt?: string) =>
          fetch(`${alertmanager}/api/v2/alerts`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify([
              { labels: { alertname: 'Forwarded', severity: 'warning' }, endsAt },
            ]),
          })
        await post()
        await until('it is told of', async () => (await toldOf('Forwarded')).length === 1)
        await post(new Date().toISOString())
        await until('it is over', async () => (await toldOf('Forwarded')).length === 2)
        deepEqual(await toldOf('Forwarded'), ['fired Forwarded 1/1', 'resolved Forwarded 1/0'])
      })
    },
  )

  test('nothing of all this was a fault of the server', () => {
    deepEqual(server.errors, [])
  })
})

// The whole program, and Alertmanager, each calling one sink: for benches of what somebody waits until they are called.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { ask, freePort, removeDirectory, startProgram } from '../test/kit/program.ts'
import type { Target } from './sender.ts'
import type { TargetName } from './targets.ts'
import { newDirectory } from './targets.ts'

export type Paged = {
  readonly name: TargetName
  readonly target: Target
  readonly sink: Sink
  readonly pid: number
  readonly stop: () => Promise<void>
}

type Sink = {
  readonly port: number
  /** When the next call came whose body is wanted, by the clock of this process; rejects when none came in time. */
  readonly next: (wanted: (body: string) => boolean, withinMs: number) => Promise<number>
  readonly close: () => void
}

async function openSink(): Promise<Sink> {
  const waiting = new Set<(body: string, at: number) => void>()
  const server = createServer((request, response) => {
    const at = performance.now()
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      response.end('ok')
      for (const hear of waiting) hear(body, at)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    next: (wanted, withinMs) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(hear)
          reject(new Error(`nobody was called within ${withinMs} ms`))
        }, withinMs)
        const hear = (body: string, at: number) => {
          if (!wanted(body)) return
          clearTimeout(late)
          waiting.delete(hear)
          resolve(at)
        }
        waiting.add(hear)
      }),
    close: () => server.close().closeAllConnections(),
  }
}

/** `join`: for how long further signals join one incident, which is one call. */
export async function startPaged(
  name: TargetName,
  { join: within }: { readonly join: string },
): Promise<Paged> {
  const sink = await openSink()
  const started = await (name === 'tocsin' ? startTocsin(sink, within) : startAlertmanager(sink))
  return {
    name,
    sink,
    pid: started.pid,
    target: started.target,
    async stop() {
      await started.stop()
      sink.close()
    },
  }
}

const plan = (within: string) => `
plan: paged
title: Paged
version: "1"
severities: {bad: {title: Bad, labels: [critical]}, mild: {title: Mild, labels: [warning]}}
types: {outage: {title: Outage}}
positions: {on-call: {title: On call}}
roles: {lead: {title: Lead, holders: [on-call], duties: [Lead]}}
escalation: {1: {title: Top, members: [on-call]}}
obligations:
  - {id: page-on-call, title: Page who is on call, do: page, to: on-call, via: [webhook], text: "{{title}}"}
paging: {wait: 5m, rounds: 3, via: [webhook]}
intake: {group-by: [alertname], join: ${within}}
`

async function startTocsin(sink: Sink, within: string) {
  const program = await startProgram({
    TOCSIN_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 7).toString('base64')}`,
    TOCSIN_WEBHOOK_ALLOW: `127.0.0.1:${sink.port}`,
    TOCSIN_LOG_LEVEL: 'error',
  })
  const person = `{name: Ana Silva, webhook: "http://127.0.0.1:${sink.port}/"}`
  const directory = `people: {ana: ${person}}\npositions: {on-call: [ana]}\n`
  await expect(201, ask(program, 'POST', '/api/directory', { body: directory }))
  const imported = await expect(201, ask(program, 'POST', '/api/plans', { body: plan(within) }))
  const { hash } = imported as { readonly hash: string }
  await expect(200, ask(program, 'POST', `/api/plans/${hash}/activate`, { body: {} }))
  return {
    pid: program.pid,
    target: {
      port: Number(new URL(program.address).port),
      path: '/in/alertmanager/api/v2/alerts',
      headers: [`Authorization: Bearer ${program.intakeToken}`],
    },
    async stop() {
      await program.stop()
      removeDirectory(program.dataDirectory)
    },
  }
}

async function expect(wanted: number, asked: ReturnType<typeof ask>): Promise<unknown> {
  const { status, answer } = await asked
  if (status !== wanted) throw new Error(`${status} ${JSON.stringify(answer)}`)
  return answer
}

async function startAlertmanager(sink: Sink) {
  const directory = newDirectory()
  const port = await freePort()
  const config = join(directory, 'alertmanager.yml')
  const route = '{receiver: hook, group_by: [alertname], group_wait: 0s, group_interval: 1s}'
  const hook = `{url: "http://127.0.0.1:${sink.port}/", send_resolved: false}`
  writeFileSync(config, `route: ${route}\nreceivers: [{name: hook, webhook_configs: [${hook}]}]\n`)
  const child = spawn(
    'prometheus-alertmanager',
    [
      `--config.file=${config}`,
      `--storage.path=${directory}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      '--log.level=error',
    ],
    { stdio: 'ignore' },
  )
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/-/ready`).catch(() => undefined)
    if (answer?.ok === true) break
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  return {
    pid: child.pid ?? 0,
    target: { port, path: '/api/v2/alerts', headers: [] },
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

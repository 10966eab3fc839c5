// The programs that are compared, each started afresh in a directory of its own.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Target } from './sender.ts'

export type Running = {
  readonly name: TargetName
  readonly target: Target
  readonly base: string
  readonly headers: Readonly<Record<string, string>>
  readonly process: ChildProcess
  /** Kills it with SIGKILL and starts it again on the same directory. */
  readonly crash: () => Promise<Running>
  readonly stop: () => Promise<void>
}

export type TargetName = 'alertmanager' | 'tocsin'

export function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'tocsin-bench-'))
  // The user that PostgreSQL runs under when we are root must pass.
  chmodSync(directory, 0o711)
  return directory
}

export async function start(name: TargetName, directory = newDirectory()): Promise<Running> {
  const { child, port, base, headers } = await (name === 'tocsin'
    ? startTocsin(directory)
    : startAlertmanager(directory))
  const kill = async (signal: NodeJS.Signals) => {
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  return {
    name,
    target: {
      port,
      path: `${base}/api/v2/alerts`,
      headers: Object.entries(headers).map(([key, value]) => `${key}: ${String(value)}`),
    },
    base: `http://127.0.0.1:${port}${base}`,
    headers,
    process: child,
    async crash() {
      await kill('SIGKILL')
      return start(name, directory)
    },
    async stop() {
      await kill('SIGTERM')
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function startTocsin(directory: string) {
  const script = fileURLToPath(new URL('ingest-server.ts', import.meta.url))
  const child = spawn(process.execPath, [script, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { port } = JSON.parse(line) as { port: number }
  return { child, port, base: '/in/alertmanager', headers: { Authorization: 'Bearer bench' } }
}

async function startAlertmanager(directory: string) {
  const port = await freePort()
  const config = join(directory, 'alertmanager.yml')
  // As in practice: grouped like ours, with nobody to notify but a port that is closed, half a minute after.
  writeFileSync(
    config,
    'route: {receiver: hook, group_by: [alertname, cluster, service]}\nreceivers: [{name: hook, webhook_configs: [{url: "http://127.0.0.1:9/"}]}]\n',
  )
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
    if (answer?.ok === true) return { child, port, base: '', headers: {} }
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

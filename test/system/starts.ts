// Starting the program where it should not come up, and asking it while it does.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { PoolConfig } from 'pg'

const ROOT = join(import.meta.dirname, '..', '..')
const END_MS_MAX = 30_000

/** How a start ended that could not succeed. */
export type Ended = { readonly code: number | null; readonly said: string }

/** Starts the program and waits until it ends by itself; one that does not is killed, and its code is null. */
export async function endOfStart(environment: Readonly<Record<string, string>>): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, 'src/main.ts')], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', DATABASE_URL: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const late = setTimeout(() => child.kill('SIGKILL'), END_MS_MAX)
  await once(child, 'close')
  clearTimeout(late)
  return { code: child.exitCode, said }
}

/** A connection as the address that an operator would set, with another user or database where one is named. */
export function urlOf(
  { connectionString, host, port, user, database }: PoolConfig,
  other: { readonly user?: string; readonly database?: string } = {},
): string {
  const socket = encodeURIComponent(host ?? '')
  const own = `postgresql://${user}@localhost:${port}/${database}?host=${socket}`
  const url = new URL(connectionString ?? own)
  if (other.user !== undefined) url.username = other.user
  if (other.database !== undefined) url.pathname = `/${other.database}`
  return url.href
}

/** Waits for what other processes do, as long as `msMax`. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  msMax = 15_000,
): Promise<void> {
  const deadline = Date.now() + msMax
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`It never came about that ${what}.`)
    await pause(25)
  }
}

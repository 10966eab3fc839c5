import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'

const ROOT = join(import.meta.dirname, '..', '..')
/** A first start sets up a database; on a busy machine that takes its time. */
const UP_MS_MAX = 60_000

/** The program itself as a process of its own, on a port and in a data directory of its own. */
export type Program = {
  readonly address: string
  readonly dataDirectory: string
  readonly pid: number
  /** Everything that it said, line by line, to the moment. */
  readonly lines: readonly string[]
  readonly operatorToken: string
  readonly intakeToken: string
  /** As Ctrl-C would; resolves with the exit code. */
  readonly stop: () => Promise<number | null>
  /** Without a chance to tidy up. */
  readonly kill: () => Promise<void>
}

export function newDataDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'tocsin-'))
}

export function removeDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true })
}

/** Starts `src/main.ts` and waits until it serves. Rejects with all that it said when it does not. */
export async function startProgram(
  environment: Readonly<Record<string, string>>,
  dataDirectory = newDataDirectory(),
): Promise<Program> {
  const child = spawn(process.execPath, [join(ROOT, 'src/main.ts')], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(await freePort()),
      DATABASE_URL: '',
      TOCSIN_DATA: dataDirectory,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const address = await up(child, lines)
  const secret = (name: string) => readFileSync(join(dataDirectory, name), 'utf8').trim()
  return {
    address,
    dataDirectory,
    pid: child.pid ?? 0,
    lines,
    operatorToken: secret('operator.token'),
    intakeToken: secret('intake.token'),
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      return child.exitCode
    },
    async kill() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

/** A port that nobody listens on, for a program whose links have to name it. */
export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function up(child: ChildProcess, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`Tocsin was not up after ${UP_MS_MAX} ms:\n${lines.join('\n')}`))
    }, UP_MS_MAX)
    child.once('exit', code => {
      clearTimeout(late)
      reject(new Error(`Tocsin ended with ${code}:\n${lines.join('\n')}`))
    })
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null)
        createInterface({ input: stream }).on('line', line => {
          lines.push(line)
          const serving = /^Tocsin is at (\S+)/.exec(line)
          // The lines after it name the secrets, which are written by then.
          if (serving?.[1] !== undefined) address = serving[1]
          if (address !== undefined && line.startsWith('Next:')) {
            clearTimeout(late)
            resolve(address)
          }
        })
    let address: string | undefined
  })
}

/** Asks the API as an operator speaking for `person`. Gives status and what was answered. */
export async function ask(
  { address, operatorToken }: Pick<Program, 'address' | 'operatorToken'>,
  method: string,
  path: string,
  { person, body }: { readonly person?: string; readonly body?: unknown } = {},
): Promise<{ readonly status: number; readonly answer: unknown }> {
  const answered = await fetch(new URL(path, address), {
    method,
    headers: {
      authorization: `Bearer ${operatorToken}`,
      ...(person !== undefined && { 'tocsin-as': person }),
      ...(body !== undefined && {
        'content-type': typeof body === 'string' ? 'application/yaml' : 'application/json',
      }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answered.text()
  return {
    status: answered.status,
    answer: text === '' ? undefined : (JSON.parse(text) as unknown),
  }
}

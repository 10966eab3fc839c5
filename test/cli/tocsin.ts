// The command line as its user starts it: bin/tocsin in a process of its own.
import { equal } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export const ROOT = join(import.meta.dirname, '..', '..')

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string }

export type Surrounded = {
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string
}

/** Starts it with nothing of our own environment that it would read; where nothing else is said, nobody serves. */
export function begin(
  words: readonly string[],
  { environment = {} }: Surrounded = {},
): ChildProcess {
  const { PATH = '', HOME = '' } = process.env
  return spawn(join(ROOT, 'bin/tocsin'), words, {
    cwd: ROOT,
    env: { PATH, HOME, TZ: 'UTC', TOCSIN_URL: NOWHERE, TOCSIN_DATA: '/nowhere', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

/** Nobody serves there: a test that forgets to say where its server is shall not find another. */
const NOWHERE = 'http://127.0.0.1:9999'

/** Runs it to its end. */
export async function tocsin(
  words: readonly string[],
  surrounded: Surrounded = {},
): Promise<Ended> {
  const child = begin(words, surrounded)
  const { stdin, stdout, stderr } = child
  if (stdin === null || stdout === null || stderr === null) throw new Error('It has pipes.')
  stdin.end(surrounded.input ?? '')
  const ended = new Promise<number | null>(resolve => child.once('close', resolve))
  const [out, err] = await Promise.all([text(stdout), text(stderr)])
  return { code: await ended, out, err }
}

/** As `tocsin`, for what has to succeed: gives what it printed. */
export async function done(words: readonly string[], surrounded: Surrounded = {}): Promise<string> {
  const { code, out, err } = await tocsin(words, surrounded)
  equal(code, 0, `tocsin ${words.join(' ')}: ${code}\n${err}${out}`)
  return out
}

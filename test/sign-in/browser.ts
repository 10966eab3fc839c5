// The whole system with its time in our hands, and browsers that keep cookies as one does.
import { deepEqual, ok } from 'node:assert/strict'
import { after } from 'node:test'
import { pino } from 'pino'
import { importDirectory } from '#/app/people/directory.ts'
import { importPlan } from '#/app/plans/plans.ts'
import { readSettings } from '#/app/settings.ts'
import type { Destination } from '#/outbound/message.ts'
import { startSystem } from '#/system.ts'
import type { System } from '#/system.ts'
import { DIRECTORY, PLAN } from '../http/api.ts'
import { freshDatabase } from '../kit/database.ts'
import { CHEAP } from '../kit/member.ts'
import { REGIMES } from '../kit/regimes.ts'

export type Fields = Readonly<Record<string, unknown>>

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly body: Fields
  readonly text: string
}

export type Browser = {
  readonly get: (path: string) => Promise<Answer>
  readonly post: (path: string, body?: object, headers?: Record<string, string>) => Promise<Answer>
  readonly cookies: Map<string, string>
  readonly address: string
}

export type House = {
  readonly system: System
  readonly address: string
  /** Moves the time of the system. */
  readonly pass: (ms: number) => void
  readonly browser: (agent?: string) => Browser
}

/** Starts it for the calling test file; it ends with it. */
export async function startHouse({
  environment = {},
  destinations = [],
}: {
  readonly environment?: Readonly<Record<string, string>>
  readonly destinations?: readonly Destination[]
} = {}): Promise<House> {
  const { connection } = await freshDatabase()
  const read = readSettings({ PORT: '0', TOCSIN_URL: 'http://tocsin.example', ...environment })
  ok('settings' in read, JSON.stringify(read))
  const beganMs = Date.now()
  let passedMs = 0
  const system = await startSystem({
    settings: read.settings,
    connection,
    destinations,
    // It stands still between: a code is then of the same half minute when it is made and when it is looked at.
    nowMs: () => beganMs + passedMs,
    elapsedMs: () => performance.now(),
    random: Math.random,
    log: pino({ level: 'silent' }),
    regimes: REGIMES,
    passwordCost: CHEAP,
    async prepare(shell) {
      ok('hash' in (await importPlan(shell, PLAN, { by: 'tocsin', activate: true })))
      ok('version' in (await importDirectory(shell, DIRECTORY, 'tocsin')))
    },
  })
  after(() => system.stop())
  const { address } = system
  return {
    system,
    address,
    pass(ms) {
      passedMs += ms
    },
    browser: agent => browserAt(address, agent),
  }
}

export function browserAt(address: string, agent = 'Firefox of a test'): Browser {
  const cookies = new Map<string, string>()
  const ask = async (method: string, path: string, body?: object, headers = {}) => {
    const response = await fetch(new URL(path, address), {
      method,
      redirect: 'manual',
      headers: {
        'user-agent': agent,
        ...(cookies.size > 0 && { cookie: written(cookies) }),
        ...(method === 'POST' && { 'tocsin-page': '1', origin: address }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    keep(cookies, response.headers.getSetCookie())
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true
    const fields = isJson ? (JSON.parse(text) as Fields) : {}
    return { status: response.status, headers: response.headers, body: fields, text }
  }
  return {
    get: path => ask('GET', path),
    post: (path, body, headers) => ask('POST', path, body, headers),
    cookies,
    address,
  }
}

function written(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

function keep(cookies: Map<string, string>, set: readonly string[]): void {
  for (const line of set) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/max-age=0\b/i.test(line)) cookies.delete(name)
    else cookies.set(name, value)
  }
}

/** Status and code, to compare in one line. */
export function says({ status, body, text }: Answer, wanted: readonly [number, string?]): void {
  deepEqual([status, ...(wanted.length > 1 ? [body['code']] : [])], [...wanted], text)
}

// The whole of Tocsin with its web page, its people, and a clock that is moved by hand: for browser tests and for looking at it.
import { equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import type { PoolConfig } from 'pg'
import type { Page } from 'playwright-core'
import { importDirectory } from '#/app/people/directory.ts'
import { importPlan } from '#/app/plans/plans.ts'
import { readSettings } from '#/app/settings.ts'
import type { Shell } from '#/app/shell.ts'
import { fromMs } from '#/core/time.ts'
import type { Destination } from '#/outbound/message.ts'
import { startSystem } from '#/system.ts'
import type { System } from '#/system.ts'
import { freePort } from '../kit/program.ts'
import { CHEAP } from '../kit/member.ts'
import { SCENARIOS } from '../drill/kit.ts'
import { REGIMES } from '../kit/regimes.ts'
import type { Bundled } from '../kit/setting.ts'
import { asker } from './asker.ts'
import type { Ask } from './asker.ts'
import { signInAs } from './sign-in.ts'

export type House = {
  /** As browsers reach it. A name and not a number: passkeys are bound to names. */
  readonly address: string
  readonly system: System
  readonly shell: Shell
  /** Asks the API as a person of the directory. Throws what is refused. */
  readonly as: (person: string) => Promise<Ask>
  /** Asks as an operator, who may do everything and sees everything. */
  readonly operator: Ask
  /** Declares an incident as a person. */
  readonly declare: (person: string, body: object) => Promise<{ readonly id: string }>
  /** Loads a path into a page, signed in as this person, or as nobody. */
  readonly visit: (page: Page, person: string | undefined, path: string) => Promise<void>
  /** The time moves on, on the server and in all open pages, and what it brings happens. */
  readonly pass: (span: Span) => Promise<void>
  readonly nowMs: () => number
}

export type Span = { readonly days?: number; readonly hours?: number; readonly minutes?: number }

export type Wanted = {
  /** In force. The others are there too. */
  readonly plan?: Bundled
  /** Another source of people than directory.example.yaml; empty: nobody, as on the first day. */
  readonly directory?: string
  /** When it begins; a Monday morning otherwise. */
  readonly from?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Phones and mailboxes; nobody has any otherwise. */
  readonly destinations?: readonly Destination[]
}

const ROOT = new URL('../../', import.meta.url)
const EXAMPLE = readFileSync(new URL('directory.example.yaml', ROOT), 'utf8')

/** Opens it on a migrated database; `web` is a build of the page. Whoever opened it stops its `system`. */
export async function openHouse(
  connection: PoolConfig,
  web: string,
  {
    plan = 'creditnexus',
    directory = EXAMPLE,
    from,
    environment = {},
    destinations = [],
  }: Wanted = {},
): Promise<House> {
  const port = environment['PORT'] ?? String(await freePort())
  const address = `http://localhost:${port}`
  const read = readSettings({ PORT: port, TOCSIN_URL: address, ...environment })
  ok('settings' in read, JSON.stringify(read))
  const clock = startClock(Date.parse(from ?? '2026-03-02T08:00:00Z'))
  const system = await startSystem({
    settings: read.settings,
    connection,
    destinations,
    nowMs: clock.nowMs,
    elapsedMs: () => performance.now(),
    random: Math.random,
    log: pino({ level: process.env['TOCSIN_LOG_LEVEL'] ?? 'fatal' }),
    regimes: REGIMES,
    scenarios: SCENARIOS,
    passwordCost: CHEAP,
    web,
    prepare: shell => takeIn(shell, plan, directory),
  })
  return houseOf(system, address, clock)
}

async function takeIn(shell: Shell, activated: Bundled, directory: string): Promise<void> {
  for (const plan of ['tiered', 'creditnexus', 'bank']) {
    const source = readFileSync(new URL(`plans/${plan}.yaml`, ROOT), 'utf8')
    const kept = await importPlan(shell, source, { by: 'tocsin', activate: plan === activated })
    ok('hash' in kept, JSON.stringify(kept))
  }
  if (directory === '') return
  const kept = await importDirectory(shell, directory, 'tocsin')
  ok('version' in kept, JSON.stringify(kept))
}

function houseOf(system: System, address: string, clock: Clock): House {
  const { shell } = system
  const pages = new Set<Page>()
  const as = (person: string) => asker(shell, address, person)
  const operator = asker(shell, address)
  return {
    address,
    system,
    shell,
    as,
    operator: async (method, path, body) => (await operator)(method, path, body),
    nowMs: clock.nowMs,
    async declare(person, body) {
      const declared = await (await as(person))('POST', '/api/incidents', body)
      return declared as { readonly id: string }
    },
    async visit(page, person, path) {
      if (person !== undefined) await signInAs(shell, page.context(), address, person)
      pages.add(page)
      page.once('close', () => pages.delete(page))
      await page.clock.setSystemTime(clock.nowMs())
      const answered = await page.goto(new URL(path, address).href)
      equal(answered?.status(), 200, `${path} is an address of the page`)
    },
    async pass(span) {
      clock.pass(span)
      for (const page of pages) await page.clock.setSystemTime(clock.nowMs())
      shell.notices.publish({ kind: 'wake', at: fromMs(clock.nowMs()) })
      shell.notices.publish({ kind: 'outbox' })
    },
  }
}

type Clock = { readonly nowMs: () => number; readonly pass: (span: Span) => void }

/** Runs on from an instant as clocks do, and jumps when it is told. */
function startClock(from: number): Clock {
  const started = performance.now()
  let jumped = 0
  return {
    nowMs: () => Math.floor(from + jumped + performance.now() - started),
    pass({ days = 0, hours = 0, minutes = 0 }) {
      jumped += ((days * 24 + hours) * 60 + minutes) * 60_000
    },
  }
}

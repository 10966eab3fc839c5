// The whole system on a database of its own, with a small plan and a few people, and somebody who asks it.
import { equal, ok } from 'node:assert/strict'
import { after } from 'node:test'
import { pino } from 'pino'
import { importDirectory } from '#/app/people/directory.ts'
import { importPlan } from '#/app/plans/plans.ts'
import type { Scope } from '#/app/access/scopes.ts'
import { readSettings } from '#/app/settings.ts'
import type { Settings } from '#/app/settings.ts'
import type { Shell } from '#/app/shell.ts'
import { mintToken } from '#/app/access/tokens.ts'
import { ROUTES } from '#/http/table.ts'
import type { Route } from '#/http/route.ts'
import type { Destination } from '#/outbound/message.ts'
import { startSystem } from '#/system.ts'
import type { System, SystemNeeds } from '#/system.ts'
import { freshDatabase } from '../kit/database.ts'
import { REGIMES } from '../kit/regimes.ts'

export const PLAN = `
plan: house
title: The house
version: "1"
severities:
  bad: {title: Bad, labels: [critical]}
  mild: {title: Mild, labels: [warning]}
types: {outage: {title: Outage}, breach: {title: Breach, security: true}}
sources: {monitoring: {title: Monitoring, machine: true}, person: {title: A person}}
facts: {users: {ask: How many users?, kind: number, by: lead}}
positions: {chief: {title: Chief}, engineer: {title: Engineer}}
groups: {board: {title: Board}}
roles:
  lead: {title: Lead, holders: [chief, engineer]}
audiences:
  team: {title: Team, members: [lead]}
  all: {title: All, members: [everyone]}
  customers: {title: Customers, outside: true, members: [customers]}
stages: {first: {title: First}}
obligations:
  - {id: page-lead, title: Take the lead, do: page, to: lead, text: "{{title}}"}
  - {id: look, title: Look at it, stage: first, do: task, by: lead, from: detected, within: 1h, waivable-by: lead}
  - {id: tell-all, title: Tell all, when: {severity: bad}, do: notify, to: all, text: "{{title}}"}
  - {id: keep-logs, title: Keep the logs, do: gather, kind: logs, by: lead, waivable-by: lead}
  - {id: public, title: Publish it, do: publish, where: library, by: lead, from: resolved, waivable-by: lead}
gates:
  done: {title: All is done, before: close, needs: [look], waivable-by: lead}
measures:
  mtta: {title: Time to the first response, from: detected, to: acknowledged}
paging: {wait: 5m, rounds: 2}
`

export const DIRECTORY = `
people:
  ana: {name: Ana Silva, email: ana@acme.example}
  bo: {name: Bo Lind, email: bo@acme.example}
  cleo: {name: Cleo Weber, email: cleo@acme.example}
positions: {chief: [ana], engineer: [bo]}
groups: {board: [cleo]}
contacts: {customers: [all@customers.example]}
`

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Of what is JSON. */
  readonly body: Fields
}
export type Fields = Readonly<Record<string, unknown>>

/** What lies at the end of a path of names and indexes. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Fields | undefined)?.[step], value)
}

export function list({ body }: Answer, name: string): readonly Fields[] {
  return (body[name] ?? []) as readonly Fields[]
}

/** One who asks with a token. */
export type Client = (
  method: string,
  path: string,
  asked?: {
    readonly body?: unknown
    readonly text?: string
    readonly bytes?: Uint8Array<ArrayBuffer>
    readonly headers?: Readonly<Record<string, string>>
  },
) => Promise<Answer>

export type Api = {
  readonly system: System
  readonly shell: Shell
  readonly address: string
  /** Ends it before the end of the test file. */
  readonly stop: () => Promise<void>
  /** With a token of its own. */
  readonly client: (scopes: readonly Scope[], person?: string) => Promise<Client>
  readonly secretOf: (scopes: readonly Scope[], person?: string) => Promise<string>
  /** Without any token. */
  readonly stranger: Client
  readonly operator: Client
  /** Somebody who may do everything that responders do. */
  readonly responder: (person: string) => Promise<Client>
  readonly as: (secret: string) => Client
  /** As our own page, with the secret of a session. */
  readonly signedIn: (secret: string) => Client
}

const RESPONDER: readonly Scope[] = [
  'incident:read',
  'incident:write',
  'incident:redact',
  'signal:read',
  'plan:read',
  'directory:read',
]

/** Starts it for the calling test file; it ends with it. `scenarios` can be watched as drills. */
export async function startApi({
  scenarios = [],
  webPush,
  destinations = () => [],
  plan = PLAN,
  directory = DIRECTORY,
  environment = {},
  nowMs = Date.now,
  amazon,
  mailTls,
}: Partial<Pick<SystemNeeds, 'scenarios' | 'webPush' | 'nowMs' | 'amazon' | 'mailTls'>> & {
  readonly environment?: Readonly<Record<string, string>>
  readonly plan?: string
  readonly directory?: string
  /** Over what messages go out; nothing unless it is said. */
  readonly destinations?: (settings: Settings) => readonly Destination[]
} = {}): Promise<Api> {
  const { connection } = await freshDatabase()
  const read = readSettings({
    PORT: '0',
    TOCSIN_URL: 'http://tocsin.example',
    ...environment,
  })
  ok('settings' in read)
  const system = await startSystem({
    settings: read.settings,
    connection,
    destinations: destinations(read.settings),
    nowMs,
    elapsedMs: () => performance.now(),
    random: Math.random,
    log: pino({ level: 'silent' }),
    regimes: REGIMES,
    scenarios,
    ...(webPush && { webPush }),
    ...(amazon && { amazon }),
    ...(mailTls && { mailTls }),
    async prepare(shell) {
      const kept = await importPlan(shell, plan, { by: 'tocsin', activate: true })
      ok('hash' in kept, JSON.stringify(kept))
      ok('version' in (await importDirectory(shell, directory, 'tocsin')))
    },
  })
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= system.stop())
  after(stop)
  const { shell, address } = system
  const secretOf = async (scopes: readonly Scope[], person?: string) =>
    (await mintToken(shell, { name: scopes.join(' '), scopes, person })).secret
  const as = (secret: string) => clientAt(address, { authorization: `Bearer ${secret}` })
  const signedIn = (secret: string) =>
    clientAt(address, { cookie: `tocsin_session=${secret}`, 'tocsin-page': '1' })
  const client = async (scopes: readonly Scope[], person?: string) =>
    as(await secretOf(scopes, person))
  return {
    system,
    shell,
    address,
    stop,
    secretOf,
    as,
    signedIn,
    client,
    stranger: clientAt(address, {}),
    operator: await client(['admin']),
    responder: person => client(RESPONDER, person),
  }
}

export function clientAt(address: string, own: Readonly<Record<string, string>>): Client {
  return async (method, path, { body, text, bytes, headers } = {}) => {
    const type =
      body !== undefined
        ? 'application/json'
        : text !== undefined
          ? 'application/yaml'
          : bytes === undefined
            ? undefined
            : 'application/octet-stream'
    const content = body === undefined ? (text ?? bytes) : JSON.stringify(body)
    const response = await fetch(new URL(path, address), {
      method,
      redirect: 'manual',
      headers: { ...(type !== undefined && { 'content-type': type }), ...own, ...headers },
      ...(content !== undefined && { body: content }),
    })
    const answered = await response.text()
    const answer = { status: response.status, headers: response.headers, text: answered }
    const shown = { ...answer, body: jsonIn(response, answered) }
    keepsPromise(method, path, shown)
    return shown
  }
}

function jsonIn(response: Response, text: string): Fields {
  const type = response.headers.get('content-type') ?? ''
  return /json\b/.test(type) && !/jsonl/.test(type) ? JSON.parse(text) : {}
}

/** Every answer in every test is as its route says: the schema of the route, or problem details. */
function keepsPromise(method: string, path: string, answer: Answer): void {
  // It says that whoever asks has it already, and holds nothing.
  if (answer.status === 304) return
  const route = routeAt(method, path)
  if (route === undefined) return
  if (answer.status === route.gives.status) {
    const read = route.gives.schema?.safeParse(answer.body)
    ok(read?.success !== false, `${method} ${path}: ${JSON.stringify(read?.error?.issues)}`)
    return
  }
  equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8', answer.text)
  equal(answer.body['status'], answer.status)
}

export function routeAt(method: string, path: string): Route | undefined {
  const [bare = ''] = path.split('?')
  return ROUTES.find(
    route =>
      route.method === method &&
      new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(bare),
  )
}

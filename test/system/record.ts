// What the running program has on record.
import { equal } from 'node:assert/strict'
import { childrenOf, postmasterOf } from '../crash/processes.ts'
import { ask } from '../kit/program.ts'
import type { Program } from '../kit/program.ts'

type Asked = Pick<Program, 'address' | 'operatorToken'>

export type Sent = {
  readonly version: number
  readonly message: string
  readonly act: string
  readonly to: string
  readonly channel: string
  readonly outcome: string | null
}

/** Everything that went out of an incident, with what became of it. */
export async function sentOf(program: Asked, incident: string): Promise<readonly Sent[]> {
  const { status, answer } = await ask(program, 'GET', `/api/incidents/${incident}/sent?limit=1000`)
  equal(status, 200, JSON.stringify(answer))
  return (answer as { readonly sent: readonly Sent[] }).sent
}

/** The processes of the PostgreSQL that runs in a data directory. */
export function processesOf(dataDirectory: string): readonly number[] {
  const postmaster = postmasterOf(dataDirectory)
  return [postmaster, ...childrenOf(postmaster)]
}

export type Listed = { readonly id: string; readonly number: number; readonly status: string }

/** Every incident, open or not, the newest first. */
export async function incidentsOf(program: Asked): Promise<readonly Listed[]> {
  const listed: Listed[] = []
  for (let next: number | null = 0; next !== null;) {
    const before = next === 0 ? '' : `&before=${next}`
    const { status, answer } = await ask(program, 'GET', `/api/incidents?limit=100${before}`)
    equal(status, 200, JSON.stringify(answer))
    const page = answer as { readonly incidents: readonly Listed[]; readonly next: number | null }
    listed.push(...page.incidents)
    next = page.next
  }
  return listed
}

/** The groups of alerts that fire. */
export async function signalsOf(
  program: Asked,
): Promise<readonly { readonly incident: string | null }[]> {
  const { answer } = await ask(program, 'GET', '/api/signals')
  return (answer as { readonly groups: readonly { readonly incident: string | null }[] }).groups
}

export type Event = {
  readonly version: number
  readonly at: string
  readonly type: string
} & Readonly<Record<string, unknown>>

/** The whole log of an incident. */
export async function eventsOf(program: Asked, incident: string): Promise<readonly Event[]> {
  const events: Event[] = []
  for (;;) {
    const after = events.at(-1)?.version ?? 0
    const path = `/api/incidents/${incident}/events?limit=${PAGE}&after=${after}`
    const { status, answer } = await ask(program, 'GET', path)
    equal(status, 200, JSON.stringify(answer))
    const page = (answer as { readonly events: readonly Event[] }).events
    events.push(...page)
    if (page.length < PAGE) return events
  }
}

const PAGE = 1_000

import { ok } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readScenario } from '#/core/exercise/scenario.ts'
import type { Step } from '#/core/exercise/scenario.ts'
import { fromMs } from '#/core/time.ts'
import { bundledPlan, exampleDirectory } from '../clauses/play.ts'
import { ask } from '../kit/program.ts'
import type { Program } from '../kit/program.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** An incident on a running program. */
export type Walk = {
  readonly program: Program
  readonly incident: string
  readonly plan: 'creditnexus' | 'tiered'
}

/** An incident as the API shows it, as far as a walk looks at it. */
export type Shown = {
  readonly id: string
  readonly number: number
  readonly status: string
  readonly severity: string | null
  readonly roles: readonly { readonly role: string; readonly person: string | null }[]
}
export type Agenda = {
  readonly obligations: readonly Owed[]
}
export type Owed = {
  readonly id: string
  readonly standing: string
  readonly cites: readonly string[]
}

/** The commands of a scenario in their order, for a walk through the live program: its clock is the real one. */
export function commandsOf(file: string): readonly Extract<Step, { do: unknown }>[] {
  const source = readFileSync(join(ROOT, 'scenarios', file), 'utf8')
  // Counted from today, so that what lies in the future of the scenario lies in ours.
  const read = readScenario(source.replace(/^starts: .*$/m, `starts: ${fromMs(Date.now())}`))
  ok('scenario' in read, JSON.stringify(read))
  return read.scenario.steps.flatMap(step => ('do' in step ? [step] : []))
}

/** Asks until `found` gives something; a promise kept within a second is shown within a second. */
export async function eventually<T>(
  what: string,
  found: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const it = await found()
    if (it !== undefined) return it
    await sleep(50)
  }
  throw new Error(`In ten seconds there was no ${what}.`)
}

/** Gives one step's command through the API, as whoever stands for the party that the scenario names. */
export async function give(walk: Walk, step: Extract<Step, { do: unknown }>): Promise<void> {
  const person = await personFor(walk, step.as ?? 'commander')
  if (step.do === 'add-evidence') return deposit(walk, person, step.body)
  const body = await namingPeople(walk, step.body)
  const { status, answer } = await ask(
    walk.program,
    'POST',
    `/api/incidents/${walk.incident}/${step.do}`,
    {
      person,
      body,
    },
  )
  ok(status === 200, `${step.do} as ${person}: ${status} ${JSON.stringify(answer)}`)
}

/** The role's holder in this incident; else the first who holds its position. */
async function personFor(walk: Walk, party: string): Promise<string> {
  const { answer } = await ask(walk.program, 'GET', `/api/incidents/${walk.incident}`)
  const holder = (answer as Shown).roles.find(({ role }) => role === party)?.person
  if (typeof holder === 'string') return holder
  const { positions, groups, people } = exampleDirectory()
  const position = bundledPlan(walk.plan).roles.find(({ id }) => id === party)?.holders[0] ?? party
  const first = (positions.get(position) ?? groups.get(position))?.[0]
  const person = first ?? (people.has(party) ? party : undefined)
  ok(person !== undefined, `someone stands for ${party}`)
  return person
}

const NAMING_PEOPLE: ReadonlySet<string> = new Set(['person', 'owner', 'present', 'invite'])

async function namingPeople(
  walk: Walk,
  body: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const named: [string, unknown][] = []
  for (const [key, value] of Object.entries(body))
    named.push([key, NAMING_PEOPLE.has(key) ? await personOrPeople(walk, value) : value])
  return Object.fromEntries(named)
}

async function personOrPeople(walk: Walk, value: unknown): Promise<unknown> {
  if (!Array.isArray(value)) return personFor(walk, String(value))
  return Promise.all(value.map(party => personFor(walk, String(party))))
}

async function deposit(
  walk: Walk,
  person: string,
  { kind, title }: Readonly<Record<string, unknown>>,
): Promise<void> {
  const bytes = Buffer.from(`evidence of ${String(title)}`)
  const query = new URLSearchParams({ kind: String(kind), title: String(title) })
  const answered = await fetch(
    new URL(`/api/incidents/${walk.incident}/evidence?${query.toString()}`, walk.program.address),
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${walk.program.operatorToken}`,
        'tocsin-as': person,
        'content-type': 'application/octet-stream',
      },
      body: bytes,
    },
  )
  const text = await answered.text()
  ok(answered.status === 201, `evidence: ${answered.status} ${text}`)
  ok(
    text.includes(createHash('sha256').update(bytes).digest('hex')),
    'evidence is named by its content',
  )
}

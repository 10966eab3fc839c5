// `tocsin doctor`: what stands between this terminal and a running Tocsin, one check after the other, each with its mend.
import { accessSync, constants, existsSync } from 'node:fs'
import type { Command } from 'commander'
import { z } from 'zod'
import { EXIT } from '#/cli/exit-codes.ts'
import type { ExitCode } from '#/cli/exit-codes.ts'
import { ME, PLANS, READINESS, SYSTEM } from '#/cli/server/answers-house.ts'
import { clientOf } from '#/cli/server/client.ts'
import type { Client } from '#/cli/server/client.ts'
import { ServerProblem, toldProblem } from '#/cli/server/problem.ts'
import { Stop } from '#/cli/stop.ts'
import { dataDirectory, operatorTokenFile, serverAddress, variable } from '#/cli/surroundings.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { table } from '#/cli/terminal/layout.ts'
import { dim, green, joined, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'

type State = 'good' | 'doubtful' | 'bad'
type Check = {
  readonly check: string
  readonly state: State
  readonly found: string
  readonly mend?: string
}

/** The first that runs the TypeScript as it is, with `Temporal`. */
const NODE_MAJOR_MIN = 26

export function addDoctor(program: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  program
    .command('doctor')
    .helpGroup('To look after it:')
    .description('Find out what is wrong between here and a running Tocsin, and how to mend it.')
    .option('--json', 'Print one JSON document.')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { checks, exit } = await examine(surroundings)
      if (json === true) terminal.json({ healthy: exit === EXIT.ok, checks })
      else terminal.say(checkLines(checks, terminal.width))
      process.exitCode = exit
    })
}

async function examine(
  surroundings: Surroundings,
): Promise<{ readonly checks: readonly Check[]; readonly exit: ExitCode }> {
  const here = [nodeVersion(), dataReach(surroundings)]
  const server = await reachServer(surroundings)
  if (server.state === 'bad') return { checks: [...here, server], exit: EXIT.unreachable }
  const checks = [...here, server, ...(await askServer(surroundings))]
  const isBad = checks.some(({ state }) => state === 'bad')
  return { checks, exit: isBad ? EXIT.faults : EXIT.ok }
}

function nodeVersion(): Check {
  const { node } = process.versions
  const isNew = Number(node.split('.')[0]) >= NODE_MAJOR_MIN
  const found = { check: 'Node', found: node }
  if (isNew) return { ...found, state: 'good' }
  return { ...found, state: 'bad', mend: `Run bin/tocsin, which brings Node ${NODE_MAJOR_MIN}.` }
}

function dataReach(surroundings: Surroundings): Check {
  const found = { check: 'data directory', found: dataDirectory(surroundings) }
  if (!existsSync(found.found))
    return {
      ...found,
      state: 'doubtful',
      mend: 'It is not there. On the machine of the server, set TOCSIN_DATA to it; elsewhere it is not needed.',
    }
  try {
    accessSync(found.found, constants.R_OK | constants.X_OK)
    return { ...found, state: 'good' }
  } catch {
    return { ...found, state: 'doubtful', mend: 'You may not read it: set TOCSIN_TOKEN instead.' }
  }
}

const HEALTH_MS_MAX = 5_000

/** Open to everyone: so that a missing token does not hide a server that is down. */
async function reachServer(surroundings: Surroundings): Promise<Check> {
  const address = serverAddress(surroundings)
  const check = 'server'
  const mend = 'Start it with `npm start`, or set TOCSIN_URL to where it runs.'
  try {
    const signal = AbortSignal.timeout(HEALTH_MS_MAX)
    const answered = await fetch(`${address}/readyz`, { signal })
    if (answered.ok) return { check, found: `${address} is ready`, state: 'good' }
    const missing = await answered.text()
    return {
      check,
      found: `${address} is not ready: ${missingIn(missing)}`,
      state: 'doubtful',
      mend: 'Wait a moment; its log says more.',
    }
  } catch {
    return { check, found: `${address} does not answer`, state: 'bad', mend }
  }
}

const NOT_READY = z.object({ about: z.object({ missing: z.array(z.string()) }) })

function missingIn(body: string): string {
  try {
    return NOT_READY.parse(JSON.parse(body)).about.missing.join(', ')
  } catch {
    return 'is it a Tocsin server?'
  }
}

async function askServer(surroundings: Surroundings): Promise<readonly Check[]> {
  const token = await judged('token', () => tokenWorks(surroundings))
  if (token.state === 'bad') return [token]
  const client = clientOf(surroundings, undefined)
  return [
    token,
    await judged('active plan', () => activePlan(client)),
    await judged('directory', () => directoryReady(client)),
    ...(await watched(client)),
  ]
}

/** A check, or why it could not be made. */
async function judged(check: string, make: () => Promise<Omit<Check, 'check'>>): Promise<Check> {
  try {
    return { check, ...(await make()) }
  } catch (error) {
    const stop = error instanceof ServerProblem ? toldProblem(error.problem) : error
    if (!(stop instanceof Stop)) throw error
    const mend = stop.more.map(one => one.map(({ text }) => text).join('')).join(' ')
    const isForbidden = error instanceof ServerProblem && error.problem.code === 'scope-missing'
    return { check, state: isForbidden ? 'doubtful' : 'bad', found: stop.message, mend }
  }
}

async function tokenWorks(surroundings: Surroundings): Promise<Omit<Check, 'check'>> {
  const { token, person } = (await clientOf(surroundings, undefined).ask({ path: '/api/me' }, ME))
    .answer
  const isGiven = variable(surroundings, 'TOCSIN_TOKEN') !== undefined
  const from = isGiven ? 'TOCSIN_TOKEN' : operatorTokenFile(surroundings)
  const who = person === null ? 'speaks for nobody' : `speaks for ${person.id}`
  const found = `${token.name} (${token.scopes.join(', ')}) ${who}, from ${from}`
  if (person !== null) return { state: 'good', found }
  return { state: 'good', found, mend: 'Commands need a person: --as PERSON, or TOCSIN_AS.' }
}

async function activePlan(client: Client): Promise<Omit<Check, 'check'>> {
  const { plans } = (await client.ask({ path: '/api/plans' }, PLANS)).answer
  const active = plans.find(plan => plan.active)
  if (active !== undefined) return { state: 'good', found: `${active.id} ${active.version}` }
  return { state: 'bad', found: 'none', mend: 'Choose one: tocsin plan activate ID.' }
}

async function directoryReady(client: Client): Promise<Omit<Check, 'check'>> {
  const asked = { path: '/api/directory/readiness' }
  const { ready, findings } = (await client.ask(asked, READINESS)).answer
  const errors = findings.filter(({ severity }) => severity === 'error').length
  if (ready) return { state: 'good', found: 'everyone whom the plan asks for is there' }
  return {
    state: 'bad',
    found: `${errors} of those whom the plan asks for are missing or not reached`,
    mend: 'See who: tocsin directory readiness. Then import the file with them in it: tocsin import FILE.',
  }
}

/** What the watchdog of the server finds. Whether a plan is in force was asked already, of whoever may see plans. */
async function watched(client: Client): Promise<readonly Check[]> {
  const seen: Check[] = []
  const about = await judged('server from inside', async () => {
    const { findings } = (await client.ask({ path: '/api/system' }, SYSTEM)).answer
    for (const { check, state, found, mend } of findings)
      if (check !== 'plan') seen.push({ check, state, found, ...(mend !== undefined && { mend }) })
    return { state: 'good', found: `looked at ${seen.length} things` }
  })
  return seen.length > 0 ? seen : [about]
}

const MARKS: Readonly<Record<State, Line>> = {
  good: green('ok'),
  doubtful: yellow('hm'),
  bad: red('bad'),
}

function checkLines(checks: readonly Check[], width: number): readonly Line[] {
  const rows: readonly (readonly Shown[])[] = checks.flatMap(({ check, state, found, mend }) => [
    [MARKS[state], check, found],
    ...(mend === undefined ? [] : [['', '', dim(mend)]]),
  ])
  const bad = checks.filter(({ state }) => state === 'bad').map(({ check }) => check)
  return [
    ...table(rows, width),
    [],
    bad.length === 0 ? green('All is well.') : red(line`To mend: ${joined(bad)}`),
  ]
}

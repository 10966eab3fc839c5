// What the engine itself costs: `node bench/engine.ts`. Times are of the processor, since the machine is shared.
// A simulated week; one more command on an incident of 10,000 events; folding a log from memory and from stored text.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readScenario } from '#/core/exercise/scenario.ts'
import { simulate } from '#/core/exercise/simulate.ts'
import type { Simulation } from '#/core/exercise/simulate.ts'
import type { Command } from '#/core/incident/command.ts'
import { decideInFull } from '#/core/incident/decide.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { evolve, fold } from '#/core/incident/evolve.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import { compile } from '#/core/plan/compile.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Setting } from '#/core/setting.ts'
import { instant, plusMs } from '#/core/time.ts'
import { median, printLoad, printTable, quantile, whole } from './report.ts'
import { REGIMES } from '../test/kit/regimes.ts'

const ROUNDS = 15
const EVENTS = 10_000
const COMMANDS = 200
const WEEK_MS = 7 * 86_400_000
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const textOf = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

function planOf(id: string): Plan {
  const compiled = compile(textOf(`plans/${id}.yaml`), { regimes: REGIMES })
  if ('mistakes' in compiled) throw new Error(`the plan ${id} has mistakes`)
  return compiled.plan
}
const plans = new Map(['creditnexus', 'tiered', 'bank'].map(id => [id, planOf(id)]))

/** Milliseconds of processor time of this thread: what it would take on a machine that does nothing else. */
function spentOn(run: () => unknown): number {
  const before = process.threadCpuUsage()
  run()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

const ms = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(1))

/** Every scenario of `scenarios/`, made a week long. */
const weeks = readdirSync(new URL('../scenarios/', import.meta.url))
  .filter(name => name.endsWith('.yaml'))
  .map(name => {
    const read = readScenario(textOf(`scenarios/${name}`))
    if ('mistakes' in read) throw new Error(`the scenario ${name} has mistakes`)
    const { scenario } = read
    const plan = plans.get(scenario.plan)
    if (plan === undefined) throw new Error(`the scenario ${name} is about no bundled plan`)
    return { name, plan, scenario: { ...scenario, until: plusMs(scenario.starts, WEEK_MS) } }
  })

function aWeek(): readonly Simulation[] {
  const rows = weeks.map(({ name, plan, scenario }) => {
    simulate(plan, scenario, { sha256 })
    const played: Simulation[] = []
    const times = Array.from({ length: ROUNDS }, () =>
      spentOn(() => played.push(simulate(plan, scenario, { sha256 }))),
    )
    return { name, times, simulation: played[0] as Simulation }
  })
  printTable(
    ['a simulated week', 'events', 'median ms', 'slowest ms'],
    ...rows.map(({ name, times, simulation }) => [
      name,
      whole(simulation.events.length),
      ms(median(times)),
      ms(Math.max(...times)),
    ]),
  )
  const slowest = Math.max(...rows.map(({ times }) => median(times)))
  console.log(`Slowest of them ${ms(slowest)} ms; the goal is under 50.\n`)
  return rows.map(({ simulation }) => simulation)
}

/** A long incident under the larger plan: everyone writes, material comes in, updates go out, signals join. */
function longIncident(setting: Setting): {
  readonly incident: Incident
  readonly events: readonly IncidentEvent[]
} {
  let now = instant('2026-03-02T09:00Z')
  let incident = fold('INC-1', [])
  const events: IncidentEvent[] = []
  const people = [...setting.directory.people.keys()]
  const give = (body: Record<string, unknown>, by = people[0]) => {
    now = plusMs(now, 20_000)
    const decided = decideInFull(setting, incident, { ...body, at: now, by } as unknown as Command)
    if ('refused' in decided) return
    incident = decided.incident
    events.push(...decided.accepted)
  }
  give(
    { do: 'declare', title: 'Files renamed', systems: ['db-1', 'web-1'], reporter: 'monitoring' },
    TOCSIN,
  )
  give({ do: 'classify', severity: 'P0', type: 'data-breach' }, 'cto')
  for (let turn = 0; events.length < EVENTS; turn++) {
    const by = people[turn % people.length]
    give({ do: 'note', text: `Looked at host ${turn}` }, by)
    if (turn % 5 === 0)
      give(
        {
          do: 'attach-signal',
          signals: [
            { id: `s${turn % 900}`, source: 'security-monitoring', title: 'More', count: turn + 1 },
          ],
        },
        TOCSIN,
      )
    if (turn % 10 === 0)
      give(
        { do: 'add-evidence', kind: 'logs', title: 'Logs', sha256: sha256(String(turn)), bytes: 9 },
        by,
      )
    if (turn % 40 === 0)
      give({ do: 'update', to: ['everyone'], text: 'We go on' }, 'product-manager')
    if (turn % 50 === 0) give({ do: 'answer', fact: 'affected-users', value: turn }, by)
  }
  return { incident, events }
}

function oneMoreCommand(setting: Setting, incident: Incident): void {
  const at = plusMs(incident.lastAt ?? instant('2026-03-02T09:00Z'), 1)
  const cases: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ['note', { do: 'note', text: 'One more' }, 'cto'],
    ['complete', { do: 'complete', obligation: 'identify-systems' }, 'cto'],
    ['answer', { do: 'answer', fact: 'customer-data', value: 'yes' }, 'cto'],
    ['update', { do: 'update', to: ['everyone'], text: 'News' }, 'product-manager'],
    ['classify', { do: 'classify', severity: 'P1', reason: 'Less than feared' }, 'cto'],
    ['wake', { do: 'wake' }, TOCSIN],
  ]
  const rows = cases.map(([name, body, by]) => {
    const command = { ...body, at, by } as unknown as Command
    const once = () => decideInFull(setting, incident, command)
    for (let warm = 0; warm < COMMANDS; warm++) once()
    const outcome = once()
    const times = Array.from({ length: COMMANDS }, () => spentOn(once))
    const total =
      spentOn(() => {
        for (let run = 0; run < COMMANDS; run++) once()
      }) / COMMANDS
    return [
      name,
      'refused' in outcome ? outcome.refused.code : whole(outcome.accepted.length),
      ms(total),
      ms(quantile(times, 0.99)),
    ]
  })
  const agenda =
    spentOn(() => {
      for (let run = 0; run < COMMANDS; run++) obligations(setting.plan, incident, at)
    }) / COMMANDS
  printTable(
    [`one more on ${whole(incident.version)} events`, 'events', 'mean ms', 'p99 ms'],
    ...rows,
    ['(reading the agenda)', '', ms(agenda), ''],
  )
  console.log('The goal is under 5 ms.\n')
}

function replay(
  logs: readonly { readonly name: string; readonly events: readonly IncidentEvent[] }[],
): void {
  const rows = logs.map(({ name, events }) => {
    const texts = events.map(event => JSON.stringify(event))
    const repeats = Math.ceil(200_000 / events.length)
    const rate = (run: () => unknown) => {
      for (let warm = 0; warm < 3; warm++) run()
      const rates = Array.from({ length: ROUNDS }, () => {
        const spent = spentOn(() => {
          for (let again = 0; again < repeats; again++) run()
        })
        return (repeats * events.length) / spent / 1000
      })
      return median(rates)
    }
    const memory = rate(() => fold('INC-1', events))
    const stored = rate(() => {
      const incident = fold('INC-1', [])
      for (const text of texts) evolve(incident, JSON.parse(text) as IncidentEvent)
    })
    const bytes = texts.reduce((sum, text) => sum + text.length, 0) / texts.length
    return [name, whole(events.length), whole(bytes), memory.toFixed(1), stored.toFixed(2)]
  })
  printTable(
    ['replay of', 'events', 'bytes an event', 'from memory M/s', 'from stored text M/s'],
    ...rows,
  )
  console.log('The goals are 3 M/s from memory and 0.8 M/s from text.')
}

printLoad('before')
const simulations = aWeek()
const first = simulations.find(({ setting }) => setting.plan.id === 'creditnexus')
if (first === undefined) throw new Error('no scenario is about creditnexus')
const { incident, events } = longIncident(first.setting)
oneMoreCommand(first.setting, incident)
const longest = simulations.toSorted((a, b) => b.events.length - a.events.length)[0]
replay([
  { name: 'a long incident', events },
  { name: 'all scenarios', events: simulations.flatMap(it => it.events) },
  { name: 'the longest scenario', events: longest?.events ?? [] },
])
printLoad('after')

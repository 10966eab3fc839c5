// How many times a second an incident is played: `node bench/rehearse.ts [SCENARIO…]`. Alone, and in processor time of one
// thread, since the machine is shared. What a thousand runs of a rehearsal cost, without what drawing delays and counting add.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readScenario } from '#/core/exercise/scenario.ts'
import type { Scenario } from '#/core/exercise/scenario.ts'
import { simulate } from '#/core/exercise/simulate.ts'
import { compile } from '#/core/plan/compile.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { median, printLoad, printTable, whole } from './report.ts'
import { REGIMES } from '../test/kit/regimes.ts'

const ROUNDS = 7
/** As long as one round of a scenario takes, so that the fast ones are not measured by one run. */
const ROUND_MS = 120
const GOAL_MS = 8

const root = new URL('../', import.meta.url)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8')

function planOf(id: string): Plan {
  const compiled = compile(textOf(`plans/${id}.yaml`), { regimes: REGIMES })
  if ('mistakes' in compiled) throw new Error(`the plan ${id} has mistakes`)
  return compiled.plan
}

function scenarioOf(name: string): Scenario {
  const read = readScenario(textOf(`scenarios/${name}.yaml`))
  if ('mistakes' in read) throw new Error(`the scenario ${name} has mistakes`)
  return read.scenario
}

function spentOn(run: () => unknown): number {
  const before = process.threadCpuUsage()
  run()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

const plans = new Map<string, Plan>()
const asked = process.argv.slice(2)
const names = readdirSync(new URL('scenarios/', root))
  .filter(name => name.endsWith('.yaml'))
  .map(name => name.replace('.yaml', ''))
  .filter(name => asked.length === 0 || asked.includes(name))

printLoad('before')
const rows = names.map(name => {
  const scenario = scenarioOf(name)
  const plan = plans.get(scenario.plan) ?? planOf(scenario.plan)
  plans.set(scenario.plan, plan)
  const once = () => simulate(plan, scenario, { sha256 })
  const cold = spentOn(once)
  const warmed = Math.max(1, ...Array.from({ length: 5 }, () => spentOn(once)))
  const runs = Math.ceil(ROUND_MS / warmed)
  const all = () => {
    for (let run = 0; run < runs; run++) once()
  }
  const times = Array.from({ length: ROUNDS }, () => spentOn(all) / runs)
  return {
    name,
    events: once().events.length,
    cold,
    median: median(times),
    best: Math.min(...times),
  }
})
printTable(
  ['scenario', 'events', 'first run ms', 'a run ms', 'best ms', 'runs/s', 'a thousand, s'],
  ...rows.map(row => [
    row.name,
    whole(row.events),
    row.cold.toFixed(1),
    row.median.toFixed(2),
    row.best.toFixed(2),
    whole(1000 / row.median),
    row.median.toFixed(1),
  ]),
)
const slow = rows.filter(row => row.median > GOAL_MS).map(row => row.name)
console.log(`The goal is ${GOAL_MS} ms a run; above it: ${slow.join(', ') || 'none'}.\n`)
printLoad('after')

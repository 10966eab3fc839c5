import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { standIns } from '#/core/exercise/stand-ins.ts'
import type { Command } from '#/core/incident/command.ts'
import { decide, decideInFull } from '#/core/incident/decide.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { fold } from '#/core/incident/evolve.ts'
import { undeclared } from '#/core/incident/incident.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { wakeAt } from '#/core/incident/keep.ts'
import type { Setting } from '#/core/setting.ts'
import { instant, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { anyCommand, from, owed, towards } from '../kit/any-command.ts'
import { anyPlan } from '../kit/any-plan.ts'
import { decideNaively } from '../kit/naive.ts'
import { seeded } from '#/core/chance.ts'
import type { Chance } from '#/core/chance.ts'
import { sha256 } from '../kit/setting.ts'

/*
 * Goal: that what the engine does not look at would have come to nothing. It looks again only at the promises that an event
 * or the time concerns; one forgotten dependency, and a promise is not opened, not met or not missed in time.
 *
 * Method: any plan, any days, from one seed. Each command is decided by the incident that remembers how it stood, by one
 * folded from the log, which remembers nothing, and by the naive engine, which looks at everything. All three record the
 * same, and want to be woken at the same instant.
 */

const SEEDS = 150
const STEPS = 45
const STARTS = instant('2026-03-27T22:00:00Z')
const MINUTE_MS = 60_000

type Played = {
  readonly setting: Setting
  readonly chance: Chance
  readonly log: IncidentEvent[]
  incident: Incident
  now: Instant
}

function give(it: Played, command: Command): void {
  const { setting, log } = it
  const decided = decideInFull(setting, it.incident, command)
  const naively = decideNaively(setting, fold('INC-1', log), command)
  const anew = decide(setting, fold('INC-1', log), command)
  const recorded = 'refused' in decided ? decided : { accepted: decided.accepted }
  deepEqual(recorded, naively, `${command.do} at ${command.at}`)
  deepEqual(anew, naively, `${command.do} at ${command.at}, by who remembers nothing`)
  if ('refused' in decided) return
  log.push(...decided.accepted)
  it.incident = decided.incident
  deepEqual(it.incident, fold('INC-1', log))
  equal(decided.wakeAt, wakeAt(setting.plan, fold('INC-1', log), command.at))
}

/** Mostly what somebody would do who wants the work done, sometimes anything, sometimes nothing but the time. */
function next(it: Played): Command {
  const { chance, now, setting, incident } = it
  const scene = { setting, incident, now, chance }
  const wanted = chance.of(1, 2) ? owed(scene) : []
  const people = [...setting.directory.people.keys()]
  if (wanted.length > 0) return from(scene, chance.one(people), towards(scene, chance.one(wanted)))
  return chance.of(1, 4) ? { do: 'wake', at: now, by: TOCSIN } : anyCommand(scene)
}

function play(seed: number): Played {
  const chance = seeded(seed)
  const plan = anyPlan(chance)
  const setting: Setting = { plan, directory: standIns(plan), sha256 }
  const it: Played = { setting, chance, log: [], incident: undeclared('INC-1'), now: STARTS }
  const title = 'Broken'
  const source = chance.one(['monitoring', 'person'])
  give(it, { do: 'declare', at: STARTS, by: TOCSIN, title, source, reporter: 'alarms' })
  for (let step = 0; step < STEPS; step++) {
    it.now = plusMs(it.now, chance.one([0, 0, 1, 7, 55, 400]) * MINUTE_MS)
    give(it, next(it))
  }
  return it
}

test(`whatever the plan, looking at what may have changed decides as looking at everything (${SEEDS} seeds)`, () => {
  const types = new Set<string>()
  for (let seed = 0; seed < SEEDS; seed++)
    try {
      for (const { type } of play(seed).log) types.add(type)
    } catch (error) {
      throw new Error(`The plan and the days of seed ${seed} went wrong.`, { cause: error })
    }
  const wanted = ['opened', 'met', 'missed', 'warned', 'voided', 'waived', 'rescheduled']
  deepEqual(
    wanted.filter(it => !types.has(`obligation-${it}`) && !types.has(`obligations-${it}`)),
    [],
  )
})

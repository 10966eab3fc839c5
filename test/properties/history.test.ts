import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { GENESIS, open, seal } from '#/core/evidence/chain.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { fold } from '#/core/incident/evolve.ts'
import type { Page } from '#/core/incident/incident.ts'
import { wakeAt } from '#/core/incident/keep.ts'
import { standIns } from '#/core/exercise/stand-ins.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Setting } from '#/core/setting.ts'
import { instant, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { anyCommand, from, owed, towards } from '../kit/any-command.ts'
import { AT_CLOCKS } from '../kit/clocks.ts'
import { HOME } from '../kit/house.ts'
import {
  give,
  isWhatItsLogSays,
  letTimePass,
  letTimePassAsAsked,
  letTimePassUntil,
  living,
} from '../kit/living.ts'
import type { Living } from '../kit/living.ts'
import { seeded } from '#/core/chance.ts'
import { bundled, sha256 } from '../kit/setting.ts'

/** By name, so that a counterexample reads well. */
const SETTINGS = {
  house: HOME,
  clocks: AT_CLOCKS,
  creditnexus: rehearsed(bundled('creditnexus')),
  tiered: rehearsed(bundled('tiered')),
} satisfies Record<string, Setting>

function rehearsed(plan: Plan): Setting {
  return { plan, directory: standIns(plan), sha256 }
}

/** Any history: commands at intervals, each drawn from a seed of its own, so that leaving one out changes little else. */
type Step = { readonly wait: number; readonly seed: number; readonly sensible: boolean }
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    // The same instant, minutes or hours.
    wait: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 0, max: 40 * 60_000 }),
      fc.integer({ min: 0, max: 12 * 3_600_000 }),
    ),
    seed: fc.nat(),
    sensible: fc.boolean(),
  }),
  { maxLength: 40, size: 'max' },
)
const named = fc.constantFrom(...(Object.keys(SETTINGS) as (keyof typeof SETTINGS)[]))

// Two days before the clocks of Luxembourg go forward.
const STARTS = instant('2026-03-27T22:00:00Z')

function begun(its: Setting): Living {
  const it = living(its)
  give(it, {
    do: 'declare',
    at: STARTS,
    by: TOCSIN,
    title: 'Broken',
    reporter: 'monitoring',
    systems: ['web'],
  })
  return it
}

/** Gives the command of a step: any at all, or what somebody would do who wants the work done. */
function take(it: Living, { seed, sensible }: Step, now: Instant): void {
  const scene = { setting: it.setting, incident: it.incident, now, chance: seeded(seed) }
  const wanted = sensible ? owed(scene) : []
  const some = wanted.length > 0 ? scene.chance.one(wanted) : undefined
  const people = [...it.setting.directory.people.keys()]
  const command =
    some === undefined
      ? anyCommand(scene)
      : from(scene, scene.chance.one(people), towards(scene, some))
  give(it, command)
}

/** Plays a history, passing the time between its steps as `pass` says. */
function played(
  its: Setting,
  history: readonly Step[],
  pass: (it: Living, now: Instant) => void,
): Living {
  const it = begun(its)
  let now = STARTS
  for (const step of history) {
    now = plusMs(now, step.wait)
    pass(it, now)
    take(it, step, now)
  }
  return it
}

const RUNS = { numRuns: 60 }

test('whatever is asked by whomever: nothing throws, all that must hold holds, and the log is the incident', () => {
  fc.assert(
    fc.property(named, steps, (name, history) => {
      isWhatItsLogSays(played(SETTINGS[name], history, () => {}))
    }),
    RUNS,
  )
})

test('a clock that is woken at each next change sees a change each time, and none in between', () => {
  fc.assert(
    fc.property(named, steps, fc.nat(), (name, history, seed) => {
      const chance = seeded(seed)
      played(SETTINGS[name], history, (it, now) => {
        for (;;) {
          const next = it.wake
          if (next === undefined || next > now) return letTimePassAsAsked(it, now)
          const from_ = it.incident.lastAt ?? STARTS
          const between = plusMs(
            from_,
            chance.below(Math.max(1, Date.parse(next) - Date.parse(from_))),
          )
          letTimePassAsAsked(it, between)
          letTimePassAsAsked(it, next)
        }
      })
    }),
    RUNS,
  )
})

/** What time alone brings about, without when it was noticed. */
function limits(events: readonly IncidentEvent[]): readonly string[] {
  return events
    .flatMap(event =>
      event.type === 'obligation-missed' ? [`${event.obligation} ${event.due}`] : [],
    )
    .toSorted()
}

test('one late wake misses the same limits as a wake at each change', () => {
  fc.assert(
    fc.property(named, steps, fc.integer({ min: 1, max: 100 }), (name, history, hours) => {
      const punctual = played(SETTINGS[name], history, () => {})
      const late = played(SETTINGS[name], history, () => {})
      const until = plusMs(late.incident.lastAt ?? STARTS, hours * 3_600_000)
      letTimePassUntil(punctual, until)
      letTimePass(punctual, until)
      letTimePass(late, until)
      deepEqual(limits(late.watched.log), limits(punctual.watched.log))
    }),
    // A stage and a condition came to hold while nobody looked: the first to be recorded did not hide since when the other had.
    { ...RUNS, examples: [['clocks', [{ wait: 0, seed: 2147483617, sensible: false }], 11]] },
  )
})

/** What an incident comes to at an instant, apart from what people wrote. */
function comesTo(setting: Setting, incident: Living['incident'], now: Instant) {
  return {
    standings: obligations(setting.plan, incident, now).map(it => [it.key, it.standing, it.due]),
    pages: incident.pages,
    roles: incident.roles,
    wake: wakeAt(setting.plan, incident, now),
  }
}

test('standings computed from the stored log are the standings of the incident in memory', () => {
  fc.assert(
    fc.property(named, steps, fc.nat({ max: 200 }), (name, history, hours) => {
      const it = played(SETTINGS[name], history, letTimePassUntil)
      const stored = fold(
        'INC-1',
        it.watched.log.map(event => open(sealed(event).record, sealed(event).textPart).event),
      )
      const now = plusMs(it.incident.lastAt ?? STARTS, hours * 3_600_000)
      deepEqual(comesTo(SETTINGS[name], stored, now), comesTo(SETTINGS[name], it.incident, now))
      equal(stored.version, it.watched.log.length)
    }),
    RUNS,
  )
})

test('whatever text is taken out of a log, it says the same about every promise', () => {
  fc.assert(
    fc.property(named, steps, fc.nat(), (name, history, seed) => {
      const it = played(SETTINGS[name], history, letTimePassUntil)
      const chance = seeded(seed)
      const redacted = it.watched.log.map(event => {
        const { record, textPart } = sealed(event)
        return open(record, chance.of(1, 2) ? null : textPart).event
      })
      const now = it.incident.lastAt ?? STARTS
      const [one, other] = [fold('INC-1', redacted), it.incident].map(whole => {
        const { pages, ...rest } = comesTo(SETTINGS[name], whole, now)
        return { ...rest, pages: [...pages.values()].map(wordless) }
      })
      deepEqual(one, other)
    }),
    RUNS,
  )
})

/** What is said to whoever is asked next is gone with the rest of the text. */
function wordless({ said: _said, handed, ...page }: Page) {
  const { reason: _reason, ...to } = handed ?? {}
  return { ...page, to }
}

function sealed(event: IncidentEvent) {
  return seal(
    { sha256, newSalt: () => 'salt' },
    { incident: 'INC-1', version: 1, previous: GENESIS },
    event,
  )
}

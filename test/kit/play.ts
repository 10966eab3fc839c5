import { deepEqual, fail } from 'node:assert/strict'
import { report, sentBy } from '#/core/exercise/report.ts'
import type { Sent } from '#/core/exercise/report.ts'
import { readScenario } from '#/core/exercise/scenario.ts'
import { simulate } from '#/core/exercise/simulate.ts'
import type { Simulation } from '#/core/exercise/simulate.ts'
import type { EventOf, EventType } from '#/core/incident/event.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Directory } from '#/core/directory.ts'
import { outdented, sha256 } from './setting.ts'

type Shown = ReturnType<typeof report>['obligations'][number]

/** What a scenario came to. */
export type Played = Simulation & {
  /** An obligation by its key at the end of the play; it must be there. */
  readonly obligation: (key: string) => Shown
  readonly eventsOf: <T extends EventType>(type: T) => readonly EventOf<T>[]
  /** What went to a person or an address, in order. */
  readonly sentTo: (to: string) => readonly Sent[]
}

/**
 * Plays the steps of a scenario, written as in `scenarios/`, on a plan. It starts on 2 March 2026 at 09:00 UTC unless it says
 * otherwise. No step may be refused unless `refusals` says so.
 */
export function play(
  plan: Plan,
  scenario: string,
  options: { readonly directory?: Directory; readonly refusals?: boolean } = {},
): Played {
  const steps = outdented(scenario)
  const starts = /^starts:/m.test(steps) ? '' : 'starts: 2026-03-02T09:00:00Z\n'
  const read = readScenario(`scenario: of a test\nplan: ${plan.id}\n${starts}${steps}`)
  if ('mistakes' in read) fail(JSON.stringify(read.mistakes))
  const { directory } = options
  const played = simulate(plan, read.scenario, {
    sha256,
    ...(directory !== undefined && { directory }),
  })
  if (options.refusals !== true) deepEqual(played.refused, [])
  const shown = report(played).obligations
  const sent = played.events.flatMap(sentBy)
  return {
    ...played,
    obligation: key => shown.find(it => it.id === key) ?? fail(`no obligation ${key}`),
    eventsOf: <T extends EventType>(type: T) =>
      played.events.filter((event): event is EventOf<T> => event.type === type),
    sentTo: to => sent.filter(it => it.to === to),
  }
}

import { TIMES } from '#/core/exercise/scenario.ts'
import type { Scenario, Step } from '#/core/exercise/scenario.ts'
import { msBetween, parseInstant, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** A scenario as it goes when it begins at another instant: everything in it moves along. */
export function shifted(scenario: Scenario, starts: Instant): Scenario {
  const ms = msBetween(scenario.starts, starts)
  return {
    ...scenario,
    starts,
    until: plusMs(scenario.until, ms),
    steps: scenario.steps.map(step => shiftedStep(step, ms)),
  }
}

function shiftedStep(step: Step, ms: number): Step {
  const at = plusMs(step.at, ms)
  if ('signal' in step) return { ...step, at }
  const body = Object.entries(step.body).map(([key, value]) => {
    const time = TIMES.has(key) && typeof value === 'string' ? parseInstant(value) : undefined
    return [key, time === undefined ? value : plusMs(time, ms)]
  })
  return { ...step, at, body: Object.fromEntries(body) as Readonly<Record<string, unknown>> }
}

import { assert } from '#/core/assert.ts'
import type { Chance } from '#/core/chance.ts'
import { answerAt, gather, hear, nextDeed, stepsOf, workAt } from '#/core/exercise/crew.ts'
import type { Crew } from '#/core/exercise/crew.ts'
import type { Deed } from '#/core/exercise/deed.ts'
import { scripted } from '#/core/exercise/script.ts'
import { standIns } from '#/core/exercise/stand-ins.ts'
import type { Scenario, Step } from '#/core/exercise/scenario.ts'
import type { Command } from '#/core/incident/command.ts'
import { decideInFull } from '#/core/incident/decide.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import { undeclared } from '#/core/incident/incident.ts'
import type { Incident } from '#/core/incident/incident.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Refusal, RefusalCode, RefusalDetail } from '#/core/refusal.ts'
import type { Setting } from '#/core/setting.ts'
import { earliest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** What became of a scenario: the incident, its log, and the steps that the plan refused. */
export type Simulation = {
  readonly setting: Setting
  readonly incident: Incident
  readonly events: readonly IncidentEvent[]
  readonly refused: readonly RefusedStep[]
  readonly ended: Instant
  /** By key of the obligation: what kept those from it who owe it and whom the script leaves to themselves. */
  readonly hindered: Crew['hindered']
}
export type RefusedStep = {
  readonly at: Instant
  readonly by: string
  readonly do: string
  readonly code: RefusalCode | 'command-invalid'
  readonly detail: RefusalDetail
}

/** More decisions than this mean that a plan sends itself in circles. */
export const DECISIONS_MAX = 200_000

/**
 * Plays a scenario on the engine itself, with the time that the script gives: the same functions as the live system.
 * Gives the log up to `scenario.until`. Without a directory every position is filled by a stand-in of its name.
 */
export function simulate(
  plan: Plan,
  scenario: Scenario,
  given: {
    readonly sha256: Setting['sha256']
    readonly directory?: Setting['directory']
    /** Draws what the scenario leaves to chance; without it everyone takes the median of their time. */
    readonly chance?: Chance
  },
): Simulation {
  const setting: Setting = {
    plan,
    directory: given.directory ?? standIns(plan),
    sha256: given.sha256,
  }
  const crew = gather(setting, scenario.people, given.chance)
  const stage: Stage = {
    setting,
    crew,
    steps: stepsOf(crew, scenario.steps),
    incident: undeclared('INC-1'),
    events: [],
    refused: [],
    next: 0,
  }
  for (let count = 0; ; count++) {
    assert(count < DECISIONS_MAX, `a scenario takes fewer than ${DECISIONS_MAX} decisions`)
    const at = nextAt(stage)
    if (at === undefined || at > scenario.until) break
    advance(stage, at)
  }
  const { events, refused } = stage
  if (stage.incident.status !== 'undeclared')
    command(stage, { do: 'wake', at: scenario.until, by: TOCSIN })
  return {
    setting,
    incident: stage.incident,
    events,
    refused,
    ended: scenario.until,
    hindered: crew.hindered,
  }
}

/** A play in progress. */
type Stage = {
  readonly setting: Setting
  readonly crew: Crew
  readonly steps: readonly Step[]
  incident: Incident
  readonly events: IncidentEvent[]
  readonly refused: RefusedStep[]
  /** Index of the next step of the script. */
  next: number
  /** When the incident wants to be woken; as of its last event. */
  wake?: Instant | undefined
}

function nextAt(stage: Stage): Instant | undefined {
  return earliest([stage.steps[stage.next]?.at, stage.wake, nextDeed(stage.crew)])
}

/** Steps of the script first, then answers and work, then time itself: a person who acts in time is in time. */
function advance(stage: Stage, at: Instant): void {
  const step = stage.steps[stage.next]
  if (step?.at === at) {
    stage.next++
    return take(stage, step)
  }
  const answered = answerAt(stage.crew, at)
  if (answered !== undefined) {
    const { person, page } = answered
    if (stage.incident.pages.get(page)?.state === 'waiting')
      command(stage, { do: 'acknowledge', page, at, by: person })
    return
  }
  const give = (deed: Deed) => attempt(stage, { ...deed, at } as Command)
  if (workAt(stage.crew, at, () => stage.incident, give)) return
  command(stage, { do: 'wake', at, by: TOCSIN })
}

function take(stage: Stage, step: Step): void {
  const taken = scripted(stage, step)
  if ('command' in taken) return command(stage, taken.command)
  const { invalid: issues, by } = taken
  const name = 'signal' in step ? 'signal' : step.do
  stage.refused.push({ at: step.at, by, do: name, code: 'command-invalid', detail: { issues } })
}

function command(stage: Stage, asked: Command): void {
  const refused = give(stage, asked)
  if (refused === undefined) return
  const { code, detail } = refused
  stage.refused.push({ at: asked.at, by: asked.by, do: asked.do, code, detail })
  // The time up to now has passed all the same.
  if (asked.do !== 'wake' && stage.incident.status !== 'undeclared')
    command(stage, { do: 'wake', at: asked.at, by: TOCSIN })
}

/** As `command`, for what the script does not say: that it is refused is no mistake of the script. */
function attempt(stage: Stage, asked: Command): RefusalCode | undefined {
  const refused = give(stage, asked)
  if (refused !== undefined) command(stage, { do: 'wake', at: asked.at, by: TOCSIN })
  return refused?.code
}

function give(stage: Stage, asked: Command): Refusal | undefined {
  const decision = decideInFull(stage.setting, stage.incident, asked)
  if ('refused' in decision) return decision.refused
  stage.incident = decision.incident
  stage.wake = decision.wakeAt
  for (const event of decision.accepted) {
    stage.events.push(event)
    hear(stage.crew, event)
  }
  return undefined
}

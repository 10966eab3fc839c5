import { assert } from '#/core/assert.ts'
import { actor, staged } from '#/core/exercise/cast.ts'
import { standIns } from '#/core/exercise/stand-ins.ts'
import type { Scenario, Step } from '#/core/exercise/scenario.ts'
import { COMMANDS } from '#/core/incident/command.ts'
import type { Command } from '#/core/incident/command.ts'
import { decideInFull } from '#/core/incident/decide.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import { undeclared } from '#/core/incident/incident.ts'
import type { Incident } from '#/core/incident/incident.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { RefusalCode, RefusalDetail } from '#/core/refusal.ts'
import type { Setting } from '#/core/setting.ts'
import { earliest, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** What became of a scenario: the incident, its log, and the steps that the plan refused. */
export type Simulation = {
  readonly setting: Setting
  readonly incident: Incident
  readonly events: readonly IncidentEvent[]
  readonly refused: readonly RefusedStep[]
  readonly ended: Instant
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
  given: { readonly sha256: Setting['sha256']; readonly directory?: Setting['directory'] },
): Simulation {
  const setting: Setting = {
    plan,
    directory: given.directory ?? standIns(plan),
    sha256: given.sha256,
  }
  const play = new Map<string, Instant>()
  const stage: Stage = {
    setting,
    scenario,
    incident: undeclared('INC-1'),
    events: [],
    refused: [],
    answers: play,
    next: 0,
  }
  for (let count = 0; ; count++) {
    assert(count < DECISIONS_MAX, `a scenario takes fewer than ${DECISIONS_MAX} decisions`)
    const at = nextAt(stage)
    if (at === undefined || at > scenario.until) break
    advance(stage, at)
  }
  const { incident, events, refused } = stage
  if (incident.status !== 'undeclared')
    command(stage, { do: 'wake', at: scenario.until, by: TOCSIN })
  return { setting, incident, events, refused, ended: scenario.until }
}

/** A play in progress. */
type Stage = {
  readonly setting: Setting
  readonly scenario: Scenario
  incident: Incident
  readonly events: IncidentEvent[]
  readonly refused: RefusedStep[]
  /** Person and page → when they will answer it. */
  readonly answers: Map<string, Instant>
  /** Index of the next step of the script. */
  next: number
  /** When the incident wants to be woken; as of its last event. */
  wake?: Instant | undefined
}

function nextAt(stage: Stage): Instant | undefined {
  return earliest([stage.scenario.steps[stage.next]?.at, stage.wake, ...stage.answers.values()])
}

/** Steps of the script first, then answers, then time itself: a person who acts in time is in time. */
function advance(stage: Stage, at: Instant): void {
  const step = stage.scenario.steps[stage.next]
  if (step?.at === at) {
    stage.next++
    return take(stage, step)
  }
  for (const [key, when] of stage.answers) {
    if (when !== at) continue
    stage.answers.delete(key)
    const [person = '', page = ''] = key.split('\n')
    if (stage.incident.pages.get(page)?.state === 'waiting')
      command(stage, { do: 'acknowledge', page, at, by: person })
    return
  }
  command(stage, { do: 'wake', at, by: TOCSIN })
}

function take(stage: Stage, step: Step): void {
  if ('signal' in step) return takeSignal(stage, step)
  const by = actor(stage, step.as)
  const read = COMMANDS[step.do].safeParse(staged(stage, step.do, step.body))
  if (!read.success) {
    const issues = read.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
    stage.refused.push({
      at: step.at,
      by,
      do: step.do,
      code: 'command-invalid',
      detail: { issues },
    })
    return
  }
  command(stage, { ...read.data, do: step.do, at: step.at, by } as Command)
}

function takeSignal(stage: Stage, { at, line, signal }: Extract<Step, { signal: unknown }>): void {
  const { source, title, systems, description, reporter, key, resolved, labels, url } = signal
  const urgency = signal.severity ?? labels?.['severity']
  const ref = {
    id: key ?? `signal-${line}`,
    source,
    ...(urgency !== undefined && { urgency: urgency.toLowerCase() }),
    ...(url !== undefined && { url }),
  }
  const of = systems === undefined ? {} : { systems }
  if (stage.incident.status === 'undeclared')
    return command(stage, {
      do: 'declare',
      at,
      by: TOCSIN,
      title,
      source,
      reporter: reporter ?? source,
      signal: ref,
      ...of,
      ...(description !== undefined && { description }),
    })
  const joining = { ...ref, ...of, title, count: 1, ...(resolved !== undefined && { resolved }) }
  command(stage, { do: 'attach-signal', at, by: TOCSIN, signals: [joining] })
}

function command(stage: Stage, asked: Command): void {
  const decision = decideInFull(stage.setting, stage.incident, asked)
  if ('refused' in decision) {
    const { code, detail } = decision.refused
    stage.refused.push({ at: asked.at, by: asked.by, do: asked.do, code, detail })
    // The time up to now has passed all the same.
    if (asked.do !== 'wake' && stage.incident.status !== 'undeclared')
      command(stage, { do: 'wake', at: asked.at, by: TOCSIN })
    return
  }
  stage.incident = decision.incident
  stage.wake = decision.wakeAt
  for (const event of decision.accepted) {
    stage.events.push(event)
    if (event.type === 'page-sent') expectAnswer(stage, event)
  }
}

function expectAnswer(
  { scenario, answers }: Stage,
  { at, person, party, page }: Extract<IncidentEvent, { type: 'page-sent' }>,
): void {
  const known = [person, party].find(name => scenario.answersOf.has(name))
  const after = known === undefined ? scenario.answersAfterMs : scenario.answersOf.get(known)
  const key = `${person}\n${page}`
  // Asked again while on the way to the phone, nobody turns back.
  if (after !== undefined && !answers.has(key)) answers.set(key, plusMs(at, after))
}

// A rehearsal as somebody watches it: one axis of time, with who was told what, and what became of each promise.
import { describe, sentBy } from '#/core/exercise/report.ts'
import type { Simulation } from '#/core/exercise/simulate.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { figures } from '#/core/metrics/measure.ts'
import { explainObligation } from '#/core/obligation/explain.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { AUTOMATIC_ACTS } from '#/core/plan/act.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { severityName, titleOf } from '#/core/plan/sentence/words.ts'
import type { Instant } from '#/core/time.ts'

/** What an incident as a whole went through. */
export type CourseEvent = {
  readonly at: Instant
  readonly kind: string
  /** The level, type, stage or moment. */
  readonly about: string | null
  readonly by: string
}

/** One thing said to one person, over all the channels on which it went. */
export type CourseMessage = {
  readonly at: Instant
  readonly to: string
  readonly act: string
  readonly channels: readonly string[]
  readonly subject: string
  readonly cites: readonly string[]
  readonly obligation: string | null
}

/** A promise that came to be owed. */
export type CoursePromise = {
  readonly id: string
  readonly rule: string
  readonly title: string
  readonly act: string
  readonly by: string | null
  readonly cites: readonly string[]
  readonly law: string | null
  readonly regime: string | null
  readonly standing: string
  readonly opened: Instant
  readonly from: Instant | null
  readonly aim: Instant | null
  readonly due: Instant | null
  readonly met: Instant | null
  readonly met_by: string | null
  readonly missed: Instant | null
  /** Why it was missed. */
  readonly cause: string | null
  /** How its limit was counted. */
  readonly how: readonly string[]
}

export type Course = {
  readonly began: Instant
  readonly ended: Instant
  readonly incident: {
    readonly title: string
    readonly status: string
    readonly severity: string | null
    readonly type: string | null
  }
  readonly events: readonly CourseEvent[]
  readonly sent: readonly CourseMessage[]
  readonly promises: readonly CoursePromise[]
  readonly measures: readonly {
    readonly id: string
    readonly title: string
    readonly cites: readonly string[]
    readonly state: string
    readonly ms: number | null
    readonly on_target: boolean | null
  }[]
  /** Steps of the script that the plan would not let people take. */
  readonly refused: readonly {
    readonly at: Instant
    readonly by: string
    readonly do: string
    readonly code: string
  }[]
}

export function courseOf(played: Simulation): Course {
  const { setting, incident, events, ended, refused } = played
  const { plan } = setting
  const { title, status, severity, type } = incident
  return {
    began: events[0]?.at ?? ended,
    ended,
    incident: { title, status, severity: severity ?? null, type: type ?? null },
    events: events.flatMap(event => eventsIn(plan, event)),
    sent: events.flatMap(messagesOf),
    promises: obligations(plan, incident, ended).flatMap(owed => promiseOf(played, owed)),
    measures: figures(plan, incident).map(({ measure, state, ms, onTarget }) => ({
      id: measure.id,
      title: measure.title,
      cites: measure.cite,
      state,
      ms: ms ?? null,
      on_target: onTarget ?? null,
    })),
    refused: refused.map(({ at, by, do: name, code }) => ({ at, by, do: name, code })),
  }
}

function eventsIn(plan: Plan, event: IncidentEvent): readonly CourseEvent[] {
  const about = aboutOf(plan, event)
  if (about === undefined) return []
  return [{ at: event.at, kind: event.type, about, by: event.by }]
}

/** Undefined: it is not of the incident as a whole. */
function aboutOf(plan: Plan, event: IncidentEvent): string | null | undefined {
  switch (event.type) {
    case 'declared':
    case 'declassified':
    case 'resolved':
    case 'closed':
    case 'reopened':
      return null
    case 'classified':
      return `${severityName(plan, event.severity)}, ${titleOf(plan.types, event.incidentType)}`
    case 'escalated':
      return String(event.level)
    case 'stage-began':
      return titleOf(plan.stages, event.stage)
    case 'moment-marked':
      return titleOf(plan.moments, event.moment)
    default:
      return undefined
  }
}

function messagesOf(event: IncidentEvent): readonly CourseMessage[] {
  return [...Map.groupBy(sentBy(event), ({ to }) => to)].flatMap(([to, all]) => {
    const [first] = all
    if (first === undefined) return []
    const { at, act, subject, cites, obligation } = first
    const channels = all.map(({ channel }) => channel)
    return [{ at, to, act, channels, subject, cites, obligation: obligation ?? null }]
  })
}

function promiseOf(played: Simulation, obligation: Obligation): readonly CoursePromise[] {
  const { setting, incident, events, ended, hindered } = played
  const { entry, key, rule } = obligation
  if (entry === undefined) return []
  const told = describe(obligation)
  const explained = explainObligation(
    { plan: setting.plan, incident, events, now: ended },
    obligation,
  )
  const cause = (): string => {
    if (AUTOMATIC_ACTS.has(rule.act.do)) return 'unanswered'
    return hindered.get(key) ?? (entry.metAt === undefined ? 'not-done' : 'late')
  }
  return [
    {
      id: key,
      rule: rule.id,
      title: rule.title,
      act: rule.act.do,
      by: told.by ?? null,
      cites: rule.cite,
      law: rule.law ?? null,
      regime: rule.regime === undefined ? null : titleOf(setting.plan.regimes ?? [], rule.regime),
      standing: obligation.standing,
      opened: entry.openedAt,
      from: obligation.from ?? null,
      aim: obligation.aim ?? null,
      due: obligation.due ?? null,
      met: entry.metAt ?? null,
      met_by: entry.metBy ?? null,
      missed: entry.missedFor ?? null,
      cause: entry.missedFor === undefined ? null : cause(),
      how: explained.how,
    },
  ]
}

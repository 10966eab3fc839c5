import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { daysOffBetween } from '#/core/obligation/days-off.ts'
import type { DayOff } from '#/core/obligation/days-off.ts'
import { strictLimit } from '#/core/obligation/legal-limit.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { reckon } from '#/core/obligation/reckon.ts'
import type { Reckoned } from '#/core/obligation/reckon.ts'
import { countedOn } from '#/core/obligation/span.ts'
import { startRecords } from '#/core/obligation/start-record.ts'
import type { StartRecord } from '#/core/obligation/start-record.ts'
import { stepsInWords } from '#/core/obligation/step-words.ts'
import { timingOf } from '#/core/obligation/timing.ts'
import type { Timing } from '#/core/obligation/timing.ts'
import { viewAbout, viewOf } from '#/core/obligation/view.ts'
import type { Start } from '#/core/plan/clock.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

/** Why an obligation is due when it is: its law, the record from which it counts, and each step of the counting. */
export type Explanation = {
  readonly obligation: string
  readonly title: string
  readonly standing: Obligation['standing']
  readonly cites: readonly string[]
  readonly law?: string
  readonly regime?: { readonly id: string; readonly title: string; readonly version: string }
  /** Why none of this is certain. */
  readonly unverified?: string
  /** IANA zone in which the times of `how` are told. */
  readonly zone: string
  /** The record from which it counts and its corrections, oldest first. */
  readonly starts: readonly StartRecord[]
  readonly from?: Instant
  readonly aim?: Instant
  /** The plain target, which is what the product holds people to. */
  readonly due?: Instant
  /** The strict end of the period in law, where it is later than the plain target. */
  readonly legal?: Instant
  readonly unmeasured?: string
  /** The counting, a sentence for each step. */
  readonly how: readonly string[]
  /** Days that did not count, where only working days do. */
  readonly daysOff: readonly DayOff[]
  /** Each time that the limit was moved, oldest first. */
  readonly moved: readonly Move[]
  /** What has to be known first. */
  readonly waitsFor: readonly string[]
}
export type Move = { readonly at: Instant; readonly was?: Instant; readonly due?: Instant }

/** Explains one obligation of an incident by its key; undefined when there is none of that key. `events`: the log so far. */
export function explain(
  plan: Plan,
  incident: Incident,
  events: readonly IncidentEvent[],
  now: Instant,
  key: string,
): Explanation | undefined {
  const obligation = obligations(plan, incident, now).find(candidate => candidate.key === key)
  return obligation && explainObligation({ plan, incident, events, now }, obligation)
}

type Asked = {
  readonly plan: Plan
  readonly incident: Incident
  readonly events: readonly IncidentEvent[]
  readonly now: Instant
}

/** As `explain`, of an obligation that has been computed already. */
export function explainObligation(asked: Asked, obligation: Obligation): Explanation {
  const { plan, incident, events } = asked
  const { rule, key, from, aim, due, unmeasured } = obligation
  const timing = timingOf(rule)
  const begins = timing && beginningOf(timing, key)
  const reckoned = timing && reckonAnew(asked, obligation, timing)
  const zone = zoneOf(plan, timing)
  const legal = reckoned && due === reckoned.due ? strictLimit(plan, rule, reckoned) : undefined
  const regime = plan.regimes?.find(candidate => candidate.id === rule.regime)
  return {
    obligation: key,
    title: rule.title,
    standing: obligation.standing,
    cites: rule.cite,
    ...(rule.law !== undefined && { law: rule.law }),
    ...(regime !== undefined && {
      regime: { id: regime.id, title: regime.title, version: regime.version },
    }),
    ...(rule.marks.unverified !== undefined && { unverified: rule.marks.unverified }),
    zone,
    starts: begins === undefined ? [] : startRecords(plan, incident, events, begins, key),
    ...(from !== undefined && { from }),
    ...(aim !== undefined && { aim }),
    ...(due !== undefined && { due }),
    ...(legal !== undefined && legal !== due && { legal }),
    ...(unmeasured !== undefined && { unmeasured }),
    how: reckoned === undefined ? [] : stepsInWords(plan, reckoned.how, zone),
    daysOff: reckoned === undefined ? [] : daysOffBetween(plan, reckoned.how, timing?.calendar),
    moved: movesOf(events, key),
    waitsFor: obligation.waitsFor,
  }
}

function reckonAnew(
  { plan, incident, now }: Asked,
  { rule, key, about, entry }: Obligation,
  timing: Timing,
): Reckoned | undefined {
  const view = viewAbout(viewOf(plan, incident, now), plan, rule, about)
  const live = entry?.voided === undefined ? entry : undefined
  return reckon(
    { plan, incident, view, now },
    { timing, entry, applies: live?.openedAt, begins: beginningOf(timing, key) },
  )
}

/** Each period of what recurs begins when the one before it was met. */
function beginningOf(timing: Timing, key: string): Start {
  const [, rule = '', number = '1'] = /^(.*)#(\d+)$/.exec(key) ?? []
  const period = Number(number)
  return timing.recurs && period > 1 ? { kind: 'met', rule: `${rule}#${period - 1}` } : timing.from
}

/** The zone of the calendar that counts, or of the plan. */
function zoneOf(plan: Plan, timing: Timing | undefined): string {
  const span = timing?.cases.find(({ within }) => within !== undefined)?.within
  const id = timing?.calendar
  if (id !== undefined)
    return plan.calendars.find(calendar => calendar.id === id)?.zone ?? plan.zone
  if (span === undefined) return plan.zone
  const counted = countedOn(plan, span)
  return typeof counted === 'string' ? counted : counted.zone
}

function movesOf(events: readonly IncidentEvent[], key: string): readonly Move[] {
  return events.flatMap(event => {
    if (event.type !== 'obligation-rescheduled' || event.obligation !== key) return []
    const { at, was, due } = event
    return was === due
      ? []
      : [{ at, ...(was !== undefined && { was }), ...(due !== undefined && { due }) }]
  })
}

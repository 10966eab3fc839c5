import type { Simulation } from '#/core/exercise/simulate.ts'
import { placed } from '#/core/incident/event.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { figures } from '#/core/metrics/measure.ts'
import { explainObligation } from '#/core/obligation/explain.ts'
import type { Explanation } from '#/core/obligation/explain.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { planHash } from '#/core/plan/hash.ts'
import type { Channel } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

/** One message to one person over one channel. */
export type Sent = {
  readonly at: Instant
  readonly to: string
  readonly channel: Channel
  readonly act: string
  readonly cites: readonly string[]
  readonly obligation?: string
  readonly subject: string
}

/** What a simulation prints: one JSON document, of which every part comes from the log. */
export function report(simulation: Simulation) {
  const { setting, incident, events, refused, ended } = simulation
  const { plan } = setting
  return {
    plan: { id: plan.id, version: plan.version, hash: planHash(plan, setting.sha256) },
    ended,
    incident: {
      id: incident.id,
      title: incident.title,
      status: incident.status,
      severity: incident.severity,
      type: incident.type,
    },
    log: events.map((event, index) => placed(event, index + 1)),
    sent: events.flatMap(sentBy),
    obligations: obligations(plan, incident, ended).map(obligation => ({
      ...describe(obligation),
      ...howOf(explainObligation({ plan, incident, events, now: ended }, obligation)),
    })),
    measures: figures(plan, incident).map(({ measure, ...figure }) => ({
      id: measure.id,
      title: measure.title,
      cites: measure.cite,
      ...figure,
    })),
    refused,
  }
}

/** Of a document that everybody reads, only what it does not say already. */
function howOf(explanation: Explanation) {
  const { how, legal } = explanation
  return {
    ...(how.length > 0 && { how }),
    ...(legal !== undefined && { legal }),
  }
}

/** An obligation as the API and the simulator show it. */
export function describe(obligation: Obligation) {
  const { key, rule, about, standing, from, aim, due, notBefore, unmeasured } = obligation
  const { entry, waitsFor, cause } = obligation
  return {
    id: key,
    rule: rule.id,
    title: rule.title,
    cites: rule.cite,
    ...(rule.law !== undefined && { law: rule.law }),
    ...(rule.regime !== undefined && { regime: rule.regime }),
    ...(rule.marks.unverified !== undefined && { unverified: rule.marks.unverified }),
    act: rule.act.do,
    standing,
    ...(rule.stage !== undefined && { stage: rule.stage }),
    ...(about !== undefined && { about }),
    from,
    aim,
    due,
    ...(entry?.movedFrom !== undefined && { was: entry.movedFrom }),
    met_at: entry?.metAt,
    met_by: entry?.metBy,
    missed_at: entry?.missedFor,
    waived: entry?.waived,
    by: rule.by === 'each' ? about : rule.by,
    // What is raised is raised to a severity.
    to: 'to' in rule.act && rule.act.do !== 'raise' ? rule.act.to : undefined,
    ...(unmeasured !== undefined && { unmeasured }),
    ...(notBefore !== undefined && { not_before: notBefore }),
    ...(waitsFor.length > 0 && { waits_for: waitsFor }),
    ...(cause !== undefined && { cause }),
  }
}

/** How the limit of an obligation was counted, as the API and the simulator show it. */
export function describeExplanation(explanation: Explanation) {
  const { zone, starts, legal, how, daysOff, moved, law, regime, unverified } = explanation
  return {
    zone,
    ...(law !== undefined && { law }),
    ...(regime !== undefined && { regime }),
    ...(unverified !== undefined && { unverified }),
    starts: starts.map(({ recordedAt, ...start }) => ({ ...start, recorded_at: recordedAt })),
    ...(legal !== undefined && { legal }),
    how,
    days_off: daysOff,
    moved,
  }
}

/** Everything that an event sends out. */
export function sentBy(event: IncidentEvent): readonly Sent[] {
  if (event.type !== 'page-sent' && event.type !== 'message-sent') return []
  const { at, cites, subject, obligation } = event
  const act = event.type === 'page-sent' ? 'page' : event.act
  const recipients =
    event.type === 'page-sent' ? [{ to: event.person, channels: event.channels }] : event.recipients
  return recipients.flatMap(({ to, channels }) =>
    channels.map(channel => ({
      at,
      to,
      channel,
      act,
      cites,
      ...(obligation !== undefined && { obligation }),
      subject,
    })),
  )
}

import { clockOf } from '#/app/incidents/list.ts'
import type { Live } from '#/app/read.ts'
import { subjectOf } from '#/core/incident/evolve-authority.ts'
import { holdersOf } from '#/core/obligation/party.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { z } from 'zod'
import type { INCIDENT } from '#/http/answers.ts'

/** Entries of one kind that are shown of an incident, the newest; `counts` says how many there are. */
const ENTRIES_SHOWN_MAX = 500

/** An incident as it stands, all of it folded from its log. */
export function showIncident({ head, incident, setting }: Live): z.input<typeof INCIDENT> {
  const { plan } = setting
  return {
    id: incident.id,
    number: head.number,
    version: incident.version,
    title: incident.title,
    status: incident.status,
    severity: incident.severity ?? null,
    type: incident.type ?? null,
    stage: incident.stage ?? null,
    level: incident.level,
    exercise: incident.exercise,
    source: incident.source,
    reporter: incident.reporter,
    restricted_to: incident.restrictedTo ?? null,
    label: incident.label ?? null,
    merged_into: incident.mergedInto ?? null,
    split_from: incident.splitFrom ?? null,
    on_call: incident.onCall ?? null,
    proposed_by_rule:
      incident.proposed === undefined ? null : { severity: null, type: null, ...incident.proposed },
    split_off: [...incident.splitOff],
    plan: { id: plan.id, version: plan.version, hash: head.planHash, title: plan.title },
    drill: head.drillId,
    clock: clockOf(head),
    systems: [...incident.systems],
    moments: Object.fromEntries(incident.moments),
    stages: Object.fromEntries(incident.stages),
    fields: Object.fromEntries(incident.fields),
    levels: entries(incident.levels, (level, { at, people }) => ({ level, at, people })),
    answers: entries(incident.answers, (fact, { answer, at, by }) => ({
      fact,
      answer: answer ?? null,
      at,
      by,
    })),
    roles: rolesOf({ incident, setting }),
    ...authorityOf(incident),
    responders: entries(incident.responders, (person, since) => ({ person, since })),
    counts: {
      signals: incident.signals.size + incident.signalsMore,
      pages: incident.pages.size,
      evidence: incident.evidence.size,
      findings: incident.findings.size,
      follow_ups: incident.followUps.size,
      meetings: incident.meetings.size,
    },
    ...materialOf(incident),
  }
}

/** Every role of the plan, also those that nobody holds: they are what is missing. */
function rolesOf({ incident, setting }: Pick<Live, 'incident' | 'setting'>) {
  return [...lookup(setting.plan).roles.values()].map(({ id, title }) => {
    const holder = incident.roles.get(id)
    return {
      role: id,
      title,
      person: holder?.person ?? null,
      since: holder?.since ?? null,
      accepted: holder?.accepted ?? false,
      stand_in: holder?.standIn ?? false,
      others: holdersOf(incident, id)
        .slice(1)
        .map(({ person }) => person),
      offered_to: incident.offers.get(id)?.to ?? null,
    }
  })
}

/** What was assessed and decided, and whose word was asked for and given. */
function authorityOf(incident: Live['incident']) {
  const { assessments, decisions, approvals, approvalsAsked, objections } = incident
  const subjects = new Set([...approvalsAsked.keys(), ...approvals.keys()])
  return {
    assessments: entries(assessments, (classification, { level, at, by }) => ({
      classification,
      level,
      at,
      by,
    })),
    decisions: entries(decisions, (decision, { at, by, lapsesAt, lapsed }) => ({
      decision,
      at,
      by,
      lapses: lapsesAt ?? null,
      lapsed,
    })),
    approvals: [...subjects].slice(-ENTRIES_SHOWN_MAX).map(key => {
      const { obligation = null, decision = null } = subjectOf(key)
      const asked = approvalsAsked.get(key)
      return {
        obligation,
        decision,
        asked:
          asked === undefined ? null : { at: asked.at, of: asked.of, parts: asked.parts ?? null },
        given: (approvals.get(key) ?? []).map(({ role, by, at, draft }) => ({
          role,
          by,
          at,
          of_asked: draft === (asked?.draft ?? ''),
        })),
        objections: (objections.get(key) ?? []).map(({ by, at }) => ({ by, at })),
      }
    }),
  }
}

function materialOf(incident: Live['incident']) {
  return {
    pages: entries(incident.pages, (id, page) => ({
      id,
      obligation: page.obligation ?? null,
      party: page.party,
      person: page.person,
      attempt: page.attempt,
      sent: page.sentAt,
      state: page.state,
      answered: page.answeredAt ?? null,
      answered_by: page.answeredBy ?? null,
    })),
    signals: entries(incident.signals, (id, signal) => ({
      id,
      title: signal.title,
      source: signal.source,
      count: signal.count,
      resolved: signal.resolved,
      url: signal.url ?? null,
    })),
    evidence: entries(incident.evidence, (id, held) => ({
      id,
      kind: held.kind,
      title: held.title,
      sha256: held.sha256,
      held_by: held.heldBy,
      bytes: held.bytes,
      obligation: held.obligation ?? null,
      custody: held.custody.map(({ to = null, ...link }) => ({ ...link, to })),
    })),
    findings: entries(incident.findings, (id, { kind, text }) => ({ id, kind, text })),
    follow_ups: entries(incident.followUps, (id, followUp) => ({
      id,
      title: followUp.title,
      owner: followUp.owner,
      due: followUp.dueAt,
      done: followUp.doneAt ?? null,
      plan_change: followUp.planChange,
    })),
    meetings: entries(incident.meetings, (id, meeting) => ({
      id,
      obligation: meeting.obligation,
      starts: meeting.startsAt,
      held: meeting.heldAt ?? null,
      present: meeting.present,
    })),
  }
}

function entries<K, V, T>(map: ReadonlyMap<K, V>, show: (key: K, value: V) => T): T[] {
  return [...map].slice(-ENTRIES_SHOWN_MAX).map(([key, value]) => show(key, value))
}

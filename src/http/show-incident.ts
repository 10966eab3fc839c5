import type { Live } from '#/app/read.ts'
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
    merged_into: incident.mergedInto ?? null,
    plan: { id: plan.id, version: plan.version, hash: head.planHash, title: plan.title },
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
    }
  })
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
    })),
    evidence: entries(incident.evidence, (id, held) => ({
      id,
      kind: held.kind,
      title: held.title,
      sha256: held.sha256,
      held_by: held.heldBy,
      obligation: held.obligation ?? null,
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

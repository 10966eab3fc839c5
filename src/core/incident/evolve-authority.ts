import type { EventOf, Subject } from '#/core/incident/event.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import { own } from '#/core/incident/incident.ts'
import type { ApprovalGiven, Incident } from '#/core/incident/incident.ts'

/** The name under which the incident keeps the approvals of an obligation or of a decision. */
export function subjectKey({ obligation, decision }: Subject): string {
  return decision === undefined ? obligation : `${DECIDES}${decision}`
}

const DECIDES = 'decide:'

/** The inverse of `subjectKey`. The key of an obligation has no colon before its `@`. */
export function subjectOf(key: string): Subject {
  return key.startsWith(DECIDES) ? { decision: key.slice(DECIDES.length) } : { obligation: key }
}

/** How events change whose word was given for what. The caller owns the incident. */
export function asked(incident: Incident, event: EventOf<'approval-asked'>): void {
  const { draft, of, at, parts } = event
  incident.approvalsAsked = changed(incident.approvalsAsked, subjectKey(event), {
    draft,
    of,
    at,
    consented: false,
    ...(parts !== undefined && { parts }),
  })
}

export function approved(incident: Incident, event: EventOf<'approved'>): void {
  const { role, by, draft, at } = event
  give(incident, subjectKey(event), [{ role, by, draft, at }])
  // Whoever had objected thinks otherwise now.
  const key = subjectKey(event)
  const objections = incident.objections.get(key)
  if (objections === undefined) return
  const left = objections.filter(it => it.by !== by || it.draft !== draft)
  incident.objections = changed(incident.objections, key, left)
}

export function objected(incident: Incident, event: EventOf<'objected'>): void {
  const key = subjectKey(event)
  const { by, draft, at } = event
  const before = incident.objections.get(key) ?? []
  incident.objections = changed(incident.objections, key, [...before, { by, draft, at }])
  // Who approved it before does not any more.
  const given = incident.approvals.get(key) ?? []
  if (given.some(it => it.by === by && it.draft === draft))
    own(incident, 'approvals').set(
      key,
      given.filter(it => it.by !== by || it.draft !== draft),
    )
}

export function consentPresumed(incident: Incident, event: EventOf<'consent-presumed'>): void {
  const key = subjectKey(event)
  const { draft, of, at } = event
  const wanted = incident.approvalsAsked.get(key)
  if (wanted !== undefined)
    incident.approvalsAsked = changed(incident.approvalsAsked, key, { ...wanted, consented: true })
  give(
    incident,
    key,
    of.map(role => ({ role, by: TOCSIN, draft, at, silent: true as const })),
  )
}

export function overridden(incident: Incident, event: EventOf<'authority-overridden'>): void {
  const { override, by, at } = event
  incident.overrides = changed(incident.overrides, override, { of: subjectKey(event), by, at })
}

export function decided(incident: Incident, event: EventOf<'decision-taken'>): void {
  const { decision, at, by, lapsesAt } = event
  incident.decisions = changed(incident.decisions, decision, {
    at,
    by,
    lapsed: false,
    ...(lapsesAt !== undefined && { lapsesAt }),
  })
}

export function lapsed(incident: Incident, { decision }: EventOf<'decision-lapsed'>): void {
  const taken = incident.decisions.get(decision)
  if (taken !== undefined)
    incident.decisions = changed(incident.decisions, decision, { ...taken, lapsed: true })
}

export function assessed(incident: Incident, event: EventOf<'assessed'>): void {
  const { classification, level, at, by } = event
  incident.assessments = changed(incident.assessments, classification, { level, at, by })
}

function give(incident: Incident, key: string, added: readonly ApprovalGiven[]): void {
  const before = incident.approvals.get(key) ?? []
  own(incident, 'approvals').set(key, [...before, ...added])
}

function changed<Value>(
  map: ReadonlyMap<string, Value>,
  key: string,
  value: Value,
): ReadonlyMap<string, Value> {
  return new Map(map).set(key, value)
}

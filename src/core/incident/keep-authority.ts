// What becomes of approvals and decisions by time alone.
import { subjectOf } from '#/core/incident/evolve-authority.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { fill, send } from '#/core/incident/message.ts'
import { recordOwn } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { consentAt } from '#/core/obligation/approval.ts'
import { ruleOf } from '#/core/obligation/view.ts'
import type { Approval } from '#/core/plan/authority.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { earliest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/**
 * Takes silence for consent where the plan says so, and lets decisions lapse whose time is over; `keepRest` keeps all other
 * promises. A node that was down takes things in their order: what was due before a decision lapsed is put on record as missed
 * first, so that it does not end as void.
 */
export function keepAuthority<Kept>(turn: Turn, keepRest: () => Kept): Kept {
  const missesFirst = isMissedBeforeLapse(turn)
  if (!missesFirst) settle(turn)
  const kept = keepRest()
  if (missesFirst) settle(turn)
  return kept
}

function isMissedBeforeLapse({ incident, at }: Turn): boolean {
  const lapses = lapsesOf(incident).find(lapse => lapse <= at)
  if (lapses === undefined) return false
  return incident.ledger
    .values()
    .some(
      ({ due, missedFor, metAt, waived, voided }) =>
        due !== undefined &&
        due < lapses &&
        missedFor !== due &&
        (metAt ?? waived ?? voided) === undefined,
    )
}

/** When the decisions lapse that stand. */
function lapsesOf({ decisions }: Incident): readonly Instant[] {
  return [...decisions.values()].flatMap(({ lapsed, lapsesAt }) => (lapsed ? [] : (lapsesAt ?? [])))
}

function settle(turn: Turn): void {
  const { setting, incident, at } = turn
  for (const [key, asked] of incident.approvalsAsked) {
    const due = consentAt(setting.plan, incident, key, approvalsOf(setting.plan, key))
    if (due === undefined || due > at) continue
    const { draft, of } = asked
    recordOwn(turn, { type: 'consent-presumed', ...subjectOf(key), draft, of })
  }
  for (const [decision, { lapsed, lapsesAt }] of incident.decisions)
    if (!lapsed && lapsesAt !== undefined && lapsesAt <= at) lapse(turn, decision)
}

/** It went on only as long as it was authorised: whoever may authorise it again hears of it. */
function lapse(turn: Turn, id: string): void {
  recordOwn(turn, { type: 'decision-lapsed', decision: id })
  const decision = lookup(turn.setting.plan).decisions.get(id)
  if (decision === undefined) return
  send(turn, {
    act: 'reminder',
    audiences: [...new Set(decision.approvals.flatMap(({ by }) => by))],
    subject: fill(turn, `Lapsed, ${decision.title}: {{title}}`),
    text: `${decision.title}: this has lapsed. Take the decision again if it shall go on.`,
    cites: decision.cite,
  })
}

/** When the next consent or lapse comes by time alone; undefined when none does. */
export function nextAuthority(plan: Plan, incident: Incident): Instant | undefined {
  const consents = incident.approvalsAsked
    .keys()
    .map(key => consentAt(plan, incident, key, approvalsOf(plan, key)))
  return earliest([...consents, ...lapsesOf(incident)])
}

function approvalsOf(plan: Plan, key: string): readonly Approval[] {
  const { decision, obligation } = subjectOf(key)
  const { decisions, rules } = lookup(plan)
  if (decision !== undefined) return decisions.get(decision)?.approvals ?? []
  return rules.get(ruleOf(obligation ?? ''))?.approvals ?? []
}

import type { Asked } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import { record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { beginPage, pageId } from '#/core/paging/page.ts'
import { refuse } from '#/core/refusal.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { planHash } from '#/core/plan/hash.ts'
import type { Plan } from '#/core/plan/plan.ts'

/** Opens an incident. The log begins with the detection itself: the first event says when it was detected (C3.5). */
export function declare(turn: Turn, command: Asked<'declare'>): Verdict {
  const { setting, incident, at, by } = turn
  if (incident.status !== 'undeclared') return refuse('incident-exists', { incident: incident.id })
  const detectedAt = command.detected ?? at
  if (detectedAt > at || (command.occurred !== undefined && command.occurred > at))
    return refuse('moment-in-future', { now: at })
  const { plan } = setting
  record(turn, {
    type: 'declared',
    plan: { id: plan.id, version: plan.version, hash: planHash(plan, setting.sha256) },
    title: command.title,
    ...(command.description !== undefined && { description: command.description }),
    source: command.source ?? firstHumanSource(plan),
    reporter: command.reporter ?? by,
    detectedAt,
    ...(command.occurred !== undefined && { occurredAt: command.occurred }),
    systems: command.systems ?? [],
    exercise: command.exercise ?? false,
    ...(command.signal !== undefined && { signal: command.signal }),
  })
  return undefined
}

function firstHumanSource(plan: Plan): string {
  return plan.sources.find(source => !source.machine)?.id ?? 'person'
}

/**
 * A further signal joins. One that weighs more than all before it wakes whoever triages once more: in doubt, page.
 */
export function attachSignal(turn: Turn, command: Asked<'attach-signal'>): Verdict {
  const { incident } = turn
  const heavier = isHeavier(turn, command.signal.urgency)
  if (command.resolved === true) {
    record(turn, { type: 'signal-resolved', signal: command.signal.id })
    return undefined
  }
  record(turn, {
    type: 'signal-attached',
    signal: command.signal,
    title: command.title,
    count: command.count,
  })
  const systems = (command.systems ?? []).filter(system => !incident.systems.has(system))
  if (systems.length > 0) record(turn, { type: 'systems-added', systems })
  if (heavier) pageAgain(turn, command)
  return undefined
}

/** Whether a sender's word for the weight stands for a worse level than every word before it. */
function isHeavier({ setting, incident }: Turn, urgency: string | undefined): boolean {
  const rank = rankOf(setting.plan, urgency)
  return [...incident.signals.values()].every(seen => rank < rankOf(setting.plan, seen.urgency))
}

/** 0 is the worst level; a word that the plan does not know weighs less than any it knows. */
function rankOf(plan: Plan, urgency: string | undefined): number {
  const rank = plan.severities.findIndex(
    level => urgency !== undefined && level.labels.includes(urgency),
  )
  return rank === -1 ? plan.severities.length : rank
}

/** Pages again everyone whom the plan pages before classification and who is not in action already. */
function pageAgain(turn: Turn, { signal, title }: Asked<'attach-signal'>): void {
  if (turn.incident.severity !== undefined) return
  for (const [key, entry] of turn.incident.ledger) {
    const rule = lookup(turn.setting.plan).rules.get(entry.rule)
    if (rule?.act.do !== 'page' || entry.voided !== undefined) continue
    for (const party of rule.act.to)
      beginPage(turn, pageId(`${key}+${signal.id}`, party), party, {
        subject: `Worse signal: ${title}`,
        text: `A further signal (${signal.urgency ?? 'no severity'}) has joined this incident: ${title}`,
        cites: rule.cite,
        via: rule.act.via,
      })
  }
}

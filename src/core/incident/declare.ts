import type { Asked } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import { record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { beginPage, pageId, worseCall } from '#/core/paging/page.ts'
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
    ...(command['from-incident'] !== undefined && { splitFrom: command['from-incident'] }),
    ...(command['on-call'] !== undefined && { onCall: command['on-call'] }),
    ...(command.proposed !== undefined && { proposed: command.proposed }),
  })
  return undefined
}

function firstHumanSource(plan: Plan): string {
  return plan.sources.find(source => !source.machine)?.id ?? 'person'
}

/** Beyond this many an incident counts further signals instead of naming them: a storm is one incident, and readable. */
export const SIGNALS_NAMED_MAX = 1000

type Joining = Asked<'attach-signal'>['signals'][number]

/**
 * Further signals join. One that weighs more than all before it wakes whoever triages once more: in doubt, page.
 */
export function attachSignal(turn: Turn, command: Asked<'attach-signal'>): Verdict {
  const { incident } = turn
  const resolved = command.signals.filter(signal => signal.resolved === true)
  const firing = command.signals.filter(signal => signal.resolved !== true)
  const worst = firing.toSorted(
    (a, b) => rankOf(turn.setting.plan, a.urgency) - rankOf(turn.setting.plan, b.urgency),
  )[0]
  const heavier = worst !== undefined && isHeavier(turn, worst.urgency) ? worst : undefined
  join(turn, firing, heavier)
  const over = resolved
    .map(({ id }) => id)
    .filter(id => incident.signals.get(id)?.resolved === false)
  if (over.length > 0) record(turn, { type: 'signals-resolved', signals: [...new Set(over)] })
  if (heavier !== undefined) pageAgain(turn, heavier)
  return undefined
}

function join(turn: Turn, firing: readonly Joining[], heavier: Joining | undefined): void {
  const { incident } = turn
  const room = Math.max(0, SIGNALS_NAMED_MAX - incident.signals.size)
  const fresh = firing.filter(({ id, count }) => {
    const seen = incident.signals.get(id)
    return seen === undefined || seen.resolved || seen.count !== count
  })
  const known = fresh.filter(({ id }) => incident.signals.has(id))
  const strangers = fresh.filter(signal => signal !== heavier && !incident.signals.has(signal.id))
  // The one that wakes people is always named: a weight that nobody remembers would wake them again each time.
  const woken = heavier === undefined || known.includes(heavier) ? [] : [heavier]
  const named = [...known, ...woken, ...strangers.slice(0, room)]
  if (fresh.length === 0) return
  record(turn, {
    type: 'signals-attached',
    signals: named.map(
      ({ title: _title, systems: _systems, resolved: _resolved, ...signal }) => signal,
    ),
    titles: named.map(({ title }) => title),
    more: fresh.length - named.length,
  })
  const systems = named.flatMap(signal => signal.systems ?? [])
  const added = [...new Set(systems)].filter(system => !incident.systems.has(system))
  if (added.length > 0) record(turn, { type: 'systems-added', systems: added })
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

/** Pages again everyone whom the plan pages before classification; for a role in hands that is its holder. */
function pageAgain(turn: Turn, { title, urgency }: Joining): void {
  if (turn.incident.severity !== undefined) return
  for (const [key, entry] of turn.incident.ledger) {
    const rule = lookup(turn.setting.plan).rules.get(entry.rule)
    if (rule?.act.do !== 'page' || entry.voided !== undefined) continue
    for (const wanted of rule.act.to) {
      const party = turn.incident.roles.get(wanted)?.person ?? wanted
      // A line of its own: the one that runs for an earlier signal goes on where it is.
      beginPage(turn, pageId(worseCall(key, turn.incident.version), wanted), party, {
        subject: `Worse signal: ${title}`,
        text: `A further signal (${urgency ?? 'no severity'}) has joined this incident: ${title}`,
        cites: rule.cite,
        via: rule.act.via,
      })
    }
  }
}

import type { Incident } from '#/core/incident/incident.ts'
import type { FigureState } from '#/core/metrics/length.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

/** What became of a promise with a limit. `missed`: the limit is over and it was never done, or was waived after it. */
export const OUTCOMES = ['kept', 'late', 'missed'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Why a promise does not count as kept or broken. */
export type PromiseReason =
  | 'not-due'
  | 'waits-for-a-fact'
  | 'no-limit'
  | 'waived'
  | 'ended'
  | 'merged'

/** To which state each reason belongs. */
export const STATE_OF_REASON = {
  'not-due': 'pending',
  'waits-for-a-fact': 'pending',
  'no-limit': 'not-applicable',
  waived: 'not-applicable',
  ended: 'not-applicable',
  merged: 'not-applicable',
} as const satisfies Record<PromiseReason, FigureState>

/** One promise that was kept or broken. */
export type CountedPromise = {
  readonly key: string
  readonly rule: string
  readonly title: string
  readonly cites: readonly string[]
  readonly outcome: Outcome
}

/** The promises of an incident: those of which it can be said whether they were kept, and how many others there are, by why. */
export type CountedPromises = {
  readonly recorded: readonly CountedPromise[]
  readonly others: Readonly<Partial<Record<PromiseReason, number>>>
}

/** Every promise that the incident ever made, at `now`. What never came to apply was never promised. */
export function countedPromises(plan: Plan, incident: Incident, now: Instant): CountedPromises {
  const recorded: CountedPromise[] = []
  const others: Partial<Record<PromiseReason, number>> = {}
  for (const obligation of obligations(plan, incident, now)) {
    const { key, rule, standing, entry } = obligation
    if (standing === 'void' && entry === undefined) continue
    // It goes on in the incident that this one was merged into, and counts there.
    const count = incident.status === 'merged' ? 'merged' : countOf(obligation)
    if (isOutcome(count))
      recorded.push({ key, rule: rule.id, title: rule.title, cites: rule.cite, outcome: count })
    else others[count] = (others[count] ?? 0) + 1
  }
  return { recorded, others }
}

const isOutcome = (count: Outcome | PromiseReason): count is Outcome =>
  count === 'kept' || count === 'late' || count === 'missed'

function countOf({ standing, due, entry }: Obligation): Outcome | PromiseReason {
  // Lateness is never erased: what was waived or came to apply no longer after its limit was missed before.
  const wasMissed = entry?.missedAt !== undefined
  switch (standing) {
    case 'met':
      return due === undefined ? 'no-limit' : 'kept'
    case 'met-late':
      return 'late'
    case 'overdue':
      return 'missed'
    case 'waived':
      return wasMissed ? 'missed' : 'waived'
    case 'void':
      return wasMissed ? 'missed' : 'ended'
    case 'armed':
      return 'waits-for-a-fact'
    case 'open':
    case 'due-soon':
      return due === undefined ? 'no-limit' : 'not-due'
  }
}

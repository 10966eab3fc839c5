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

/** One promise of one incident as the figures count it: of what is not `recorded` nobody can say whether it was kept. */
export type CountedPromise = {
  readonly key: string
  readonly rule: string
  readonly title: string
  readonly cites: readonly string[]
  readonly state: FigureState
  readonly outcome: Outcome | undefined
  readonly reason: PromiseReason | undefined
}

/** Every promise that the incident ever made, at `now`. What never came to apply was never promised. */
export function countedPromises(
  plan: Plan,
  incident: Incident,
  now: Instant,
): readonly CountedPromise[] {
  return obligations(plan, incident, now)
    .filter(({ standing, entry }) => standing !== 'void' || entry !== undefined)
    .map(obligation => {
      const { key, rule } = obligation
      const { id, title, cite } = rule
      const counted = incident.status === 'merged' ? NOT_HERE : countOf(obligation)
      return { key, rule: id, title, cites: cite, ...counted }
    })
}

type Count = Pick<CountedPromise, 'state' | 'outcome' | 'reason'>

/** It goes on in the incident that this one was merged into, and counts there. */
const NOT_HERE: Count = { state: 'not-applicable', outcome: undefined, reason: 'merged' }

function countOf({ standing, due, entry }: Obligation): Count {
  // Lateness is never erased: what was waived or came to apply no longer after its limit was missed before.
  const wasMissed = entry?.missedAt !== undefined
  switch (standing) {
    case 'met':
      return due === undefined ? notApplicable('no-limit') : recorded('kept')
    case 'met-late':
      return recorded('late')
    case 'overdue':
      return recorded('missed')
    case 'waived':
      return wasMissed ? recorded('missed') : notApplicable('waived')
    case 'void':
      return wasMissed ? recorded('missed') : notApplicable('ended')
    case 'armed':
      return { state: 'pending', outcome: undefined, reason: 'waits-for-a-fact' }
    case 'open':
    case 'due-soon':
      return due === undefined
        ? notApplicable('no-limit')
        : { state: 'pending', outcome: undefined, reason: 'not-due' }
  }
}

const recorded = (outcome: Outcome): Count => ({ state: 'recorded', outcome, reason: undefined })
const notApplicable = (reason: PromiseReason): Count => ({
  state: 'not-applicable',
  outcome: undefined,
  reason,
})

import type { Start } from '#/core/plan/clock.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Plan } from '#/core/plan/plan.ts'

/**
 * Whether a moment may be known before it comes, so that time alone lets it be reached: one that is scheduled, or derived
 * from such a one, or counted from another. What people and the engine put on record has happened.
 */
export function mayLieAhead(plan: Plan, id: string): boolean {
  const moment = lookup(plan).moments.get(id)
  if (moment === undefined) return false
  return moment.scheduled || (moment.is !== undefined && startMayLieAhead(plan, moment.is))
}

function startMayLieAhead(plan: Plan, start: Start): boolean {
  switch (start.kind) {
    case 'moment':
      return mayLieAhead(plan, start.moment)
    case 'earliest':
    case 'newest':
    case 'latest':
      return start.of.some(part => startMayLieAhead(plan, part))
    case 'before':
      return startMayLieAhead(plan, start.start)
    case 'after':
    case 'end-of':
    case 'due':
    case 'share':
      return true
    case 'applies':
    case 'entered':
    case 'met':
    case 'answered':
    case 'assessed':
    case 'decided':
    case 'held':
      return false
  }
}

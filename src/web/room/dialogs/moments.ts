// Which moments people put on record, and which they may correct: as the engine has it (core/incident/moment.ts).
import type { Plan } from '#/core/plan/plan.ts'

const MARKED_BY_PEOPLE = ['occurred', 'aware', 'verified', 'contained'] as const

/** What somebody may mark or correct, the plan's own moments after those that every plan has. */
export function markable({ moments }: Plan): readonly string[] {
  const own = moments.filter(({ is, by }) => is === undefined || by !== undefined)
  return ['contained', 'verified', 'aware', 'occurred', 'detected', ...own.map(({ id }) => id)]
}

/** Marked once, it is corrected; what is scheduled is moved by marking it again. */
export function correctable({ moments }: Plan, moment: string): boolean {
  const own = moments.find(({ id }) => id === moment)
  const isBuiltIn = moment === 'detected' || MARKED_BY_PEOPLE.some(it => it === moment)
  return isBuiltIn || (own !== undefined && !own.scheduled)
}

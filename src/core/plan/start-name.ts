import type { Start } from '#/core/plan/clock.ts'
import type { Plan } from '#/core/plan/plan.ts'

/** What a start waits for, by the names that the plan gives it: moments, obligations, facts. */
export function startNames(start: Start): readonly string[] {
  switch (start.kind) {
    case 'applies':
    case 'entered':
      return [start.kind]
    case 'moment':
      return [start.moment]
    case 'met':
    case 'due':
    case 'share':
      return [start.rule]
    case 'answered':
      return [start.fact]
    case 'assessed':
      return [start.classification]
    case 'decided':
      return [start.decision]
    case 'held':
      return [start.role]
    case 'after':
    case 'before':
    case 'end-of':
      return startNames(start.start)
    case 'earliest':
    case 'newest':
    case 'latest':
      return [...new Set(start.of.flatMap(startNames))]
  }
}

/** As `startNames`; instead of a moment that nobody can mark, since it is derived, what it is derived from. */
export function wantedNames(plan: Plan, start: Start): readonly string[] {
  if ('of' in start) return [...new Set(start.of.flatMap(part => wantedNames(plan, part)))]
  if ('start' in start) return wantedNames(plan, start.start)
  if (start.kind !== 'moment') return startNames(start)
  const own = plan.moments.find(({ id }) => id === start.moment)
  return own?.is === undefined || own.by !== undefined ? [start.moment] : wantedNames(plan, own.is)
}

/** A start in the fewest words, for messages of the check: `24h after declared`. */
export function startText(start: Start): string {
  switch (start.kind) {
    case 'applies':
    case 'entered':
      return start.kind
    case 'moment':
      return start.moment
    case 'met':
      return `${start.rule} met`
    case 'due':
      return `the limit of ${start.rule}`
    case 'share':
      return `${start.percent}% of ${start.rule}`
    case 'answered':
      return start.as === undefined
        ? `the answer to ${start.fact}`
        : `the answer ${start.as.join(' or ')} to ${start.fact}`
    case 'assessed':
      return [start.classification, ...(start.level === undefined ? [] : [start.level])].join(' ')
    case 'decided':
      return start.decision
    case 'held':
      return `${start.role} held`
    case 'after':
    case 'before':
      return `${start.by.text} ${start.kind} ${startText(start.start)}`
    case 'end-of':
      return `the end of the ${start.period} of ${startText(start.start)}`
    case 'earliest':
    case 'newest':
    case 'latest':
      return `the ${start.kind} of ${start.of.map(startText).join(', ')}`
  }
}

import type { Start } from '#/core/plan/clock.ts'

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

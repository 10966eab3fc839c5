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

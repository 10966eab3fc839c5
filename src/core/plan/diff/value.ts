import type { Start } from '#/core/plan/clock.ts'
import type { Condition, Plan } from '#/core/plan/plan.ts'
import { conditionInWords } from '#/core/plan/sentence/condition.ts'
import { startInWords } from '#/core/plan/sentence/moment.ts'
import { spanInWords } from '#/core/plan/sentence/words.ts'
import type { Span } from '#/core/time.ts'

/** Any part of a compiled plan as a reader may compare it with another; empty where there is nothing. */
export function valueInWords(plan: Plan, value: unknown): string {
  if (value === undefined || value === null || value === false) return ''
  if (value === true) return 'yes'
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(one => valueInWords(plan, one)).join(', ')
  if (isSpan(value)) return spanInWords(value)
  if (isCondition(value)) return conditionInWords(plan, value)
  if (isStart(value)) return startInWords(plan, value)
  return mappingInWords(plan, value)
}

/** `subject: …; parts: …`. */
function mappingInWords(plan: Plan, value: object): string {
  return Object.entries(value)
    .filter(([key]) => key !== 'line')
    .map(([key, part]) => [key, valueInWords(plan, part)] as const)
    .filter(([, words]) => words !== '')
    .map(([key, words]) => `${key}: ${words}`)
    .join('; ')
}

function isSpan(value: object): value is Span {
  return 'unit' in value && 'text' in value
}

/** Kinds of condition by their names. What is a start too (`decided`, `held`) reads the same. */
const CONDITIONS: ReadonlySet<string> = new Set<Condition['kind']>([
  'always',
  'all',
  'any',
  'none',
  'at-least',
  'severity',
  'type',
  'source',
  'stage',
  'security',
  'reached',
  'fact',
  'done',
  'recorded',
  'escalated',
  'passed',
  'lasted',
  'during',
  'missed',
  'tier',
  'decided',
  'held',
  'in-force',
])

function isCondition(value: object): value is Condition {
  if (!('kind' in value) || typeof value.kind !== 'string') return false
  return CONDITIONS.has(value.kind) || (value.kind === 'assessed' && 'in' in value)
}

const STARTS: ReadonlySet<string> = new Set<Start['kind']>([
  'moment',
  'applies',
  'entered',
  'met',
  'earliest',
  'newest',
  'latest',
  'after',
  'before',
  'due',
  'share',
  'end-of',
  'answered',
  'assessed',
])

function isStart(value: object): value is Start {
  return 'kind' in value && typeof value.kind === 'string' && STARTS.has(value.kind)
}

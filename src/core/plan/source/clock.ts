import { z } from 'zod'

import { condition } from '#/core/plan/source/condition.ts'
import type { ConditionSource } from '#/core/plan/source/condition.ts'
import { choice, fullList, id, line, shape, span } from '#/core/plan/source/words.ts'

/** By when something is owed, and how often. */

const TIME_EXPECTED = 'a time of day in quotes, such as "17:00", or "24:00" for its end'
export const timeOfDay = z
  .string({ error: TIME_EXPECTED })
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, TIME_EXPECTED)

export type LimitSource = {
  when?: ConditionSource | undefined
  limit?: string | undefined
  aim?: string | undefined
  at?: string | undefined
  unmeasured?: string | undefined
}

const limitKeys = {
  limit: span.optional().describe('The limit: at its end it is overdue.'),
  aim: span.optional().describe('What one strives for, before the limit.'),
  at: timeOfDay.optional().describe('The limit is moved to this time of the day on which it ends.'),
  unmeasured: line
    .optional()
    .describe('A deadline that is only words, kept as those words: without undue delay.'),
}

const cases = fullList(
  shape({
    when: condition
      .optional()
      .describe('This case counts when none before it does, and this holds. Without it, always.'),
    ...limitKeys,
  }).meta({ minProperties: 1 }),
  'a list of cases, such as [{when: {…}, limit: 4h}, {limit: 1d}]',
)

/** Words that a limit has as its keys cannot be levels. */
const levelId = id.regex(/^(?!(when|limit|aim|at|unmeasured)$)/, 'the id of a severity')

const byLevel = z
  .record(levelId, span, { error: 'spans by severity, such as {P0: 15m, P1: 1h}' })
  .meta({ minProperties: 1 })

export type LimitsSource = string | LimitSource[] | Record<string, string>

const LIMITS_EXPECTED =
  'a span such as 15m, 3 days or 4 working days; one for each severity, such as {P0: 15m, P1: 1h}; or a list of cases'

/** One span, one for each level, or the first case that holds. */
export const limits: z.ZodType<LimitsSource> = z.union([span, byLevel, cases], {
  error: LIMITS_EXPECTED,
})

export type CadenceSource = LimitsSource | OneSource
type OneSource = { limit: string; aim?: string | undefined; at?: string | undefined }

export const cadence: z.ZodType<CadenceSource> = z.union(
  [
    span,
    shape({ ...limitKeys, limit: span.describe('After this time without one it is overdue.') }),
    byLevel,
    cases,
  ],
  { error: 'a span such as 1d, or {aim: 2h, limit: 4h}, or as `within` by severity or by case' },
)

export const roll = shape({
  to: choice(['next-working-day', 'previous-working-day']).describe(
    'Where a limit on a day off is moved to.',
  ),
  at: timeOfDay
    .optional()
    .describe('The time of that day. Without it, the time that the limit had.'),
  when: condition.optional().describe('Only then. Without it, always.'),
  'only-shown': line
    .optional()
    .describe('The limit is not moved; readers see where it might be, and why that is open.'),
})

import { z } from 'zod'

import { LEVELS_MAX, TIERS_MAX } from '#/core/plan/limits.ts'
import { factTest } from '#/core/plan/source/answer.ts'
import type { FactTestSource } from '#/core/plan/source/answer.ts'
import { start } from '#/core/plan/source/start.ts'
import type { StartSource } from '#/core/plan/source/start.ts'
import {
  entries,
  flag,
  fullList,
  id,
  ids,
  oneOrMany,
  shape,
  span,
  whole,
} from '#/core/plan/source/words.ts'

/** When something holds: several keys in one mapping must all hold. */

export type ConditionSource = {
  severity?: string | string[] | undefined
  type?: string | string[] | undefined
  source?: string | string[] | undefined
  stage?: string | string[] | undefined
  security?: boolean | 'yes' | 'no' | undefined
  reached?: string | string[] | undefined
  fact?: Record<string, FactTestSource> | undefined
  done?: string | string[] | undefined
  recorded?: string | string[] | undefined
  escalated?: number | undefined
  assessed?: Record<string, string | string[]> | undefined
  decided?: string | string[] | undefined
  held?: string | string[] | undefined
  passed?: StartSource | undefined
  lasted?: LastedSource | undefined
  during?: string | undefined
  at?: StartSource | undefined
  missed?: string | string[] | undefined
  tier?: number | number[] | undefined
  all?: ConditionSource[] | undefined
  any?: ConditionSource[] | undefined
  none?: ConditionSource[] | undefined
  'at-least'?: number | undefined
  of?: ConditionSource[] | undefined
}

const lasted = shape({
  from: start.describe('The beginning.'),
  to: start.describe('The end; while it is not known, now.'),
  over: span.describe('Longer than this. What took exactly this long did not take longer.'),
})
export type LastedSource = z.infer<typeof lasted>

const several: z.ZodType<ConditionSource[]> = z.lazy(() =>
  fullList(condition, 'a list of conditions'),
)

const CONDITION_EXPECTED = 'a condition, such as {severity: [P0, P1]}'

export const condition: z.ZodType<ConditionSource> = shape(
  {
    severity: ids
      .optional()
      .describe('The severity is one of these. Unknown before classification.'),
    type: ids.optional().describe('The type is one of these. Unknown before classification.'),
    source: ids.optional().describe('The incident came from one of these detection sources.'),
    stage: ids.optional().describe('The response is in one of these stages.'),
    security: flag
      .optional()
      .describe('The type is a security type. Unknown before classification.'),
    reached: ids
      .optional()
      .describe('The moment is on record (each of them, when several are named).'),
    fact: entries(id, factTest)
      .optional()
      .describe(
        'Answers to facts: an answer, a list of answers, or a comparison such as {over: 500}.',
      ),
    done: ids
      .optional()
      .describe(
        'Each of these obligations is met, waived or void; void also counts as done while it does not apply yet.',
      ),
    recorded: ids.optional().describe('Each of these fields of the record has a value.'),
    escalated: whole(1, LEVELS_MAX)
      .optional()
      .describe('The incident was escalated to this level or above.'),
    assessed: entries(id, ids)
      .optional()
      .describe('The classification has one of these levels. Unknown before it is assessed.'),
    decided: ids
      .optional()
      .describe('Each of these decisions was taken, and has not lapsed since.'),
    held: ids.optional().describe('Somebody holds each of these roles.'),
    passed: start
      .optional()
      .describe('It is this instant or later. No while the instant is not known.'),
    lasted: lasted
      .optional()
      .describe('It took longer than this from one instant to another. No while it has not begun.'),
    during: id.optional().describe('It is working time of this calendar, now or `at` an instant.'),
    at: start.optional().describe('At which instant it is to be working time (`during`).'),
    missed: ids.optional().describe('One of these obligations was missed.'),
    tier: oneOrMany(whole(1, TIERS_MAX), 'the number of a tier, or a list of them')
      .optional()
      .describe('An affected system is of one of these tiers; of `each: system`, that system.'),
    all: several.optional().describe('All of these hold.'),
    any: several.optional().describe('One of these holds at least.'),
    none: several.optional().describe('None of these holds.'),
    'at-least': whole(1, 100).optional().describe('So many of those under `of` hold at least.'),
    of: several.optional().describe('What `at-least` counts.'),
  },
  CONDITION_EXPECTED,
).meta({
  id: 'condition',
  description: 'When something holds. Several keys in one mapping must all hold.',
  minProperties: 1,
  dependencies: { 'at-least': ['of'], of: ['at-least'], at: ['during'] },
})

/** A moment on record, or any other condition. */
export const momentOrCondition = z.union([id, condition], { error: 'a moment or a condition' })

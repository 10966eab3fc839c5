import { z } from 'zod'

import { entries, flag, fullList, id, ids, line, shape, whole } from '#/core/plan/source/words.ts'
import { LEVELS_MAX } from '#/core/plan/limits.ts'

/** When something holds: several keys in one mapping must all hold. */

const number = z.number({ error: 'a number' })

export const answer = z.union([z.boolean(), number, line], {
  error: 'an answer: yes, no, a number or one of the choices',
})
export type AnswerSource = z.infer<typeof answer>

const comparison = shape({
  over: number.optional().describe('More than this number.'),
  'at-least': number.optional().describe('This number or more.'),
  under: number.optional().describe('Less than this number.'),
  'at-most': number.optional().describe('This number or less.'),
}).meta({ minProperties: 1 })
export type ComparisonSource = z.infer<typeof comparison>

const factTest = z.union([answer, fullList(answer, 'a list of answers'), comparison], {
  error: 'an answer, a list of answers, or a comparison such as {over: 500}',
})
export type FactTestSource = z.infer<typeof factTest>

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
  all?: ConditionSource[] | undefined
  any?: ConditionSource[] | undefined
  none?: ConditionSource[] | undefined
  'at-least'?: number | undefined
  of?: ConditionSource[] | undefined
}

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
  dependencies: { 'at-least': ['of'], of: ['at-least'] },
})

/** A moment on record, or any other condition. */
export const momentOrCondition = z.union([id, condition], { error: 'a moment or a condition' })

export type StartSource =
  | string
  | {
      met?: string | undefined
      earliest?: StartSource[] | undefined
      newest?: StartSource[] | undefined
      latest?: StartSource[] | undefined
    }

const starts: z.ZodType<StartSource[]> = z.lazy(() => fullList(start, 'a list of starts'))

export const start: z.ZodType<StartSource> = z
  .union(
    [
      id,
      shape({
        met: id.optional().describe('The instant at which this obligation was met.'),
        earliest: starts.optional().describe('The earliest of those that are known so far.'),
        newest: starts.optional().describe('The newest of those that are known so far.'),
        latest: starts.optional().describe('The latest of all, not before each of them is known.'),
      }).meta({ minProperties: 1, maxProperties: 1 }),
    ],
    {
      error:
        'a moment, `applies`, `entered`, or one of {met: …}, {earliest: […]}, {newest: […]}, {latest: […]}',
    },
  )
  .meta({
    id: 'start',
    description:
      'From when a clock counts: a moment; `applies` (when its condition came to hold); `entered` (the same, known only when that was after the first classification); {met: …}, {earliest: […]}, {newest: […]} or {latest: […]}.',
  })

import { z } from 'zod'

import { answers } from '#/core/plan/source/answer.ts'
import type { AnswerSource } from '#/core/plan/source/answer.ts'
import { choice, fullList, id, shape, span } from '#/core/plan/source/words.ts'

/** An instant of the incident: from when a clock counts, and what is waited for. */

export const PERIODS = ['year', 'quarter', 'month', 'week', 'day'] as const

export type StartSource = string | StartKeys
export type StartKeys = {
  met?: string | undefined
  earliest?: StartSource[] | undefined
  newest?: StartSource[] | undefined
  latest?: StartSource[] | undefined
  after?: StartSource | undefined
  before?: StartSource | undefined
  by?: string | undefined
  due?: string | undefined
  share?: string | undefined
  'end-of'?: (typeof PERIODS)[number] | undefined
  of?: StartSource | undefined
  answered?: string | undefined
  assessed?: string | undefined
  as?: AnswerSource | AnswerSource[] | undefined
  decided?: string | undefined
  held?: string | undefined
}

const starts: z.ZodType<StartSource[]> = z.lazy(() => fullList(start, 'a list of starts'))
const inner: z.ZodType<StartSource> = z.lazy(() => start)

const PERCENT_EXPECTED = 'a share such as 50% or 150%'
const percent = z
  .string({ error: PERCENT_EXPECTED })
  .regex(/^(?!0+(\.0+)?%$)\d{1,4}(\.\d{1,3})?%$/, PERCENT_EXPECTED)

const keys = shape({
  met: id
    .optional()
    .describe('The instant at which this obligation was met; of one that recurs, last met.'),
  earliest: starts.optional().describe('The earliest of those that are known so far.'),
  newest: starts.optional().describe('The newest of those that are known so far.'),
  latest: starts.optional().describe('The latest of all, not before each of them is known.'),
  after: inner.optional().describe('So long (`by`) after this.'),
  before: inner.optional().describe('So long (`by`) before this.'),
  by: span.optional().describe('How long, with `after` or `before`.'),
  due: id.optional().describe('The limit of this obligation.'),
  share: percent
    .optional()
    .describe('The start of an obligation (`of`) plus this share of its time, such as 150%.'),
  'end-of': choice(PERIODS)
    .optional()
    .describe('The end of the calendar period in which a start (`of`) lies.'),
  of: inner.optional().describe('Of which obligation (`share`), or of which start (`end-of`).'),
  answered: id.optional().describe('When the present answer to this fact was given.'),
  assessed: id.optional().describe('When this classification was given the level that it has.'),
  as: answers
    .optional()
    .describe('Only while it is answered, or assessed, so (`answered`, `assessed`).'),
  decided: id.optional().describe('When this decision was last taken, while it stands.'),
  held: id.optional().describe('Since when whoever holds this role holds it.'),
}).meta({
  minProperties: 1,
  maxProperties: 2,
  dependencies: {
    after: ['by'],
    before: ['by'],
    share: ['of'],
    'end-of': ['of'],
  },
})

export const start: z.ZodType<StartSource> = z
  .union([id, keys], {
    error:
      'a moment, `applies`, `entered`, or what is counted from others, such as {met: …} or {after: …, by: 24h}',
  })
  .meta({
    id: 'start',
    description:
      'An instant, such as that from which a clock counts: a moment; `applies` (when its condition, or the case in force, came to hold); `entered` (the same, known only when that was after the first classification); or one of the mappings below.',
  })

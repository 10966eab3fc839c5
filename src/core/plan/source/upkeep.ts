import { z } from 'zod'

import { QUOTA_MAX } from '#/core/plan/limits.ts'
import { PROGRAM_ACTS } from '#/core/plan/plan.ts'
import { condition } from '#/core/plan/source/condition.ts'
import { start } from '#/core/plan/source/start.ts'
import {
  choice,
  elementKeys,
  fullList,
  id,
  line,
  list,
  shape,
  span,
  whole,
} from '#/core/plan/source/words.ts'

/** What recurs outside incidents, and what is kept after them. */

const occasion = shape({
  when: condition.optional().describe('Only after incidents of which this holds at their end.'),
  from: id
    .optional()
    .describe('The moment of the incident from which it counts. Without it, closed.'),
  occasion: line
    .optional()
    .describe('Something other than an incident, in words: whoever sees it puts it on record.'),
  within: span.optional().describe('Within this time. Without it, no limit is set.'),
}).meta({ minProperties: 1 })

const quota = shape({
  least: whole(1, QUOTA_MAX).describe('So many times at least.'),
  per: span.describe('In each of these calendar periods: 1mo, 1q, 1y, 2y.'),
  of: fullList(line, 'a list of topics')
    .optional()
    .describe(
      'So many different ones of these topics must be covered, whatever the number of times.',
    ),
})

export const programEntry = shape({
  ...elementKeys,
  do: choice(PROGRAM_ACTS).describe('What recurs.'),
  every: span.optional().describe('At the latest so long after the last time.'),
  after: z
    .union([z.literal('each-incident'), occasion], {
      error: '`each-incident`, or {when: …, within: …}, or {occasion: …, within: …}',
    })
    .optional()
    .describe('Also after each incident, after some incidents, or after something else.'),
  quota: quota.optional().describe('So many times in each calendar period, or so many topics.'),
  topics: list(line, 'a list of topics').optional().describe('Topics to be covered.'),
  by: id.optional().describe('Who sees to it: a role, position or group.'),
  calendar: id
    .optional()
    .describe('Calendar of its times. Without it, the first of the plan for working days.'),
})
export type ProgramEntrySource = z.infer<typeof programEntry>

export const retention = shape({
  ...elementKeys,
  kind: id.describe('Kind of evidence or record.'),
  keep: span.optional().describe('For how long. Without it, without end.'),
  from: start.optional().describe('From when. Without it, from closing.'),
  hold: condition
    .optional()
    .describe('While this holds, or cannot be told, nothing is given up: a legal hold.'),
})

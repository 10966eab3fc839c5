import { z } from 'zod'

import { parseDate } from '#/core/date.ts'
import { answer } from '#/core/plan/source/answer.ts'
import { condition } from '#/core/plan/source/condition.ts'
import { start } from '#/core/plan/source/start.ts'
import { LEVELS_MAX } from '#/core/plan/limits.ts'
import {
  cite,
  entries,
  id,
  ids,
  line,
  oneOrMany,
  shape,
  text,
  whole,
} from '#/core/plan/source/words.ts'

/** A regime that a plan switches on: what the plan answers for all its incidents, and by what names it knows things. */

export const use = shape({
  cite: cite
    .optional()
    .describe('Clauses that the obligations and classifications of the regime carry out.'),
  entity: entries(id, answer)
    .optional()
    .describe('What the organisation is, as the regime asks: {kind: credit-institution}.'),
  calendar: id
    .optional()
    .describe(
      'Calendar of the plan on which its times are counted. Without it, that of the regime; else days are those of the zone of the plan, and working days those of its first calendar.',
    ),
  by: entries(id, id)
    .optional()
    .describe('Who of the plan stands for whom the regime names: a role, position or group.'),
  to: entries(id, id).optional().describe('Which audience of the plan is meant by each of its.'),
  facts: entries(id, condition)
    .optional()
    .describe(
      'Questions of the regime that the plan asks already: each is answered by this condition, and not asked again.',
    ),
  moments: entries(id, start)
    .optional()
    .describe('When its moments are, where the plan tells it otherwise than the regime.'),
  same: entries(id, id)
    .optional()
    .describe(
      'Obligations of the regime that one of the plan carries out: that one then stands for it.',
    ),
  'leave-out': entries(id, text)
    .optional()
    .describe(
      'Obligations of the regime that are left out, each with the reason. Shown to readers.',
    ),
  stage: id.optional().describe('Stage of the plan under which its obligations are shown.'),
  late: shape({
    escalate: whole(1, LEVELS_MAX).optional().describe('Level of the escalation ladder.'),
    notify: ids.optional().describe('Audiences, roles, positions or groups that are told.'),
  })
    .optional()
    .describe('What happens by itself when one of its obligations is missed.'),
})
export type UseSource = z.infer<typeof use>

/** From when until when something is in force: from the beginning of the first day, up to the beginning of the other. */
const DAY_EXPECTED = 'a day, such as 2025-01-17'
const day = z
  .string({ error: DAY_EXPECTED })
  .regex(/^\d{4}-\d{2}-\d{2}$/, DAY_EXPECTED)
  .refine(text => parseDate(text) !== undefined, { error: DAY_EXPECTED })
export const inForce = shape({
  since: day.optional().describe('The first day.'),
  until: day.optional().describe('The first day on which it is no longer in force.'),
  unverified: text.optional().describe('Why these days are not certain. Shown to every reader.'),
}).meta({ minProperties: 1 })

export const reportNames = oneOrMany(line, 'a name, or a list of names')

import type { z } from 'zod'

import { condition } from '#/core/plan/source/condition.ts'
import {
  choice,
  elementKeys,
  entries,
  id,
  ids,
  line,
  list,
  shape,
  text,
} from '#/core/plan/source/words.ts'

/** How bad it is, in one or several respects, and how the levels are given. */

const gradeKeys = {
  ...elementKeys,
  means: text.optional().describe('Definition shown to who classifies.'),
  examples: list(line, 'a list of examples')
    .optional()
    .describe('Examples shown to who classifies.'),
  propose: condition
    .optional()
    .describe('When this holds the level is proposed; the worst that holds wins.'),
  floor: condition.optional().describe('While this holds no milder level may be given.'),
}

const grade = shape(gradeKeys)
export type GradeSource = z.infer<typeof grade>

export const severity = shape({
  ...gradeKeys,
  labels: list(line, 'a list of words')
    .optional()
    .describe('Words that machines use for it in a severity or priority label.'),
})

const classifyingKeys = {
  'in-doubt': choice(['ask', 'higher'])
    .optional()
    .describe(
      'While it cannot be told whether a worse level is proposed: `ask` for what is missing, or propose the `higher`. Without it, ask.',
    ),
  lower: shape({
    when: condition.optional().describe('Only then.'),
    by: ids.optional().describe('Only by these. Without it, by whoever may classify.'),
  })
    .optional()
    .describe('When a level may become milder. Always with a reason.'),
}

export const classifying = shape({ ...elementKeys, ...classifyingKeys })
export type ClassifyingSource = z.infer<typeof classifying>

export const classification = shape({
  ...elementKeys,
  ...classifyingKeys,
  by: id.optional().describe('Who assesses it: a role, position or group.'),
  levels: entries(id, grade).describe('Its levels, worst first.'),
})

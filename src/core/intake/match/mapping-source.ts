import { z } from 'zod'

import { fullList, list, shape } from '#/core/plan/source/words.ts'
import { conditionSource } from '#/core/intake/match/source.ts'
import type { ConditionSource } from '#/core/intake/match/source.ts'

/** Text with places (`{{item.host}}`), one that holds under a condition only, or several: the first that says something counts. */
export type ChoiceSource = string | CaseSource | (string | CaseSource)[]
export type CaseSource = { when?: ConditionSource | undefined; say: string }

/** How payloads of no known form are read, as it is written. */
export type MappingSource = {
  each?: string | undefined
  when?: ConditionSource | undefined
  key?: ChoiceSource | undefined
  state?: ChoiceSource | undefined
  title: ChoiceSource
  description?: ChoiceSource | undefined
  urgency?: ChoiceSource | undefined
  source?: ChoiceSource | undefined
  url?: ChoiceSource | undefined
  starts?: ChoiceSource | undefined
  systems?: (string | CaseSource)[] | undefined
  labels?: Record<string, ChoiceSource> | undefined
}

const TEXT_CHARS_MAX = 4_096
const TEXT_EXPECTED = 'text, such as {{item.title}}'
const text = z.string({ error: TEXT_EXPECTED }).min(1, TEXT_EXPECTED).max(TEXT_CHARS_MAX)

const oneCase = shape(
  {
    when: conditionSource.optional().describe('Where it does not hold, the next one counts.'),
    say: text.describe('What is said where it holds.'),
  },
  'a case, such as {when: {field: level, over: 7}, say: critical}',
).meta({ id: 'case' })

const CHOICE_EXPECTED =
  'text, a case, or a list of them of which the first that says something counts'
const one = z.union([text, oneCase], { error: CHOICE_EXPECTED })
const choice = z.union([text, oneCase, fullList(one, 'a list of texts or cases')], {
  error: CHOICE_EXPECTED,
})

export const mappingSource = shape({
  each: text
    .optional()
    .describe('Path of a list of which each element is a report: `item`. Else the payload is one.'),
  when: conditionSource.optional().describe('What counts as a report; all else is ignored.'),
  key: choice
    .optional()
    .describe('Names the thing for as long as it lasts. Without it: the title and the systems.'),
  state: choice
    .optional()
    .describe('firing, acknowledged or resolved, or a word of the sender that means one of them.'),
  title: choice,
  description: choice.optional(),
  urgency: choice.optional().describe('The word by which the plan knows its weight.'),
  source: choice.optional().describe('A source of the plan.'),
  url: choice.optional(),
  starts: choice.optional().describe('RFC 3339, or seconds or milliseconds since 1970.'),
  systems: list(one, 'a list of texts')
    .optional()
    .describe('Each says one, or, from `*`, several.'),
  labels: z
    .record(z.string(), choice, { error: 'a mapping from names to texts' })
    .optional()
    .describe('Further words by which rules, groups and silences find it.'),
}) as unknown as z.ZodType<MappingSource>

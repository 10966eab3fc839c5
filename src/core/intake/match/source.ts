import { z } from 'zod'

import { fullList, line, oneOrMany, shape, whole } from '#/core/plan/source/words.ts'

/** A condition over what a sender said, as it is written; `condition.ts` makes the test of it. */
export type ConditionSource = {
  field?: string | string[] | undefined
  is?: Plain | Plain[] | undefined
  like?: string | string[] | undefined
  contains?: string | string[] | undefined
  matches?: string | undefined
  over?: number | undefined
  'at-least'?: number | undefined
  under?: number | undefined
  'at-most'?: number | undefined
  in?: string | string[] | undefined
  known?: boolean | 'yes' | 'no' | undefined
  'same-as'?: string | string[] | undefined
  'same-domain-as'?: string | string[] | undefined
  mentions?: string | string[] | undefined
  all?: ConditionSource[] | undefined
  any?: ConditionSource[] | undefined
  none?: ConditionSource[] | undefined
  of?: ConditionSource[] | undefined
}

export type Plain = string | number | boolean | null

const TEXT_CHARS_MAX = 4_096
const TEXT_EXPECTED = `text of at most ${TEXT_CHARS_MAX} characters`
const text = z.string({ error: TEXT_EXPECTED }).max(TEXT_CHARS_MAX, TEXT_EXPECTED)
const texts = oneOrMany(text, 'text, or a list of texts')
const number = z.number({ error: 'a number' })
const plain = z.union([text, z.number(), z.boolean(), z.null()], {
  error: 'text, a number, true, false or null',
})

/** What a path of the payload looks like is checked where it is compiled. */
export const field = oneOrMany(line, 'the path of a field, such as labels.service, or a list')

const several: z.ZodType<ConditionSource[]> = z.lazy(() =>
  fullList(conditionSource, 'a list of conditions'),
)

const CONDITION_EXPECTED = 'a condition, such as {field: labels.service, is: payments}'

export const conditionSource: z.ZodType<ConditionSource> = shape(
  {
    field: field.optional().describe('Path of a field, or several: one of them is enough.'),
    is: oneOrMany(plain, 'a value, or a list of values')
      .optional()
      .describe('The field has this value, or one of these.'),
    like: texts
      .optional()
      .describe('The whole value, with `*` for any characters; upper and lower case are the same.'),
    contains: texts
      .optional()
      .describe('The value contains this text; upper and lower case are the same.'),
    matches: text
      .optional()
      .describe('The whole value matches this regular expression (RE2, as in Prometheus).'),
    over: number.optional().describe('The value is a number above this.'),
    'at-least': z
      .union([whole(1, 1_000), number], { error: 'a number' })
      .optional()
      .describe('The value is this number or more. Beside `of`: so many of those hold.'),
    under: number.optional().describe('The value is a number below this.'),
    'at-most': number.optional().describe('The value is this number or less.'),
    in: texts.optional().describe('The value is an address in this network, such as 10.0.0.0/8.'),
    known: z
      .union([z.boolean(), z.enum(['yes', 'no'])], { error: 'true or false' })
      .optional()
      .describe('Whether the field is there and not null.'),
    'same-as': field
      .optional()
      .describe('The value is that of this other field, or of one of these: actor and target.'),
    'same-domain-as': field
      .optional()
      .describe('The value is an address of the same domain as that of this other field.'),
    mentions: field
      .optional()
      .describe('The value contains that of this other field, such as the number of an account.'),
    all: several.optional().describe('All of these hold.'),
    any: several.optional().describe('One of these holds at least.'),
    none: several.optional().describe('None of these holds.'),
    of: several.optional().describe('What `at-least` counts.'),
  },
  CONDITION_EXPECTED,
).meta({
  id: 'match',
  description: 'A test of one field, or all, any, none, at-least … of several conditions.',
  minProperties: 1,
})

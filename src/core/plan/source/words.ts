import { z } from 'zod'

import { ENTRIES_MAX, ID_LENGTH_MAX, LINE_LENGTH_MAX, TEXT_LENGTH_MAX } from '#/core/plan/limits.ts'
import { CHANNELS } from '#/core/plan/plan.ts'

/**
 * The smallest words of the plan language. By convention every error message in these schemas is what is expected there
 * ("a span such as 15m"), so that one place (`mistakes.ts`) makes whole sentences of them.
 */

export const ID_PATTERN = new RegExp(`^[A-Za-z][A-Za-z0-9-]{0,${ID_LENGTH_MAX - 1}}$`)
export const CLAUSE_ID_PATTERN = /^[\p{L}\p{N}§][\p{L}\p{N}§._():/-]{0,63}$/u
/** What `parseSpan` (core/time.ts) reads: a test there holds the two together. */
export const SPAN_PATTERN =
  /^((\d+[smh])+|\d+(mo|[dwqy])|\d+ (second|minute|hour)s?( \d+ (second|minute|hour)s?)*|\d+ (day|week|month|quarter|year|working day|working hour)s?)$/

const ID_EXPECTED = 'a name of letters, digits and hyphens that begins with a letter'
export const id = z.string({ error: ID_EXPECTED }).regex(ID_PATTERN, ID_EXPECTED)

const CLAUSE_EXPECTED = 'the id of a clause, such as C4.2'
export const clauseId = z
  .string({ error: CLAUSE_EXPECTED })
  .regex(CLAUSE_ID_PATTERN, CLAUSE_EXPECTED)
  // For editors: 4.2 without quotes is a number to them, and is read as the text that it is.
  .meta({ type: ['string', 'number'] })

const LINE_EXPECTED = `text of at most ${LINE_LENGTH_MAX} characters`
export const line = z
  .string({ error: LINE_EXPECTED })
  .min(1, LINE_EXPECTED)
  .max(LINE_LENGTH_MAX, LINE_EXPECTED)

const TEXT_EXPECTED = `text of at most ${TEXT_LENGTH_MAX} characters`
export const text = z
  .string({ error: TEXT_EXPECTED })
  .min(1, TEXT_EXPECTED)
  .max(TEXT_LENGTH_MAX, TEXT_EXPECTED)

/** A confidentiality mark: short enough for the subject of a message, and nothing that a person types at length. */
export const MARK_PATTERN = /^[A-Za-z0-9][A-Za-z0-9:+ _/-]{0,39}$/
const MARK_EXPECTED = 'a mark of at most 40 letters and digits, such as TLP:AMBER'
export const mark = z.string({ error: MARK_EXPECTED }).regex(MARK_PATTERN, MARK_EXPECTED)

const SPAN_EXPECTED =
  'a span of time: 90s, 15m, 72h or 1h30m (elapsed), 7d, 2w, 1mo, 1q or 1y (calendar), or in words: 30 minutes, 3 days, 4 working days, 8 working hours'
export const span = z.string({ error: SPAN_EXPECTED }).regex(SPAN_PATTERN, SPAN_EXPECTED)

const FLAG_EXPECTED = 'yes or no'
/** YAML 1.2 reads `yes` as a word and `true` as a truth value; people write both. */
export const flag = z.union([z.boolean(), z.enum(['yes', 'no'])], { error: FLAG_EXPECTED })

const channel = choice(CHANNELS)
export const channels = oneOrMany(channel, 'a channel, or a list of channels')

/** A whole number from `least` to `most`. */
export function whole(least: number, most: number) {
  const expected = `a whole number from ${least} to ${most}`
  return z.int({ error: expected }).min(least, expected).max(most, expected)
}

export function choice<const Words extends readonly string[]>(words: Words) {
  return z.enum(words, { error: `one of: ${words.join(', ')}` })
}

export function list<Schema extends z.ZodType>(of: Schema, expected = 'a list') {
  const most = `at most ${ENTRIES_MAX} entries`
  return z.array(of, { error: expected }).max(ENTRIES_MAX, most)
}

/** A list that says nothing when it is empty. */
export function fullList<Schema extends z.ZodType>(of: Schema, expected: string) {
  return list(of, expected).min(1, `${expected} with at least one entry`)
}

/** One alone may be written without brackets. */
export function oneOrMany<Schema extends z.ZodType>(of: Schema, expected: string) {
  return z.union([of, fullList(of, 'a list')], { error: expected })
}

export const ids = oneOrMany(id, 'a name, or a list of names')
export const idList = list(id, 'a list of names')
export const cite = oneOrMany(clauseId, 'the id of a clause, or a list of them')

/** A mapping with these keys and no others. The message for an unknown key is the list of known ones. */
export function shape<Keys extends z.ZodRawShape>(
  keys: Keys,
  expected = 'keys and values, such as {title: …}',
) {
  const known = Object.keys(keys).join(', ')
  return z.strictObject(keys, {
    error: issue => (issue.code === 'unrecognized_keys' ? known : expected),
  })
}

/** A mapping from names of the plan's own to entries of one form. */
export function entries<Key extends z.core.$ZodRecordKey, Entry extends z.ZodType>(
  key: Key,
  entry: Entry,
) {
  return z.record(key, entry, { error: 'a mapping from names to entries' })
}

/** What every element of a plan may have. */
export const elementKeys = {
  title: line.optional().describe('Name shown to people. Without it, the id in words.'),
  cite: cite
    .optional()
    .describe('The clauses of the source document that this carries out: one id or a list.'),
  unknown: text
    .optional()
    .describe('What the source document leaves open here. Shown to every reader.'),
  see: text.optional().describe('Another document that says the rest. Shown to every reader.'),
  conflict: text
    .optional()
    .describe(
      'With which clause this stands in conflict, and how it was read. Shown to every reader.',
    ),
  'recorded-only': text
    .optional()
    .describe(
      'Why this is kept and shown but not acted upon. An element with this mark is never executed.',
    ),
  law: line
    .optional()
    .describe('The article of the law that this carries out, such as Art. 33(1) GDPR.'),
  unverified: text
    .optional()
    .describe('Why this is not certain, such as: secondary source. Shown to every reader.'),
}

// Small schemas that many routes use.
import { z } from 'zod'
import { ID_LENGTH_MAX } from '#/core/incident/command.ts'

export const instantShape = z
  .string()
  .meta({ id: 'Instant', format: 'date-time', examples: ['2026-03-01T02:00:00.000Z'] })
  .describe('RFC 3339, in UTC, to the millisecond.')

/** `null` in an answer: there is none (yet). */
export const instantOrNull = instantShape.nullable()

/** An id in an address. */
export const idText = z.string().min(1).max(ID_LENGTH_MAX)

export const incidentParams = z.strictObject({
  id: idText.describe('Id of the incident, or its number.'),
})

const INT4_MAX = 2_147_483_647

/** A whole number in a query, from `min` to `max`. */
export function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/, 'a whole number')
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .meta({ type: 'integer', minimum: min, maximum: max, pattern: undefined })
}

/** A version of a log, as one says how far one has got. */
export const versionText = wholeNumber(0, INT4_MAX)

/** yes or no in a query. */
export const flag = z
  .enum(['true', 'false'])
  .transform(text => text === 'true')
  .meta({ type: 'boolean', enum: undefined })

/** Words of which any counts, in a query: `open,overdue`. */
export function anyOf<const W extends readonly [string, ...string[]]>(words: W) {
  const word = z.enum(words)
  return z
    .string()
    .transform(text => text.split(','))
    .pipe(z.array(word).max(words.length))
    .meta({ pattern: undefined, description: `Any of ${words.join(', ')}, with commas between.` })
}

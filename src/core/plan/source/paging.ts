import { z } from 'zod'

import { ROUNDS_MAX } from '#/core/plan/limits.ts'
import { channels, elementKeys, id, shape, span, whole } from '#/core/plan/source/words.ts'

/** How a page moves on; each of the three once for all, or once for each severity. */

export const PAGING_SAYS =
  'How a page moves on when nobody answers. Each of the three is said once, or for each severity; as long as an incident has none, as for the worst.'

const rounds = whole(1, ROUNDS_MAX)

function orByLevel<Value extends z.ZodType>(value: Value, expected: string) {
  const byLevel = z.record(id, value, { error: expected }).meta({ minProperties: 1 })
  return z.union([byLevel, value], { error: expected }).optional()
}

export const paging = shape({
  ...elementKeys,
  wait: orByLevel(
    span,
    'a span such as 5m, or one for each severity, such as {P0: 2m, P1: 5m}',
  ).describe('How long a page waits for an answer. Without it, 5m.'),
  rounds: orByLevel(
    rounds,
    `a whole number from 1 to ${ROUNDS_MAX}, or one for each severity, such as {P0: 5, P1: 2}`,
  ).describe('How often it goes round before the level above is woken. Without it, 3.'),
  via: orByLevel(
    channels,
    'a channel, a list of channels, or one of either for each severity, such as {P0: [sms, voice], P1: email}',
  ).describe('Channels, in order. Without it, email.'),
})

// Messages that were given up.
import { z } from 'zod'
import { CHANNELS } from '#/core/plan/plan.ts'
import { listGivenUp, sendAgain } from '#/app/deliver/dead-letters.ts'
import { problem } from '#/http/problem.ts'
import { givesJson, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { instantShape, wholeNumber } from '#/http/shapes.ts'

const LETTERS_MAX = 500

const LETTER = z
  .object({
    id: z.number().int(),
    incident: z.string(),
    version: z.number().int().describe('Of the event that sent it.'),
    message: z.string(),
    to: z.string(),
    channel: z.enum(CHANNELS),
    attempts: z.number().int(),
    reason: z.string(),
    sent: instantShape,
    given_up: instantShape,
  })
  .meta({ id: 'DeadLetter' })

export const letterRoutes: readonly Route[] = [
  route('admin', {
    method: 'GET',
    path: '/api/dead-letters',
    name: 'list-dead-letters',
    summary: 'Messages that were given up, newest first, with the reason.',
    query: z.strictObject({ limit: wholeNumber(1, LETTERS_MAX).optional() }),
    gives: givesJson(
      'The messages.',
      z.object({ letters: z.array(LETTER) }).meta({ id: 'DeadLetters' }),
    ),
    async handle({ needs, query }) {
      const letters = await listGivenUp(needs.shell, query.limit ?? LETTERS_MAX)
      return {
        answer: {
          letters: letters.map(({ id, version, message, channel, reason, ...letter }) => ({
            id,
            incident: letter.incidentId,
            version,
            message,
            to: letter.recipient,
            channel,
            attempts: letter.attempt,
            reason,
            sent: letter.createdAt,
            given_up: letter.at,
          })),
        },
      }
    },
  }),
  route('admin', {
    method: 'POST',
    path: '/api/dead-letters/{letter}/send',
    name: 'send-dead-letter',
    summary: 'Send a message again that was given up.',
    params: z.strictObject({ letter: wholeNumber(1, Number.MAX_SAFE_INTEGER) }),
    gives: givesJson('On its way.', z.object({ id: z.number() }).meta({ id: 'SentAgain' }), 202),
    async handle({ needs, params: { letter }, within }) {
      const found = await sendAgain(needs.shell, letter, within)
      return found
        ? { answer: { id: letter } }
        : { problem: problem('dead-letter-unknown', { letter }) }
    },
  }),
]

// What operators look after: tokens, messages that were given up; what machines report; and who one is oneself.
import { z } from 'zod'
import { refuse } from '#/core/refusal.ts'
import { CHANNELS } from '#/core/plan/plan.ts'
import { listGivenUp, sendAgain } from '#/app/dead-letters.ts'
import { shellWithin } from '#/app/idempotency.ts'
import { SCOPE_NAMES } from '#/app/scopes.ts'
import type { Scope } from '#/app/scopes.ts'
import { listFiring } from '#/app/signal-groups.ts'
import { allTokens, endToken, mintToken } from '#/app/tokens.ts'
import type { ShownToken } from '#/app/tokens.ts'
import { problem } from '#/http/problem.ts'
import { givesJson, givesLive, json, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { idText, instantOrNull, instantShape, wholeNumber } from '#/http/shapes.ts'

const TOKEN_NAME_LENGTH_MAX = 100
const LETTERS_MAX = 500
const GROUPS_MAX = 500

const scope = z.enum(SCOPE_NAMES as readonly [Scope, ...Scope[]])
const scopes = z.array(z.string()).readonly()

const TOKEN = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes,
    person: z.string().nullable().describe('The person that it speaks for; null for a machine.'),
    created: instantShape,
    last_used: instantOrNull.describe('To the minute.'),
    revoked: instantOrNull,
  })
  .meta({ id: 'Token' })

const NEW_TOKEN = TOKEN.extend({
  secret: z
    .string()
    .nullable()
    .describe('Shown this once. null in an answer that is repeated: it is kept nowhere.'),
}).meta({ id: 'NewToken' })

export const tokenRoutes: readonly Route[] = [
  route('admin', {
    method: 'GET',
    path: '/api/tokens',
    name: 'list-tokens',
    summary: 'Every token, revoked ones too, newest first; never with its secret.',
    gives: givesJson('The tokens.', z.object({ tokens: z.array(TOKEN) }).meta({ id: 'Tokens' })),
    handle: async ({ needs }) => ({
      answer: { tokens: (await allTokens(needs.shell)).map(shownToken) },
    }),
  }),
  route('admin', {
    method: 'POST',
    path: '/api/tokens',
    name: 'create-token',
    summary: 'Make a token. Its secret is in this answer and nowhere else.',
    takes: json(
      z.strictObject({
        name: z.string().trim().min(1).max(TOKEN_NAME_LENGTH_MAX),
        scopes: z.array(scope).min(1).max(SCOPE_NAMES.length),
        person: idText.optional().describe('The person of the directory that it speaks for.'),
      }),
    ),
    gives: givesJson('Made.', NEW_TOKEN, 201),
    // Only hashes of secrets are kept, and that holds for answers to be repeated too.
    kept: token => ({ ...token, secret: null }),
    async handle({ needs: { shell }, body, within }) {
      const db = within ?? shell.pool
      const { people } = await shell.directory.current(db)
      if (body.person !== undefined && !people.has(body.person))
        return refuse('person-unknown', { person: body.person })
      const { token, secret } = await mintToken(shell, body, db)
      return { answer: { ...shownToken(token), secret } }
    },
  }),
  route('admin', {
    method: 'POST',
    path: '/api/tokens/{token}/revoke',
    name: 'revoke-token',
    summary: 'Refuse this token from now on; on other nodes within seconds.',
    params: z.strictObject({ token: idText }),
    gives: givesJson('Revoked.', z.object({ id: z.string() }).meta({ id: 'RevokedToken' })),
    async handle({ needs, params, within }) {
      const shell = shellWithin(needs.shell, within)
      if (!(await endToken(shell, params.token))) return { problem: problem('token-not-found') }
      needs.tokens.forget()
      return { answer: { id: params.token } }
    },
  }),
]

function shownToken({ createdAt, lastUsedAt, revokedAt, ...token }: ShownToken) {
  return { ...token, created: createdAt, last_used: lastUsedAt, revoked: revokedAt }
}

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

const GROUP = z
  .object({
    key: z.string(),
    labels: z.record(z.string(), z.string()),
    round: z.number().int().describe('How often it has begun to fire.'),
    firing: z.number().int().describe('Alerts that fire now.'),
    fired: z.number().int().describe('Alerts that have fired in this round.'),
    changed: instantShape,
    incident: z.string().nullable(),
  })
  .meta({ id: 'SignalGroup' })

export const signalRoutes: readonly Route[] = [
  route('signal:read', {
    method: 'GET',
    path: '/api/signals',
    name: 'list-signals',
    summary: 'Groups of alerts that fire now, the newest change first.',
    query: z.strictObject({ limit: wholeNumber(1, GROUPS_MAX).optional() }),
    gives: givesJson(
      'The groups.',
      z.object({ groups: z.array(GROUP) }).meta({ id: 'SignalGroups' }),
    ),
    async handle({ needs, caller, query }) {
      const groups = await listFiring(needs.shell, caller, query.limit ?? GROUPS_MAX)
      return {
        answer: {
          groups: groups.map(({ key, labels, round, active, fired, changedAt, incidentId }) => ({
            key,
            labels,
            round,
            firing: active,
            fired,
            changed: changedAt,
            incident: incidentId,
          })),
        },
      }
    },
  }),
]

const ME = z
  .object({
    token: z.object({ id: z.string(), name: z.string(), scopes }),
    person: z.object({ id: z.string(), name: z.string() }).nullable(),
    acting: z.boolean().describe('An operator speaks for this person.'),
    sees_restricted: z.boolean().describe('Every restricted incident, named or not.'),
  })
  .meta({ id: 'Me' })

export const ownRoutes: readonly Route[] = [
  route('any-token', {
    method: 'GET',
    path: '/api/me',
    name: 'get-me',
    summary: 'Which token this is, and for whom it speaks.',
    gives: givesJson('Who asks.', ME),
    async handle({ needs: { shell }, caller: { token, person, acting, seesAll } }) {
      const { people } = await shell.directory.current(shell.pool)
      const { id, name, scopes: allowed } = token
      return {
        answer: {
          token: { id, name, scopes: allowed },
          person:
            person === undefined ? null : { id: person, name: people.get(person)?.name ?? person },
          acting,
          sees_restricted: seesAll,
        },
      }
    },
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/live',
    name: 'watch-all',
    summary: 'How the open incidents stand, then every change of any incident, as it happens.',
    gives: givesLive(
      '`incident` as in the list, `ready` after the open ones, `gone` for one that is hidden from now on.',
    ),
    handle: ({ needs, caller }) => ({
      answer: connection => needs.live.watchAll(connection, caller),
    }),
  }),
]

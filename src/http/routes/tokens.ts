// Tokens: made by operators, shown once, revoked at once.
import { z } from 'zod'
import { refuse } from '#/core/refusal.ts'
import { shellWithin } from '#/app/idempotency.ts'
import { SCOPE_NAMES } from '#/app/access/scopes.ts'
import type { Scope } from '#/app/access/scopes.ts'
import { allTokens, endToken, mintToken } from '#/app/access/tokens.ts'
import type { ShownToken } from '#/app/access/tokens.ts'
import { problem } from '#/http/problem.ts'
import { givesJson, json, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { idText, instantOrNull, instantShape } from '#/http/shapes.ts'

const TOKEN_NAME_LENGTH_MAX = 100

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

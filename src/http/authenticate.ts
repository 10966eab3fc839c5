// Who asks, and as whom. Every route but the open ones comes through here before its body is read.
import type { IncomingHttpHeaders } from 'node:http'
import { refuse } from '#/core/refusal.ts'
import { allows } from '#/app/scopes.ts'
import type { Scope } from '#/app/scopes.ts'
import type { Shell } from '#/app/shell.ts'
import type { ShownToken, TokenShelf } from '#/app/tokens.ts'
import { problem, refusalProblem } from '#/http/problem.ts'
import type { Problem } from '#/http/problem.ts'

/** Whoever asks. What they may see is `maySee` of app/visibility.ts, which takes a caller. */
export type Caller = {
  readonly token: Pick<ShownToken, 'id' | 'name' | 'scopes'>
  /** Whom commands are recorded as; undefined for a machine, which gives none. */
  readonly person: string | undefined
  /** An operator speaks for this person by the header Tocsin-As. */
  readonly acting: boolean
  /** Restricted incidents too. */
  readonly seesAll: boolean
}

/** Names the person for whom an operator's token speaks in this request. */
export const ACTING_HEADER = 'tocsin-as'

const SECRET_LENGTH_MAX = 200
const CHALLENGE = { 'www-authenticate': 'Bearer realm="tocsin", Basic realm="tocsin"' }

type Asking = {
  readonly shell: Pick<Shell, 'pool' | 'directory'>
  readonly tokens: TokenShelf
}

/** The caller, or why the request stops here. `asks` is what the route asks for. */
export async function authenticate(
  asking: Asking,
  headers: IncomingHttpHeaders,
  asks: Scope | 'any-token',
): Promise<{ readonly caller: Caller } | { readonly problem: Problem }> {
  const secret = secretIn(headers.authorization)
  if (secret === undefined) return challenge('token-missing')
  const bearer = await asking.tokens.bearerOf(secret)
  if (typeof bearer === 'string') return challenge(`token-${bearer}`)
  const { token } = bearer
  if (asks !== 'any-token' && !allows(token.scopes, asks))
    return { problem: problem('scope-missing', { scope: asks }) }
  if (!bearer.personKnown)
    return { problem: problem('person-gone', { person: token.person ?? '' }) }
  return identify(asking, token, headers[ACTING_HEADER])
}

function challenge(code: 'token-missing' | 'token-unknown' | 'token-revoked') {
  return { problem: { ...problem(code), headers: CHALLENGE } }
}

/**
 * An operator who acts for somebody sees what that person sees, and what they do is on record as that person's; the
 * program's own log names the token. Any other token speaks for its own person only.
 */
async function identify(
  { shell }: Asking,
  token: ShownToken,
  actingAs: string | string[] | undefined,
): Promise<{ readonly caller: Caller } | { readonly problem: Problem }> {
  if (actingAs === undefined) {
    const seesAll = allows(token.scopes, 'audit')
    return { caller: { token, person: token.person ?? undefined, acting: false, seesAll } }
  }
  if (!allows(token.scopes, 'admin')) return { problem: problem('acting-not-allowed') }
  const person = String(actingAs)
  const { people } = await shell.directory.current(shell.pool)
  if (!people.has(person))
    return { problem: refusalProblem(refuse('person-unknown', { person }).refused) }
  return { caller: { token, person, acting: true, seesAll: false } }
}

/** The secret of `Bearer SECRET`, or the password of `Basic …` for programs that know nothing else. */
function secretIn(header: string | undefined): string | undefined {
  const [, scheme = '', value = ''] = /^(bearer|basic) +(\S+) *$/i.exec(header ?? '') ?? []
  const secret =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(value, 'base64')
          .toString('utf8')
          .replace(/^[^:]*:/, '')
      : value
  return secret === '' || secret.length > SECRET_LENGTH_MAX ? undefined : secret
}

/** Whom the record names for what is no command of an incident: the person, or else the token. */
export function recordedAs({ person, token }: Caller): string {
  return person ?? token.id
}

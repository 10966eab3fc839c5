// Who asks, and as whom. Every route but the open ones comes through here before its body is read.
import type { IncomingHttpHeaders } from 'node:http'
import { refuse } from '#/core/refusal.ts'
import { allows } from '#/app/access/scopes.ts'
import type { Shell } from '#/app/shell.ts'
import type { LiveSession, Visitor } from '#/app/sign-in/sessions.ts'
import type { SignIn } from '#/app/sign-in/sign-in.ts'
import type { ShownToken, TokenShelf } from '#/app/access/tokens.ts'
import { SESSION_COOKIE } from '#/http/cookies.ts'
import { isFromPage } from '#/http/from-page.ts'
import { problem, refusalProblem } from '#/http/problem.ts'
import type { Problem } from '#/http/problem.ts'
import type { Asks } from '#/http/route.ts'

/** Whoever asks. What they may see is `maySee` of app/visibility.ts, which takes a caller. */
export type Caller = {
  readonly token: Pick<ShownToken, 'id' | 'name' | 'scopes'>
  /** Whom commands are recorded as; undefined for a machine, which gives none. */
  readonly person: string | undefined
  /** An operator speaks for this person by the header Tocsin-As. */
  readonly acting: boolean
  /** Restricted incidents too. */
  readonly seesAll: boolean
  /** Signed in on our page; undefined for whoever comes with a token. */
  readonly session: LiveSession | undefined
}

/** Names the person for whom an operator's token speaks in this request. */
export const ACTING_HEADER = 'tocsin-as'

const SECRET_LENGTH_MAX = 200

type Asking = {
  readonly shell: Pick<Shell, 'pool' | 'directory' | 'publicUrl'>
  readonly tokens: TokenShelf
  readonly signIn: Pick<SignIn, 'sessions'>
}

/** What is looked at of a request. */
type Request = {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly ip: string
  readonly cookies: Readonly<Record<string, string | undefined>>
}

type Known = { readonly caller: Caller } | { readonly problem: Problem }

/** The caller, or why the request stops here. `asks` is what the route asks for. */
export async function authenticate(
  asking: Asking,
  request: Request,
  asks: Exclude<Asks, 'open'>,
): Promise<Known | { readonly caller: undefined }> {
  const { headers } = request
  if (asks === 'page')
    return isFromPage(asking.shell.publicUrl, headers)
      ? { caller: undefined }
      : { problem: problem('not-from-page') }
  const secret = secretIn(headers.authorization)
  const cookie = request.cookies[SESSION_COOKIE]
  if (secret === undefined && cookie !== undefined) return bySession(asking, request, cookie, asks)
  if (secret === undefined) return challenge(headers, 'token-missing')
  return byToken(asking, headers, secret, asks)
}

async function byToken(
  asking: Asking,
  headers: IncomingHttpHeaders,
  secret: string,
  asks: Exclude<Asks, 'open' | 'page'>,
): Promise<Known> {
  const bearer = await asking.tokens.bearerOf(secret)
  if (typeof bearer === 'string') return challenge(headers, `token-${bearer}`)
  const { token } = bearer
  if (asks === 'session') return { problem: problem('session-needed') }
  if (asks !== 'any-token' && !allows(token.scopes, asks))
    return { problem: problem('scope-missing', { scope: asks }) }
  if (!bearer.personKnown)
    return { problem: problem('person-gone', { person: token.person ?? '' }) }
  return identify(asking, token, headers[ACTING_HEADER])
}

/** People act as themselves alone, and see restricted incidents only where they are named. */
async function bySession(
  { shell, signIn }: Asking,
  request: Request,
  secret: string,
  asks: Exclude<Asks, 'open' | 'page'>,
): Promise<Known> {
  const { headers, method } = request
  // Another site's page can make a browser send the cookie, but neither this header nor a false origin.
  if (method !== 'GET' && !isFromPage(shell.publicUrl, headers))
    return { problem: problem('not-from-page') }
  const session = await signIn.sessions.sessionOf(secret, visitorOf(request))
  if (session === undefined) return challenge(headers, 'session-ended')
  if (session.isPending) return challenge(headers, 'second-factor-needed')
  const { person, name, scopes } = session.member
  if (asks !== 'any-token' && asks !== 'session' && !allows(scopes, asks))
    return { problem: problem('scope-missing', { scope: asks }) }
  if (headers[ACTING_HEADER] !== undefined) return { problem: problem('acting-not-allowed') }
  const token = { id: session.id, name, scopes }
  return { caller: { token, person, acting: false, seesAll: false, session } }
}

/** From where somebody comes; a proxy on this machine is believed. */
export function visitorOf({ ip, headers }: Pick<Request, 'ip' | 'headers'>): Visitor {
  return { address: ip, agent: headers['user-agent'] ?? '' }
}

type Challenge =
  | 'token-missing'
  | 'token-unknown'
  | 'token-revoked'
  | 'session-ended'
  | 'second-factor-needed'

/** A browser would ask for a password in a window of its own where it is offered basic authentication. */
function challenge(headers: IncomingHttpHeaders, code: Challenge): { readonly problem: Problem } {
  const bearer = 'Bearer realm="tocsin"'
  const offered =
    headers['sec-fetch-mode'] === undefined ? `${bearer}, Basic realm="tocsin"` : bearer
  return { problem: { ...problem(code), headers: { 'www-authenticate': offered } } }
}

/**
 * An operator who acts for somebody sees what that person sees, and what they do is on record as that person's; the
 * program's own log names the token. Any other token speaks for its own person only.
 */
async function identify(
  { shell }: Asking,
  token: ShownToken,
  actingAs: string | string[] | undefined,
): Promise<Known> {
  if (actingAs === undefined) {
    const seesAll = allows(token.scopes, 'audit')
    const person = token.person ?? undefined
    return { caller: { token, person, acting: false, seesAll, session: undefined } }
  }
  if (!allows(token.scopes, 'admin')) return { problem: problem('acting-not-allowed') }
  const person = String(actingAs)
  const { people } = await shell.directory.current(shell.pool)
  if (!people.has(person))
    return { problem: refusalProblem(refuse('person-unknown', { person }).refused) }
  return { caller: { token, person, acting: true, seesAll: false, session: undefined } }
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

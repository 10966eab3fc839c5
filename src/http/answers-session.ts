// What the page is told about who is signed in, and what signing in answers with.
import { z } from 'zod'
import { hasAccounts } from '#/app/sign-in/accounts.ts'
import { PROVIDER_ID } from '#/app/sign-in/provider.ts'
import type { Provider } from '#/app/sign-in/provider.ts'
import { relyingParty } from '#/app/sign-in/relying-party.ts'
import { MEMBER_ROLES } from '#/app/sign-in/roles.ts'
import { SESSION_LIFE_MS } from '#/app/sign-in/sessions.ts'
import type { LiveSession, Visitor } from '#/app/sign-in/sessions.ts'
import { SESSION_COOKIE } from '#/http/cookies.ts'
import type { SetCookie } from '#/http/cookies.ts'
import type { Needs } from '#/http/needs.ts'
import type { Visiting } from '#/http/route.ts'

export const memberRole = z.enum(MEMBER_ROLES).meta({ id: 'MemberRole' })

export const SESSION = z
  .object({
    state: z
      .enum(['set-up', 'signed-out', 'second-factor', 'signed-in'])
      .describe(
        '`set-up`: nobody can sign in yet; the program printed a link that lets the first one in.',
      ),
    person: z.object({ id: z.string(), name: z.string() }).nullable(),
    role: memberRole.nullable(),
    scopes: z.array(z.string()).readonly(),
    session: z.string().nullable().describe('Its id; the secret is in the cookie.'),
    ways: z
      .object({
        password: z.boolean().describe('false: for owners alone.'),
        passkey: z.boolean(),
        oidc: z.array(z.object({ id: z.string(), title: z.string() })).readonly(),
        break_glass: z.boolean().describe('Recovery codes of owners sign in, on record.'),
      })
      .describe('How one may sign in here.'),
    first_run: z.boolean().describe('Nobody has an account yet.'),
  })
  .meta({ id: 'Session' })

export const SIGNED_OUT = SESSION.extend({
  provider_sign_out: z
    .string()
    .nullable()
    .describe('Where to go to sign out at the identity provider too.'),
}).meta({ id: 'SignedOut' })

type SessionAnswer = z.input<typeof SESSION>

/** The session that a browser is in, by its cookie. */
export async function sessionIn(
  { signIn }: Pick<Needs, 'signIn'>,
  visitor: Visitor & Pick<Visiting, 'cookies'>,
): Promise<LiveSession | undefined> {
  const secret = visitor.cookies[SESSION_COOKIE]
  return secret === undefined ? undefined : signIn.sessions.sessionOf(secret, visitor)
}

/** What `get-session` answers. */
export async function showSession(
  { shell, signIn }: Pick<Needs, 'shell' | 'signIn'>,
  session: LiveSession | undefined,
  { origin }: Pick<Visiting, 'origin'>,
): Promise<SessionAnswer> {
  const isFirst = session === undefined && !(await hasAccounts(shell.pool))
  const ways = {
    password: signIn.hasPasswords,
    passkey: relyingParty(shell.publicUrl, origin) !== undefined,
    oidc: signIn.provider === undefined ? [] : [shownProvider(signIn.provider)],
    break_glass: signIn.provider !== undefined,
  }
  const base = { ways, first_run: isFirst }
  if (session === undefined) return { ...base, ...NOBODY, state: isFirst ? 'set-up' : 'signed-out' }
  const { person, name, role, scopes } = session.member
  // Who has given only the password learns nothing that they did not know.
  if (session.isPending) return { ...base, ...NOBODY, state: 'second-factor' }
  const who = { person: { id: person, name }, role, scopes }
  return { ...base, ...who, state: 'signed-in', session: session.id }
}

function shownProvider({ settings }: Provider) {
  return { id: PROVIDER_ID, title: settings.title }
}

const NOBODY = { person: null, role: null, scopes: [], session: null }

/** Keeps the secret of a session where only the browser itself can read it. */
export function sessionCookie(secret: string): SetCookie {
  return { name: SESSION_COOKIE, value: secret, seconds: SESSION_LIFE_MS / 1_000 }
}

export const NO_SESSION_COOKIE: SetCookie = { name: SESSION_COOKIE, value: '', seconds: 0 }

// One's own account: how one signs in, and where one is signed in.
import { z } from 'zod'
import * as own from '#/app/sign-in/own.ts'
import { beginRegistration, PASSKEYS_MAX, register } from '#/app/sign-in/passkeys.ts'
import { inOne } from '#/app/sign-in/in-one.ts'
import { no } from '#/app/sign-in/refusals.ts'
import { relyingParty } from '#/app/sign-in/relying-party.ts'
import { isFresh } from '#/app/sign-in/sessions.ts'
import type { LiveSession } from '#/app/sign-in/sessions.ts'
import { assert } from '#/core/assert.ts'
import { ACCOUNT_DONE } from '#/http/answers-account.ts'
import { memberRole } from '#/http/answers-session.ts'
import type { Caller } from '#/http/authenticate.ts'
import {
  begun,
  BEGUN,
  NEW_PASSKEY,
  passkeyName,
  passwordText,
  registration,
} from '#/http/credential-shapes.ts'
import { forgetSessions } from '#/http/entered.ts'
import { givesJson, json, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { idText, instantOrNull, instantShape } from '#/http/shapes.ts'
import { saidNo } from '#/http/sign-in-problem.ts'

const ACCOUNT = z
  .object({
    person: z.object({ id: z.string(), name: z.string() }),
    role: memberRole,
    password: z.object({ set: z.boolean(), changed: instantOrNull }),
    totp: z.object({ on: z.boolean(), since: instantOrNull }),
    recovery_codes: z.object({ left: z.number().int(), made: instantOrNull }),
    passkeys: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        created: instantShape,
        last_used: instantOrNull,
        backed_up: z.boolean().describe('Kept by a provider too, and so on several devices.'),
      }),
    ),
    sessions: z.array(
      z.object({
        id: z.string(),
        this: z.boolean().describe('The one that asks.'),
        way: z.string(),
        agent: z.string(),
        address: z.string(),
        since: instantShape,
        last_seen: instantShape.describe('To the minute.'),
      }),
    ),
    oidc: z.boolean().describe('Signs in through the identity provider.'),
  })
  .meta({ id: 'Account' })

export const accountRoutes: readonly Route[] = [
  route('session', {
    method: 'GET',
    path: '/api/account',
    name: 'get-account',
    summary: 'How one signs in, and where one is signed in.',
    gives: givesJson('One’s own account.', ACCOUNT),
    async handle({ needs: { shell }, caller }) {
      const session = sessionOf(caller)
      return { answer: shown(session, await own.readOwn(shell, shell.pool, session)) }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/password',
    name: 'change-password',
    summary: 'Set a password, or another one. One’s other sessions end.',
    takesSecret: true,
    takes: json(z.strictObject({ current: passwordText.optional(), password: passwordText })),
    gives: givesJson('Changed.', ACCOUNT_DONE),
    async handle({ needs, caller, body, within, visitor, afterwards }) {
      const asked = {
        session: sessionOf(caller),
        current: body.current,
        password: body.password,
        address: visitor.address,
      }
      const result = await own.changePassword(needs.shell, needs.signIn, within, asked)
      afterwards(() => forgetSessions(needs))
      return 'no' in result ? saidNo(result) : { answer: result }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/passkeys/begin',
    name: 'begin-passkey',
    summary: 'A question to which a new passkey is the answer.',
    gives: givesJson('The question, for `navigator.credentials.create`.', BEGUN),
    async handle({ needs: { shell }, caller, within, visitor }) {
      if (!isFresh(sessionOf(caller), shell.now())) return saidNo(no('sign-in-again'))
      const party = relyingParty(shell.publicUrl, visitor.origin)
      if (party === undefined) return saidNo(no('passkey-failed'))
      const { account, name } = sessionOf(caller).member
      const asked = { party, purpose: account, name, account }
      return { answer: begun(await beginRegistration(shell, within ?? shell.pool, asked)) }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/passkeys',
    name: 'add-passkey',
    summary: `Keep a passkey; at most ${PASSKEYS_MAX}.`,
    takes: json(NEW_PASSKEY),
    gives: givesJson('Kept.', z.object({ passkey: z.string() }).meta({ id: 'AddedPasskey' }), 201),
    async handle({ needs: { shell }, caller, body, within, visitor }) {
      if (!isFresh(sessionOf(caller), shell.now())) return saidNo(no('sign-in-again'))
      const party = relyingParty(shell.publicUrl, visitor.origin)
      if (party === undefined) return saidNo(no('passkey-failed'))
      const { account: id, person } = sessionOf(caller).member
      const asked = {
        party,
        purpose: id,
        account: { id, person },
        registration: registration(body),
      }
      const result = await inOne<{ readonly passkey: string }>(shell, within, tx =>
        register(shell, tx, asked),
      )
      return 'no' in result ? saidNo(result) : { answer: result }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/passkeys/{passkey}/rename',
    name: 'rename-passkey',
    summary: 'Call a passkey something else.',
    params: z.strictObject({ passkey: idText }),
    takes: json(z.strictObject({ name: passkeyName })),
    gives: givesJson('Renamed.', ACCOUNT_DONE),
    async handle({ needs, caller, params, body, within }) {
      const asked = { session: sessionOf(caller), ...params, ...body }
      const result = await own.rename(needs.shell, within, asked)
      return 'no' in result ? saidNo(result) : { answer: result }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/passkeys/{passkey}/remove',
    name: 'remove-passkey',
    summary: 'Let a passkey sign in no more.',
    params: z.strictObject({ passkey: idText }),
    gives: givesJson('Removed.', ACCOUNT_DONE),
    async handle({ needs, caller, params, within }) {
      const asked = { session: sessionOf(caller), ...params }
      const result = await own.remove(needs.shell, within, asked)
      return 'no' in result ? saidNo(result) : { answer: result }
    },
  }),
]

/** What a route that asks for a session has. */
export function sessionOf({ session }: Caller): LiveSession {
  assert(session !== undefined, 'a route that asks for a session is asked by one')
  return session
}

function shown({ id, member }: LiveSession, account: own.OwnAccount): z.input<typeof ACCOUNT> {
  const { passwordHash, passwordAt, subject } = account.account
  return {
    person: { id: member.person, name: member.name },
    role: member.role,
    password: { set: passwordHash !== null, changed: passwordHash === null ? null : passwordAt },
    totp: { on: account.totpSince !== null, since: account.totpSince },
    recovery_codes: account.codes,
    passkeys: account.passkeys.map(passkey => ({
      id: passkey.id,
      name: passkey.name,
      created: passkey.createdAt,
      last_used: passkey.lastUsedAt,
      backed_up: passkey.isBackedUp,
    })),
    sessions: account.sessions.map(session => ({
      id: session.id,
      this: session.id === id,
      way: session.way,
      agent: session.agent,
      address: session.address,
      since: session.since,
      last_seen: session.seenAt,
    })),
    oidc: subject !== null,
  }
}

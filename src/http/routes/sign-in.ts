// Signing in and out, and who is signed in.
import { z } from 'zod'
import { LOGIN_LENGTH_MAX, signInByPassword } from '#/app/sign-in/by-password.ts'
import { signOut } from '#/app/sign-in/leave.ts'
import { beginSignIn, signInByPasskey } from '#/app/sign-in/passkeys.ts'
import { PASSWORD_LENGTH_MAX } from '#/app/sign-in/password.ts'
import { no } from '#/app/sign-in/refusals.ts'
import { relyingParty } from '#/app/sign-in/relying-party.ts'
import { giveSecondFactor } from '#/app/sign-in/second-factor.ts'
import {
  NO_SESSION_COOKIE,
  SESSION,
  sessionIn,
  showSession,
  SIGNED_OUT,
} from '#/http/answers-session.ts'
import { authentication, begun, BEGUN, codeText, PASSKEY_ANSWER } from '#/http/credential-shapes.ts'
import { entered, forgetSessions } from '#/http/entered.ts'
import { givesJson, json, openRoute, pageRoute } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { saidNo } from '#/http/sign-in-problem.ts'

export const signInRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/api/session',
    name: 'get-session',
    summary: 'Who is signed in with this browser, and how one may sign in.',
    gives: givesJson('How it stands.', SESSION),
    handle: async ({ needs, visitor }) => ({
      answer: await showSession(needs, await sessionIn(needs, visitor), visitor),
    }),
  }),
  pageRoute({
    method: 'POST',
    path: '/api/sign-in/password',
    name: 'sign-in-password',
    summary: 'Sign in by a name, or an e-mail address, and a password.',
    takes: json(
      z.strictObject({
        login: z.string().trim().min(1).max(LOGIN_LENGTH_MAX),
        password: z.string().min(1).max(PASSWORD_LENGTH_MAX),
      }),
    ),
    gives: givesJson('Signed in, or a second factor is wanted: `state` says which.', SESSION),
    handle: async ({ needs, body, visitor }) =>
      entered(needs, visitor, () =>
        signInByPassword(needs.shell, needs.signIn, { ...body, from: visitor }),
      ),
  }),
  pageRoute({
    method: 'POST',
    path: '/api/sign-in/second-factor',
    name: 'sign-in-second-factor',
    summary: 'Give what is wanted besides the password: a code of the app, or a recovery code.',
    takes: json(z.strictObject({ code: codeText })),
    gives: givesJson('Signed in.', SESSION),
    async handle({ needs, body, visitor }) {
      const session = await sessionIn(needs, visitor)
      if (session?.isPending !== true) return saidNo(no('session-ended'))
      return entered(needs, visitor, () =>
        giveSecondFactor(needs.shell, needs.signIn, { session, ...body, from: visitor }),
      )
    },
  }),
  pageRoute({
    method: 'POST',
    path: '/api/sign-in/passkey/begin',
    name: 'begin-passkey-sign-in',
    summary: 'A question that any passkey of this installation can answer.',
    gives: givesJson('The question, for `navigator.credentials.get`.', BEGUN),
    async handle({ needs: { shell }, visitor }) {
      const party = relyingParty(shell.publicUrl, visitor.origin)
      if (party === undefined) return saidNo(no('passkey-failed'))
      return { answer: begun(await beginSignIn(shell, shell.pool, party)) }
    },
  }),
  pageRoute({
    method: 'POST',
    path: '/api/sign-in/passkey',
    name: 'sign-in-passkey',
    summary: 'Sign in by a passkey, with its answer to the question.',
    takes: json(PASSKEY_ANSWER),
    gives: givesJson('Signed in.', SESSION),
    async handle({ needs, body, visitor }) {
      const party = relyingParty(needs.shell.publicUrl, visitor.origin)
      if (party === undefined) return saidNo(no('passkey-failed'))
      const { challenge } = body
      const response = authentication(body.response)
      return entered(needs, visitor, () =>
        signInByPasskey(needs.shell, { party, challenge, response, from: visitor }),
      )
    },
  }),
  pageRoute({
    method: 'POST',
    path: '/api/sign-out',
    name: 'sign-out',
    summary: 'End the session of this browser.',
    gives: givesJson('How it stands now.', SIGNED_OUT),
    async handle({ needs, visitor }) {
      const session = await sessionIn(needs, visitor)
      if (session !== undefined) await signOut(needs.shell, session)
      forgetSessions(needs)
      const url = session?.way === 'oidc' ? await needs.signIn.provider?.signOutUrl() : undefined
      const now = await showSession(needs, undefined, visitor)
      return { answer: { ...now, provider_sign_out: url ?? null }, cookies: [NO_SESSION_COOKIE] }
    },
  }),
]

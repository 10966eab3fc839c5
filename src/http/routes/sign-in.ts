// Signing in and out, and who is signed in.
import { z } from 'zod'
import { LOGIN_LENGTH_MAX, signInByPassword } from '#/app/sign-in/by-password.ts'
import { signOut } from '#/app/sign-in/leave.ts'
import { PASSWORD_LENGTH_MAX } from '#/app/sign-in/password.ts'
import { NO_SESSION_COOKIE, SESSION, sessionIn, showSession } from '#/http/answers-session.ts'
import { entered, forgetSessions } from '#/http/entered.ts'
import { givesJson, json, openRoute, pageRoute } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'

export const signInRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/api/session',
    name: 'get-session',
    summary: 'Who is signed in with this browser, and how one may sign in.',
    gives: givesJson('How it stands.', SESSION),
    handle: async ({ needs, visitor }) => ({
      answer: await showSession(needs, await sessionIn(needs, visitor)),
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
    path: '/api/sign-out',
    name: 'sign-out',
    summary: 'End the session of this browser.',
    gives: givesJson('How it stands now.', SESSION),
    async handle({ needs, visitor }) {
      const session = await sessionIn(needs, visitor)
      if (session !== undefined) await signOut(needs.shell, session)
      forgetSessions(needs)
      return { answer: await showSession(needs, undefined), cookies: [NO_SESSION_COOKIE] }
    },
  }),
]

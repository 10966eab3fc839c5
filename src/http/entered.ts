import type { Entered } from '#/app/sign-in/enter.ts'
import { signOut } from '#/app/sign-in/leave.ts'
import { PasswordsBusy } from '#/app/sign-in/password.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import { sessionCookie, sessionIn, showSession } from '#/http/answers-session.ts'
import type { SESSION } from '#/http/answers-session.ts'
import { SESSION_COOKIE } from '#/http/cookies.ts'
import type { Needs } from '#/http/needs.ts'
import { problem } from '#/http/problem.ts'
import type { Reply, Visiting } from '#/http/route.ts'
import { saidNo } from '#/http/sign-in-problem.ts'
import type { z } from 'zod'

/** Answers to whoever signs in: with a session of their own and its cookie, or with why not. */
export async function entered(
  needs: Needs,
  visitor: Visiting,
  signIn: () => Promise<Entered | SignInRefusal>,
): Promise<Reply<z.input<typeof SESSION>>> {
  const before = await sessionIn(needs, visitor)
  const result = await signIn().catch((error: unknown) => {
    if (error instanceof PasswordsBusy) return { problem: problem('not-ready') }
    throw error
  })
  if ('problem' in result) return result
  if ('no' in result) return saidNo(result)
  // The browser forgets the secret of the session before, so nobody shall have it.
  if (before !== undefined) await signOut(needs.shell, before)
  forgetSessions(needs)
  const cookies = { [SESSION_COOKIE]: result.secret }
  const session = await sessionIn(needs, { ...visitor, cookies })
  return {
    answer: await showSession(needs, session, visitor),
    cookies: [sessionCookie(result.secret)],
  }
}

/** Something about sessions or accounts changed: everyone is looked at anew, those who watch a stream too. */
export function forgetSessions({ signIn, live }: Pick<Needs, 'signIn' | 'live'>): void {
  signIn.sessions.forget()
  live.askAgain()
}

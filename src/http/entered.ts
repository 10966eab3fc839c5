import type { Entered } from '#/app/sign-in/enter.ts'
import { signOut } from '#/app/sign-in/leave.ts'
import { PasswordsBusy } from '#/app/sign-in/password.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import { sessionCookie, sessionIn, showSession } from '#/http/answers-session.ts'
import type { SESSION } from '#/http/answers-session.ts'
import { SESSION_COOKIE } from '#/http/cookies.ts'
import type { SetCookie } from '#/http/cookies.ts'
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
  const result = await signIn().catch((error: unknown) => {
    if (error instanceof PasswordsBusy) return { problem: problem('not-ready') }
    throw error
  })
  if ('problem' in result) return result
  if ('no' in result) return saidNo(result)
  const cookies = await begun(needs, visitor, result)
  const session = await sessionIn(needs, {
    ...visitor,
    cookies: { [SESSION_COOKIE]: result.secret },
  })
  return { answer: await showSession(needs, session, visitor), cookies }
}

/** The cookie of a session that has begun. The browser forgets the one before, so nobody shall have that. */
export async function begun(
  needs: Pick<Needs, 'shell' | 'signIn' | 'live'>,
  visitor: Visiting,
  { secret }: Entered,
): Promise<readonly SetCookie[]> {
  const before = await sessionIn(needs, visitor)
  if (before !== undefined) await signOut(needs.shell, before)
  forgetSessions(needs)
  return [sessionCookie(secret)]
}

/** Something about sessions or accounts changed: everyone is looked at anew, those who watch a stream too. */
export function forgetSessions({ signIn, live }: Pick<Needs, 'signIn' | 'live'>): void {
  signIn.sessions.forget()
  live.askAgain()
}

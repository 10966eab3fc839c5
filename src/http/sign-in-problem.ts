import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import { problem } from '#/http/problem.ts'
import type { Problem } from '#/http/problem.ts'

/** What is answered to a refusal of signing in; whoever guesses is told when to come again. */
export function saidNo({ no, about }: SignInRefusal): { readonly problem: Problem } {
  const what = problem(no, about)
  const seconds = about?.['seconds']
  if (seconds === undefined) return { problem: what }
  return { problem: { ...what, headers: { 'retry-after': String(seconds) } } }
}

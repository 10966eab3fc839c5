import type { Shell } from '#/app/shell.ts'
import { noteFailure } from '#/app/sign-in/by-password.ts'
import { enter, noteAndTell } from '#/app/sign-in/enter.ts'
import type { Entered } from '#/app/sign-in/enter.ts'
import { inOne } from '#/app/sign-in/in-one.ts'
import { useRecoveryCode } from '#/app/sign-in/recovery.ts'
import { no } from '#/app/sign-in/refusals.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import type { LiveSession, Visitor } from '#/app/sign-in/sessions.ts'
import type { SignIn } from '#/app/sign-in/sign-in.ts'
import { takeCode } from '#/app/sign-in/totp.ts'
import { findAccount } from '#/store/accounts.ts'
import { endSession } from '#/store/sessions.ts'

const CODE = /^\d{6}$/

/** Ends what the password began: a new session takes the place of the one that waits. */
export async function giveSecondFactor(
  shell: Shell,
  signIn: SignIn,
  { session, code, from }: { session: LiveSession; code: string; from: Visitor },
): Promise<Entered | SignInRefusal> {
  const { account: id, person } = session.member
  const guess = signIn.guesses.take(`code ${person}`, from.address)
  if ('waitSeconds' in guess) return no('guesses-stopped', { seconds: guess.waitSeconds })
  const plain = code.replaceAll(' ', '')
  const isCode = CODE.test(plain)
  const result = await inOne<Entered>(shell, undefined, async tx => {
    const isRight = isCode
      ? await takeCode(shell, signIn, tx, { account: id, code: plain })
      : await useRecoveryCode(shell, tx, { account: id, code })
    const account = await findAccount(tx, id)
    if (!isRight || account === undefined) return no('code-wrong')
    if (!isCode)
      await noteAndTell(shell, tx, 'recovery-code-used', person, { address: from.address })
    await endSession(tx, { accountId: id, id: session.id, at: shell.now() })
    const way = isCode ? 'password-and-totp' : 'password-and-recovery-code'
    return enter(shell, tx, { account, way, from })
  })
  if ('secret' in result) signIn.guesses.right(`code ${person}`, from.address)
  else if (result.no === 'code-wrong')
    await noteFailure(shell, { person, from, isLast: guess.isLast, way: 'second-factor' })
  return result
}

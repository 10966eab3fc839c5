// One's own second factor, recovery codes and sessions.
import { z } from 'zod'
import * as own from '#/app/sign-in/own.ts'
import { ACCOUNT_DONE, CODES } from '#/http/answers-account.ts'
import { codeText } from '#/http/credential-shapes.ts'
import { forgetSessions } from '#/http/entered.ts'
import { givesJson, json, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { sessionOf } from '#/http/routes/account.ts'
import { idText } from '#/http/shapes.ts'
import { saidNo } from '#/http/sign-in-problem.ts'

/** Only hashes of secrets are kept, and that holds for answers to be repeated too. */
const NO_CODES = { recovery_codes: [] }

export const accountFactorRoutes: readonly Route[] = [
  route('session', {
    method: 'POST',
    path: '/api/account/totp/begin',
    name: 'begin-totp',
    summary: 'A secret for an authenticator app. It counts once a code of it has confirmed it.',
    gives: givesJson(
      'To type or to scan. Empty in an answer that is repeated.',
      z
        .object({ secret: z.string(), uri: z.string().describe('What the square to scan holds.') })
        .meta({ id: 'NewTotp' }),
    ),
    kept: () => ({ secret: '', uri: '' }),
    async handle({ needs, caller, within }) {
      const result = await own.beginTotp(needs.shell, needs.signIn, within, sessionOf(caller))
      return 'no' in result ? saidNo(result) : { answer: result }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/totp',
    name: 'confirm-totp',
    summary: 'Confirm the app with a code: from now on one is wanted besides the password.',
    takes: json(z.strictObject({ code: codeText })),
    gives: givesJson('On; with codes for the day on which the phone is gone.', CODES),
    kept: () => NO_CODES,
    async handle({ needs, caller, body, within, afterwards }) {
      const asked = { session: sessionOf(caller), ...body }
      const result = await own.confirmTotp(needs.shell, needs.signIn, within, asked)
      afterwards(() => forgetSessions(needs))
      return 'no' in result ? saidNo(result) : { answer: { recovery_codes: result.codes } }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/totp/remove',
    name: 'remove-totp',
    summary: 'Want no code any more, with a last one.',
    takes: json(z.strictObject({ code: codeText })),
    gives: givesJson('Off.', ACCOUNT_DONE),
    async handle({ needs, caller, body, within, visitor }) {
      const asked = { session: sessionOf(caller), ...body, address: visitor.address }
      const result = await own.switchTotpOff(needs.shell, needs.signIn, within, asked)
      return 'no' in result ? saidNo(result) : { answer: result }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/recovery-codes',
    name: 'make-recovery-codes',
    summary: 'Ten new recovery codes; those before work no more.',
    gives: givesJson('The codes.', CODES),
    kept: () => NO_CODES,
    async handle({ needs, caller, within }) {
      const result = await own.renewCodes(needs.shell, within, sessionOf(caller))
      return 'no' in result ? saidNo(result) : { answer: { recovery_codes: result.codes } }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/sessions/{session}/end',
    name: 'end-session',
    summary: 'Sign out one browser of one’s own.',
    params: z.strictObject({ session: idText }),
    gives: givesJson('Ended.', ACCOUNT_DONE),
    async handle({ needs, caller, params, within, afterwards }) {
      const asked = { session: sessionOf(caller), id: params.session }
      const result = await own.endOne(needs.shell, within, asked)
      afterwards(() => forgetSessions(needs))
      return 'no' in result ? saidNo(result) : { answer: result }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/sessions/end-others',
    name: 'end-other-sessions',
    summary: 'Sign out every other browser of one’s own.',
    gives: givesJson('Ended.', z.object({ ended: z.number().int() }).meta({ id: 'EndedSessions' })),
    async handle({ needs, caller, within, afterwards }) {
      const result = await own.endOthers(needs.shell, within, sessionOf(caller))
      afterwards(() => forgetSessions(needs))
      return 'no' in result ? saidNo(result) : { answer: result }
    },
  }),
]

// The first one in, by the link that the program printed. The secret comes in the body and so reaches no log.
import { z } from 'zod'
import { PERSON_NAME_LENGTH_MAX } from '#/core/plan/read-directory.ts'
import { beginRegistration } from '#/app/sign-in/passkeys.ts'
import { no } from '#/app/sign-in/refusals.ts'
import { relyingParty } from '#/app/sign-in/relying-party.ts'
import { findSetUp, plansToChoose, purposeOf, setUp } from '#/app/sign-in/set-up.ts'
import { SESSION } from '#/http/answers-session.ts'
import {
  begun,
  BEGUN,
  linkSecret,
  NEW_PASSKEY,
  passwordText,
  registration,
} from '#/http/credential-shapes.ts'
import { entered } from '#/http/entered.ts'
import { givesJson, json, pageRoute } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { idText, instantShape } from '#/http/shapes.ts'
import { saidNo } from '#/http/sign-in-problem.ts'

/** Of the directory, for whoever set one up before they sign in. */
const PEOPLE_SHOWN_MAX = 2_000

const personName = z.string().trim().min(1).max(PERSON_NAME_LENGTH_MAX)

const SET_UP = z
  .object({
    expires: instantShape,
    plans: z.array(
      z.object({ id: z.string(), version: z.string(), title: z.string(), active: z.boolean() }),
    ),
    people: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .describe('Of the directory, if there is one: whoever sets up may be one of them.'),
  })
  .meta({ id: 'SetUp' })

export const setUpRoutes: readonly Route[] = [
  pageRoute({
    method: 'POST',
    path: '/api/set-up/look',
    name: 'look-at-set-up',
    summary: 'Whether a set-up link still works, and what there is to choose from.',
    takes: json(z.strictObject({ secret: linkSecret })),
    gives: givesJson('It works.', SET_UP),
    async handle({ needs: { shell }, body }) {
      const found = await findSetUp(shell, body.secret)
      if ('no' in found) return saidNo(found)
      const { people } = await shell.directory.current(shell.pool)
      return {
        answer: {
          expires: found.link.expiresAt,
          plans: [...(await plansToChoose(shell))],
          people: [...people.values()]
            .slice(0, PEOPLE_SHOWN_MAX)
            .map(({ id, name }) => ({ id, name })),
        },
      }
    },
  }),
  pageRoute({
    method: 'POST',
    path: '/api/set-up/passkey',
    name: 'begin-set-up-passkey',
    summary: 'A question to which a new passkey is the answer.',
    takes: json(z.strictObject({ secret: linkSecret, name: personName })),
    gives: givesJson('The question, for `navigator.credentials.create`.', BEGUN),
    async handle({ needs: { shell }, body, visitor }) {
      const found = await findSetUp(shell, body.secret)
      if ('no' in found) return saidNo(found)
      const party = relyingParty(shell.publicUrl, visitor.origin)
      if (party === undefined) return saidNo(no('passkey-failed'))
      const asked = { party, purpose: purposeOf(found.link), name: body.name, account: undefined }
      return { answer: begun(await beginRegistration(shell, shell.pool, asked)) }
    },
  }),
  pageRoute({
    method: 'POST',
    path: '/api/set-up',
    name: 'set-up',
    summary: 'Become the owner of this installation, choose its plan, and be signed in.',
    takes: json(
      z.strictObject({
        secret: linkSecret,
        name: personName,
        email: z.email().optional(),
        id: idText.optional().describe('Of somebody in the directory, or for a new person.'),
        password: passwordText.optional(),
        passkey: NEW_PASSKEY.optional(),
        plan: idText.optional().describe('Id of the plan that new incidents get.'),
      }),
    ),
    gives: givesJson('Signed in.', SESSION, 201),
    handle: async ({ needs, body: { passkey, ...body }, visitor }) =>
      entered(needs, visitor, () =>
        setUp(needs.shell, needs.signIn, {
          ...body,
          passkey: passkey === undefined ? undefined : registration(passkey),
          party: relyingParty(needs.shell.publicUrl, visitor.origin),
          from: visitor,
        }),
      ),
  }),
]

// Invitations: made by owners, accepted by whoever has the link.
import { z } from 'zod'
import { PERSON_NAME_LENGTH_MAX } from '#/core/plan/read-directory.ts'
import {
  acceptInvitation,
  findInvited,
  invite,
  listInvitations,
  withdraw,
} from '#/app/sign-in/invitations.ts'
import type { Invitation } from '#/app/sign-in/invitations.ts'
import { beginRegistration } from '#/app/sign-in/passkeys.ts'
import { no } from '#/app/sign-in/refusals.ts'
import { pageAddress, relyingParty } from '#/app/sign-in/relying-party.ts'
import { isMemberRole } from '#/app/sign-in/roles.ts'
import type { Shell } from '#/app/shell.ts'
import { memberRole, SESSION } from '#/http/answers-session.ts'
import { recordedAs } from '#/http/authenticate.ts'
import {
  begun,
  BEGUN,
  linkSecret,
  NEW_PASSKEY,
  passwordText,
  registration,
} from '#/http/credential-shapes.ts'
import { entered, forgetSessions } from '#/http/entered.ts'
import { givesJson, json, pageRoute, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { idText, instantShape } from '#/http/shapes.ts'
import { saidNo } from '#/http/sign-in-problem.ts'

const PERSON = z.object({ id: z.string(), name: z.string() })

const INVITATION = z
  .object({
    id: z.string(),
    person: PERSON,
    role: memberRole,
    is_reset: z
      .boolean()
      .describe('For somebody who has an account: a new way in, and the ways before it end.'),
    by: z.string(),
    created: instantShape,
    expires: instantShape,
    state: z.enum(['open', 'used', 'withdrawn', 'expired']),
  })
  .meta({ id: 'Invitation' })

const NEW_INVITATION = INVITATION.extend({
  link: z
    .string()
    .nullable()
    .describe('Shown this once. null in an answer that is repeated: it is kept nowhere.'),
}).meta({ id: 'NewInvitation' })

const INVITED = z
  .object({
    person: PERSON,
    role: memberRole,
    is_reset: z.boolean(),
    by: z.string(),
    expires: instantShape,
  })
  .meta({ id: 'Invited' })

const NEW_PERSON = z.strictObject({
  name: z.string().trim().min(1).max(PERSON_NAME_LENGTH_MAX),
  email: z.email().optional(),
  id: idText.optional(),
})

export const invitationRoutes: readonly Route[] = [
  route('admin', {
    method: 'GET',
    path: '/api/invitations',
    name: 'list-invitations',
    summary: 'Every invitation, newest first; never with its link.',
    gives: givesJson(
      'The invitations.',
      z.object({ invitations: z.array(INVITATION) }).meta({ id: 'Invitations' }),
    ),
    async handle({ needs: { shell } }) {
      const show = await shownBy(shell)
      return { answer: { invitations: (await listInvitations(shell.pool)).map(show) } }
    },
  }),
  route('admin', {
    method: 'POST',
    path: '/api/invitations',
    name: 'invite',
    summary: 'Make a link that lets a person in once. It ends every earlier link for them.',
    takes: json(
      z.union([
        z.strictObject({ role: memberRole, person: idText }),
        z.strictObject({ role: memberRole, new_person: NEW_PERSON }),
      ]),
    ),
    gives: givesJson('Made.', NEW_INVITATION, 201),
    // Only hashes of secrets are kept, and that holds for answers to be repeated too.
    kept: invitation => ({ ...invitation, link: null }),
    async handle({ needs: { shell }, caller, body, within, visitor }) {
      const person = 'person' in body ? body.person : body.new_person
      const asked = { person, role: body.role, by: recordedAs(caller) }
      const invited = await invite(shell, within, asked)
      if ('no' in invited) return saidNo(invited)
      const show = await shownBy(shell, within)
      const page = pageAddress(shell.publicUrl, visitor.origin)
      const link = `${page}/invitation#${invited.secret}`
      return { answer: { ...show(invited.invitation), link } }
    },
  }),
  route('admin', {
    method: 'POST',
    path: '/api/invitations/{invitation}/withdraw',
    name: 'withdraw-invitation',
    summary: 'End a link that was not used.',
    params: z.strictObject({ invitation: idText }),
    gives: givesJson('Withdrawn.', INVITATION),
    async handle({ needs: { shell }, caller, params, within }) {
      const asked = { id: params.invitation, by: recordedAs(caller) }
      const result = await withdraw(shell, within, asked)
      if ('no' in result) return saidNo(result)
      return { answer: (await shownBy(shell, within))(result.withdrawn) }
    },
  }),
  pageRoute({
    method: 'POST',
    path: '/api/invitation/look',
    name: 'look-at-invitation',
    summary: 'Whom a link is for, while it works.',
    takes: json(z.strictObject({ secret: linkSecret })),
    gives: givesJson('It works.', INVITED),
    async handle({ needs: { shell }, body }) {
      const found = await findInvited(shell, body.secret)
      if ('no' in found) return saidNo(found)
      const { role, by, expiresAt, kind } = found.link
      const { id, name } = found.person
      return {
        answer: {
          person: { id, name },
          role: roleOf(role),
          is_reset: kind === 'reset',
          by: await nameOf(shell, by),
          expires: expiresAt,
        },
      }
    },
  }),
  pageRoute({
    method: 'POST',
    path: '/api/invitation/passkey',
    name: 'begin-invitation-passkey',
    summary: 'A question to which a new passkey is the answer.',
    takes: json(z.strictObject({ secret: linkSecret })),
    gives: givesJson('The question, for `navigator.credentials.create`.', BEGUN),
    async handle({ needs: { shell }, body, visitor }) {
      const found = await findInvited(shell, body.secret)
      if ('no' in found) return saidNo(found)
      const party = relyingParty(shell.publicUrl, visitor.origin)
      if (party === undefined) return saidNo(no('passkey-failed'))
      const { link, person } = found
      const asked = { party, purpose: link.id, name: person.name, account: undefined }
      return { answer: begun(await beginRegistration(shell, shell.pool, asked)) }
    },
  }),
  pageRoute({
    method: 'POST',
    path: '/api/invitation',
    name: 'accept-invitation',
    summary: 'Use a link: set a password, a passkey, or both, and be signed in.',
    takes: json(
      z.strictObject({
        secret: linkSecret,
        password: passwordText.optional(),
        passkey: NEW_PASSKEY.optional(),
      }),
    ),
    gives: givesJson('Signed in.', SESSION, 201),
    async handle({ needs, body: { passkey, ...body }, visitor }) {
      const reply = await entered(needs, visitor, () =>
        acceptInvitation(needs.shell, needs.signIn, {
          ...body,
          passkey: passkey === undefined ? undefined : registration(passkey),
          party: relyingParty(needs.shell.publicUrl, visitor.origin),
          from: visitor,
        }),
      )
      forgetSessions(needs)
      return reply
    },
  }),
]

async function nameOf({ directory, pool }: Shell, person: string): Promise<string> {
  return (await directory.current(pool)).people.get(person)?.name ?? person
}

/** Invitations as the API shows them, with the names that people have now. */
async function shownBy(
  shell: Shell,
  within?: Shell['pool'] | Parameters<Shell['directory']['current']>[0],
) {
  const { people } = await shell.directory.current(within ?? shell.pool)
  const now = shell.now()
  return (invitation: Invitation): z.input<typeof INVITATION> => {
    const { id, role, kind, by, createdAt, expiresAt } = invitation
    const person = invitation.person ?? ''
    return {
      id,
      person: { id: person, name: people.get(person)?.name ?? person },
      role: roleOf(role),
      is_reset: kind === 'reset',
      by,
      created: createdAt,
      expires: expiresAt,
      state: stateOf(invitation, now),
    }
  }
}

function roleOf(role: string): z.input<typeof memberRole> {
  return isMemberRole(role) ? role : 'observer'
}

function stateOf({ usedAt, withdrawnAt, expiresAt }: Invitation, now: string) {
  if (usedAt !== null) return 'used'
  if (withdrawnAt !== null) return 'withdrawn'
  return expiresAt <= now ? 'expired' : 'open'
}

// Members: who has an account and what they may do; and the record of all that.
import { z } from 'zod'
import { readAccountEvents } from '#/app/sign-in/events.ts'
import {
  changeRole,
  disable,
  enable,
  endSessionsOfMember,
  listMembers,
} from '#/app/sign-in/members.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import { isMemberRole } from '#/app/sign-in/roles.ts'
import { memberRole } from '#/http/answers-session.ts'
import { recordedAs } from '#/http/authenticate.ts'
import type { Caller } from '#/http/authenticate.ts'
import { forgetSessions } from '#/http/entered.ts'
import { givesJson, json, route } from '#/http/route.ts'
import type { Asked, Route } from '#/http/route.ts'
import { idText, instantOrNull, instantShape, wholeNumber } from '#/http/shapes.ts'
import { saidNo } from '#/http/sign-in-problem.ts'

const EVENTS_PER_PAGE = 100
const EVENTS_PER_PAGE_MAX = 500

const MEMBER = z
  .object({
    id: z.string(),
    person: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }),
    in_directory: z.boolean().describe('Whoever has left the directory cannot sign in.'),
    role: memberRole,
    created: instantShape,
    disabled: instantOrNull,
    password: z.boolean(),
    passkeys: z.number().int(),
    totp: z.boolean(),
    oidc: z.boolean().describe('Has signed in through the identity provider.'),
    sessions: z.number().int(),
    last_seen: instantOrNull.describe('To the minute.'),
  })
  .meta({ id: 'Member' })

const CHANGED = z
  .object({ id: z.string(), role: memberRole, disabled: instantOrNull })
  .meta({ id: 'ChangedMember' })

const EVENT = z
  .object({
    number: z.number().int(),
    at: instantShape,
    type: z.string(),
    person: z.string().nullable().describe('Whom it is about; null for one who is not known.'),
    by: z.string().nullable(),
    about: z.record(z.string(), z.string()),
    previous: z.string().describe('SHA-256 of the record before.'),
    hash: z.string(),
    intact: z
      .boolean()
      .describe('The record is the one that was hashed, and follows the one before.'),
  })
  .meta({ id: 'AccountEvent' })

const member = z.strictObject({ member: idText })

export const memberRoutes: readonly Route[] = [
  route('admin', {
    method: 'GET',
    path: '/api/members',
    name: 'list-members',
    summary: 'Everyone who has an account, and how they sign in.',
    gives: givesJson(
      'The members.',
      z.object({ members: z.array(MEMBER) }).meta({ id: 'Members' }),
    ),
    async handle({ needs: { shell } }) {
      const { people } = await shell.directory.current(shell.pool)
      const members = await listMembers(shell, shell.pool)
      return {
        answer: {
          members: members.map(account => ({
            id: account.id,
            person: {
              id: account.person,
              name: people.get(account.person)?.name ?? account.person,
              email: people.get(account.person)?.email ?? null,
            },
            in_directory: people.has(account.person),
            role: isMemberRole(account.role) ? account.role : 'observer',
            created: account.createdAt,
            disabled: account.disabledAt,
            password: account.passwordHash !== null,
            passkeys: account.passkeys,
            totp: account.hasTotp,
            oidc: account.subject !== null,
            sessions: account.sessions,
            last_seen: account.lastSeenAt,
          })),
        },
      }
    },
  }),
  route('admin', {
    method: 'POST',
    path: '/api/members/{member}/role',
    name: 'change-member-role',
    summary: 'Let a member do more, or less. It counts at once, for who is signed in too.',
    params: member,
    takes: json(z.strictObject({ role: memberRole })),
    gives: givesJson('As it is now.', CHANGED),
    handle: async asked =>
      changed(asked, who => changeRole(asked.needs.shell, asked.within, { ...who, ...asked.body })),
  }),
  route('admin', {
    method: 'POST',
    path: '/api/members/{member}/disable',
    name: 'disable-member',
    summary: 'Shut a member out: their sessions end, and they cannot sign in.',
    params: member,
    gives: givesJson('As it is now.', CHANGED),
    handle: async asked => changed(asked, who => disable(asked.needs.shell, asked.within, who)),
  }),
  route('admin', {
    method: 'POST',
    path: '/api/members/{member}/enable',
    name: 'enable-member',
    summary: 'Let a member sign in again who was shut out.',
    params: member,
    gives: givesJson('As it is now.', CHANGED),
    handle: async asked => changed(asked, who => enable(asked.needs.shell, asked.within, who)),
  }),
  route('admin', {
    method: 'POST',
    path: '/api/members/{member}/end-sessions',
    name: 'end-member-sessions',
    summary: 'Sign a member out everywhere.',
    params: member,
    gives: givesJson('As it is now.', CHANGED),
    handle: async asked =>
      changed(asked, who => endSessionsOfMember(asked.needs.shell, asked.within, who)),
  }),
  route('audit', {
    method: 'GET',
    path: '/api/account-events',
    name: 'list-account-events',
    summary: 'The record of signing in and of every change of who may do what, newest first.',
    query: z.strictObject({
      before: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
      limit: wholeNumber(1, EVENTS_PER_PAGE_MAX).optional(),
      person: idText.optional(),
    }),
    gives: givesJson(
      'A page of it.',
      z
        .object({
          events: z.array(EVENT),
          next: z.number().int().nullable().describe('`before` of the next page.'),
        })
        .meta({ id: 'AccountEvents' }),
    ),
    async handle({ needs: { shell }, query }) {
      const { before = Number.MAX_SAFE_INTEGER, limit = EVENTS_PER_PAGE, person } = query
      // One more than is shown: it says whether there are more, and the last one follows it.
      const asked = { before, person, limit: limit + 1 }
      const events = await readAccountEvents(shell, shell.pool, asked)
      const shown = events.slice(0, limit).map(({ about = {}, ...event }) => ({ ...event, about }))
      const next = events.length > limit ? (shown.at(-1)?.number ?? null) : null
      return { answer: { events: shown, next } }
    },
  }),
]

type Changing = Asked<{ member: string }, unknown, unknown>

/** Does it, and has everyone looked at anew once it is done. */
async function changed(
  { needs, caller, params, afterwards }: Omit<Changing, 'caller'> & { readonly caller: Caller },
  work: (who: {
    readonly member: string
    readonly by: string
  }) => Promise<
    { readonly account: { id: string; role: string; disabledAt: string | null } } | SignInRefusal
  >,
) {
  const result = await work({ member: params.member, by: recordedAs(caller) })
  if ('no' in result) return saidNo(result)
  afterwards(() => forgetSessions(needs))
  const { id, role, disabledAt } = result.account
  return {
    answer: { id, role: isMemberRole(role) ? role : 'observer', disabled: disabledAt } as const,
  }
}

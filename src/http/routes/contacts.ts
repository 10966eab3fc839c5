// How one is reached, by one's own word; and trying whether somebody is.
import { z } from 'zod'
import { ADDRESSED } from '#/core/contact-address.ts'
import {
  addContact,
  CODE_DIGITS,
  confirmContact,
  OWN_CONTACTS_MAX,
  removeContact,
  sendCode,
  setReach,
  waysOf,
} from '#/app/people/contacts.ts'
import { planFor } from '#/app/plans/plans.ts'
import { sendTestPage, testPagesOf } from '#/app/people/test-pages.ts'
import type { TestPage } from '#/app/people/test-pages.ts'
import type { Reach } from '#/core/directory.ts'
import { ACCOUNT_DONE } from '#/http/answers-account.ts'
import { channelName } from '#/http/answers-readiness.ts'
import { recordedAs } from '#/http/authenticate.ts'
import type { Needs } from '#/http/needs.ts'
import { givesJson, json, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { sessionOf } from '#/http/routes/account.ts'
import { idText, instantOrNull, instantShape } from '#/http/shapes.ts'
import { saidNo } from '#/http/sign-in-problem.ts'

const ADDRESS_LENGTH_MAX = 500
const STEPS_MAX = 20
const CHANNELS_MAX = 20
const MINUTES_MAX = 1_000_000
const TIME_LENGTH_MAX = 60

const channels = z.array(channelName).max(CHANNELS_MAX).readonly()

const REACH = z
  .strictObject({
    pages: z
      .array(
        z.strictObject({
          after_minutes: z.number().int().min(0).max(MINUTES_MAX),
          via: channels,
        }),
      )
      .max(STEPS_MAX)
      .readonly()
      .describe('The first at once; each further one while they have not answered.'),
    messages: channels.exactOptional().describe('For what is no page; absent: as the plan says.'),
    quiet: z
      .strictObject({
        from: z.string().max(TIME_LENGTH_MAX),
        to: z.string().max(TIME_LENGTH_MAX),
        zone: z.string().max(TIME_LENGTH_MAX),
      })
      .exactOptional()
      .describe('When nothing but pages may ring. They never hold back a page.'),
  })
  .meta({ id: 'Reach' })

const CONTACTS = z
  .object({
    ways: z.array(
      z.object({
        key: z.string(),
        channel: channelName,
        address: z.string().nullable().describe('Of a browser there is none to show.'),
        origin: z.enum(['own', 'directory', 'browser']),
        confirmed: instantOrNull,
        set_up: z.boolean(),
      }),
    ),
    channels: channels.describe('Over which this installation sends.'),
    reach: REACH.nullable().describe('Null: as the plan says.'),
    plan_via: channels.describe('Over which the plan pages.'),
  })
  .meta({ id: 'Contacts' })

const TEST_PAGE = z
  .object({
    id: z.string(),
    person: z.string(),
    by: z.string(),
    sent: instantShape,
    answered: instantOrNull,
    tries: z
      .array(z.object({ channel: z.string(), delivered: z.boolean(), detail: z.string() }))
      .readonly(),
  })
  .meta({ id: 'TestPage' })

const keyParams = z.strictObject({ contact: idText.describe('Its `key`.') })
const testBody = json(
  z.strictObject({ channels: channels.default([]).describe('None named: all that there are.') }),
)

export const contactRoutes: readonly Route[] = [
  route('session', {
    method: 'GET',
    path: '/api/account/contacts',
    name: 'get-contacts',
    summary: 'How one is reached: addresses, and what one wishes.',
    gives: givesJson('One’s own ways.', CONTACTS),
    async handle({ needs, caller }) {
      return { answer: await shown(needs, sessionOf(caller).member.person) }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/contacts',
    name: 'add-contact',
    summary: `Name an address of one’s own, at most ${OWN_CONTACTS_MAX}. It counts once it is confirmed.`,
    takes: json(
      z.strictObject({
        channel: z.enum(ADDRESSED),
        address: z.string().trim().max(ADDRESS_LENGTH_MAX),
      }),
    ),
    gives: givesJson('Kept.', z.object({ key: z.string() }).meta({ id: 'AddedContact' }), 201),
    async handle({ needs: { shell }, caller, body, within }) {
      const added = await addContact(shell, within, sessionOf(caller).member.person, body)
      return 'no' in added ? saidNo(added) : { answer: added }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/contacts/{contact}/remove',
    name: 'remove-contact',
    summary: 'Forget an address of one’s own.',
    params: keyParams,
    gives: givesJson('Forgotten.', ACCOUNT_DONE),
    async handle({ needs: { shell }, caller, params, within }) {
      const { person } = sessionOf(caller).member
      const removed = await removeContact(shell, within, person, params.contact)
      return 'no' in removed ? saidNo(removed) : { answer: removed }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/contacts/{contact}/code',
    name: 'send-contact-code',
    summary: 'Have a code sent there. One goes out each minute, and counts for ten.',
    params: keyParams,
    // What it sends cannot be unsent: a repetition is told apart by the minute that it waits.
    takesSecret: true,
    gives: givesJson('Sent.', z.object({ until: instantShape }).meta({ id: 'SentCode' })),
    async handle({ needs: { shell, previews }, caller, params }) {
      const { person } = sessionOf(caller).member
      const sent = await sendCode(shell, previews.destinations, person, params.contact)
      return 'no' in sent ? saidNo(sent) : { answer: sent }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/contacts/{contact}/confirm',
    name: 'confirm-contact',
    summary: 'Give the code back: one is reached there.',
    params: keyParams,
    takesSecret: true,
    takes: json(
      z.strictObject({
        code: z
          .string()
          .trim()
          .regex(new RegExp(`^\\d{${CODE_DIGITS}}$`)),
      }),
    ),
    gives: givesJson('Confirmed.', ACCOUNT_DONE),
    async handle({ needs: { shell }, caller, params, body }) {
      const { person } = sessionOf(caller).member
      const confirmed = await confirmContact(shell, person, { key: params.contact, ...body })
      return 'no' in confirmed ? saidNo(confirmed) : { answer: confirmed }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/reach',
    name: 'set-reach',
    summary: 'Say how one wishes to be reached; null: as the plan says.',
    takes: json(z.strictObject({ reach: REACH.nullable() })),
    gives: givesJson('It counts from now on.', ACCOUNT_DONE),
    async handle({ needs: { shell, previews }, caller, body, within }) {
      const { person } = sessionOf(caller).member
      const asked = { person, reach: reachOf(body.reach), channels: previews.destinations }
      const set = await setReach(shell, within, asked)
      return 'no' in set ? saidNo(set) : { answer: set }
    },
  }),
  route('session', {
    method: 'GET',
    path: '/api/account/test-pages',
    name: 'list-test-pages',
    summary: 'What became of tries to reach one, the newest first.',
    gives: givesJson(
      'The tries.',
      z.object({ tests: z.array(TEST_PAGE) }).meta({ id: 'TestPages' }),
    ),
    async handle({ needs: { shell }, caller }) {
      const tests = await testPagesOf(shell, sessionOf(caller).member.person)
      return { answer: { tests: tests.map(showTest) } }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/test-pages',
    name: 'test-own-page',
    summary: 'Be paged now, for a test.',
    takes: testBody,
    takesSecret: true,
    gives: givesJson('What became of it so far.', TEST_PAGE, 201),
    async handle({ needs, caller, body }) {
      const { person } = sessionOf(caller).member
      return tested(needs, { person, by: person, ...body })
    },
  }),
  route('admin', {
    method: 'POST',
    path: '/api/directory/people/{person}/test-page',
    name: 'test-page',
    summary: 'Page somebody, for a test. They are told that it is one.',
    params: z.strictObject({ person: idText }),
    takes: testBody,
    takesSecret: true,
    gives: givesJson('What became of it so far.', TEST_PAGE, 201),
    handle: ({ needs, caller, params, body }) =>
      tested(needs, { ...params, by: recordedAs(caller), ...body }),
  }),
]

async function tested(needs: Needs, wanted: Parameters<typeof sendTestPage>[2]) {
  const sent = await sendTestPage(needs.shell, needs.previews.destinations, wanted)
  return 'no' in sent ? saidNo(sent) : { answer: showTest(sent) }
}

function showTest({ id, person, by, sentAt, answeredAt, tries }: TestPage) {
  const shownTries = tries.map(({ channel, delivered, detail }) => ({ channel, delivered, detail }))
  return { id, person, by, sent: sentAt, answered: answeredAt, tries: shownTries }
}

async function shown(
  { shell, previews: { destinations } }: Needs,
  person: string,
): Promise<z.input<typeof CONTACTS>> {
  const ways = await waysOf(shell, person, destinations)
  const { directory } = await shell.directory.book(shell.pool)
  const active = await planFor(shell, undefined)
  return {
    ways: ways.map(({ key, channel, address, origin, provedAt, isSetUp }) => ({
      key,
      channel,
      address: address ?? null,
      origin,
      confirmed: provedAt ?? null,
      set_up: isSetUp,
    })),
    channels: [...destinations.keys()],
    reach: showReach(directory.people.get(person)?.reach),
    plan_via: active?.plan.paging.via ?? [],
  }
}

function showReach(reach: Reach | undefined): z.input<typeof REACH> | null {
  if (reach === undefined) return null
  const { pages, ...rest } = reach
  return {
    ...rest,
    pages: pages.map(({ afterMinutes, via }) => ({ after_minutes: afterMinutes, via })),
  }
}

function reachOf(given: z.output<typeof REACH> | null): Reach | undefined {
  if (given === null) return undefined
  const { pages, ...rest } = given
  return { ...rest, pages: pages.map(it => ({ afterMinutes: it.after_minutes, via: it.via })) }
}

// Messages that only try whether somebody is reached: real ones, over real channels, about nothing.
import { ADDRESSED } from '#/core/contact-address.ts'
import { addressAt } from '#/core/contact.ts'
import type { Person } from '#/core/directory.ts'
import type { Channel } from '#/core/plan/plan.ts'
import type { Tested } from '#/core/readiness/readiness.ts'
import { msBetween } from '#/core/time.ts'
import {
  acknowledgeToken,
  acknowledgeUrl,
  readAcknowledgeToken,
} from '#/app/paging/acknowledge-link.ts'
import type { Acknowledgement } from '#/app/paging/acknowledge-link.ts'
import type { Destinations } from '#/app/people/contacts.ts'
import type { Within } from '#/app/idempotency.ts'
import type { Shell } from '#/app/shell.ts'
import { note } from '#/app/sign-in/enter.ts'
import { record } from '#/app/sign-in/events.ts'
import { no } from '#/app/sign-in/refusals.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import type { Message } from '#/outbound/message.ts'
import type { Db } from '#/store/db.ts'
import { transaction } from '#/store/db.ts'
import * as store from '#/store/test-pages.ts'
import type { StoredTestPage } from '#/store/test-pages.ts'

/** Stands where a link that answers names an incident: no incident is called so. */
export const TEST_PAGE = 'test-page'
const EVERY_MS = 60_000
const SEND_MS_MAX = 15_000
const SHOWN_MAX = 20

/** One attempt over one channel. */
export type Try = {
  readonly channel: string
  readonly delivered: boolean
  readonly detail: string
}

export type TestPage = StoredTestPage & { readonly tries: readonly Try[] }

type Wanted = {
  readonly person: string
  readonly by: string
  /** Empty: all that there are. */
  readonly channels: readonly Channel[]
}

/** Sends it over every channel at once, and gives what became of it. Whether it was read shows when it is answered. */
export async function sendTestPage(
  shell: Shell,
  destinations: Destinations,
  { person, by, channels }: Wanted,
): Promise<TestPage | SignInRefusal> {
  const known = (await shell.directory.current(shell.pool)).people.get(person)
  if (known === undefined) return no('person-not-known', { person })
  const ways = [...ADDRESSED, 'push' as const].flatMap(channel => {
    const address = addressAt(known, channel, { evenUnverified: true })
    const destination = destinations.get(channel)
    const isWanted = channels.length === 0 || channels.includes(channel)
    if (!isWanted || address === undefined || destination === undefined) return []
    return [{ channel, address, destination }]
  })
  if (ways.length === 0) return no('nowhere-to-test')
  const kept = await transaction(shell.pool, tx =>
    keep(shell, tx, { person, by, over: ways.map(({ channel }) => channel) }),
  )
  if ('no' in kept) return kept
  const tries = await Promise.all(
    ways.map(async ({ channel, address, destination }) => {
      const message = messageOf(shell, kept, { person: known, channel, address })
      const outcome = await destination.send(message, AbortSignal.timeout(SEND_MS_MAX))
      const detail = outcome.delivered ? (outcome.detail ?? '') : outcome.cause.message
      const tried = { channel, delivered: outcome.delivered, detail }
      await store.saveTry(shell.pool, { testPage: kept.id, ...tried, endedAt: shell.now() })
      return tried
    }),
  )
  return { ...kept, tries }
}

async function keep(
  shell: Shell,
  tx: Within,
  {
    person,
    by,
    over,
  }: { readonly person: string; readonly by: string; readonly over: readonly Channel[] },
): Promise<StoredTestPage | SignInRefusal> {
  await store.lockTestPages(tx, person)
  const [last] = await store.listTestPages(tx, person, 1)
  const at = shell.now()
  const waits = last === undefined ? 0 : EVERY_MS - msBetween(last.sentAt, at)
  if (waits > 0) return no('messages-too-many', { seconds: Math.ceil(waits / 1_000) })
  const page = { id: shell.newId('test'), person, by, sentAt: at, answeredAt: null }
  await store.saveTestPage(tx, page)
  const about = { test: page.id, channels: over.join(' ') }
  await record(shell, tx, { type: 'test-page-sent', person, by, about })
  return page
}

function messageOf(
  shell: Shell,
  { id, sentAt }: StoredTestPage,
  to: { readonly person: Person; readonly channel: Channel; readonly address: string },
): Message {
  const asked = { incident: TEST_PAGE, page: id, person: to.person.id }
  const token = acknowledgeToken(shell.linkSecret, asked)
  const url = acknowledgeUrl(shell.publicUrl, token)
  return {
    idempotencyKey: JSON.stringify([id, to.channel]),
    messageId: JSON.stringify([id, to.channel]),
    threadId: 'test-pages',
    incident: { id: '', number: 0, title: '', exercise: false, restricted: false },
    channel: to.channel,
    // Rung like any page: what a phone that is told to be quiet does with it is what is to be found out.
    act: 'page',
    subject: 'TEST of Tocsin: nothing has happened',
    text: `This only tries whether Tocsin reaches you here. Say that it did: ${url}`,
    cites: [],
    to: { address: to.address, name: to.person.name },
    acknowledgeUrl: url,
    token,
    incidentUrl: url,
    at: sentAt,
  }
}

/** What a link is about that answers a test; undefined for any other. */
export async function readTestAsked(
  shell: Pick<Shell, 'pool' | 'linkSecret'>,
  token: string,
): Promise<{ readonly asked: Acknowledgement; readonly test: StoredTestPage } | undefined> {
  const asked = readAcknowledgeToken(shell.linkSecret, token)
  if (asked?.incident !== TEST_PAGE) return undefined
  const test = await store.readTestPage(shell.pool, asked.page)
  return test === undefined || test.person !== asked.person ? undefined : { asked, test }
}

/** It has reached them. Answering twice is no error, and the first time counts. */
export async function answerTest(shell: Shell, { page, person }: Acknowledgement): Promise<void> {
  await transaction(shell.pool, async tx => {
    const at = shell.now()
    if (!(await store.answerTestPage(tx, { id: page, person, at }))) return
    const test = await store.readTestPage(tx, page)
    const seconds = test === undefined ? 0 : Math.round(msBetween(test.sentAt, at) / 1_000)
    await note(shell, tx, 'test-page-answered', person, { test: page, seconds: String(seconds) })
  })
}

/** The newest first. */
export async function testPagesOf(
  { pool }: Pick<Shell, 'pool'>,
  person: string,
): Promise<readonly TestPage[]> {
  const pages = await store.listTestPages(pool, person, SHOWN_MAX)
  const tries = await store.listTries(
    pool,
    pages.map(({ id }) => id),
  )
  return pages.map(page => ({ ...page, tries: tries.filter(it => it.testPage === page.id) }))
}

/** Of everybody who was ever tried. */
export async function testedPeople(db: Db): Promise<ReadonlyMap<string, Tested>> {
  const last = await store.lastTests(db)
  return new Map(
    last.map(({ person, sentAt, answeredAt }): [string, Tested] => [
      person,
      { sent: sentAt, answered: answeredAt ?? undefined },
    ]),
  )
}

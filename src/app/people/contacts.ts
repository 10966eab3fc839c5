// How one is reached, by one's own word: addresses that are confirmed by a code, and wishes for pages.
import { randomInt } from 'node:crypto'
import { ADDRESSED, addressMistake, isPlaceholder } from '#/core/contact-address.ts'
import type { AddressedChannel } from '#/core/contact-address.ts'
import { addressAt } from '#/core/contact.ts'
import type { Person, Reach } from '#/core/directory.ts'
import type { Channel } from '#/core/plan/plan.ts'
import { reachMistakes } from '#/core/reach.ts'
import type { Instant } from '#/core/time.ts'
import { msBetween, plusMs } from '#/core/time.ts'
import { createContactVault, sameHash } from '#/app/people/contact-vault.ts'
import type { Within } from '#/app/idempotency.ts'
import type { Shell } from '#/app/shell.ts'
import { note, noteAndTell } from '#/app/sign-in/enter.ts'
import { inOne } from '#/app/sign-in/in-one.ts'
import { no } from '#/app/sign-in/refusals.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import type { Destination, Message } from '#/outbound/message.ts'
import * as codes from '#/store/contact-codes.ts'
import * as store from '#/store/contacts.ts'
import type { AddressKey } from '#/store/contacts.ts'
import type { Db } from '#/store/db.ts'
import { transaction } from '#/store/db.ts'

/** More ways than anybody carries about. */
export const OWN_CONTACTS_MAX = 12
export const CODE_DIGITS = 6
const CODE_MS_MAX = 10 * 60_000
const CODE_TRIES_MAX = 5
/** One message to an address each minute, and so many an hour to all of a person's: numbers cost, and belong to others too. */
const CODE_EVERY_MS = 60_000
const CODES_HOUR_MAX = 10
const HOUR_MS = 3_600_000
const SEND_MS_MAX = 15_000

export type Destinations = ReadonlyMap<Channel, Destination>

/** One way to reach somebody, as they themselves see it. */
export type OwnWay = {
  /** By which requests name it. */
  readonly key: string
  readonly channel: AddressedChannel | 'push'
  /** Of a browser there is none to show. */
  readonly address: string | undefined
  readonly origin: 'own' | 'directory' | 'browser'
  readonly provedAt: Instant | undefined
  readonly isSetUp: boolean
}

/** Of one person: all that is known of how they are reached, whether it is confirmed or not. */
export async function waysOf(
  shell: Shell,
  person: string,
  channels: Pick<Destinations, 'has'>,
  db: Db = shell.pool,
): Promise<readonly OwnWay[]> {
  const vault = createContactVault(shell.linkSecret)
  const proofs = await store.listProofs(db, person)
  const way = (origin: OwnWay['origin'], channel: AddressedChannel, address: string): OwnWay => {
    const hash = vault.hashOf(person, channel, address)
    const proof = proofs.find(it => it.channel === channel && it.addressHash === hash)
    const isSetUp = channels.has(channel)
    return {
      key: `${channel}.${hash}`,
      channel,
      address,
      origin,
      provedAt: proof?.provedAt,
      isSetUp,
    }
  }
  const own = (await store.listContacts(db, person)).flatMap(({ channel, sealed }) => {
    const known = ADDRESSED.find(name => name === channel)
    const address = vault.open(person, sealed)
    return known === undefined || address === undefined ? [] : [way('own', known, address)]
  })
  const { directory } = await shell.directory.book(db)
  const known = directory.people.get(person)
  const listed = known === undefined ? [] : listedIn(known)
  const written = listed.map(({ channel, address }) => way('directory', channel, address))
  const push: readonly OwnWay[] =
    known?.push === true
      ? [
          {
            key: 'push',
            channel: 'push',
            address: undefined,
            origin: 'browser',
            provedAt: undefined,
            isSetUp: channels.has('push'),
          },
        ]
      : []
  const keys = new Set(own.map(({ key }) => key))
  return [...own, ...written.filter(({ key }) => !keys.has(key)), ...push]
}

type Listed = { readonly channel: AddressedChannel; readonly address: string }

/** What the directory says, one line for each address and channel. */
function listedIn(person: Person): readonly Listed[] {
  const contacts = (person.contacts ?? []).filter(({ own }) => own !== true)
  const all = [
    ...ADDRESSED.map(channel => ({
      channel,
      address: addressAt({ ...person, contacts: [] }, channel),
    })),
    ...contacts,
  ]
  const found = all.flatMap(({ channel, address }): readonly Listed[] => {
    const known = ADDRESSED.find(name => name === channel)
    return known === undefined || address === undefined ? [] : [{ channel: known, address }]
  })
  return found.filter(
    ({ channel, address }, index) =>
      found.findIndex(it => it.channel === channel && it.address === address) === index,
  )
}

type Done = { readonly done: true }
const DONE: Done = { done: true }

/** Puts an address of one's own on the list. It counts for nothing before it is confirmed. */
export async function addContact(
  shell: Shell,
  within: Within | undefined,
  person: string,
  { channel, address }: Listed,
): Promise<{ readonly key: string } | SignInRefusal> {
  const expected = isPlaceholder(address) ? 'an address of yours' : addressMistake(channel, address)
  const isPlain = /^http:/i.test(address)
  if (expected !== undefined) return no('contact-invalid', { expected })
  if (isPlain) return no('contact-invalid', { expected: 'an address that begins with https:' })
  const vault = createContactVault(shell.linkSecret)
  const addressHash = vault.hashOf(person, channel, address)
  return inOne<{ readonly key: string }>(shell, within, async tx => {
    await codes.lockCodes(tx, person)
    const known = await waysOf(shell, person, new Set<Channel>(), tx)
    const key = `${channel}.${addressHash}`
    if (known.some(way => way.key === key)) return no('contact-known')
    if (known.filter(({ origin }) => origin === 'own').length >= OWN_CONTACTS_MAX)
      return no('contacts-too-many', { most: OWN_CONTACTS_MAX })
    const id = shell.newId('contact')
    const sealed = vault.seal(person, address)
    await store.addContact(tx, { id, person, channel, addressHash, sealed, createdAt: shell.now() })
    await note(shell, tx, 'contact-added', person, { channel })
    return { key }
  })
}

/** It is forgotten, and what was confirmed with it. One that stands in the directory stays there. */
export async function removeContact(
  shell: Shell,
  within: Within | undefined,
  person: string,
  key: string,
): Promise<Done | SignInRefusal> {
  const address = addressKey(person, key)
  if (address === undefined) return no('contact-unknown')
  return inOne<Done>(shell, within, async tx => {
    if (!(await store.removeContact(tx, address))) return no('contact-unknown')
    await store.forgetProof(tx, address)
    await noteAndTell(shell, tx, 'contact-removed', person, { channel: address.channel })
    return DONE
  })
}

function addressKey(person: string, key: string): AddressKey | undefined {
  const cut = key.indexOf('.')
  const channel = ADDRESSED.find(name => name === key.slice(0, Math.max(cut, 0)))
  return channel === undefined ? undefined : { person, channel, addressHash: key.slice(cut + 1) }
}

/** Sends a code to where the way leads, and nowhere else. */
export async function sendCode(
  shell: Shell,
  destinations: Destinations,
  person: string,
  key: string,
): Promise<{ readonly until: Instant } | SignInRefusal> {
  const address = addressKey(person, key)
  const way = (await waysOf(shell, person, destinations)).find(it => it.key === key)
  if (address === undefined || way?.address === undefined) return no('contact-unknown')
  const destination = destinations.get(way.channel)
  if (destination === undefined) return no('channel-not-set-up', { channel: way.channel })
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
  const codeHash = createContactVault(shell.linkSecret).hashOfCode(address.addressHash, code)
  const waits = await transaction(shell.pool, tx => keepCode(shell, tx, address, codeHash))
  if (waits > 0) return no('messages-too-many', { seconds: Math.ceil(waits / 1_000) })
  const at = shell.now()
  const name = (await shell.directory.current(shell.pool)).people.get(person)?.name
  const message = codeMessage(shell, { way, code, name, at })
  const outcome = await destination.send(message, AbortSignal.timeout(SEND_MS_MAX))
  if (!outcome.delivered)
    return no('message-not-taken', { channel: way.channel, cause: outcome.cause.message })
  return { until: plusMs(at, CODE_MS_MAX) }
}

/** Gives how long to wait before one may be sent; 0 when it was kept. */
async function keepCode(
  shell: Shell,
  tx: Within,
  address: AddressKey,
  codeHash: string,
): Promise<number> {
  const { person, channel } = address
  await codes.lockCodes(tx, person)
  const at = shell.now()
  const since = plusMs(at, -HOUR_MS)
  const { sent, firstAt, lastAt } = await codes.countCodes(tx, { ...address, since })
  const left = (from: Instant | null, ms: number) => (from === null ? 0 : ms - msBetween(from, at))
  const waits = Math.max(
    left(lastAt, CODE_EVERY_MS),
    sent >= CODES_HOUR_MAX ? left(firstAt, HOUR_MS) : 0,
  )
  if (waits > 0) return waits
  await codes.forgetCodes(tx, person, plusMs(at, -24 * HOUR_MS))
  await codes.saveCode(tx, { ...address, codeHash, sentAt: at })
  await note(shell, tx, 'contact-code-sent', person, { channel })
  return 0
}

function codeMessage(
  { newId, publicUrl }: Shell,
  of: {
    readonly way: OwnWay
    readonly code: string
    readonly name: string | undefined
    readonly at: Instant
  },
): Message {
  const id = newId('code')
  const { channel, address = '' } = of.way
  // Read aloud, a number of six digits is a hundred thousand and something.
  const said = channel === 'voice' ? of.code.split('').join(' ') : of.code
  return {
    idempotencyKey: id,
    messageId: id,
    threadId: 'contact-codes',
    incident: { id: '', number: 0, title: '', exercise: false, restricted: false },
    channel,
    act: 'contact-code',
    subject: `Tocsin: your code is ${said}`,
    text: `${said} confirms that Tocsin reaches you here. It counts for ten minutes, on your settings page alone. Nobody of us asks you for it; if you have not asked for it, do nothing.`,
    cites: [],
    to: { address, ...(of.name !== undefined && { name: of.name }) },
    incidentUrl: `${publicUrl}/settings#reach`,
    at: of.at,
  }
}

/** Takes the code back. A wrong one counts, whatever becomes of the request. */
export async function confirmContact(
  shell: Shell,
  person: string,
  { key, code }: { readonly key: string; readonly code: string },
): Promise<Done | SignInRefusal> {
  const address = addressKey(person, key)
  const ways = await waysOf(shell, person, new Set<Channel>())
  if (address === undefined || !ways.some(way => way.key === key)) return no('contact-unknown')
  const { channel } = address
  const since = plusMs(shell.now(), -CODE_MS_MAX)
  const taken = await codes.takeTry(shell.pool, { ...address, since, triesMax: CODE_TRIES_MAX })
  if (taken === undefined) return no('contact-code-over')
  const given = createContactVault(shell.linkSecret).hashOfCode(address.addressHash, code)
  if (!sameHash(given, taken.codeHash)) {
    await transaction(shell.pool, tx => note(shell, tx, 'contact-code-wrong', person, { channel }))
    return no('code-wrong')
  }
  return inOne<Done>(shell, undefined, async tx => {
    if (!(await codes.useCode(tx, taken.id, shell.now()))) return no('contact-code-over')
    await store.saveProof(tx, { ...address, provedAt: shell.now() })
    await noteAndTell(shell, tx, 'contact-confirmed', person, { channel })
    return DONE
  })
}

/** How one wishes to be reached, from now on; `undefined`: as the plan says. */
export async function setReach(
  shell: Shell,
  within: Within | undefined,
  asked: {
    readonly person: string
    readonly reach: Reach | undefined
    readonly channels: Pick<Destinations, 'has'>
  },
): Promise<Done | SignInRefusal> {
  const { person, reach, channels } = asked
  const known = (await shell.directory.current(shell.pool)).people.get(person)
  const reaches = (channel: Channel) =>
    channels.has(channel) && known !== undefined && addressAt(known, channel) !== undefined
  const [mistake] = reach === undefined ? [] : reachMistakes(reach, reaches)
  if (mistake !== undefined) return no('reach-invalid', mistake)
  return inOne<Done>(shell, within, async tx => {
    if (reach === undefined) await store.forgetReach(tx, person)
    else await store.saveReach(tx, { person, reach: JSON.stringify(reach), at: shell.now() })
    await note(shell, tx, 'reach-changed', person, { to: reach === undefined ? 'the plan' : 'own' })
    return DONE
  })
}

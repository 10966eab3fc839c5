// The record of accounts: who signed in and how, who failed to, and every change of who may do what.
import { canonical } from '#/core/evidence/canonical.ts'
import { GENESIS } from '#/core/evidence/chain.ts'
import type { Instant } from '#/core/time.ts'
import type { Shell } from '#/app/shell.ts'
import { appendAccountEvent, lastAccountEvent, listAccountEvents } from '#/store/account-events.ts'
import type { StoredAccountEvent } from '#/store/account-events.ts'
import type { Db, Transaction } from '#/store/db.ts'

/** Auditors read these in ten years; never rename one. */
export const ACCOUNT_EVENTS = [
  'set-up',
  'account-created',
  'invited',
  'invitation-withdrawn',
  'invitation-accepted',
  'signed-in',
  'sign-in-failed',
  'guesses-stopped',
  'signed-out',
  'session-ended',
  'sessions-ended',
  'role-changed',
  'account-disabled',
  'account-enabled',
  'password-changed',
  'passkey-added',
  'passkey-renamed',
  'passkey-removed',
  'totp-added',
  'totp-removed',
  'recovery-codes-made',
  'recovery-code-used',
  'break-glass-used',
  'contact-added',
  'contact-removed',
  'contact-code-sent',
  'contact-code-wrong',
  'contact-confirmed',
  'reach-changed',
  'test-page-sent',
  'test-page-answered',
] as const

export type AccountEventType = (typeof ACCOUNT_EVENTS)[number]

export type NewAccountEvent = {
  readonly type: AccountEventType
  /** Whom it is about; null for one who is not known. */
  readonly person: string | null
  /** Who did it: a person, or a token; null for one who is not known. */
  readonly by: string | null
  /** How, with what, from what to what: nothing secret. */
  readonly about?: Readonly<Record<string, string>>
}

export type AccountEvent = NewAccountEvent & {
  readonly number: number
  readonly at: Instant
  /** SHA-256 of the record before. */
  readonly previous: string
}

/** An event, and whether its record is the one that its hash and the one before it say. */
export type ShownAccountEvent = AccountEvent & { readonly hash: string; readonly intact: boolean }

type Needs = Pick<Shell, 'now' | 'notary'>

/** Puts on record what this transaction did; gives the number of the record. */
export async function record(
  { now, notary }: Needs,
  tx: Transaction,
  event: NewAccountEvent,
): Promise<number> {
  const last = await lastAccountEvent(tx)
  const number = (last?.number ?? 0) + 1
  const at = now()
  const { about = {}, ...rest } = event
  const text = canonical({ ...rest, about, at, number, previous: last?.hash ?? GENESIS })
  const hash = notary.sha256(text)
  await appendAccountEvent(tx, { number, at, person: event.person, record: text, hash })
  return number
}

/** Newest first. */
export async function readAccountEvents(
  { notary }: Pick<Shell, 'notary'>,
  db: Db,
  asked: { readonly before: number; readonly person: string | undefined; readonly limit: number },
): Promise<readonly ShownAccountEvent[]> {
  const stored = await listAccountEvents(db, asked)
  return stored.map((event, index) => shown(notary, event, stored[index + 1]))
}

/** `before` is the record read next, which is the one before only where nobody is left out. */
function shown(
  { sha256 }: Shell['notary'],
  { number, record: text, hash }: StoredAccountEvent,
  before: StoredAccountEvent | undefined,
): ShownAccountEvent {
  const event = JSON.parse(text) as AccountEvent
  const follows = before?.number !== number - 1 || before.hash === event.previous
  return { ...event, hash, intact: sha256(text) === hash && follows }
}

// The record of accounts: who signed in and how, who failed to, and every change of who may do what.
import { following, shown } from '#/app/record/chained-record.ts'
import type { Link, Shown } from '#/app/record/chained-record.ts'
import type { Shell } from '#/app/shell.ts'
import { appendAccountEvent, lastAccountEvent, listAccountEvents } from '#/store/account-events.ts'
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

export type AccountEvent = NewAccountEvent & Link
export type ShownAccountEvent = AccountEvent & Shown

type Needs = Pick<Shell, 'now' | 'notary'>

/** Puts on record what this transaction did; gives the number of the record. */
export async function record(
  { now, notary }: Needs,
  tx: Transaction,
  event: NewAccountEvent,
): Promise<number> {
  const { about = {}, ...rest } = event
  const last = await lastAccountEvent(tx)
  const next = following(notary.sha256, last, now(), { ...rest, about })
  await appendAccountEvent(tx, { ...next, person: event.person })
  return next.number
}

/** Newest first. */
export async function readAccountEvents(
  { notary }: Pick<Shell, 'notary'>,
  db: Db,
  asked: { readonly before: number; readonly person: string | undefined; readonly limit: number },
): Promise<readonly ShownAccountEvent[]> {
  const stored = await listAccountEvents(db, asked)
  return stored.map((event, index) => shown<AccountEvent>(notary.sha256, event, stored[index + 1]))
}

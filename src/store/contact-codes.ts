// Codes with which people confirm an address. Only a hash with a key is kept of each.
import type { AddressKey } from '#/store/contacts.ts'
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'

export async function saveCode(
  db: Db,
  {
    person,
    channel,
    addressHash,
    codeHash,
    sentAt,
  }: AddressKey & { readonly codeHash: string; readonly sentAt: Instant },
): Promise<void> {
  await rows(db, SAVE_CODE, [person, channel, addressHash, codeHash, sentAt])
}

export const SAVE_CODE = statement(
  'save_code',
  `
  insert into contact_code (person, channel, address_hash, code_hash, sent_at, tries)
  values ($1, $2, $3, $4, $5, 0)`,
)

/** Two requests of one person for a code come one after the other, so that neither slips past what the other counts. */
export async function lockCodes(tx: Transaction, person: string): Promise<void> {
  await rows(tx, LOCK_CODES, [person])
}

export const LOCK_CODES = statement(
  'lock_codes',
  'select pg_advisory_xact_lock(4877, hashtext($1))::text as locked',
)

export type SentCodes = {
  /** To any address of the person, since `since`. */
  readonly sent: number
  readonly firstAt: Instant | null
  /** When one last went to this address. */
  readonly lastAt: Instant | null
}

export async function countCodes(
  db: Db,
  { person, channel, addressHash, since }: AddressKey & { readonly since: Instant },
): Promise<SentCodes> {
  const [found] = await rows<SentCodes>(db, COUNT_CODES, [person, channel, addressHash, since])
  return found ?? { sent: 0, firstAt: null, lastAt: null }
}

export const COUNT_CODES = statement(
  'count_codes',
  `
  select count(*)::int4 as sent, min(sent_at) as "firstAt",
         max(sent_at) filter (where channel = $2 and address_hash = $3) as "lastAt"
    from contact_code
   where person = $1
     and sent_at > $4`,
)

/**
 * Counts a try before anything is compared, so that many at once gain nothing. Gives the hash to compare with; undefined when no
 * code of this very address may be tried any more.
 */
export async function takeTry(
  db: Db,
  asked: AddressKey & { readonly since: Instant; readonly triesMax: number },
): Promise<{ readonly id: number; readonly codeHash: string } | undefined> {
  const { person, channel, addressHash, since, triesMax } = asked
  const values = [person, channel, addressHash, since, triesMax]
  const [taken] = await rows<{ id: number; codeHash: string }>(db, TAKE_TRY, values)
  return taken
}

export const TAKE_TRY = statement(
  'take_try',
  `
  update contact_code
     set tries = tries + 1
   where id = (select max(id)
                 from contact_code
                where person = $1
                  and channel = $2
                  and address_hash = $3)
     and sent_at > $4
     and tries < $5
     and used_at is null
  returning id, code_hash as "codeHash"`,
)

/** Each code counts once. Gives whether it still did. */
export async function useCode(db: Db, id: number, at: Instant): Promise<boolean> {
  return (await changed(db, USE_CODE, [id, at])) > 0
}

export const USE_CODE = statement(
  'use_code',
  'update contact_code set used_at = $2 where id = $1 and used_at is null',
)

/** What is too old to count. */
export async function forgetCodes(db: Db, person: string, before: Instant): Promise<void> {
  await rows(db, FORGET_CODES, [person, before])
}

export const FORGET_CODES = statement(
  'forget_codes',
  'delete from contact_code where person = $1 and sent_at < $2',
)

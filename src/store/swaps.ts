// Offers to swap turns, as they were made and answered.
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export type SwapWord = 'offered' | 'accepted' | 'declined' | 'withdrawn'

export type StoredSwap = {
  readonly swap: string
  readonly rota: string
  readonly asker: string
  readonly asked: string
  readonly from: Instant
  readonly to: Instant
  readonly backFrom: Instant | null
  readonly backTo: Instant | null
  readonly reason: string | null
  readonly what: SwapWord
  readonly at: Instant
  readonly by: string
}

/** Gives whether it is kept: of two answers to one offer only the first is. */
export async function appendSwap(db: Db, said: StoredSwap): Promise<boolean> {
  const { swap, rota, asker, asked, from, to, backFrom, backTo, reason, what, at, by } = said
  const values = [swap, rota, asker, asked, from, to, backFrom, backTo, reason, what, at, by]
  return (await changed(db, APPEND_SWAP, values)) === 1
}

export const APPEND_SWAP = statement(
  'append_swap',
  `
  insert into swap_event
    (swap, rota, asker, asked, from_at, to_at, back_from_at, back_to_at, reason, what, at, by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict do nothing`,
)

/** The last word on each offer whose time is not over at `after`, the newest first. */
export async function listSwaps(
  db: Db,
  after: Instant,
  limit: number,
): Promise<readonly StoredSwap[]> {
  return rows<StoredSwap>(db, LIST_SWAPS, [after, limit])
}

export const LIST_SWAPS = statement(
  'list_swaps',
  `
  select swap, rota, asker, asked, from_at as "from", to_at as "to", back_from_at as "backFrom",
         back_to_at as "backTo", reason, what, at, by
    from swap_event
   where greatest(to_at, back_to_at) > $1
     and not exists (
       select from swap_event later
        where later.swap = swap_event.swap
          and later.version > swap_event.version
     )
   order by version desc
   limit $2`,
)

/** The last word on one. */
export async function readSwap(db: Db, swap: string): Promise<StoredSwap | undefined> {
  const [last] = await rows<StoredSwap>(db, READ_SWAP, [swap])
  return last
}

export const READ_SWAP = statement(
  'read_swap',
  `
  select swap, rota, asker, asked, from_at as "from", to_at as "to", back_from_at as "backFrom",
         back_to_at as "backTo", reason, what, at, by
    from swap_event
   where swap = $1
   order by version desc
   limit 1`,
)

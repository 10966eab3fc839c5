// Browsers that people want to be notified on.
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export type StoredSubscription = {
  readonly id: string
  readonly person: string
  readonly sealed: string
  /** What the browser said it is. */
  readonly agent: string
  readonly createdAt: Instant
  readonly reachedAt: Instant | null
}

export type NewSubscription = Pick<
  StoredSubscription,
  'id' | 'person' | 'sealed' | 'agent' | 'createdAt'
> & { readonly endpointHash: string }

/** Keeps one. The same browser again is whoever's is signed in now; of `keep` the oldest of that person go. */
export async function saveSubscription(
  db: Db,
  { id, person, endpointHash, sealed, agent, createdAt }: NewSubscription,
  keep: number,
): Promise<void> {
  await rows(db, SAVE_SUBSCRIPTION, [id, person, endpointHash, sealed, agent, createdAt])
  await rows(db, FORGET_OLDEST, [person, keep])
}

export const SAVE_SUBSCRIPTION = statement(
  'save_subscription',
  `
  insert into push_subscription (id, person, endpoint_hash, sealed, agent, created_at)
  values ($1, $2, $3, $4, $5, $6)
      on conflict (endpoint_hash) do update
     set id = $1, number = default, person = $2, sealed = $4, agent = $5, created_at = $6, reached_at = null`,
)

export const FORGET_OLDEST = statement(
  'forget_oldest',
  `
  delete from push_subscription
   where id in (select id
                  from push_subscription
                 where person = $1
                 order by number desc
                offset $2)`,
)

/** Of one person, the newest first. */
export async function subscriptionsOf(
  db: Db,
  person: string,
): Promise<readonly StoredSubscription[]> {
  return rows<StoredSubscription>(db, SUBSCRIPTIONS_OF, [person])
}

export const SUBSCRIPTIONS_OF = statement(
  'subscriptions_of',
  `
  select id, person, sealed, agent, created_at as "createdAt", reached_at as "reachedAt"
    from push_subscription
   where person = $1
   order by number desc`,
)

/** Gives whether it was there; with `person`, only if it is theirs. */
export async function forgetSubscription(db: Db, id: string, person?: string): Promise<boolean> {
  return (await changed(db, FORGET_SUBSCRIPTION, [id, person])) > 0
}

export const FORGET_SUBSCRIPTION = statement(
  'forget_subscription',
  `
  delete from push_subscription
   where id = $1
     and ($2::text is null or person = $2)`,
)

export async function noteReached(db: Db, id: string, at: Instant): Promise<void> {
  await rows(db, NOTE_REACHED, [id, at])
}

export const NOTE_REACHED = statement(
  'note_reached',
  'update push_subscription set reached_at = $2 where id = $1',
)

/** Who has a browser to be notified on, and may still sign in. */
export async function peopleWithPush(db: Db): Promise<ReadonlySet<string>> {
  const found = await rows<{ person: string }>(db, PEOPLE_WITH_PUSH)
  return new Set(found.map(({ person }) => person))
}

export const PEOPLE_WITH_PUSH = statement(
  'people_with_push',
  `
  select distinct person
    from push_subscription join account using (person)
   where disabled_at is null`,
)

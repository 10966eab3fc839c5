// The browsers on which somebody wants to be notified.
import { hash } from 'node:crypto'
import { createVault } from '#/app/sign-in/vault.ts'
import type { Shell } from '#/app/shell.ts'
import type { Db } from '#/store/db.ts'
import type { Destination } from '#/outbound/message.ts'
import type { PushSubscription } from '#/outbound/web-push.ts'
import { forgetSubscription, noteReached, saveSubscription, subscriptionsOf } from '#/store/push.ts'
import type { StoredSubscription } from '#/store/push.ts'

/** More devices than anyone carries; of more the oldest are forgotten. */
export const SUBSCRIPTIONS_MAX = 10

export type Subscribing = Omit<PushSubscription, 'id'>

export type ShownSubscription = Pick<StoredSubscription, 'id' | 'agent' | 'createdAt' | 'reachedAt'>

export type PushShelf = {
  readonly subscribe: (
    person: string,
    given: Subscribing,
    options: { readonly agent: string; readonly db?: Db | undefined },
  ) => Promise<string>
  readonly list: (person: string) => Promise<readonly ShownSubscription[]>
  /** Gives whether it was theirs. */
  readonly unsubscribe: (person: string, id: string) => Promise<boolean>
  /** With where it is reached: for the destination alone. */
  readonly open: (person: string) => Promise<readonly PushSubscription[]>
  readonly forget: (id: string) => Promise<void>
  readonly reached: (id: string) => Promise<void>
}

export function createPushShelf(
  shell: Pick<Shell, 'pool' | 'now' | 'newId' | 'linkSecret'>,
): PushShelf {
  const { pool, now, newId, linkSecret } = shell
  const vault = createVault(linkSecret)
  return {
    async subscribe(person, given, { agent, db = pool }) {
      const id = newId('push')
      const sealed = vault.seal(person, JSON.stringify(given))
      const endpointHash = hash('sha256', given.endpoint)
      const kept = { id, person, endpointHash, sealed, agent, createdAt: now() }
      await saveSubscription(db, kept, SUBSCRIPTIONS_MAX)
      return id
    },
    list: person => subscriptionsOf(pool, person),
    unsubscribe: (person, id) => forgetSubscription(pool, id, person),
    async open(person) {
      const kept = await subscriptionsOf(pool, person)
      return kept.map(({ id, sealed }) => ({
        id,
        ...(JSON.parse(vault.open(person, sealed)) as Subscribing),
      }))
    },
    async forget(id) {
      await forgetSubscription(pool, id)
    },
    reached: id => noteReached(pool, id, now()),
  }
}

/** What pages need to have themselves notified, and what shows that it works. */
export type Push = PushShelf & {
  /** By which a browser knows that it is us. */
  readonly publicKey: string
  /** Sends a notification that means nothing. Gives whether a browser took it. */
  readonly trial: (person: string, text: { subject: string; text: string }) => Promise<boolean>
}

export function createPush(
  shell: Pick<Shell, 'now' | 'newId' | 'publicUrl'>,
  shelf: PushShelf,
  { publicKey, destination }: { readonly publicKey: string; readonly destination: Destination },
): Push {
  return {
    ...shelf,
    publicKey,
    async trial(person, { subject, text }) {
      const id = shell.newId('trial')
      const incident = { id, number: 0, title: '', exercise: false, restricted: false }
      const outcome = await destination.send(
        {
          idempotencyKey: id,
          messageId: id,
          threadId: id,
          incident,
          channel: 'push',
          act: 'trial',
          subject,
          text,
          cites: [],
          to: { person, address: person },
          incidentUrl: `${shell.publicUrl}/settings`,
          at: shell.now(),
        },
        AbortSignal.timeout(TRIAL_MS_MAX),
      )
      return outcome.delivered
    },
  }
}

const TRIAL_MS_MAX = 10_000

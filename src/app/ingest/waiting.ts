// Alerts that wait to be committed, in the order in which they came.
import type { Alert } from '#/core/intake/alert.ts'

/** Alerts in one statement. More make it no faster, and everyone who waits would wait longer. */
export const ALERTS_PER_COMMIT_MAX = 1_000
/** All the alerts of one request that wait: it is answered when the last of them is on the disk. */
export type Ticket = {
  left: number
  readonly resolve: () => void
  readonly reject: (reason: Error) => void
}

/** An alert that waits to be written. */
export type Waiting = { readonly alert: Alert; readonly ticket: Ticket | undefined }

export type WaitingList = {
  readonly push: (waiting: Waiting) => void
  /** The next to be committed, none of which has an earlier report on its way. They are on their way until released. */
  readonly take: () => readonly Waiting[]
  readonly release: (taken: readonly Waiting[]) => void
  readonly length: () => number
  /** How many requests wait with something that nobody has taken. */
  readonly senders: () => number
  /** Whether a report of the alert with this label text waits or is on its way. */
  readonly holds: (text: string) => boolean
}

export function createWaitingList(): WaitingList {
  let queue: Waiting[] = []
  let senders = 0
  const held = new Map<string, number>()
  const onTheirWay = new Set<string>()

  return {
    push(waiting) {
      const { alert, ticket } = waiting
      if (ticket?.left === 0) senders += 1
      if (ticket !== undefined) ticket.left += 1
      held.set(alert.text, (held.get(alert.text) ?? 0) + 1)
      queue.push(waiting)
    },
    take() {
      const taken: Waiting[] = []
      const left: Waiting[] = []
      for (const waiting of queue) {
        const free = taken.length < ALERTS_PER_COMMIT_MAX && !onTheirWay.has(waiting.alert.text)
        const to = free ? taken : left
        to.push(waiting)
      }
      queue = left
      for (const { alert } of taken) onTheirWay.add(alert.text)
      senders = Math.max(0, senders - new Set(taken.map(({ ticket }) => ticket)).size)
      return taken
    },
    release(taken) {
      for (const { alert } of taken) {
        onTheirWay.delete(alert.text)
        const count = held.get(alert.text) ?? 0
        if (count > 1) held.set(alert.text, count - 1)
        else held.delete(alert.text)
      }
    },
    length: () => queue.length,
    senders: () => senders,
    holds: text => held.has(text),
  }
}

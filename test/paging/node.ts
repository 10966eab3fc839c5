// One node without loops of its own: what it does, and when, is the test's to say.
import { pino } from 'pino'
import type { Directory } from '#/core/directory.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import { earliest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { createDeliver } from '#/app/deliver/deliver.ts'
import { execute } from '#/app/execute.ts'
import type { Shell } from '#/app/shell.ts'
import { isNamed } from '#/app/access/visibility.ts'
import { wakeDue } from '#/app/wake.ts'
import type { Destination } from '#/outbound/message.ts'
import type { Pool } from '#/store/db.ts'
import { nextDueAt } from '#/store/outbox.ts'
import { nextWakeAt } from '#/store/wake.ts'
import { shellOn } from '../kit/shell.ts'

export type Clock = { readonly now: () => Instant; readonly moveTo: (at: Instant) => void }

export function clockAt(start: Instant): Clock {
  let at = start
  return {
    now: () => at,
    moveTo: to => {
      if (to > at) at = to
    },
  }
}

export type Node = {
  readonly shell: Shell
  /** Does all that is due, and moves the time to whatever is due next, up to an instant. */
  readonly runUntil: (until: Instant) => Promise<void>
}

export type NodeNeeds = {
  readonly pool: Pool
  readonly clock: Clock
  readonly directory: Directory
  readonly destinations: readonly Destination[]
}

export function nodeOn({ pool, clock, directory, destinations }: NodeNeeds): Node {
  const shell: Shell = {
    ...shellOn(pool, clock.now, pino({ level: 'silent' })),
    directory: {
      current: () => Promise.resolve(directory),
      book: () => Promise.resolve({ directory, overrides: [], proofs: new Map() }),
    },
  }
  const deliver = createDeliver({
    ...shell,
    // Half: no wait is shortened by chance.
    random: () => 0.5,
    destinations,
    recordReceipts: async (tx, incident, receipts) => {
      const executed = await execute(
        shell,
        incident,
        { do: 'record-receipts', by: TOCSIN, receipts: [...receipts] },
        tx,
      )
      if ('refused' in executed) throw new Error(executed.refused.code)
    },
    directory: () => shell.directory.current(pool),
    maySee: (incident, recipient) => isNamed(shell, incident, recipient),
  })
  async function settle(): Promise<void> {
    while ((await wakeDue(shell)) > 0);
    await deliver.drain()
  }
  return {
    shell,
    async runUntil(until) {
      for (;;) {
        await settle()
        const next = earliest([await nextWakeAt(pool), await nextDueAt(pool)])
        if (next === undefined || next > until) return clock.moveTo(until)
        if (next > clock.now()) clock.moveTo(next)
      }
    },
  }
}

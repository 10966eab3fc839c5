import type { Directory } from '#/core/directory.ts'
import type { Receipt } from '#/core/incident/event.ts'
import type { Channel } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'
import type { Destination, Outcome } from '#/outbound/message.ts'
import type { Pool, Transaction } from '#/store/db.ts'

/** Structured lines, as pino writes them. */
export type Log = {
  info(fields: object, text: string): void
  warn(fields: object, text: string): void
  error(fields: object, text: string): void
}

/** What the deliver loop is handed; it fetches nothing by itself. */
export type DeliverNeeds = {
  readonly pool: Pool
  readonly now: () => Instant
  /** 0 to below 1. */
  readonly random: () => number
  readonly destinations: readonly Destination[]
  /**
   * Puts receipts into an incident's log, in this transaction: then a receipt is on record exactly when its message is
   * out of the outbox. Throws when it cannot.
   */
  readonly recordReceipts: (
    tx: Transaction,
    incidentId: string,
    receipts: readonly Receipt[],
  ) => Promise<void>
  /** The address of this installation, without a slash at the end. */
  readonly publicUrl: string
  /** At least 32 random bytes, the same on every node. */
  readonly linkSecret: string
  readonly directory: () => Promise<Directory>
  /** Whether a recipient may see a restricted incident. */
  readonly maySee: (incidentId: string, recipient: string) => Promise<boolean>
  readonly log: Log
  /** What became of each attempt. */
  readonly noted?: (channel: Channel, outcome: Outcome) => void
}

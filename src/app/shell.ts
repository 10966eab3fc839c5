import type { Logger } from 'pino'
import type { Notary } from '#/core/evidence/chain.ts'
import type { Regimes } from '#/core/plan/regime.ts'
import type { Instant } from '#/core/time.ts'
import type { DirectoryShelf } from '#/app/people/directory.ts'
import type { IncidentShelf } from '#/app/incidents/incidents.ts'
import type { PlanShelf } from '#/app/plans/plans.ts'
import type { RoutingShelf } from '#/app/routing/shelf.ts'
import type { Notices } from '#/app/notices.ts'
import type { Pool } from '#/store/db.ts'

/** What everything that runs is handed: the database, time, chance, and what is kept in memory. Made once, by `main.ts`. */
export type Shell = {
  readonly pool: Pool
  readonly now: () => Instant
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number
  readonly notary: Notary
  /** A new id that nobody can guess, led by `prefix`. */
  readonly newId: (prefix: string) => string
  /** Where people reach this installation, without a slash at the end. */
  readonly publicUrl: string
  /** Signs the links in messages. */
  readonly linkSecret: string
  readonly log: Logger
  readonly notices: Notices
  readonly plans: PlanShelf
  /** What plans may switch on with `uses`. */
  readonly regimes: Regimes
  readonly directory: DirectoryShelf
  readonly incidents: IncidentShelf
  readonly routing: RoutingShelf
}

import { hash, randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Instant } from '#/core/time.ts'
import { createDirectoryShelf } from '#/app/people/directory.ts'
import { createIncidentShelf } from '#/app/incidents/incidents.ts'
import { createNotices } from '#/app/notices.ts'
import { createPlanShelf } from '#/app/plans/plans.ts'
import { createRoutingShelf } from '#/app/routing/shelf.ts'
import type { Shell } from '#/app/shell.ts'
import type { Pool } from '#/store/db.ts'
import { REGIMES } from './regimes.ts'

/** What the system's parts are handed, made as `system.ts` makes it; the time is the caller's. */
export function shellOn(pool: Pool, now: () => Instant, log: Logger): Shell {
  return {
    pool,
    now,
    random: Math.random,
    notary: {
      sha256: text => hash('sha256', text),
      newSalt: () => randomBytes(16).toString('hex'),
    },
    newId: prefix => `${prefix}-${randomBytes(10).toString('hex')}`,
    publicUrl: 'http://127.0.0.1:4870',
    linkSecret: 'of a test',
    log,
    notices: createNotices(),
    plans: createPlanShelf(REGIMES),
    regimes: REGIMES,
    directory: createDirectoryShelf(now, 'of a test'),
    incidents: createIncidentShelf(),
    routing: createRoutingShelf(),
  }
}

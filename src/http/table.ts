// Every route there is, except those below /in that imitate somebody else's.
import type { Route } from '#/http/route.ts'
import { acknowledgeRoutes } from '#/http/routes/acknowledge.ts'
import { commandRoutes } from '#/http/routes/commands.ts'
import { directoryRoutes } from '#/http/routes/directory.ts'
import { evidenceRoutes } from '#/http/routes/evidence.ts'
import { healthRoutes } from '#/http/routes/health.ts'
import { incidentRoutes } from '#/http/routes/incidents.ts'
import { letterRoutes, ownRoutes, signalRoutes, tokenRoutes } from '#/http/routes/operations.ts'
import { planRoutes } from '#/http/routes/plans.ts'
import { promiseRoutes } from '#/http/routes/promises.ts'
import { proposalRoute } from '#/http/routes/proposal.ts'
import { recordRoutes } from '#/http/routes/records.ts'

export const ROUTES: readonly Route[] = [
  ...incidentRoutes,
  ...promiseRoutes,
  proposalRoute,
  ...commandRoutes,
  ...evidenceRoutes,
  ...recordRoutes,
  ...planRoutes,
  ...directoryRoutes,
  ...signalRoutes,
  ...letterRoutes,
  ...tokenRoutes,
  ...ownRoutes,
  ...acknowledgeRoutes,
  ...healthRoutes,
]

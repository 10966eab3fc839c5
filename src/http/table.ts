// Every route there is, except those below /in that imitate somebody else's.
import type { Route } from '#/http/route.ts'
import { acknowledgeRoutes } from '#/http/routes/acknowledge.ts'
import { boardRoutes } from '#/http/routes/board.ts'
import { commandRoutes } from '#/http/routes/commands.ts'
import { directoryRoutes } from '#/http/routes/directory.ts'
import { drillRoutes } from '#/http/routes/drills.ts'
import { evidenceRoutes } from '#/http/routes/evidence.ts'
import { figureRoutes } from '#/http/routes/figures.ts'
import { foreseeRoute } from '#/http/routes/foresee.ts'
import { healthRoutes } from '#/http/routes/health.ts'
import { incidentRoutes } from '#/http/routes/incidents.ts'
import { letterRoutes } from '#/http/routes/letters.ts'
import { mineRoutes } from '#/http/routes/mine.ts'
import { planRoutes } from '#/http/routes/plans.ts'
import { promiseRoutes } from '#/http/routes/promises.ts'
import { proposalRoutes } from '#/http/routes/proposal.ts'
import { recordRoutes } from '#/http/routes/records.ts'
import { signInRoutes } from '#/http/routes/sign-in.ts'
import { signalRoutes } from '#/http/routes/signals.ts'
import { tokenRoutes } from '#/http/routes/tokens.ts'

export const ROUTES: readonly Route[] = [
  ...incidentRoutes,
  ...promiseRoutes,
  ...proposalRoutes,
  ...commandRoutes,
  foreseeRoute,
  ...drillRoutes,
  ...evidenceRoutes,
  ...figureRoutes,
  ...recordRoutes,
  ...planRoutes,
  ...directoryRoutes,
  ...signalRoutes,
  ...letterRoutes,
  ...tokenRoutes,
  ...signInRoutes,
  ...boardRoutes,
  ...mineRoutes,
  ...acknowledgeRoutes,
  ...healthRoutes,
]

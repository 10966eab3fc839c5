// Every route there is, except those below /in that imitate somebody else's.
import type { Route } from '#/http/route.ts'
import { acknowledgeRoutes } from '#/http/routes/acknowledge.ts'
import { accountFactorRoutes } from '#/http/routes/account-factors.ts'
import { accountRoutes } from '#/http/routes/account.ts'
import { boardRoutes } from '#/http/routes/board.ts'
import { channelRoutes } from '#/http/routes/channels.ts'
import { commandRoutes } from '#/http/routes/commands.ts'
import { contactRoutes } from '#/http/routes/contacts.ts'
import { directoryBookRoutes } from '#/http/routes/directory-book.ts'
import { directoryRoutes } from '#/http/routes/directory.ts'
import { doorRoutes } from '#/http/routes/doors.ts'
import { drillRoutes } from '#/http/routes/drills.ts'
import { evidenceRoutes } from '#/http/routes/evidence.ts'
import { figureRoutes } from '#/http/routes/figures.ts'
import { foreseeRoute } from '#/http/routes/foresee.ts'
import { healthRoutes } from '#/http/routes/health.ts'
import { heartbeatRoutes } from '#/http/routes/heartbeats.ts'
import { incidentRoutes } from '#/http/routes/incidents.ts'
import { invitationRoutes } from '#/http/routes/invitations.ts'
import { letterRoutes } from '#/http/routes/letters.ts'
import { mineRoutes } from '#/http/routes/mine.ts'
import { planApprovalRoutes } from '#/http/routes/plan-approval.ts'
import { planReadingRoute } from '#/http/routes/plan-reading.ts'
import { planTryingRoutes } from '#/http/routes/plan-trying.ts'
import { memberRoutes } from '#/http/routes/members.ts'
import { oncallImportRoutes } from '#/http/routes/oncall-import.ts'
import { oncallSwapRoutes } from '#/http/routes/oncall-swaps.ts'
import { oncallRoutes } from '#/http/routes/oncall.ts'
import { planRoutes } from '#/http/routes/plans.ts'
import { promiseRoutes } from '#/http/routes/promises.ts'
import { proposalRoutes } from '#/http/routes/proposal.ts'
import { pushRoutes } from '#/http/routes/push.ts'
import { recordRoutes } from '#/http/routes/records.ts'
import { setUpRoutes } from '#/http/routes/set-up.ts'
import { oidcRoutes } from '#/http/routes/sign-in-oidc.ts'
import { signInRoutes } from '#/http/routes/sign-in.ts'
import { routingRoutes } from '#/http/routes/routing.ts'
import { silenceRoutes } from '#/http/routes/silences.ts'
import { signalRoutes } from '#/http/routes/signals.ts'
import { systemRoutes } from '#/http/routes/system.ts'
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
  ...pushRoutes,
  ...contactRoutes,
  ...recordRoutes,
  ...planRoutes,
  planReadingRoute,
  ...planTryingRoutes,
  ...planApprovalRoutes,
  ...directoryRoutes,
  ...directoryBookRoutes,
  ...oncallRoutes,
  ...oncallSwapRoutes,
  ...oncallImportRoutes,
  ...signalRoutes,
  ...silenceRoutes,
  ...routingRoutes,
  ...doorRoutes,
  ...heartbeatRoutes,
  ...letterRoutes,
  ...channelRoutes,
  ...tokenRoutes,
  ...signInRoutes,
  ...oidcRoutes,
  ...setUpRoutes,
  ...invitationRoutes,
  ...memberRoutes,
  ...accountRoutes,
  ...accountFactorRoutes,
  ...boardRoutes,
  ...mineRoutes,
  ...acknowledgeRoutes,
  ...healthRoutes,
  ...systemRoutes,
]

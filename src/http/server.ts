// The door for machines: one Fastify with every route of the table behind it.
import { fastifyCookie } from '@fastify/cookie'
import Fastify from 'fastify'
import type { FastifyError, FastifyInstance, preHandlerAsyncHookHandler } from 'fastify'
import type { Drills } from '#/app/drills/drills.ts'
import type { Previews } from '#/app/foresee.ts'
import { createFigureShelf } from '#/app/figures/figures.ts'
import { startForgetting } from '#/app/idempotency.ts'
import type { ScenarioFile } from '#/app/drills/scenarios.ts'
import { createBench } from '#/app/plans/bench.ts'
import type { Push } from '#/app/paging/push.ts'
import type { Ingest } from '#/app/ingest/ingest.ts'
import type { Secrets } from '#/app/access/secrets.ts'
import type { Scope } from '#/app/access/scopes.ts'
import type { SignIn } from '#/app/sign-in/sign-in.ts'
import type { Shell } from '#/app/shell.ts'
import { hiddenGroups } from '#/app/signals/groups.ts'
import { createHeartbeats } from '#/app/doors/heartbeats.ts'
import type { Sns } from '#/app/doors/sns.ts'
import { createDoorShelf } from '#/app/doors/shelf.ts'
import { createBuckets, createTallies } from '#/app/doors/tally.ts'
import { endLeftOver } from '#/app/doors/waves.ts'
import { createTokenShelf } from '#/app/access/tokens.ts'
import { toMs } from '#/core/time.ts'
import { registerAlertmanager } from '#/http/alertmanager.ts'
import { registerDoors } from '#/http/doors/register.ts'
import type { Doors } from '#/app/channels/doors.ts'
import { authenticate } from '#/http/authenticate.ts'
import { registerChannelDoors } from '#/http/channel-doors.ts'
import { answerNonsense, answerUnreadable, takeFailures, withoutContent } from '#/http/failure.ts'
import { createLive } from '#/http/live.ts'
import type { Needs } from '#/http/needs.ts'
import { takeBytes, takeJson, takeText } from '#/http/parsers.ts'
import { describeApi, VERSION } from '#/http/openapi.ts'
import { register } from '#/http/register.ts'
import type { Route } from '#/http/route.ts'
import { registerReportForm } from '#/http/report/register.ts'
import { sendProblem } from '#/http/send.ts'
import { ROUTES } from '#/http/table.ts'
import { keepWatch } from '#/http/watch.ts'
import { serveWeb } from '#/http/web.ts'
import { createPress } from '#/pdf/press.ts'

export type ServerNeeds = {
  readonly shell: Shell
  readonly secrets: Secrets
  readonly ingest: Ingest
  readonly signIn: SignIn
  readonly drills: Drills
  readonly push: Push
  readonly scenarios: readonly ScenarioFile[]
  /** How messages look to whom they reach. */
  readonly previews: Previews
  /** Whether mail comes in, so that mailboxes may be named to strangers. */
  readonly takesMail: boolean
  /** Judges what Amazon's SNS sends. */
  readonly sns: Sns
  /** Where the services that carry messages ask back. */
  readonly channelDoors: Doors
  readonly channels: Needs['channels']
  /** What the watchdog finds, now. */
  readonly examine: Needs['examine']
  /** The loops of this node by name: `/readyz` asks each whether it goes round. */
  readonly loops: Needs['loops']
  /** Where the built web page lies; undefined: there is none, and `/` says so. */
  readonly web?: string | undefined
}

/** A client that takes longer to say what it wants is holding a connection for nothing. */
const REQUEST_MS_MAX = 60_000
/** Longer than that of proxies in front of us, which would otherwise reuse a connection that we have just closed. */
const KEEP_ALIVE_MS = 75_000
/** Whoever is not known sees nothing that is restricted. */
const NOBODY = { seesAll: false, person: undefined }
/** Tokens of acknowledge links are parts of an address. */
const PARAMETER_LENGTH_MAX = 4_200

/** Builds the server; whoever gets it lets it listen, and closes it. What is under way when it closes is answered first. */
export async function buildServer(given: ServerNeeds): Promise<FastifyInstance> {
  const { shell } = given
  const app = Fastify({
    logger: false,
    genReqId: () => shell.newId('request'),
    // A proxy on this machine says from where somebody comes; nobody else is believed.
    trustProxy: 'loopback',
    requestTimeout: REQUEST_MS_MAX,
    keepAliveTimeout: KEEP_ALIVE_MS,
    exposeHeadRoutes: false,
    clientErrorHandler: answerNonsense,
    frameworkErrors: answerUnreadable,
    routerOptions: { maxParamLength: PARAMETER_LENGTH_MAX },
  })
  await app.register(fastifyCookie)
  app.decorateRequest('caller', undefined)
  const needs = gather(app, given)
  // Streams never end by themselves; closing would wait for them for ever.
  app.addHook('preClose', async () => needs.live.close())
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
  })
  takeFailures(app, needs.shell)
  addRoutes(app, needs, { hasWeb: given.web !== undefined })
  addDoors(app, needs, given)
  if (given.web !== undefined) await serveWeb(app, given.web)
  await app.ready()
  return app
}

/** Adds what is made for this server alone, and ends with it. */
function gather(app: FastifyInstance, given: ServerNeeds): Needs {
  const { shell, ingest, loops } = given
  const live = createLive(shell)
  const tallies = createTallies(shell)
  const press = createPress()
  const bench = createBench(shell.regimes)
  const forgetting = startForgetting(shell)
  const counting = tallies.start(() => endLeftOver({ shell, ingest }, toMs(shell.now())))
  for (const end of [() => counting.stop(), () => forgetting.stop(), press.close, bench.close])
    app.addHook('onClose', () => end())
  return {
    ...given,
    live,
    tallies,
    press,
    bench,
    figures: keepWatch(app, { shell, live, loops, ingest }),
    tokens: createTokenShelf(shell),
    doors: createDoorShelf(shell),
    heartbeats: createHeartbeats({ shell, ingest }),
    measured: createFigureShelf(),
  }
}

function addRoutes(
  app: FastifyInstance,
  needs: Needs,
  { hasWeb }: { readonly hasWeb: boolean },
): void {
  const routes = ROUTES.filter(route => !hasWeb || route.name !== 'front-page')
  for (const [kind, takeBody] of Object.entries({
    json: takeJson,
    text: takeText,
    bytes: takeBytes,
  }))
    app.register((scope, _options, done) => {
      takeBody(scope)
      for (const route of routes.filter(takes(kind))) register(scope, needs, route)
      done()
    })
  const description = JSON.stringify(describeApi(ROUTES))
  app.get('/openapi.json', (_request, reply) => reply.type('application/json').send(description))
}

/** The doors that imitate somebody else's, or are open to the world. */
function addDoors(app: FastifyInstance, needs: Needs, given: ServerNeeds): void {
  const { shell, ingest, doors, tallies, heartbeats } = needs
  const { takesMail, sns } = given
  const buckets = createBuckets(() => toMs(shell.now()))
  const report = (error: FastifyError) =>
    shell.log.error({ err: withoutContent(error) }, 'a request failed')
  registerReportForm(app, { shell, ingest, doors, tallies, buckets, takesMail })
  const onBeat = (_door: unknown, name: string) => heartbeats.beat(name)
  registerDoors(app, { shell, ingest, doors, tallies, buckets, onBeat, sns, report })
  registerChannelDoors(app, given.channelDoors)
  registerAlertmanager(app, {
    base: '/in/alertmanager',
    ingest,
    authorize: scope => authorize(needs, scope),
    nowMs: () => toMs(shell.now()),
    quiet: shell.routing.quiet,
    hiddenGroups: ({ caller }) => hiddenGroups(shell, caller ?? NOBODY),
    report,
    version: VERSION,
  })
}

/** For doors that imitate somebody else's, and so do not stand in the table of routes. */
function authorize(needs: Needs, scope: Scope): preHandlerAsyncHookHandler {
  return async (request, reply) => {
    const known = await authenticate(needs, request, scope)
    if ('problem' in known) return sendProblem(request, reply, known.problem)
    request.caller = known.caller
  }
}

function takes(kind: string): (route: Route) => boolean {
  return route => (route.takes?.kind ?? 'json') === kind
}

// The door for machines: one Fastify with every route of the table behind it.
import { fastifyCookie } from '@fastify/cookie'
import Fastify from 'fastify'
import type { FastifyInstance, preHandlerAsyncHookHandler } from 'fastify'
import type { Drills } from '#/app/drills.ts'
import type { Previews } from '#/app/foresee.ts'
import { createFigureShelf } from '#/app/figures.ts'
import { startForgetting } from '#/app/idempotency.ts'
import type { ScenarioFile } from '#/app/drill-scenarios.ts'
import { createBench } from '#/app/plan-bench.ts'
import type { Push } from '#/app/push.ts'
import type { Ingest } from '#/app/ingest.ts'
import type { Secrets } from '#/app/secrets.ts'
import type { Scope } from '#/app/scopes.ts'
import type { SignIn } from '#/app/sign-in/sign-in.ts'
import type { Shell } from '#/app/shell.ts'
import { hiddenGroups } from '#/app/signal-groups.ts'
import { createHeartbeats } from '#/app/heartbeats.ts'
import type { Sns } from '#/app/sns.ts'
import { createDoorShelf } from '#/app/door-shelf.ts'
import { createBuckets, createTallies } from '#/app/door-tally.ts'
import { endLeftOver } from '#/app/door-waves.ts'
import { createTokenShelf } from '#/app/tokens.ts'
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
  const { shell, secrets, loops, examine, ingest, signIn, drills, push, scenarios, previews, web } =
    given
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
  const live = createLive(shell)
  const figures = keepWatch(app, { shell, live, loops, ingest })
  const tokens = createTokenShelf(shell)
  const press = createPress()
  const bench = createBench(shell.regimes)
  const known = { secrets, tokens, signIn, drills, push, previews }
  const doors = createDoorShelf(shell)
  const tallies = createTallies(shell)
  const heartbeats = createHeartbeats({ shell, ingest })
  const kept = { measured: createFigureShelf(), ingest, doors, tallies, heartbeats }
  const needs: Needs = {
    ...known,
    channels: given.channels,
    ...kept,
    shell,
    loops,
    examine,
    live,
    figures,
    press,
    bench,
    scenarios,
  }
  const forgetting = startForgetting(shell)
  const counting = tallies.start(() => endLeftOver({ shell, ingest }, toMs(shell.now())))
  app.addHook('onClose', () => counting.stop())
  app.addHook('onClose', () => forgetting.stop())
  app.addHook('onClose', () => press.close())
  app.addHook('onClose', () => bench.close())
  // Streams never end by themselves; closing would wait for them for ever.
  app.addHook('preClose', async () => live.close())
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
  })
  takeFailures(app, shell)
  for (const [kind, takeBody] of Object.entries({
    json: takeJson,
    text: takeText,
    bytes: takeBytes,
  }))
    app.register((scope, _options, done) => {
      takeBody(scope)
      const routes = ROUTES.filter(route => web === undefined || route.name !== 'front-page')
      for (const route of routes.filter(takes(kind))) register(scope, needs, route)
      done()
    })
  const buckets = createBuckets(() => toMs(shell.now()))
  registerReportForm(app, { shell, ingest, doors, tallies, buckets, takesMail: given.takesMail })
  registerDoors(app, {
    shell,
    ingest,
    doors,
    tallies,
    buckets,
    onBeat: (_door, name) => heartbeats.beat(name),
    sns: given.sns,
    report: error => shell.log.error({ err: withoutContent(error) }, 'a request failed'),
  })
  registerChannelDoors(app, given.channelDoors)
  registerAlertmanager(app, {
    base: '/in/alertmanager',
    ingest,
    authorize: scope => authorize(needs, scope),
    nowMs: () => toMs(shell.now()),
    quiet: shell.routing.quiet,
    hiddenGroups: ({ caller }) => hiddenGroups(shell, caller ?? NOBODY),
    report: error => shell.log.error({ err: withoutContent(error) }, 'a request failed'),
    version: VERSION,
  })
  const description = JSON.stringify(describeApi(ROUTES))
  app.get('/openapi.json', (_request, reply) => reply.type('application/json').send(description))
  if (web !== undefined) await serveWeb(app, web)
  await app.ready()
  return app
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

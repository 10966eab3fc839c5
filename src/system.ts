import type { PoolConfig } from 'pg'
import { hash, randomBytes, randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { fromMs } from '#/core/time.ts'
import type { Channel } from '#/core/plan/plan.ts'
import type { Regimes } from '#/core/plan/regime.ts'
import type { Instant } from '#/core/time.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { Receipt } from '#/core/incident/event.ts'
import { createChannelBook } from '#/app/channel-book.ts'
import { createChannelDoors } from '#/app/channels/doors.ts'
import { createDeliver } from '#/app/deliver/deliver.ts'
import { startShowing } from '#/app/deliver/shown.ts'
import { createDrills } from '#/app/drills/drills.ts'
import type { ScenarioFile } from '#/app/drills/scenarios.ts'
import { createDirectoryShelf } from '#/app/people/directory.ts'
import { execute } from '#/app/execute.ts'
import { createIncidentShelf } from '#/app/incidents/incidents.ts'
import { createIngest } from '#/app/ingest/ingest.ts'
import { createNotices } from '#/app/notices.ts'
import { createPlanShelf } from '#/app/plans/plans.ts'
import { startCheckpointLoop } from '#/app/record/checkpoint.ts'
import { startRotaNotices } from '#/app/oncall/notices.ts'
import { startAccountNotices } from '#/app/sign-in/notices.ts'
import { createSignIn } from '#/app/sign-in/sign-in.ts'
import { PASSWORD_COST } from '#/app/sign-in/password.ts'
import type { PasswordCost } from '#/app/sign-in/password.ts'
import { createPush, createPushShelf } from '#/app/paging/push.ts'
import { createOperators } from '#/app/deliver/operators.ts'
import type { Loop } from '#/app/loop.ts'
import { startRevisiting } from '#/app/routing/revisit.ts'
import { createRoutingShelf } from '#/app/routing/shelf.ts'
import { readSecrets } from '#/app/access/secrets.ts'
import type { Secrets } from '#/app/access/secrets.ts'
import type { Settings } from '#/app/settings.ts'
import type { Shell } from '#/app/shell.ts'
import { routeGroups } from '#/app/signals/signals.ts'
import { createSns } from '#/app/doors/sns.ts'
import { takeOver } from '#/app/take-over.ts'
import { isNamed } from '#/app/access/visibility.ts'
import { diskOf, watchHoldUps } from '#/app/watchdog/machine.ts'
import { startWatchdog } from '#/app/watchdog/watchdog.ts'
import type { Watchdog, WatchdogNeeds } from '#/app/watchdog/watchdog.ts'
import { startWakeLoop } from '#/app/wake.ts'
import { listen } from '#/http/listen.ts'
import { buildServer } from '#/http/server.ts'
import { startMail } from '#/mail/start.ts'
import type { MailIn } from '#/mail/start.ts'
import { callHeartbeat } from '#/outbound/heartbeat.ts'
import { resolveAll } from '#/outbound/address-guard.ts'
import { getPinned } from '#/outbound/pinned-get.ts'
import { parseMailbox } from '#/outbound/mailbox.ts'
import type { Destination } from '#/outbound/message.ts'
import { createWebPush } from '#/outbound/web-push.ts'
import type { WebPushSettings } from '#/outbound/web-push.ts'
import { renderMessage } from '#/outbound/preview.ts'
import { openPool } from '#/store/db.ts'
import type { Pool, Transaction } from '#/store/db.ts'
import { startListening } from '#/store/listen.ts'
import { migrate } from '#/store/migrate.ts'
import { checkServer } from '#/store/server.ts'

/** What the system is handed: where its database is, time and chance, and a log. */
export type SystemNeeds = {
  readonly settings: Settings
  readonly connection: PoolConfig
  readonly destinations: readonly Destination[]
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
  /** A clock that is never set back. */
  readonly elapsedMs: () => number
  readonly random: () => number
  readonly log: Logger
  /** What plans may switch on with `uses`. */
  readonly regimes: Regimes
  /** Where the built web page lies; undefined where there is none. */
  readonly web?: string | undefined
  /** Scenarios that can be watched as drills. */
  readonly scenarios?: readonly ScenarioFile[]
  /** With which mail servers encrypt what they hand in; PEM. */
  readonly mailTls?: { readonly cert: string; readonly key: string } | undefined
  /** Who answers under Amazon's addresses; tests have somebody else. */
  readonly amazon?: (url: URL) => Promise<string>
  /** Of the services that reach browsers, what tests have otherwise. */
  readonly webPush?: Pick<WebPushSettings, 'ca' | 'resolve'>
  /** What a password costs whoever guesses; tests have many and no time. */
  readonly passwordCost?: PasswordCost
  /** Done once the database is ready, before any door opens. */
  readonly prepare: (shell: Shell) => Promise<void>
}

export type System = {
  readonly shell: Shell
  readonly secrets: Secrets
  /** Where it really listens, which the settings may have left open with port 0. */
  readonly address: string
  /** Where mail is really listened for; undefined where none is taken. */
  readonly mailPort: number | undefined
  /** Finishes what is under way, answers it, and lets go of the database. */
  readonly stop: () => Promise<void>
}

/** Connections for everyone who asks; the loops and the ingest have theirs from the same pool. */
const CONNECTIONS_MAX = 20
/** Whoever waits longer for a connection is told to come again: the database is away, or behind. */
const CONNECTION_WAIT_MS_MAX = 10_000
/** What a client has begun to ask, or not yet read of its answer, when the program is told to end may take so long. */
const ANSWERS_MS_MAX = 5_000

/** Starts everything on a database that is there: migrations, loops, doors. What cannot be started is thrown, with what to do. */
export async function startSystem(needs: SystemNeeds): Promise<System> {
  const { connection, log } = needs
  await checkServer(connection)
  const limits = { max: CONNECTIONS_MAX, connectionTimeoutMillis: CONNECTION_WAIT_MS_MAX }
  const pool = openPool({ ...connection, ...limits }, error => {
    log.warn({ err: error }, 'a connection to the database was lost')
  })
  try {
    await migrate(pool)
    return await startOn(pool, needs)
  } catch (error) {
    await pool.end()
    throw error
  }
}

async function startOn(pool: Pool, needs: SystemNeeds): Promise<System> {
  const { settings, nowMs, random, log } = needs
  const now = (): Instant => fromMs(nowMs())
  const secrets = await readSecrets(pool, now())
  const shell: Shell = {
    pool,
    now,
    random,
    notary: {
      sha256: text => hash('sha256', text),
      newSalt: () => randomBytes(16).toString('hex'),
    },
    newId: prefix => `${prefix}-${randomBytes(10).toString('hex')}`,
    publicUrl: settings.publicUrl,
    linkSecret: secrets.linkSecret,
    log,
    notices: createNotices(),
    plans: createPlanShelf(needs.regimes),
    regimes: needs.regimes,
    directory: createDirectoryShelf(now, secrets.linkSecret),
    incidents: createIncidentShelf(),
    routing: createRoutingShelf(),
  }
  await needs.prepare(shell)
  const { address, mailPort, stop } = await open(shell, secrets, needs)
  return {
    shell,
    secrets,
    address,
    mailPort,
    async stop() {
      await stop()
      await pool.end()
    },
  }
}

async function open(
  shell: Shell,
  secrets: Secrets,
  needs: SystemNeeds,
): Promise<Pick<System, 'address' | 'mailPort' | 'stop'>> {
  const { settings, connection, passwordCost = PASSWORD_COST } = needs
  const { destinations, deliver, ...telling } = createTelling(shell, secrets, needs)
  const alone = settings.databaseUrl === undefined
  if (alone) await takeOver(shell)
  const drills = createDrills(shell, needs.scenarios ?? [])
  await drills.endLost({ alone })
  const ingest = await startIngest(shell, needs)
  const wake = startWakeLoop(shell)
  const checkpoints = startCheckpointLoop(shell, secrets.signer)
  const playing = drills.startLoop()
  const revisiting = startLookingAgain(shell, telling.previews.destinations)
  const listening = startHearing(shell, connection, { wake, deliver, drills })
  deliver.start()
  const showing = startShowing(shell, telling.previews.destinations)
  const accountNotices = startAccountNotices(shell, destinations)
  const rotaNotices = startRotaNotices(shell, destinations)
  const loops = { wake, deliver, checkpoints, drills: playing, accountNotices }
  const watchdog = startWatching(shell, needs, { destinations, loops, ingest })
  const server = await buildServer({
    shell,
    secrets,
    ingest,
    signIn: createSignIn(shell, { ...settings, passwordCost }),
    drills,
    ...telling,
    scenarios: needs.scenarios ?? [],
    loops,
    examine: watchdog.examine,
    takesMail: settings.smtpListen !== undefined,
    sns: createSns({ get: needs.amazon ?? askAmazon, nowMs: needs.nowMs }),
    web: needs.web,
  })
  let mail: MailIn | undefined
  const stop = async () => {
    await mail?.stop()
    // A client that never finishes what it asks, or never reads what it asked for, must not hold us up.
    const cut = setTimeout(() => server.server.closeAllConnections(), ANSWERS_MS_MAX)
    await server.close()
    clearTimeout(cut)
    await ingest.stop()
    const rest = [
      revisiting,
      playing,
      wake,
      deliver,
      showing,
      checkpoints,
      accountNotices,
      rotaNotices,
      listening,
      watchdog,
    ]
    for (const one of rest) await one.stop()
  }
  try {
    const address = await listen(server, settings)
    const { mailTls: tls, nowMs } = needs
    mail = await startMail({ shell, ingest, settings, destinations, tls, nowMs })
    return { address, mailPort: mail.port, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type Watched = {
  readonly destinations: readonly Destination[]
  readonly loops: WatchdogNeeds['loops']
  readonly ingest: Awaited<ReturnType<typeof createIngest>>
}

function startWatching(
  shell: Shell,
  { settings, elapsedMs }: SystemNeeds,
  { destinations, loops, ingest }: Watched,
): Watchdog {
  const holdUps = watchHoldUps()
  const watchdog = startWatchdog({
    ...shell,
    elapsedMs,
    destinations,
    loops,
    directory: () => shell.directory.current(shell.pool),
    hasPlan: () => shell.plans.standard() !== undefined,
    alertsWaiting: () => ingest.counts().waiting,
    disk: () => diskOf(settings.dataDirectory),
    heldUpMs: holdUps.longestMs,
    heartbeat: heartbeatOf(settings),
  })
  return {
    ...watchdog,
    async stop() {
      await watchdog.stop()
      holdUps.stop()
    },
  }
}

function heartbeatOf({ heartbeatUrl }: Settings): WatchdogNeeds['heartbeat'] {
  if (heartbeatUrl === undefined) return undefined
  return signal => callHeartbeat(heartbeatUrl, signal)
}

function askAmazon(url: URL): Promise<string> {
  return getPinned(url, { resolve: resolveAll })
}

/** All that tells others, and what is asked of it: over which channels, how they fare, and where they ask back. */
function createTelling(shell: Shell, secrets: Secrets, needs: SystemNeeds) {
  const { subscriptions, webPush } = createPushing(shell, secrets, needs)
  const destinations = [webPush, ...needs.destinations]
  const channels = createChannelBook(shell, destinations)
  const deliver = createDeliver({
    ...shell,
    destinations,
    noted: channels.note,
    recordReceipts: (tx, incident, receipts) => recordReceipts(shell, tx, incident, receipts),
    directory: () => shell.directory.current(shell.pool),
    maySee: (incident, recipient) => isNamed(shell, incident, recipient),
  })
  const { publicKey } = secrets.pushKeys
  return {
    destinations,
    deliver,
    channels,
    channelDoors: createChannelDoors(shell, needs.settings, {
      destinations,
      report: (reported, told) => deliver.report(reported, told),
    }),
    push: createPush(shell, subscriptions, { publicKey, destination: webPush }),
    previews: {
      destinations: new Map(destinations.map(destination => [destination.channel, destination])),
      render: renderMessage,
    },
  }
}

function createPushing(shell: Shell, secrets: Secrets, { settings, webPush }: SystemNeeds) {
  const subscriptions = createPushShelf(shell)
  const destination = createWebPush({
    keys: secrets.pushKeys,
    contact: contactOf(settings),
    allow: settings.webhookAllow.map(host => host.toLowerCase()),
    subscriptionsOf: subscriptions.open,
    forget: subscriptions.forget,
    reached: subscriptions.reached,
    now: shell.now,
    ...webPush,
  })
  return { subscriptions, webPush: destination }
}

/** At what is quiet by the routing book. */
function startLookingAgain(shell: Shell, destinations: ReadonlyMap<Channel, Destination>): Loop {
  const directory = () => shell.directory.current(shell.pool)
  return startRevisiting(shell, createOperators({ ...shell, destinations, directory }))
}

type Hearing = {
  readonly wake: ReturnType<typeof startWakeLoop>
  readonly deliver: ReturnType<typeof createDeliver>
  readonly drills: ReturnType<typeof createDrills>
}

/** What other nodes tell, and this one, reaches whom it concerns. */
function startHearing(
  shell: Shell,
  connection: PoolConfig,
  { wake, deliver, drills }: Hearing,
): ReturnType<typeof startListening> {
  shell.notices.subscribe(notice => {
    if (notice.kind === 'wake') wake.poke(notice.at)
    if (notice.kind === 'outbox') deliver.poke()
    if (notice.kind === 'plan') void readPlanAgain(shell)
    drills.onNotice(notice)
  })
  return startListening(connection, {
    onNotice: notice => shell.notices.publish(notice),
    onListening() {
      void readPlanAgain(shell)
      wake.poke()
      deliver.poke()
    },
    onTrouble: error => shell.log.warn({ err: error }, 'not hearing other nodes; trying again'),
  })
}

/** Whom a push service tells of trouble: it takes an address on the web, or a mailbox. */
function contactOf({ publicUrl, mailFrom }: Settings): string {
  if (publicUrl.startsWith('https:')) return publicUrl
  return `mailto:${parseMailbox(mailFrom)?.address ?? 'tocsin@localhost'}`
}

/** Another node may have activated another plan; how alerts are grouped follows the plan in memory. */
async function readPlanAgain({ plans, pool, log }: Shell): Promise<void> {
  await plans.refresh(pool).catch((error: unknown) => {
    log.warn({ err: error }, 'the plan in force could not be read again')
  })
}

async function startIngest(
  shell: Shell,
  { settings, nowMs, elapsedMs }: SystemNeeds,
): Promise<Awaited<ReturnType<typeof createIngest>>> {
  await shell.plans.refresh(shell.pool)
  // Read anew for each group, since another plan may have been activated.
  const standard = () => shell.plans.standard()?.plan
  return createIngest({
    pool: shell.pool,
    alone: settings.databaseUrl === undefined,
    nowMs,
    elapsedMs,
    newUuid: randomUUID,
    report: (error, doing) => shell.log.error({ err: error }, doing),
    groupBy: () => standard()?.intake.groupBy ?? [],
    sources: () => ({
      known: new Set(standard()?.sources.map(source => source.id) ?? []),
      machine: standard()?.intake.source ?? 'machine',
      person: standard()?.sources.find(({ machine }) => !machine)?.id,
    }),
    rankOf(urgency) {
      const levels = standard()?.severities ?? []
      const rank = levels.findIndex(({ labels }) => labels.includes(urgency))
      return rank < 0 ? levels.length : rank
    },
    onGroups: changes => routeGroups(shell, changes),
  })
}

async function recordReceipts(
  shell: Shell,
  tx: Transaction,
  incident: string,
  receipts: readonly Receipt[],
): Promise<void> {
  const executed = await execute(
    shell,
    incident,
    { do: 'record-receipts', by: TOCSIN, receipts: [...receipts] },
    tx,
  )
  if ('refused' in executed) throw new Error(`Receipts were refused: ${executed.refused.code}.`)
}

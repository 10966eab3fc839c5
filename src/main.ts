// The program: reads environment, clock and chance, and wires the rest. Nobody imports it.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PoolConfig } from 'pg'
import { pino } from 'pino'
import type { Logger } from 'pino'
import { fromMs } from '#/core/time.ts'
import { formatMistake } from '#/core/plan/mistake.ts'
import type { ScenarioFile } from '#/app/drills/scenarios.ts'
import { importPlan, planFor } from '#/app/plans/plans.ts'
import { makeSetUpLink } from '#/app/sign-in/links.ts'
import { readSettings } from '#/app/settings.ts'
import type { Settings } from '#/app/settings.ts'
import type { Shell } from '#/app/shell.ts'
import { shownError } from '#/app/shown-error.ts'
import type { Scope } from '#/app/access/scopes.ts'
import { allTokens, mintToken } from '#/app/access/tokens.ts'
import { CannotListen } from '#/http/listen.ts'
import { CannotListenForMail } from '#/mail/listen.ts'
import { regimesIn } from '#/cli/regimes.ts'
import { destinationsOf } from '#/outbound/destinations.ts'
import { transaction } from '#/store/db.ts'
import { MigrationError } from '#/store/migrate.ts'
import { PostgresUnavailable } from '#/store/postgres/unavailable.ts'
import { startPostgres } from '#/store/postgres/start.ts'
import { startSystem } from '#/system.ts'
import type { SystemNeeds } from '#/system.ts'

/** The plan that new incidents get until somebody activates another. */
const FIRST_PLAN = 'creditnexus'
/** Below the half minute after which those who stop programs kill them. */
const STOP_MS_MAX = 20_000
const PLANS = join(import.meta.dirname, '..', 'plans')
const SCENARIOS = join(import.meta.dirname, '..', 'scenarios')
const REGIMES = join(import.meta.dirname, '..', 'regimes')

async function main(): Promise<void> {
  const read = readSettings(process.env)
  if ('problems' in read) return giveUp(read.problems)
  const { settings } = read
  const log = pino({ level: settings.logLevel, serializers: { err: shownError } })
  const channels = destinationsOf(settings, { now: () => fromMs(Date.now()), log })
  if ('problems' in channels) return giveUp(channels.problems)
  const postgres = await startDatabase(settings, log)
  const closeAll = async () => {
    // A mail server's connection that is kept for the next mail would keep the program.
    for (const destination of channels.destinations) destination.close?.()
    await postgres.stop()
  }
  let isFirst = false
  let setUpSecret: string | undefined
  const system = await startSystem({
    settings,
    connection: postgres.connection,
    destinations: channels.destinations,
    nowMs: Date.now,
    elapsedMs: () => performance.now(),
    random: Math.random,
    log,
    // An organisation's own regimes lie with its data, and count before those that come with the product.
    regimes: regimesIn([join(settings.dataDirectory, 'regimes'), REGIMES]),
    scenarios: bundledScenarios(),
    web: webPage(),
    mailTls: mailCertificate(settings),
    async prepare(shell) {
      await keepBundledPlans(shell)
      isFirst = (await allTokens(shell)).length === 0
      if (isFirst) await makeFirstTokens(shell, settings)
      setUpSecret = await makeSetUpLink(shell)
    },
  }).catch(async (error: unknown) => {
    await closeAll()
    throw error
  })
  const stop = once(async () => {
    log.info('stopping')
    setTimeout(giveUpStopping, STOP_MS_MAX, log).unref()
    await system.stop()
    await closeAll()
  })
  // Ctrl-C reaches us twice, from the terminal and from npm; the second must not cut the first short.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
  greet(settings, { address: system.address, isFirst, setUpSecret })
}

/** Everything is durable before it is answered, so to end here loses nothing; the next start heals what was left open. */
function giveUpStopping(log: Logger): void {
  log.fatal(`not everything could be finished within ${STOP_MS_MAX} ms`)
  process.exit(1)
}

type Database = { readonly connection: PoolConfig; readonly stop: () => Promise<void> }

async function startDatabase(
  { databaseUrl, dataDirectory }: Settings,
  log: Logger,
): Promise<Database> {
  if (databaseUrl !== undefined)
    return { connection: { connectionString: databaseUrl }, stop: () => Promise.resolve() }
  const postgres = await startPostgres({
    dataDirectory,
    log: line => log.debug({ postgres: line }, 'postgres'),
  })
  void postgres.ended.then(error => {
    if (error === undefined) return
    log.fatal({ err: error }, 'PostgreSQL could not be kept running')
    process.exit(1)
  })
  return postgres
}

/** Those directly in the folder: years are no drills. */
function bundledScenarios(): readonly ScenarioFile[] {
  return readdirSync(SCENARIOS)
    .filter(name => name.endsWith('.yaml'))
    .map(name => ({
      id: name.replace(/\.yaml$/, ''),
      text: readFileSync(join(SCENARIOS, name), 'utf8'),
    }))
}

function mailCertificate({ smtpTls }: Settings): SystemNeeds['mailTls'] {
  if (smtpTls === undefined) return undefined
  try {
    const [cert, key] = [
      readFileSync(smtpTls.certificate, 'utf8'),
      readFileSync(smtpTls.key, 'utf8'),
    ]
    return { cert, key }
  } catch (cause) {
    throw new CannotListenForMail(
      `TOCSIN_SMTP_CERTIFICATE, TOCSIN_SMTP_KEY: a file cannot be read (${(cause as Error).message}).`,
      { cause },
    )
  }
}

/** The build that scripts/build-web.ts made last. */
function webPage(): string | undefined {
  const builds = join(import.meta.dirname, '..', 'dist', 'web')
  const current = join(builds, 'current')
  return existsSync(current) ? join(builds, readFileSync(current, 'utf8').trim()) : undefined
}

/** The bundled plans are there from the first start, in the version of this program; incidents stay with theirs. */
async function keepBundledPlans(shell: Shell): Promise<void> {
  for (const file of readdirSync(PLANS).filter(name => name.endsWith('.yaml'))) {
    const kept = await importPlan(shell, readFileSync(join(PLANS, file), 'utf8'), { by: 'tocsin' })
    if ('mistakes' in kept) throw new Error(kept.mistakes.map(formatMistake).join('\n'))
    const isFirst = kept.plan.id === FIRST_PLAN && (await planFor(shell, undefined)) === undefined
    if (isFirst)
      await importPlan(shell, readFileSync(join(PLANS, file), 'utf8'), {
        by: 'tocsin',
        activate: true,
      })
  }
}

type Greeting = {
  readonly address: string
  /** No token was there before: where the new ones are nobody can read again. */
  readonly isFirst: boolean
  /** Lets the first one in; undefined once somebody has an account. */
  readonly setUpSecret: string | undefined
}

/** Says where to go; the first time, also where the secrets are, which nobody can read again. */
function greet(settings: Settings, { address, isFirst, setUpSecret }: Greeting): void {
  const say = (...lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`)
  const fileOf = (name: string) => join(settings.dataDirectory, name)
  say(`Tocsin is at ${address}`)
  if (setUpSecret !== undefined)
    say('', 'Open this once, within a day:', '', `  ${setUpLink(settings, address, setUpSecret)}`)
  if (isFirst) {
    say(
      '',
      `The operator token is in ${fileOf('operator.token')}; bin/tocsin reads it from there.`,
      `Alertmanager and Prometheus: ${address}/in/alertmanager`,
      `  with the bearer token in ${fileOf('intake.token')}`,
    )
    if (settings.smtpUrl === undefined)
      say(
        'No mail is sent: TOCSIN_SMTP_URL is not set. What would have gone out is written to this log.',
      )
  }
  if (setUpSecret === undefined) say('Next: bin/tocsin incident list')
  else say('', 'Next: open the link above; or bin/tocsin import directory.example.yaml')
}

/** Each start makes another, while nobody has an account. */
function setUpLink({ host, port, publicUrl }: Settings, address: string, secret: string): string {
  const isNamed = publicUrl !== `http://${host}:${port}`
  // Browsers keep passkeys for names, and this machine's is `localhost`.
  const base = isNamed ? publicUrl : address.replace('//127.0.0.1:', '//localhost:')
  return `${base}/set-up#${secret}`
}

/** The files come before the commit: whoever is killed in between, or may not write, makes both anew next time. */
async function makeFirstTokens(shell: Shell, settings: Settings): Promise<void> {
  await transaction(shell.pool, async tx => {
    for (const { name, scopes } of FIRST_TOKENS) {
      const { secret } = await mintToken(shell, { name, scopes }, tx)
      keepSecret(settings, `${name}.token`, secret)
    }
  })
}

const FIRST_TOKENS: readonly { readonly name: string; readonly scopes: readonly Scope[] }[] = [
  { name: 'operator', scopes: ['admin'] },
  { name: 'intake', scopes: ['signal:write', 'signal:read'] },
]

function keepSecret({ dataDirectory }: Settings, name: string, secret: string): void {
  try {
    mkdirSync(dataDirectory, { recursive: true })
    writeFileSync(join(dataDirectory, name), `${secret}\n`, { mode: 0o600 })
  } catch (cause) {
    const message = `The data directory ${dataDirectory} cannot be made or written. Mend that, or set TOCSIN_DATA to another.`
    throw new PostgresUnavailable('out-of-reach', message, { cause })
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => (running ??= work())
}

function giveUp(problems: readonly string[]): void {
  process.stderr.write(
    `Tocsin cannot start:\n${problems.map(problem => `  ${problem}\n`).join('')}`,
  )
  process.exitCode = 2
}

/** Whose message is written for the operator. */
const MENDABLE = [PostgresUnavailable, MigrationError, CannotListen, CannotListenForMail]

main().catch((error: unknown) => {
  // What an operator can mend is told as a sentence; anything else is ours, with its stack.
  if (MENDABLE.some(kind => error instanceof kind)) giveUp([(error as Error).message])
  else {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exitCode = 1
  }
})

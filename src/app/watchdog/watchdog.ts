// Tocsin watching itself: looks every few seconds, wakes operators through whatever still works, and calls an address outside
// as long as all is well, so that its own death is noticed too.
import { setTimeout as sleep } from 'node:timers/promises'
import { EMPTY_DIRECTORY } from '#/core/directory.ts'
import type { Directory } from '#/core/directory.ts'
import type { Channel } from '#/core/plan/plan.ts'
import { msBetween } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { Destination } from '#/outbound/message.ts'
import type { Log } from '#/app/deliver/needs.ts'
import { addressOf } from '#/app/deliver/message.ts'
import { startLoop } from '#/app/loop.ts'
import type { Loop } from '#/app/loop.ts'
import { createOperators, operatorsOf } from '#/app/deliver/operators.ts'
import type { Notice, Operators } from '#/app/deliver/operators.ts'
import { judge } from '#/app/watchdog/finding.ts'
import type { Check, Finding, Seen } from '#/app/watchdog/finding.ts'
import { readWatched } from '#/store/watched.ts'
import type { Pool } from '#/store/db.ts'

/** Between two looks. */
const LOOK_EVERY_MS = 10_000
/** What has been bad for so long is told: it may have been a restart of the database. */
const TOLD_AFTER_MS = 25_000
const HEARTBEAT_EVERY_MS = 60_000
const HEARTBEAT_MS_MAX = 10_000
/** A database that takes longer to say one word is away. */
const DATABASE_MS_MAX = 5_000

export type WatchdogNeeds = {
  readonly pool: Pool
  readonly now: () => Instant
  /** A clock that is never set back, and that nobody moves. */
  readonly elapsedMs: () => number
  readonly destinations: readonly Destination[]
  readonly directory: () => Promise<Directory>
  readonly publicUrl: string
  readonly log: Log
  /** The loops of this node by name. */
  readonly loops: Readonly<Record<string, { readonly isAlive: () => boolean }>>
  readonly hasPlan: () => boolean
  readonly alertsWaiting: () => number
  readonly disk: () => Promise<Seen['disk']>
  /** For how long this process was held up at most since it was last asked; milliseconds. */
  readonly heldUpMs: () => number
  /** Calls the outside heartbeat; throws when that does not take the call. Undefined: none is set up. */
  readonly heartbeat: ((signal: AbortSignal) => Promise<void>) | undefined
}

export type Watchdog = Loop & {
  /** Looks now, and says what was found. Tells nobody. */
  readonly examine: () => Promise<readonly Finding[]>
  /** One look as the loop makes it: tells, and calls the heartbeat. For tests too. */
  readonly look: () => Promise<void>
}

export function startWatchdog(needs: WatchdogNeeds): Watchdog {
  const watching = createWatching(needs)
  let nextMs = -Infinity
  const loop = startLoop(needs.now, async () => {
    const wait = nextMs - needs.elapsedMs()
    if (wait > 0) return wait
    nextMs = needs.elapsedMs() + LOOK_EVERY_MS
    await watching.look().catch((error: unknown) => {
      needs.log.error({ err: error }, 'the watchdog could not look')
    })
    return LOOK_EVERY_MS
  })
  return {
    ...loop,
    ...watching,
    async stop() {
      await loop.stop()
      await watching.settled()
    },
  }
}

/** The same without its beat. */
export function createWatching(needs: WatchdogNeeds) {
  const destinations = new Map(needs.destinations.map(to => [to.channel, to]))
  const directory = rememberedDirectory(needs)
  const operators = createOperators({ ...needs, destinations, directory })
  const tell = createTelling(needs, operators)
  const heartbeat = createHeartbeat(needs)

  async function examine(): Promise<readonly Finding[]> {
    return judge(await see(needs, destinations, await directory(), heartbeat.state()))
  }

  return {
    examine,
    async look() {
      const findings = await examine()
      for (const finding of findings) tell(finding)
      // While something is bad the outside is left to ring: then somebody hears even if no channel of ours works.
      if (!findings.some(({ state }) => state === 'bad')) await heartbeat.call()
    },
    settled: () => operators.settled(),
  }
}

/** Remembers what is bad since when, and tells once it has been so for a while; then again, as often as operators may be told. */
function createTelling({ elapsedMs, log }: WatchdogNeeds, operators: Operators) {
  const badSince = new Map<Check, number>()
  const told = new Set<Check>()
  return (finding: Finding): void => {
    const { check, state, found } = finding
    if (state !== 'bad') {
      badSince.delete(check)
      if (!told.delete(check)) return
      log.info({ check, found }, 'It works again.')
      return operators.tell(noticeOf(finding, 'Tocsin has recovered'))
    }
    const since = badSince.get(check) ?? elapsedMs()
    badSince.set(check, since)
    if (elapsedMs() - since < TOLD_AFTER_MS) return
    if (!told.has(check)) log.error({ check, found }, 'Something is wrong with this installation.')
    told.add(check)
    operators.tell(noticeOf(finding, 'Tocsin is in trouble'))
  }
}

function noticeOf({ check, state, found, mend }: Finding, what: string): Notice {
  return {
    kind: `${check} ${state === 'bad' ? 'bad' : 'well'}`,
    act: 'watchdog',
    subject: `${what}: ${check}`,
    text: [found, ...(mend === undefined ? [] : ['', mend])].join('\n'),
  }
}

async function see(
  needs: WatchdogNeeds,
  destinations: ReadonlyMap<Channel, Destination>,
  directory: Directory,
  heartbeat: Seen['heartbeat'],
): Promise<Seen> {
  const { pool, now, loops, hasPlan, alertsWaiting, disk, heldUpMs, log } = needs
  const at = now()
  const read = readWatched(pool, at).then(
    watched => ({ at, ...watched }),
    (error: unknown) => {
      log.warn({ err: error }, 'the watchdog cannot read the database')
      return undefined
    },
  )
  return {
    inside: await Promise.race([read, sleep(DATABASE_MS_MAX, undefined, { ref: false })]),
    deadLoops: Object.keys(loops).filter(name => loops[name]?.isAlive() !== true),
    alertsWaiting: alertsWaiting(),
    disk: await disk(),
    hasPlan: hasPlan(),
    operators: reachOf(directory, destinations),
    channels: [...destinations.keys()].filter(channel => channel !== 'log'),
    heldUpMs: heldUpMs(),
    heartbeat,
  }
}

function reachOf(
  directory: Directory,
  destinations: ReadonlyMap<Channel, Destination>,
): Seen['operators'] {
  const named = operatorsOf(directory)
  const channels = [...destinations.keys()].filter(channel => channel !== 'log')
  const isReached = (id: string) =>
    channels.some(channel => addressOf(id, directory.people.get(id), channel) !== undefined)
  return { named: named.length, reached: named.filter(isReached).length }
}

/** As it was last read: when the database is away, who is to be told of it must be known. */
function rememberedDirectory({ directory, log }: WatchdogNeeds): () => Promise<Directory> {
  let known = EMPTY_DIRECTORY
  return async () => {
    try {
      known = await directory()
    } catch (error) {
      log.warn({ err: error }, 'the directory cannot be read; the one from before counts')
    }
    return known
  }
}

function createHeartbeat({ heartbeat, now, log }: WatchdogNeeds) {
  let calledAt: Instant | undefined
  let failure: string | undefined
  return {
    state: (): Seen['heartbeat'] => (heartbeat === undefined ? undefined : { failure }),
    async call(): Promise<void> {
      const at = now()
      const isEarly = calledAt !== undefined && msBetween(calledAt, at) < HEARTBEAT_EVERY_MS
      if (heartbeat === undefined || isEarly) return
      calledAt = at
      try {
        await heartbeat(AbortSignal.timeout(HEARTBEAT_MS_MAX))
        failure = undefined
      } catch (error) {
        failure = error instanceof Error ? error.message : String(error)
        // Tried again at the next look.
        calledAt = undefined
        log.warn({ err: error }, 'the outside heartbeat could not be called')
      }
    },
  }
}

// Heartbeats: signs of life that come through doors of their own. That one lapses is noticed by the intake, which also notices it of
// a monitoring that always fires: there is no other clock.
import type { Heartbeat, Standing } from '#/core/intake/heartbeat.ts'
import {
  beating,
  HEARTBEAT_LIMITS,
  heartbeatLabels,
  lastBeatIn,
  standingOf,
  unexpected,
} from '#/core/intake/heartbeat.ts'
import { toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { identityOf } from '#/app/ingest/groups.ts'
import type { Ingest } from '#/app/ingest/ingest.ts'
import type { Shell } from '#/app/shell.ts'
import { readAlertRows } from '#/store/alerts.ts'
import type { Db } from '#/store/db.ts'
import { putHeartbeat, readHeartbeats } from '#/store/heartbeats.ts'
import type { StoredHeartbeat } from '#/store/heartbeats.ts'

export type ShownHeartbeat = Heartbeat & {
  readonly door: string
  readonly standing: Standing
  readonly lastBeat?: Instant
  /** From then on it has lapsed. */
  readonly dueAt?: Instant
}

export type Heartbeats = {
  /** Durable when it resolves. False: none of this name is expected. */
  readonly beat: (name: string) => Promise<boolean>
  readonly list: () => Promise<readonly ShownHeartbeat[]>
  /** How often it is expected from now on. False: there is none of this name. */
  readonly expect: (
    name: string,
    wish: Pick<Heartbeat, 'everySeconds' | 'graceSeconds'>,
    db?: Db,
  ) => Promise<boolean>
  /** Its door, or how often it is expected, was changed, or is gone: from now on that counts. */
  readonly settle: (name: string) => Promise<void>
  /** The same, for whoever need not know when; what fails is in the log. */
  readonly settleLater: (name: string) => void
}

type Needs = {
  readonly shell: Pick<Shell, 'pool' | 'now' | 'log'>
  readonly ingest: Pick<Ingest, 'accept' | 'knows'>
}

export function createHeartbeats(needs: Needs): Heartbeats {
  const { shell, ingest } = needs
  return {
    async beat(name) {
      const [stored] = await readHeartbeats(shell.pool, name)
      if (stored === undefined || !stored.enabled) return false
      await ingest.accept([beating(heartbeatOf(stored), toMs(shell.now()))])
      return true
    },
    async list() {
      const stored = await readHeartbeats(shell.pool, undefined)
      return Promise.all(stored.map(one => shown(needs, one)))
    },
    async expect(name, { everySeconds, graceSeconds }, db = shell.pool) {
      const [stored] = await readHeartbeats(db, name)
      if (stored === undefined) return false
      await putHeartbeat(db, { door: stored.door, everySeconds, graceSeconds })
      return true
    },
    settle: name => settle(needs, name),
    settleLater(name) {
      settle(needs, name).catch((error: unknown) => {
        shell.log.error(
          { err: error, name },
          'a changed heartbeat is expected as before until it beats',
        )
      })
    },
  }
}

function heartbeatOf({ name, title, everySeconds, graceSeconds }: StoredHeartbeat): Heartbeat {
  return {
    name,
    title,
    everySeconds: everySeconds ?? HEARTBEAT_LIMITS.everySeconds.usual,
    graceSeconds: graceSeconds ?? HEARTBEAT_LIMITS.graceSeconds.usual,
  }
}

async function shown(needs: Needs, stored: StoredHeartbeat): Promise<ShownHeartbeat> {
  const heartbeat = heartbeatOf(stored)
  const known = await lastOf(needs, stored.name)
  return { ...heartbeat, door: stored.door, ...standingOf(heartbeat, known, stored.enabled) }
}

type Last = { readonly lastBeat: Instant; readonly lapsed: boolean }

async function lastOf({ shell, ingest }: Needs, name: string): Promise<Last | undefined> {
  const { text } = heartbeatLabels(name)
  const known = ingest.knows(text)
  const row =
    typeof known === 'object' ? known : (await readAlertRows(shell.pool, [identityOf(text)]))[0]
  const lastBeat = row === undefined ? undefined : lastBeatIn(row.annotations)
  if (row === undefined || lastBeat === undefined) return undefined
  return { lastBeat, lapsed: row.state === 'firing' || row.state === 'silenced' }
}

/** What was never heard is not expected. What is paused or gone is expected no more, which also ends its alarm. */
async function settle(needs: Needs, name: string): Promise<void> {
  const last = await lastOf(needs, name)
  if (last === undefined) return
  const [stored] = await readHeartbeats(needs.shell.pool, name)
  const beatMs = toMs(last.lastBeat)
  if (stored === undefined || !stored.enabled) {
    const heartbeat = stored === undefined ? GONE(name) : heartbeatOf(stored)
    return needs.ingest.accept([unexpected(heartbeat, beatMs)])
  }
  // While it was paused nobody was to beat: the next is awaited from now on.
  if (last.lapsed) return
  await needs.ingest.accept([beating(heartbeatOf(stored), beatMs, toMs(needs.shell.now()))])
}

const GONE = (name: string): Heartbeat => ({
  name,
  title: name,
  everySeconds: HEARTBEAT_LIMITS.everySeconds.usual,
  graceSeconds: HEARTBEAT_LIMITS.graceSeconds.usual,
})

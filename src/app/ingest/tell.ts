// Tells the keeper of the incidents what became of groups, in bundles, until it has taken it. What is to be told stands in the
// groups' rows, so a crash between a commit and the telling is healed by whoever looks next.
import { setTimeout as sleep } from 'node:timers/promises'
import type { GroupChange, Sources } from '#/core/intake/group.ts'
import { nextCountWorthTelling, signalOf, systemsOfAlert, urgencyOf } from '#/core/intake/group.ts'
import type { Labels } from '#/core/intake/labels.ts'
import { fromMs } from '#/core/time.ts'
import { createSleeper } from '#/app/deliver/sleeper.ts'
import { createOwed } from '#/app/ingest/owed.ts'
import type { Since } from '#/app/ingest/owed.ts'
import type { AlertIndex } from '#/app/ingest/alert-index.ts'
import type { AlertRow, Claim, ClaimedGroup } from '#/store/alerts.ts'
import { readAlertRows } from '#/store/alerts.ts'
import type { Told } from '#/store/alert-groups.ts'
import { claimPending, markTold } from '#/store/alert-groups.ts'
import type { Pool } from '#/store/db.ts'

/** Groups in one call of `onGroups`. */
export const GROUPS_PER_CALL_MAX = 1_000
/** A claim lapses so long after it was made; then another node tells. Longer than any call of `onGroups` should take. */
export const CLAIM_MS = 30_000
const FIRST_PAUSE_MS = 250
const PAUSE_MAX_MS = 15_000
/** Of a pause so much is kept though others come in meanwhile. */
const SURE_PAUSE_MS = 1_000

export type Teller = {
  /** Tells of the groups that a statement claims for this node, once what it wrote is remembered. Ends as the statement does. */
  readonly claiming: <T extends Claiming>(statement: () => Promise<T>) => Promise<T>
  /** Looks for groups whose node has died, and tells of them too. */
  readonly sweep: () => Promise<void>
  /** Resolves when there is nothing more to tell, or the last try has failed. */
  readonly settled: () => Promise<void>
  readonly stop: () => Promise<void>
}

type Claiming = { readonly claimed: readonly ClaimedGroup[] }

export type TellerNeeds = {
  readonly pool: Pool
  readonly nowMs: () => number
  readonly node: string
  readonly sources: () => Sources
  readonly rankOf: (urgency: string) => number
  readonly index: AlertIndex
  readonly onGroups: (changes: readonly GroupChange[]) => Promise<void>
  readonly report: (error: unknown, doing: string) => void
}

/** The claim that a node makes now. */
export function claimAt(nowMs: number, node: string): Claim {
  return { now: fromMs(nowMs), node, until: fromMs(nowMs + CLAIM_MS) }
}

export function createTeller(needs: TellerNeeds): Teller {
  const { pool, nowMs, node, onGroups, report } = needs
  const owed = createOwed(group => weightOf(needs, group))
  let running: Promise<void> | undefined
  let stopped = false
  const pause = createPause()

  async function run(): Promise<void> {
    let oneByOne = 0
    while (owed.isAny() && !stopped) {
      // One that cannot be told must not keep the others: after a failure each goes by itself.
      const bundle = owed.next(oneByOne > 0 ? 1 : GROUPS_PER_CALL_MAX)
      oneByOne = Math.max(0, oneByOne - 1)
      try {
        await tell(bundle)
        take(await owed.look(claimMore))
        pause.reset()
      } catch (error) {
        report(error, 'telling of groups of alerts')
        owed.failed(bundle)
        if (bundle.length > 1) oneByOne = bundle.length
        await pause.wait()
      }
    }
    running = undefined
  }

  async function tell(bundle: readonly ClaimedGroup[]): Promise<void> {
    if (bundle.length === 0) return
    const changes = await changesOf(needs, bundle)
    if (changes.length > 0) await onGroups(changes)
    const more = await markTold(pool, bundle.map(toTold), claimAt(nowMs(), node))
    owed.told(bundle)
    take(more)
  }

  function claimMore(): Promise<readonly ClaimedGroup[]> {
    return claimPending(pool, { ...claimAt(nowMs(), node), limit: GROUPS_PER_CALL_MAX })
  }

  function take(groups: readonly ClaimedGroup[], since?: Since): void {
    owed.add(groups, since)
    // Something else may be told meanwhile.
    if (groups.length > 0) pause.cutShort()
    if (owed.isAny() && !stopped) running ??= run()
  }

  async function claiming<T extends Claiming>(statement: () => Promise<T>): Promise<T> {
    const since = owed.begin()
    try {
      const result = await statement()
      take(result.claimed, since)
      return result
    } finally {
      owed.end(since)
    }
  }

  return {
    claiming,
    async sweep() {
      if (running === undefined && !stopped)
        await claiming(async () => ({ claimed: await claimMore() }))
    },
    settled: () => running ?? Promise.resolve(),
    async stop() {
      stopped = true
      pause.cutShort()
      await running
    },
  }
}

/** Between tries, twice as long each time; cut short where something else may be told. */
function createPause() {
  const sleeper = createSleeper()
  let ms = FIRST_PAUSE_MS
  return {
    async wait() {
      const least = Math.min(ms, SURE_PAUSE_MS)
      const rest = ms - least
      ms = Math.min(ms * 2, PAUSE_MAX_MS)
      await sleep(least)
      await sleeper.sleep(rest)
    },
    cutShort: () => sleeper.wake(),
    reset() {
      ms = FIRST_PAUSE_MS
    },
  }
}

/** What begins to fire by the sender's word; whatever else is to be told can wait. */
function weightOf({ index, rankOf }: TellerNeeds, group: ClaimedGroup): number {
  if (group.round <= group.toldRound || group.firstAlert === null) return Infinity
  const first = index.byIdentity(group.firstAlert)
  return first === undefined ? Infinity : rankOf(urgencyOf(first.seen))
}

function toTold({ key, round, active, fired }: ClaimedGroup): Told {
  return { key, round, firing: active > 0, nextCount: nextCountWorthTelling(fired) }
}

async function changesOf(
  { pool, index, sources, nowMs }: TellerNeeds,
  bundle: readonly ClaimedGroup[],
): Promise<readonly GroupChange[]> {
  const firsts = await firstAlerts(pool, index, bundle)
  const at = fromMs(nowMs())
  return bundle.flatMap(group => {
    const labels = JSON.parse(group.labels) as Labels
    const first = firsts.get(group.firstAlert ?? '') ?? { ...NO_ALERT, labels, startsAtMs: nowMs() }
    const systems = 'group' in first ? [...first.group.systems] : systemsOfAlert(first)
    const signal = signalOf({ key: group.key, first, systems, count: group.fired }, sources())
    const silenced = 'group' in first && first.group.silenced > 0
    return kindsOf(group).map(change => ({
      key: group.key,
      change,
      silenced: silenced && change === 'resolved',
      round: group.round,
      ...(group.incidentId === null ? {} : { incident: group.incidentId }),
      signal,
      active: group.active,
      ...(group.firstAlert === null ? {} : { first: group.firstAlert }),
      at,
    }))
  })
}

const NO_ALERT = { annotations: '{}', generatorUrl: '', beside: undefined }

/** A group that fired and fell quiet before anyone was told is told of twice: it did fire. */
function kindsOf(group: ClaimedGroup): readonly GroupChange['change'][] {
  const fired = group.round > group.toldRound
  const quiet = group.active === 0
  if (fired) return quiet ? ['fired', 'resolved'] : ['fired']
  if (quiet) return group.toldFiring ? ['resolved'] : []
  return group.fired >= group.nextCount ? ['grew'] : []
}

function parsed(row: AlertRow) {
  return { ...row, labels: JSON.parse(row.labels) as Labels, beside: row.beside ?? undefined }
}

/** The alerts that began the rounds: from memory, and after a crash or for another node's groups from the database. */
async function firstAlerts(pool: Pool, index: AlertIndex, bundle: readonly ClaimedGroup[]) {
  const wanted = bundle.flatMap(({ firstAlert }) => (firstAlert === null ? [] : [firstAlert]))
  const missing = wanted.filter(identity => index.byIdentity(identity) === undefined)
  const rows = missing.length === 0 ? [] : await readAlertRows(pool, missing)
  const read = new Map(rows.map(row => [row.identity, parsed(row)] as const))
  return new Map(
    wanted.flatMap(identity => {
      const alert = index.byIdentity(identity) ?? read.get(identity)
      return alert === undefined ? [] : [[identity, alert] as const]
    }),
  )
}

import { setImmediate } from 'node:timers/promises'
import { decideInFull } from '#/core/incident/decide.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import type { Setting } from '#/core/setting.ts'
import { plusMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { assert } from '#/core/assert.ts'
import { appendOf, notBefore, toGoOut } from '#/app/execute.ts'
import { SLEEP_MS_MAX, startLoop } from '#/app/loop.ts'
import type { Loop } from '#/app/loop.ts'
import type { Shell } from '#/app/shell.ts'
import { appendMany } from '#/store/append.ts'
import type { Append } from '#/store/append.ts'
import { transaction } from '#/store/db.ts'
import type { Transaction } from '#/store/db.ts'
import { claimDueWakes, deferWake, nextWakeAt } from '#/store/wake.ts'
import type { DueWake } from '#/store/wake.ts'

/** How many incidents one transaction takes: enough to share a commit, few enough not to keep other nodes waiting. */
const WAKES_PER_TRANSACTION_MAX = 400
/** Where more is due than one transaction takes: while one lane decides, PostgreSQL claims and writes for the others. */
const LANES = 3
/** How many transactions a lane makes before the loop looks up again, since somebody may want it to stop. */
const TRANSACTIONS_PER_LANE_MAX = 5
/** How many incidents are decided in one go, so that whoever else waits for this process gets a turn every few milliseconds. */
const DECIDED_IN_ONE_GO_MAX = 20
/** An incident that cannot be woken is tried again after this, so that it does not stand in the way of the others. */
const DEFER_MS = 60_000
/** When everything that is due is in the hands of other nodes. */
const CLAIMED_ELSEWHERE_MS = 20
/** After the database was away. */
const RETRY_MS = 500

/** Gives incidents whose instant has come their `wake`, all of them or some thousands. Gives how many; 0 when nothing was due. */
export async function wakeDue(shell: Shell): Promise<number> {
  const first = await wakeSome(shell)
  if (first < WAKES_PER_TRANSACTION_MAX) return first
  // All are waited for whatever happens, so that nothing goes on unseen.
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, () => wakeInLane(shell)))
  return lanes.reduce((woken, lane) => {
    if (lane.status === 'rejected') throw lane.reason
    return woken + lane.value
  }, first)
}

async function wakeInLane(shell: Shell): Promise<number> {
  let woken = 0
  for (let made = 0; made < TRANSACTIONS_PER_LANE_MAX; made++) {
    const some = await wakeSome(shell)
    woken += some
    if (some < WAKES_PER_TRANSACTION_MAX) break
  }
  return woken
}

async function wakeSome(shell: Shell): Promise<number> {
  try {
    return await wakeUpTo(shell, WAKES_PER_TRANSACTION_MAX)
  } catch (error) {
    // If it is the database that fails, and not one of them, the first alone fails as well.
    shell.log.warn({ err: error }, 'incidents could not be woken together; trying one by one')
    return wakeOneByOne(shell)
  }
}

/** Until the one is found and put off that spoils it for the others. */
async function wakeOneByOne(shell: Shell): Promise<number> {
  for (let woken = 0; woken < WAKES_PER_TRANSACTION_MAX; woken++) {
    const claim = { now: shell.now(), limit: 1 }
    const [first] = await transaction(shell.pool, tx => claimDueWakes(tx, claim))
    if (first === undefined) return woken
    try {
      await wakeUpTo(shell, 1)
    } catch (error) {
      // A bug of ours with this one incident, or a log that cannot be read. It is tried again, loudly, until it is mended.
      shell.log.error({ err: error, incident: first.id }, 'an incident could not be woken')
      await deferWake(shell.pool, first.id, plusMs(shell.now(), DEFER_MS))
      return woken + 1
    }
  }
  return WAKES_PER_TRANSACTION_MAX
}

async function wakeUpTo(shell: Shell, limit: number): Promise<number> {
  const woken = await transaction(shell.pool, async tx => {
    const heads = await claimDueWakes(tx, { now: shell.now(), limit })
    const decided = await decideAll(shell, tx, heads)
    const appends = decided.map(({ append }) => append)
    const answers = await appendMany(tx, shell.notary, appends, shell.now(), heads)
    assert(
      answers.every(answer => !answer.conflict),
      'nobody appends to an incident that is locked for its wake',
    )
    return decided
  })
  for (const { incident } of woken) shell.incidents.appended(incident)
  if (woken.some(({ append }) => append.messages.length > 0)) toGoOut(shell)
  return woken.length
}

/** A wake that was decided: what to append, and the incident after it. */
type Woken = { readonly append: Append; readonly incident: Incident }

async function decideAll(
  shell: Shell,
  tx: Transaction,
  heads: readonly DueWake[],
): Promise<readonly Woken[]> {
  if (heads.length === 0) return []
  const directory = await shell.directory.current(tx)
  const incidents = await shell.incidents.allAt(tx, heads)
  const decided: Woken[] = []
  for (const [index, head] of heads.entries()) {
    const incident = incidents[index]
    // Memory may be ahead of the head only if an append was forgotten by the database: never.
    assert(
      incident?.version === head.version,
      `incident ${head.id} is in memory as it is in the database`,
    )
    if (index % DECIDED_IN_ONE_GO_MAX === DECIDED_IN_ONE_GO_MAX - 1) await setImmediate()
    const plan = await shell.plans.byHash(tx, head.planHash)
    const setting = { plan, directory, sha256: shell.notary.sha256 }
    decided.push(decideWake(setting, incident, notBefore(shell.now(), incident)))
  }
  return decided
}

function decideWake(setting: Setting, incident: Incident, at: Instant): Woken {
  const decided = decideInFull(setting, incident, { do: 'wake', at, by: TOCSIN })
  assert('accepted' in decided, 'a wake is never refused')
  return { append: appendOf(setting.plan, incident, decided), incident: decided.incident }
}

/** Sleeps until the next instant at which any incident wants to be woken, wakes what is due, and so on until stopped. */
export function startWakeLoop(shell: Shell): Loop {
  return startLoop(shell.now, () => turn(shell))
}

/** One round: gives for how many milliseconds nothing will be due. */
async function turn(shell: Shell): Promise<number> {
  try {
    // Nearly every look finds nothing, and then this is all that it costs.
    const pause = pauseUntil(await nextWakeAt(shell.pool), shell.now())
    if (pause > 0) return pause
    return (await wakeDue(shell)) > 0 ? 0 : CLAIMED_ELSEWHERE_MS
  } catch (error) {
    shell.log.error({ err: error }, 'the wake loop could not reach the database; trying again')
    return RETRY_MS
  }
}

function pauseUntil(next: Instant | undefined, now: Instant): number {
  if (next === undefined) return SLEEP_MS_MAX
  return Math.max(0, toMs(next) - toMs(now))
}

import type { Command } from '#/core/incident/command.ts'
import { decide } from '#/core/incident/decide.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { plusMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { assert } from '#/core/assert.ts'
import { appendOf, load, notBefore } from '#/app/execute.ts'
import { SLEEP_MS_MAX, startLoop } from '#/app/loop.ts'
import type { Loop } from '#/app/loop.ts'
import type { Shell } from '#/app/shell.ts'
import { appendMany } from '#/store/append.ts'
import type { Append } from '#/store/append.ts'
import { transaction } from '#/store/db.ts'
import type { Transaction } from '#/store/db.ts'
import type { IncidentHead } from '#/store/incidents.ts'
import { claimDueWakes, deferWake, nextWakeAt } from '#/store/wake.ts'

/** How many incidents one transaction takes: enough to share a commit, few enough not to keep other nodes waiting. */
const WAKES_PER_TRANSACTION_MAX = 200
/** An incident on which the engine stumbles is tried again after this, so that it does not stand in the way of the others. */
const DEFER_MS = 60_000
/** After the database was away. */
const RETRY_MS = 500

/** Gives every incident whose instant has come its `wake`. Gives how many; 0 when nothing was due. */
export async function wakeDue(shell: Shell): Promise<number> {
  const decided: (readonly [Incident, Append])[] = []
  const count = await transaction(shell.pool, async tx => {
    const heads = await claimDueWakes(tx, { now: shell.now(), limit: WAKES_PER_TRANSACTION_MAX })
    for (const head of heads) {
      const append = await decideWake(shell, tx, head)
      if (append !== undefined) decided.push(append)
    }
    const appends = decided.map(([, append]) => append)
    const answers = await appendMany(tx, shell.notary, appends, shell.now())
    assert(
      answers.every(answer => !answer.conflict),
      'nobody appends to an incident that is locked for its wake',
    )
    return heads.length
  })
  for (const [incident, { events }] of decided) shell.incidents.appended(incident, events)
  return count
}

/** One incident's wake as an append; undefined when deciding it failed, which is on record in the program's own log. */
async function decideWake(
  shell: Shell,
  tx: Transaction,
  head: IncidentHead,
): Promise<readonly [Incident, Append] | undefined> {
  const { setting, incident } = await load(shell, tx, head)
  // Memory may be ahead of the head only if an append was forgotten by the database: never.
  assert(
    incident.version === head.version,
    `incident ${head.id} is in memory as it is in the database`,
  )
  const at = notBefore(shell.now(), incident)
  try {
    const decision = decide(setting, incident, { do: 'wake', at, by: TOCSIN } as Command)
    assert('accepted' in decision, 'a wake is never refused')
    return [incident, appendOf(setting.plan, incident, decision.accepted, at)]
  } catch (error) {
    // A bug of ours with this one incident. The others go on; this one is tried again, loudly, until it is mended.
    shell.log.error({ err: error, incident: head.id }, 'an incident could not be woken')
    await deferWake(tx, head.id, plusMs(shell.now(), DEFER_MS))
    return undefined
  }
}

/** Sleeps until the next instant at which any incident wants to be woken, wakes what is due, and so on until stopped. */
export function startWakeLoop(shell: Shell): Loop {
  return startLoop(shell.now, () => turn(shell))
}

/** One round: gives for how many milliseconds nothing will be due. */
async function turn(shell: Shell): Promise<number> {
  try {
    if ((await wakeDue(shell)) > 0) return 0
    return pauseUntil(await nextWakeAt(shell.pool), shell.now())
  } catch (error) {
    shell.log.error({ err: error }, 'the wake loop could not reach the database; trying again')
    return RETRY_MS
  }
}

function pauseUntil(next: Instant | undefined, now: Instant): number {
  if (next === undefined) return SLEEP_MS_MAX
  return Math.max(0, toMs(next) - toMs(now))
}

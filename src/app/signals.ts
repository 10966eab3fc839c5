import { TOCSIN } from '#/core/incident/event.ts'
import type { GroupChange } from '#/core/intake/group.ts'
import { assert } from '#/core/assert.ts'
import { declareIncident } from '#/app/declare.ts'
import { execute, loadInside } from '#/app/execute.ts'
import { planFor } from '#/app/plans.ts'
import type { ImportedPlan } from '#/app/plans.ts'
import type { Shell } from '#/app/shell.ts'
import { linkGroups } from '#/store/alert-groups.ts'
import { transaction } from '#/store/db.ts'
import type { Transaction } from '#/store/db.ts'
import { findJoinable, lockRouting, readIncidentHead } from '#/store/incidents.ts'

/**
 * What changes of alert groups mean for incidents. A group that begins to fire joins the incident that no one has
 * classified yet, or opens one; a group whose incident is open goes on in it; what was resolved says so there. Everything
 * of one call is one transaction. Told twice, it does nothing the second time.
 */
export async function routeGroups(shell: Shell, changes: readonly GroupChange[]): Promise<void> {
  const plan = await planFor(shell, undefined)
  if (plan === undefined)
    throw new Error('No plan is active, so signals wait: activate one with `tocsin plan activate`.')
  await transaction(shell.pool, async tx => {
    await lockRouting(tx)
    await route(shell, tx, plan, changes)
  })
}

async function route(
  shell: Shell,
  tx: Transaction,
  plan: ImportedPlan,
  changes: readonly GroupChange[],
): Promise<void> {
  const destinations = new Map<string, GroupChange[]>()
  for (const change of changes) {
    const incident = await destinationOf(shell, tx, plan, change)
    if (incident === undefined) continue
    destinations.set(incident, [...(destinations.get(incident) ?? []), change])
  }
  for (const [incident, joining] of destinations) await attach(shell, tx, incident, joining)
  const links = [...destinations].flatMap(([incidentId, joining]) =>
    joining.map(({ key }) => ({ key, incidentId })),
  )
  if (links.length > 0) await linkGroups(tx, links)
}

/** The incident that a change belongs to, opened if need be; undefined for the end of something that no incident is about. */
async function destinationOf(
  shell: Shell,
  tx: Transaction,
  plan: ImportedPlan,
  change: GroupChange,
): Promise<string | undefined> {
  const own = change.incident === undefined ? undefined : await goingOn(shell, tx, change.incident)
  if (own !== undefined) return own
  if (change.change === 'resolved') return undefined
  const joinable = await findJoinable(tx, { planId: plan.plan.id, now: shell.now() })
  return joinable ?? open(shell, tx, plan, change)
}

/** How far merged incidents are followed. */
const MERGES_MAX = 20

/**
 * The incident in which a group goes on: the one it was linked to, or where that was merged into. One that is resolved or
 * has ended is not it: a group that fires again is news, and someone has to be woken for it.
 */
async function goingOn(shell: Shell, tx: Transaction, id: string): Promise<string | undefined> {
  let next = id
  for (let followed = 0; followed < MERGES_MAX; followed++) {
    const head = await readIncidentHead(tx, next)
    if (head === undefined) return undefined
    const { incident } = await loadInside(shell, tx, head)
    if (incident.status === 'open') return next
    if (incident.status !== 'merged' || incident.mergedInto === undefined) return undefined
    next = incident.mergedInto
  }
  return undefined
}

async function open(
  shell: Shell,
  tx: Transaction,
  { hash }: ImportedPlan,
  { key, round, signal, at }: GroupChange,
): Promise<string> {
  // One id for one round of one group: told twice, it is the same incident.
  const id = `inc-${shell.notary.sha256(`${key}/${round}`).slice(0, 20)}`
  const detected = signal.startsAt < at ? signal.startsAt : at
  const declared = await declareIncident(
    shell,
    {
      title: signal.title,
      ...(signal.description !== '' && { description: signal.description }),
      source: signal.source,
      reporter: signal.source,
      // The sender may have held it back, or its clock be wrong: what we detected, we detected when it came in.
      detected: detected < shell.now() && isRecent(shell, detected) ? detected : shell.now(),
      systems: [...signal.systems],
      signal: {
        id: key,
        source: signal.source,
        ...(signal.urgency !== undefined && { urgency: signal.urgency }),
        ...(signal.url !== undefined && { url: signal.url.slice(0, URL_LENGTH_MAX) }),
      },
    },
    { by: TOCSIN, plan: hash, id },
    tx,
  )
  assert(!('planUnknown' in declared), 'the plan was found a moment ago')
  if ('refused' in declared)
    assert(declared.refused.code === 'incident-exists', 'a signal is a valid declaration')
  return id
}

const URL_LENGTH_MAX = 2000
/** A start further back than this is the sender's history, not our detection: late delivery must not arrive overdue. */
const DETECTED_BEFORE_MAX_MS = 3_600_000

function isRecent(shell: Shell, detected: string): boolean {
  const now = Temporal.Instant.from(shell.now()).epochMilliseconds
  return now - Temporal.Instant.from(detected).epochMilliseconds <= DETECTED_BEFORE_MAX_MS
}

async function attach(
  shell: Shell,
  tx: Transaction,
  incident: string,
  joining: readonly GroupChange[],
): Promise<void> {
  const signals = joining.map(({ key, change, signal }) => ({
    id: key,
    source: signal.source,
    title: signal.title.trim() === '' ? key : signal.title,
    count: Math.max(1, signal.count),
    systems: [...signal.systems],
    ...(signal.urgency !== undefined && { urgency: signal.urgency }),
    ...(signal.url !== undefined && { url: signal.url.slice(0, URL_LENGTH_MAX) }),
    ...(change === 'resolved' && { resolved: true }),
  }))
  const executed = await execute(shell, incident, { do: 'attach-signal', by: TOCSIN, signals }, tx)
  assert('accepted' in executed, 'a signal joins an incident that is open')
}

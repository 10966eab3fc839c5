import { TOCSIN } from '#/core/incident/event.ts'
import { reporterOf } from '#/core/intake/group.ts'
import type { GroupChange } from '#/core/intake/group.ts'
import type { Signal } from '#/core/intake/signal.ts'
import { plus, plusMs } from '#/core/time.ts'
import { assert } from '#/core/assert.ts'
import { declareIncident } from '#/app/declare.ts'
import { execute, loadInside, toGoOut } from '#/app/execute.ts'
import { planFor } from '#/app/plans/plans.ts'
import type { ImportedPlan } from '#/app/plans/plans.ts'
import { judge } from '#/app/routing/judge.ts'
import type { Judgement } from '#/app/routing/judge.ts'
import { noteIncidentRoute, recordRoutes } from '#/app/routing/record.ts'
import { saysNothing } from '#/app/routing/shelf.ts'
import type { Shell } from '#/app/shell.ts'
import { linkGroups } from '#/store/alert-groups.ts'
import { transaction } from '#/store/db.ts'
import type { Transaction } from '#/store/db.ts'
import { findJoinable, lockRouting, readIncidentHead } from '#/store/incidents.ts'
import { findGrouped } from '#/store/signal-routes.ts'
import type { Outcome } from '#/store/signal-routes.ts'

/**
 * What changes of alert groups mean for incidents. A group that begins to fire joins the incident that no one has
 * classified yet, or opens one, unless the routing book holds it back or says otherwise; a group whose incident is open goes on
 * in it; what was resolved says so there. Everything of one call is one transaction. Told twice, it does nothing the second time.
 */
export async function routeGroups(shell: Shell, changes: readonly GroupChange[]): Promise<void> {
  const plan = await planFor(shell, undefined)
  if (plan === undefined)
    throw new Error('No plan is active, so signals wait: activate one with `tocsin plan activate`.')
  await transaction(shell.pool, async tx => {
    await lockRouting(tx)
    await routeInside(shell, tx, plan, changes)
  })
  toGoOut(shell)
  if (shell.routing.quiet().size > 0) await shell.routing.look(shell.pool)
}

/** For who has locked the routing. */
export async function routeInside(
  shell: Shell,
  tx: Transaction,
  plan: ImportedPlan,
  changes: readonly GroupChange[],
): Promise<void> {
  const known = await shell.routing.current(tx)
  const judged = saysNothing(known)
    ? NOBODY_ASKED
    : await judge({ shell, tx, known, standard: plan }, changes)
  const alive = askOnce(id => goingOn(shell, tx, id))
  const destinations = new Map<string, GroupChange[]>()
  const outcomes = new Map<GroupChange, Outcome>()
  const linked = new Map<string, string>()
  for (const change of changes) {
    const judgement = judged.get(change)
    // What has ended since it began, and is told of together, ends where it has just begun.
    const told = { ...change, ...present(linked.get(change.key)) }
    const found = await destinationOf({ shell, tx, plan, judgement, alive }, told)
    if (judgement !== undefined) outcomes.set(change, found.outcome)
    if (found.incident === undefined) continue
    linked.set(change.key, found.incident)
    destinations.set(found.incident, [...(destinations.get(found.incident) ?? []), change])
  }
  for (const [incident, joining] of destinations) await attach(shell, tx, incident, joining, judged)
  const links = [...destinations].flatMap(([incidentId, joining]) =>
    joining.map(({ key }) => ({ key, incidentId })),
  )
  if (links.length > 0) await linkGroups(tx, links)
  await recordRoutes(shell, tx, { version: known.version, judged, outcomes, changes })
}

function present(incident: string | undefined) {
  return incident === undefined ? {} : { incident }
}

const NOBODY_ASKED: ReadonlyMap<GroupChange, Judgement> = new Map()

type Routing = {
  readonly shell: Shell
  readonly tx: Transaction
  /** The default one. */
  readonly plan: ImportedPlan
  /** Undefined: no book was asked. */
  readonly judgement: Judgement | undefined
  readonly alive: (incident: string) => Promise<string | undefined>
}
type Destination = { readonly incident?: string; readonly outcome: Outcome }

/** The incident that a change belongs to, opened if need be; none for the end of something that no incident is about. */
async function destinationOf(routing: Routing, change: GroupChange): Promise<Destination> {
  const { judgement, alive } = routing
  if (judgement?.quiet !== undefined) return { outcome: 'quiet' }
  const own = change.incident === undefined ? undefined : await alive(change.incident)
  if (own !== undefined) return { incident: own, outcome: 'joined' }
  const does = judgement?.decision.does
  if (does === 'hold' || does === 'drop') return { outcome: does === 'hold' ? 'held' : 'dropped' }
  if (change.change === 'resolved') return { outcome: 'joined' }
  const joinable = await joinableFor(routing, change)
  if (joinable !== undefined) return { incident: joinable, outcome: 'joined' }
  return { incident: await open(routing, change), outcome: 'opened' }
}

async function joinableFor(
  { shell, tx, plan, judgement }: Routing,
  change: GroupChange,
): Promise<string | undefined> {
  const to = judgement?.plan ?? plan
  const group = judgement?.decision.group
  if (group !== undefined) return groupedFor(shell, tx, { to, group, change, judgement })
  const now = shell.now()
  const { join } = to.plan.intake
  const apart =
    join.unit === 'elapsed' ? Math.min(join.ms, CLOCKS_APART_MS_MAX) : CLOCKS_APART_MS_MAX
  const until = plusMs(plus(now, join, to.plan.zone), apart)
  return findJoinable(tx, { planId: to.plan.id, now, until, onCall: judgement?.onCall })
}

/** By how much the clock of the node that heard the last signal may be ahead. By more, ours was set back. */
const CLOCKS_APART_MS_MAX = 60_000

/** The incident that a rule groups it with. Worse than the level that somebody has given that one, it needs somebody of its own. */
async function groupedFor(
  shell: Shell,
  tx: Transaction,
  {
    to: { plan },
    group,
    change,
    judgement,
  }: {
    readonly to: ImportedPlan
    readonly group: NonNullable<Judgement['decision']['group']>
    readonly change: GroupChange
    readonly judgement: Judgement | undefined
  },
): Promise<string | undefined> {
  const since = plusMs(shell.now(), -group.withinMs)
  const until = plusMs(shell.now(), Math.min(group.withinMs, CLOCKS_APART_MS_MAX))
  const found = await findGrouped(tx, shell.notary.sha256(group.key), { since, until })
  if (found === undefined) return undefined
  const urgency = judgement?.decision.urgency ?? change.signal.urgency
  const rank = plan.severities.findIndex(
    ({ labels }) => urgency !== undefined && labels.includes(urgency),
  )
  const given = plan.severities.findIndex(({ id }) => id === found.severity)
  if (given >= 0 && rank >= 0 && rank < given) return undefined
  await noteIncidentRoute(shell, tx, found.id, judgement)
  return found.id
}

/** A thousand groups of one storm belong to one incident: it is looked up for the first of them. */
function askOnce<Answer>(ask: (id: string) => Promise<Answer>): (id: string) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>()
  return id => {
    const answer = answers.get(id) ?? ask(id)
    answers.set(id, answer)
    return answer
  }
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

/**
 * One id for one round of one group: told twice, it is the same incident. Where that one is over, what goes on is news, and so is the
 * round of a group that was forgotten and counts anew: it has the next id.
 */
async function open(routing: Routing, change: GroupChange): Promise<string> {
  const { shell, alive } = routing
  for (let times = 1; ; times++) {
    const round = `${change.key}/${change.round}${times === 1 ? '' : `/${times}`}`
    const id = `inc-${shell.notary.sha256(round).slice(0, 20)}`
    if (await declare(routing, change, id)) return id
    const own = await alive(id)
    if (own !== undefined) return own
  }
}

/** False: there is one of this id. */
async function declare(
  { shell, tx, plan, judgement }: Routing,
  { key, signal, at }: GroupChange,
  id: string,
): Promise<boolean> {
  const detected = signal.startsAt < at ? signal.startsAt : at
  const declared = await declareIncident(
    shell,
    {
      title: judgement?.decision.title ?? signal.title,
      ...(signal.description !== '' && { description: signal.description }),
      source: signal.source,
      reporter: reporterOf(signal) ?? signal.source,
      // The sender may have held it back, or its clock be wrong: what we detected, we detected when it came in.
      detected: detected < shell.now() && isRecent(shell, detected) ? detected : shell.now(),
      systems: systemsFor(signal, judgement),
      signal: { id: key, source: signal.source, ...weightOf(signal, judgement) },
      ...(judgement?.onCall !== undefined && { 'on-call': judgement.onCall }),
      ...proposedBy(judgement),
    },
    { by: TOCSIN, plan: (judgement?.plan ?? plan).hash, id },
    tx,
  )
  assert(!('planUnknown' in declared), 'the plan was found a moment ago')
  if ('refused' in declared) {
    assert(declared.refused.code === 'incident-exists', 'a signal is a valid declaration')
    return false
  }
  await noteIncidentRoute(shell, tx, id, judgement)
  return true
}

const SYSTEMS_MAX = 100

function systemsFor({ systems }: Signal, judgement: Judgement | undefined): string[] {
  return [...new Set([...systems, ...(judgement?.decision.systems ?? [])])].slice(0, SYSTEMS_MAX)
}

function weightOf({ urgency: sent, url }: Signal, judgement: Judgement | undefined) {
  const urgency = judgement?.decision.urgency ?? sent
  return {
    ...(urgency !== undefined && { urgency }),
    ...(url !== undefined && { url: url.slice(0, URL_LENGTH_MAX) }),
  }
}

/** Under the rule that said it first: what the plan does not know is no proposal. */
function proposedBy(judgement: Judgement | undefined) {
  const { severity, type, rules = [] } = judgement?.decision ?? {}
  const plan = judgement?.plan.plan
  const knownSeverity = plan?.severities.some(({ id }) => id === severity) === true
  const knownType = plan?.types.some(({ id }) => id === type) === true
  if (!knownSeverity && !knownType) return {}
  return {
    proposed: {
      rule: rules.join(', ').slice(0, RULES_LENGTH_MAX),
      ...(knownSeverity && severity !== undefined && { severity }),
      ...(knownType && type !== undefined && { type }),
    },
  }
}
const RULES_LENGTH_MAX = 200

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
  judged: ReadonlyMap<GroupChange, Judgement>,
): Promise<void> {
  const signals = joining.map(change => ({
    id: change.key,
    source: change.signal.source,
    title: change.signal.title.trim() === '' ? change.key : change.signal.title,
    count: Math.max(1, change.signal.count),
    systems: systemsFor(change.signal, judged.get(change)),
    ...weightOf(change.signal, judged.get(change)),
    ...(change.change === 'resolved' && { resolved: true }),
  }))
  const executed = await execute(shell, incident, { do: 'attach-signal', by: TOCSIN, signals }, tx)
  assert('accepted' in executed, 'a signal joins an incident that is open')
}

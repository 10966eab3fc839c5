import type { Command } from '#/core/incident/command.ts'
import { decideInFull } from '#/core/incident/decide.ts'
import type { Decided } from '#/core/incident/decide.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { TEXT_FIELDS } from '#/core/incident/event.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { refuse } from '#/core/refusal.ts'
import type { Refusal } from '#/core/refusal.ts'
import type { Setting } from '#/core/setting.ts'
import type { Instant } from '#/core/time.ts'
import { castOf, timeIn } from '#/app/drills/cast.ts'
import type { Shell } from '#/app/shell.ts'
import { planFor } from '#/app/plans/plans.ts'
import { outgoing, standingOf } from '#/app/standing.ts'
import { appendEvents } from '#/store/append.ts'
import type { Append } from '#/store/append.ts'
import { transaction } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'
import { pinPlan, readIncidentHead } from '#/store/incidents.ts'
import type { IncidentHead } from '#/store/incidents.ts'
import { readEventsAt } from '#/store/log.ts'

/** A command before anyone has looked at the clock. */
export type Unstamped = Command extends infer C
  ? C extends Command
    ? Omit<C, 'at'>
    : never
  : never

export type Executed =
  | { readonly accepted: readonly IncidentEvent[]; readonly version: number }
  | { readonly refused: Refusal }

/** How often a decision is taken anew because others were faster. Each time someone did append, so this is no endless race. */
const TRIES_MAX = 50

/**
 * The only way anything changes: read the log, decide, append. There is no second path. Of two people at one version one
 * is appended and the other decided again, on what the first has done. What is answered is durable. With `tx` it becomes
 * part of that transaction; otherwise of one of its own.
 */
export async function execute(
  shell: Shell,
  incidentId: string,
  asked: Unstamped,
  tx?: Transaction,
): Promise<Executed> {
  for (let attempt = 0; attempt < TRIES_MAX; attempt++) {
    const executed = await tryOnce(shell, incidentId, asked, tx)
    if (executed !== 'conflict') return executed
  }
  throw new Error(`Incident ${incidentId} was appended to by others ${TRIES_MAX} times in a row.`)
}

async function tryOnce(
  shell: Shell,
  incidentId: string,
  asked: Unstamped,
  tx: Transaction | undefined,
): Promise<Executed | 'conflict'> {
  const db: Db = tx ?? shell.pool
  const head = await readIncidentHead(db, incidentId)
  if (head === undefined) return refuse('incident-unknown', { incident: incidentId })
  if (head.pace?.over === true && !AFTER_A_DRILL.has(asked.do)) return refuse('drill-over')
  const refused =
    asked.do === 'redact' ? await nothingToRedact(db, incidentId, asked.version) : undefined
  if (refused !== undefined) return refused
  const { setting, incident } =
    tx === undefined ? await load(shell, db, head) : await loadInside(shell, tx, head)
  const at = notBefore(timeIn(head, shell.now()), incident)
  const next = asked.do === 'migrate' ? await planFor(shell, asked.plan) : undefined
  const given = next === undefined ? setting : { ...setting, next: next.plan }
  const decision = decideInFull(given, incident, { ...asked, at } as Command)
  if ('refused' in decision) return decision
  const append = appendOf(decision.plan, incident, decision, head)
  const run = async (inside: Transaction) => {
    const appended = await appendEvents(inside, shell.notary, append, at)
    if (!appended.conflict && decision.incident.planHash !== head.planHash)
      await pinPlan(inside, incidentId, decision.incident)
    return appended
  }
  const written = tx === undefined ? await transaction(shell.pool, run) : await run(tx)
  if (written.conflict) return 'conflict'
  // Inside somebody else's transaction it may still be undone, and a redaction takes a text out of what was folded before:
  // memory stays behind and reads it from the log.
  if (tx === undefined && asked.do !== 'redact') shell.incidents.appended(decision.incident)
  if (tx === undefined && append.messages.length > 0) toGoOut(shell)
  return { accepted: decision.accepted, version: written.version }
}

/**
 * Something was put into the outbox and committed. The database says so too, to every node; a page must not wait for the next look
 * where this node happens not to hear it.
 */
export function toGoOut({ notices }: Pick<Shell, 'notices'>): void {
  notices.publish({ kind: 'outbox' })
}

/** What may still be done in a drill that has ended. */
const AFTER_A_DRILL: ReadonlySet<Unstamped['do']> = new Set<Unstamped['do']>([
  'record-receipts',
  'redact',
])

type Loadable = Pick<IncidentHead, 'id' | 'version' | 'planHash'> &
  Partial<Pick<IncidentHead, 'drillId'>>

/** The incident as of a head, with the plan that it is pinned to and the directory of today; that of a drill with its cast. */
export async function load(
  shell: Shell,
  db: Db,
  head: Loadable,
): Promise<{ readonly setting: Setting; readonly incident: Incident }> {
  const setting = await settingOf(shell, db, head)
  return { setting, incident: await shell.incidents.at(db, head.id, head.version) }
}

/** As `load`, inside a transaction that may have appended to it and may be undone. */
export async function loadInside(
  shell: Shell,
  tx: Transaction,
  head: Loadable,
): ReturnType<typeof load> {
  const setting = await settingOf(shell, tx, head)
  return { setting, incident: await shell.incidents.inside(tx, head.id, head.version) }
}

async function settingOf(
  shell: Shell,
  db: Db,
  { planHash, drillId = null }: Loadable,
): Promise<Setting> {
  const plan = await shell.plans.byHash(db, planHash)
  const directory = drillId === null ? await shell.directory.current(db) : castOf(plan)
  return { plan, directory, sha256: shell.notary.sha256 }
}

/** Clocks of nodes differ, and are set back: a log's time never runs backwards. */
export function notBefore(now: Instant, incident: Incident): Instant {
  return incident.lastAt !== undefined && incident.lastAt > now ? incident.lastAt : now
}

/**
 * What one decision appends: its events, where the incident stands after them, and what goes out. Of a drill nothing does, nor
 * does the wake loop ever wake it: whoever plays it moves its time, and without them it stands still.
 */
export function appendOf(
  plan: Setting['plan'],
  before: Incident,
  decided: Decided,
  { drillId }: Pick<IncidentHead, 'drillId'> = { drillId: null },
): Append {
  const base = {
    incidentId: before.id,
    expectedVersion: before.version,
    events: decided.accepted,
  }
  const standing = standingOf(plan, decided)
  if (drillId !== null)
    return {
      ...base,
      standing: { ...standing, wakeAt: undefined, restricted: false },
      messages: [],
    }
  return { ...base, standing, messages: outgoing(before.id, before.version, decided.accepted) }
}

/** Only a text that is there can be taken out. Undefined: it is. */
async function nothingToRedact(
  db: Db,
  incidentId: string,
  version: number,
): Promise<{ readonly refused: Refusal } | undefined> {
  const [logged] = await readEventsAt(db, [{ incidentId, version }])
  if (logged === undefined) return refuse('version-unknown', { version })
  const holdsText = TEXT_FIELDS.some(field => field in logged.event)
  return logged.redacted || !holdsText ? refuse('nothing-to-redact', { version }) : undefined
}

// What another routing book would have made of the signals of the last days, beside what did happen; and of one that is pasted.
import { setImmediate as breathe } from 'node:timers/promises'
import { readAlerts } from '#/core/intake/alertmanager-alerts.ts'
import { readAnything } from '#/core/intake/doors/guess.ts'
import { alertOf } from '#/core/intake/doors/alert.ts'
import { DOOR_KINDS } from '#/core/intake/doors/kinds.ts'
import type { Alert } from '#/core/intake/alert.ts'
import { signalOf, systemsOfAlert } from '#/core/intake/group.ts'
import type { Signal } from '#/core/intake/signal.ts'
import { explainCondition } from '#/core/intake/match/explain.ts'
import type { Explained } from '#/core/intake/match/explain.ts'
import type { Book, Rule } from '#/core/routing/book.ts'
import { decideSignal } from '#/core/routing/decide.ts'
import type { Decision } from '#/core/routing/decide.ts'
import { maintainedBy } from '#/core/routing/quiet.ts'
import type { Quiet } from '#/core/routing/quiet.ts'
import { createReplay } from '#/core/routing/replay.ts'
import type { PastSignal, Would } from '#/core/routing/replay.ts'
import { subjectOf } from '#/core/routing/subject.ts'
import type { Subject } from '#/core/routing/subject.ts'
import { plus, plusMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { planFor } from '#/app/plans/plans.ts'
import { isGrave } from '#/app/routing/judge.ts'
import { payloadsForSubjects } from '#/app/routing/payload.ts'
import type { Shell } from '#/app/shell.ts'
import { groupOfRow, sourcesNow } from '#/app/signals/desk.ts'
import { hiddenFrom } from '#/app/access/visibility.ts'
import type { Reader } from '#/app/access/visibility.ts'
import { readIncidentHead } from '#/store/incidents.ts'
import type { Outcome } from '#/store/signal-routes.ts'
import { readSignalRoutes } from '#/store/signal-routes.ts'
import { readGroupsSince } from '#/store/signals.ts'
import type { SeenGroup } from '#/store/signals.ts'

/** Signals that a book is tried on at once; the newest of those there are. */
export const TRIED_MAX = 5_000
/** Looked at without a pause, so that whoever else asks is answered in between. */
const WITHOUT_PAUSE = 100
const DAY_MS = 24 * 3_600_000

/** What did happen to a signal. `nothing`: no incident, and no book was asked. */
export type Did = { readonly outcome: Outcome | 'nothing'; readonly incident: number | undefined }

export type Tried = {
  readonly key: string
  readonly title: string
  readonly at: Instant
  readonly did: Did
  readonly would: Would
}

export type Trial = {
  readonly since: Instant
  readonly tried: readonly Tried[]
  /** There were more than are looked at. */
  readonly more: boolean
}

export async function tryBook(
  shell: Shell,
  reader: Reader,
  { book, days }: { readonly book: Book; readonly days: number },
): Promise<Trial> {
  const since = plusMs(shell.now(), -days * DAY_MS)
  const hidden = await hiddenFrom(shell, reader)
  const seen = await readGroupsSince(shell.pool, { since, limit: TRIED_MAX + 1 })
  const groups = seen
    .slice(0, TRIED_MAX)
    .filter(({ incidentId }) => incidentId === null || !hidden.has(incidentId))
    .toSorted((one, other) => beganMs(one) - beganMs(other))
  const did = await whatDid(shell, groups)
  const plan = (await planFor(shell, undefined))?.plan
  const joinMs =
    plan === undefined
      ? 300_000
      : toMs(plus(shell.now(), plan.intake.join, plan.zone)) - toMs(shell.now())
  const replay = createReplay(book, {
    joinMs,
    isGrave: (decision, signal) => plan !== undefined && isGrave(plan, decision, { signal }),
  })
  const sources = await sourcesNow(shell)
  const tried: Tried[] = []
  for (let start = 0; start < groups.length; start += WITHOUT_PAUSE) {
    const some = groups.slice(start, start + WITHOUT_PAUSE)
    const payloads = await payloadsFor(shell, book, some)
    for (const group of some) {
      const { signal } = groupOfRow(group, sources)
      const past = pastOf(group, signal, payloads.get(group.firstAlert ?? ''))
      tried.push({
        key: group.key,
        title: signal.title,
        at: new Date(past.beganMs).toISOString() as Instant,
        did: did.get(group.key) ?? { outcome: 'nothing', incident: undefined },
        would: replay.step(past),
      })
    }
    await breathe()
  }
  return { since, tried, more: seen.length > TRIED_MAX }
}

function beganMs({ firstStartsAt, changedAt }: SeenGroup): number {
  // A sender's clock may be anywhere: what changed here did not begin later than that.
  const changed = Date.parse(changedAt)
  return Math.min(firstStartsAt === null ? changed : Date.parse(firstStartsAt), changed)
}

function pastOf(group: SeenGroup, signal: Signal, payload: string | undefined): PastSignal {
  const endedMs = group.active > 0 ? Infinity : Date.parse(group.changedAt)
  return { signal, payload, beganMs: beganMs(group), endedMs }
}

async function payloadsFor(
  shell: Shell,
  { readsPayload }: Book,
  groups: readonly SeenGroup[],
): Promise<ReadonlyMap<string, string>> {
  const alerts = groups.flatMap(({ firstAlert }) => firstAlert ?? [])
  return readsPayload ? payloadsForSubjects(shell.pool, alerts) : new Map()
}

/** From what is on record; where no book was asked, the first signal of an incident is taken to have opened it. */
async function whatDid(
  shell: Shell,
  groups: readonly SeenGroup[],
): Promise<ReadonlyMap<string, Did>> {
  const routes = await readSignalRoutes(
    shell.pool,
    groups.map(({ key }) => key),
  )
  const byKey = new Map(routes.map(route => [route.key, route]))
  const numbers = new Map<string, number | undefined>()
  const did = new Map<string, Did>()
  for (const { key, round, incidentId } of groups) {
    const first = incidentId !== null && !numbers.has(incidentId)
    if (incidentId !== null && first)
      numbers.set(incidentId, (await readIncidentHead(shell.pool, incidentId))?.number)
    const route = byKey.get(key)
    const guessed = incidentId === null ? 'nothing' : first ? 'opened' : 'joined'
    const outcome = route?.round === round ? route.outcome : guessed
    const isIn = outcome === 'opened' || outcome === 'joined'
    did.set(key, { outcome, incident: isIn ? numbers.get(incidentId ?? '') : undefined })
  }
  return did
}

/** One rule that was asked, in order, up to the one that decided. */
export type Asked = {
  readonly id: string
  readonly depth: number
  readonly holds: boolean
  readonly why: Explained | undefined
}

export type Pasted = {
  readonly signal: Signal
  readonly decision: Decision
  readonly maintenance: Quiet | undefined
  readonly asked: readonly Asked[]
}

/** Which rule decides about a payload as a sender would post it, and why. */
export async function explainPasted(
  shell: Shell,
  book: Book,
  { kind, payload }: { readonly kind?: string | undefined; readonly payload: unknown },
): Promise<Pasted | { readonly malformed: string }> {
  const alert = alertOfPasted(kind, payload, toMs(shell.now()))
  if ('malformed' in alert) return alert
  const sources = await sourcesNow(shell)
  const systems = systemsOfAlert(alert)
  const signal = signalOf({ key: 'pasted', first: alert, systems, count: 1 }, sources)
  const subject = subjectOf(signal, JSON.stringify(payload))
  const asked: Asked[] = []
  ask(book.rules, subject, 0, asked)
  const maintenance = maintainedBy(book, subject, toMs(shell.now()))
  return { signal, decision: decideSignal(book, subject), maintenance, asked }
}

function alertOfPasted(
  kind: string | undefined,
  payload: unknown,
  nowMs: number,
): Alert | { readonly malformed: string } {
  if (
    kind === undefined &&
    typeof payload === 'object' &&
    payload !== null &&
    'labels' in payload
  ) {
    const read = readAlerts([payload], nowMs)
    const alert = 'malformed' in read ? undefined : read.alerts[0]
    if (alert !== undefined) return alert
  }
  const found = DOOR_KINDS.find(it => it.kind === kind)
  const reading = (found?.read ?? readAnything)({ headers: {}, body: payload, nowMs })
  if ('malformed' in reading) return { malformed: reading.malformed }
  if (!('reports' in reading)) return { malformed: 'this reports nothing that is wrong' }
  const [report] = reading.reports
  if (report === undefined) return { malformed: 'this reports nothing' }
  const door = { name: kind ?? 'pasted', kind: kind ?? 'webhook' }
  return alertOf(report.key === '' ? { ...report, key: 'pasted' } : report, door, nowMs)
}

/** Gives back whether rules below go on, as `decideSignal` does. */
function ask(rules: readonly Rule[], subject: Subject, depth: number, asked: Asked[]): boolean {
  for (const { id, when, goesOn, rules: inner } of rules) {
    const why = when && explainCondition(when, subject)
    const holds = why?.holds ?? true
    asked.push({ id, depth, holds, why })
    if (!holds) continue
    const within = inner.length === 0 || ask(inner, subject, depth + 1, asked)
    if (!goesOn || !within) return false
  }
  return true
}

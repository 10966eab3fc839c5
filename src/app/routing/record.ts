// What the routing book made of signals, put on record: for who looks at a signal, and for who must be told of what failed.
import type { GroupChange } from '#/core/intake/group.ts'
import type { Decision } from '#/core/routing/decide.ts'
import { fromMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { Judgement } from '#/app/routing/judge.ts'
import type { Fault, QuietCause } from '#/app/routing/shelf.ts'
import type { Shell } from '#/app/shell.ts'
import type { Transaction } from '#/store/db.ts'
import type { Outcome, SignalRoute } from '#/store/signal-routes.ts'
import { writeIncidentRoute, writeSignalRoutes } from '#/store/signal-routes.ts'

/** What stands in `signal_route.decision`. */
export type RouteRecord = Omit<Decision, 'group' | 'failed'> & {
  readonly faults: readonly Fault[]
  readonly quiet?: QuietCause
}

/** A route as it is shown. */
export type RouteShown = RouteRecord & {
  readonly outcome: Outcome
  readonly at: Instant
  readonly round: number
  readonly book: number
  /** While it is quiet: when it is looked at again. */
  readonly until: Instant | undefined
}

export function shownRoute(stored: SignalRoute): RouteShown {
  const { outcome, at, round, book, againAt, decision } = stored
  return { ...(decision as RouteRecord), outcome, at, round, book, until: againAt ?? undefined }
}

export async function recordRoutes(
  shell: Shell,
  tx: Transaction,
  {
    version,
    judged,
    outcomes,
    changes,
  }: {
    readonly version: number
    readonly judged: ReadonlyMap<GroupChange, Judgement>
    readonly outcomes: ReadonlyMap<GroupChange, Outcome>
    readonly changes: readonly GroupChange[]
  },
): Promise<void> {
  if (judged.size === 0) return
  const over = new Set(changes.flatMap(({ change, key }) => (change === 'resolved' ? [key] : [])))
  const routes = [...judged].map(([change, judgement]): SignalRoute => {
    const { key, round } = change
    const { quiet, fired } = judgement
    return {
      key,
      round,
      at: shell.now(),
      book: version,
      outcome: outcomes.get(change) ?? 'opened',
      decision: recordOf(judgement),
      againAt: quiet === undefined || over.has(key) ? null : fromMs(quiet.againMs),
      fired,
    }
  })
  // Of one group told of twice in a bundle the last word counts: two rows of one key would be refused.
  await writeSignalRoutes(tx, [...new Map(routes.map(route => [route.key, route])).values()])
  logFaults(shell, judged)
}

function recordOf({ decision, quiet, faults }: Judgement): RouteRecord {
  const { group: _group, failed: _failed, ...said } = decision
  if (quiet === undefined) return { ...said, faults }
  const { againMs: _again, ...cause } = quiet
  return { ...said, faults, quiet: cause }
}

/** Once for each bundle and fault: a rule that fails does so for every signal. */
function logFaults(shell: Shell, judged: ReadonlyMap<GroupChange, Judgement>): void {
  const faults = new Map(
    [...judged.values()].flatMap(({ faults }) =>
      faults.map(fault => [`${fault.what} ${fault.name}`, fault] as const),
    ),
  )
  for (const fault of faults.values()) {
    shell.routing.noteFault(fault)
    shell.log.error(fault, 'the routing book could not be followed; signals went on without')
  }
}

/** What joins this incident from now on, where rules say so. */
export async function noteIncidentRoute(
  shell: Shell,
  tx: Transaction,
  incidentId: string,
  judgement: Judgement | undefined,
): Promise<void> {
  const group = judgement?.decision.group
  const onCall = judgement?.onCall
  if (group === undefined && onCall === undefined) return
  await writeIncidentRoute(tx, {
    incidentId,
    groupHash: group === undefined ? null : shell.notary.sha256(group.key),
    onCall: onCall ?? null,
    lastAt: shell.now(),
  })
}

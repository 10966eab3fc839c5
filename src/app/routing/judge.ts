// What the routing book makes of groups that begin to fire, before any incident is looked for.
import type { Directory } from '#/core/directory.ts'
import type { GroupChange } from '#/core/intake/group.ts'
import { labelOf } from '#/core/intake/labels.ts'
import { ROTA_PREFIX } from '#/core/oncall/rota.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { decideSignal } from '#/core/routing/decide.ts'
import type { Decision } from '#/core/routing/decide.ts'
import { flaps, inhibitedOf, inhibitsOf, maintainedBy } from '#/core/routing/quiet.ts'
import type { Link, Quiet } from '#/core/routing/quiet.ts'
import { subjectOf } from '#/core/routing/subject.ts'
import type { Subject } from '#/core/routing/subject.ts'
import { toMs } from '#/core/time.ts'
import { planFor } from '#/app/plans/plans.ts'
import type { ImportedPlan } from '#/app/plans/plans.ts'
import type { Fault, KnownBook } from '#/app/routing/shelf.ts'
import { payloadsForSubjects } from '#/app/routing/payload.ts'
import type { Shell } from '#/app/shell.ts'
import type { Transaction } from '#/store/db.ts'
import type { Inhibiting } from '#/store/signal-routes.ts'
import {
  endInhibiting,
  endSignalRoutes,
  findInhibiting,
  hastenSignalRoutes,
  readSignalRoutes,
  writeInhibiting,
} from '#/store/signal-routes.ts'

/** What is decided about one change. `plan`: under which its incident is opened. */
export type Judgement = {
  readonly decision: Decision
  readonly plan: ImportedPlan
  readonly onCall: string | undefined
  readonly quiet: Quiet | undefined
  readonly faults: readonly Fault[]
  /** When it began to fire, the last few times. */
  readonly fired: readonly number[]
}

const NO_DECISION: Decision = { does: 'open', rules: [], failed: [], systems: [] }
/** More of them change nothing: no book asks for so many changes. */
const FIRED_KEPT_MAX = 60

type Judging = {
  readonly shell: Shell
  readonly tx: Transaction
  readonly known: KnownBook
  readonly standard: ImportedPlan
}

/** Judges those that begin to fire or grow, and lets go of those that have ended. The book says something. */
export async function judge(
  judging: Judging,
  changes: readonly GroupChange[],
): Promise<ReadonlyMap<GroupChange, Judgement>> {
  const firing = changes.filter(({ change }) => change !== 'resolved')
  const subjects = await subjectsOf(judging, firing)
  const judged = new Map<GroupChange, Judgement>()
  const plans = createPlanFinder(judging)
  const directory = await judging.shell.directory.current(judging.tx)
  const quieted = await quietFor(judging, firing, subjects)
  for (const change of firing) {
    const subject = subjects.get(change)
    if (subject === undefined) continue
    const decision = judging.known.broken ? NO_DECISION : decideSignal(judging.known.book, subject)
    const found = decision.plan === undefined ? judging.standard : await plans(decision.plan)
    const plan = found ?? judging.standard
    const fired = quieted.fired.get(change) ?? []
    judged.set(change, {
      decision,
      plan,
      onCall: holdersOf(directory, decision.onCall).length > 0 ? decision.onCall : undefined,
      quiet:
        decision.does === 'open'
          ? quieted.of(change, subject, isGrave(plan.plan, decision, change))
          : undefined,
      faults: faultsOf(judging, { decision, found, directory }),
      fired,
    })
  }
  await letGo(judging, changes)
  return judged
}

async function subjectsOf(
  { tx, known }: Judging,
  changes: readonly GroupChange[],
): Promise<ReadonlyMap<GroupChange, Subject>> {
  const firsts = changes.flatMap(({ first }) => first ?? [])
  const payloads = known.book.readsPayload ? await payloadsForSubjects(tx, firsts) : undefined
  return new Map(
    changes.map(change => [change, subjectOf(change.signal, payloads?.get(change.first ?? ''))]),
  )
}

/** Each plan is looked for once in a bundle. */
function createPlanFinder({ shell }: Judging) {
  const found = new Map<string, ImportedPlan | undefined>()
  return async (id: string) => {
    if (!found.has(id)) found.set(id, await planFor(shell, id))
    return found.get(id)
  }
}

function knows({ rotas, positions }: Directory, party: string | undefined): boolean {
  if (party === undefined) return false
  return party.startsWith(ROTA_PREFIX)
    ? rotas.has(party.slice(ROTA_PREFIX.length))
    : positions.has(party)
}

/** Nobody where it is not known, and in a gap of a rota: then the plan says who is called. */
function holdersOf({ turns, positions }: Directory, party: string | undefined): readonly string[] {
  return turns?.get(party ?? '') ?? positions.get(party ?? '') ?? []
}

function faultsOf(
  { known }: Judging,
  {
    decision,
    found,
    directory,
  }: { decision: Decision; found: ImportedPlan | undefined; directory: Directory },
): readonly Fault[] {
  const { plan, onCall, failed } = decision
  const isKnown = knows(directory, onCall)
  const holders = holdersOf(directory, onCall)
  return [
    ...(known.broken ? [{ what: 'book-broken' as const, name: String(known.version) }] : []),
    ...failed.map(name => ({ what: 'rule-failed' as const, name })),
    ...(plan !== undefined && found === undefined
      ? [{ what: 'plan-unknown' as const, name: plan }]
      : []),
    ...(onCall !== undefined && !isKnown
      ? [{ what: 'on-call-unknown' as const, name: onCall }]
      : []),
    ...(onCall !== undefined && isKnown && holders.length === 0
      ? [{ what: 'on-call-nobody' as const, name: onCall }]
      : []),
  ]
}

/** What must never be held back for coming and going: the worst there is, and whatever is proposed as a security incident. */
export function isGrave(
  plan: Plan,
  decision: Decision,
  { signal }: Pick<GroupChange, 'signal'>,
): boolean {
  const [worst] = plan.severities
  const urgency = decision.urgency ?? signal.urgency
  const type = decision.type ?? labelOf(signal.labels, 'type')
  return (
    (urgency !== undefined && worst?.labels.includes(urgency) === true) ||
    (decision.severity !== undefined && decision.severity === worst?.id) ||
    plan.types.some(({ id, security }) => id === type && security)
  )
}

type Quieted = {
  readonly of: (change: GroupChange, subject: Subject, grave: boolean) => Quiet | undefined
  readonly fired: ReadonlyMap<GroupChange, readonly number[]>
}

async function quietFor(
  judging: Judging,
  changes: readonly GroupChange[],
  subjects: ReadonlyMap<GroupChange, Subject>,
): Promise<Quieted> {
  const { shell, known } = judging
  const { book } = known
  const nowMs = toMs(shell.now())
  const inhibited = await inhibitions(judging, subjects)
  const fired = book.flapping === undefined ? new Map() : await firedBefore(judging, changes, nowMs)
  return {
    fired,
    of(change, subject, grave) {
      const maintained = maintainedBy(book, subject, nowMs) ?? inhibited(change, subject, nowMs)
      if (maintained !== undefined || grave || book.flapping === undefined) return maintained
      return flaps(book.flapping, fired.get(change) ?? [], nowMs)
    },
  }
}

/** Sources first, so that of one bundle what is inhibited finds what inhibits it. */
async function inhibitions(
  { shell, tx, known: { book } }: Judging,
  subjects: ReadonlyMap<GroupChange, Subject>,
) {
  if (book.inhibit.length === 0) return () => undefined
  const hashed = ({ inhibition, equal }: Link) => ({
    inhibition,
    equalHash: shell.notary.sha256(equal),
  })
  const sources: Inhibiting[] = []
  const asked: Omit<Inhibiting, 'key'>[] = []
  for (const [change, subject] of subjects) {
    const { key } = change
    sources.push(...inhibitsOf(book, subject).map(link => ({ ...hashed(link), key })))
    asked.push(...inhibitedOf(book, subject).map(hashed))
  }
  if (sources.length > 0) await writeInhibiting(tx, sources)
  const found = asked.length === 0 ? [] : await findInhibiting(tx, asked)
  const byPair = new Map(found.map(one => [`${one.inhibition} ${one.equalHash}`, one]))
  return (change: GroupChange, subject: Subject, nowMs: number): Quiet | undefined => {
    for (const link of inhibitedOf(book, subject)) {
      const { inhibition, equalHash } = hashed(link)
      const source = byPair.get(`${inhibition} ${equalHash}`)
      if (source === undefined || source.key === change.key) continue
      const againMs = nowMs + INHIBITED_AGAIN_MS
      return { by: 'inhibited', id: inhibition, source: source.key, againMs }
    }
    return undefined
  }
}

/** Its end is told, and then it is looked at anew; this is for an end that nobody heard. */
const INHIBITED_AGAIN_MS = 60_000

async function firedBefore(
  { tx }: Judging,
  changes: readonly GroupChange[],
  nowMs: number,
): Promise<ReadonlyMap<GroupChange, readonly number[]>> {
  const again = changes.filter(({ round }) => round > 1)
  const routes =
    again.length === 0
      ? []
      : await readSignalRoutes(
          tx,
          again.map(({ key }) => key),
        )
  const byKey = new Map(routes.map(route => [route.key, route]))
  return new Map(
    again.map(change => {
      const before = byKey.get(change.key)
      const known = before?.fired ?? []
      // Told twice, or looked at again, it has begun once.
      const fired = before?.round === change.round ? known : [...known, nowMs]
      return [change, fired.slice(-FIRED_KEPT_MAX)]
    }),
  )
}

/** What has ended inhibits nobody any more, and whoever was quiet for it is looked at anew. */
async function letGo({ shell, tx }: Judging, changes: readonly GroupChange[]): Promise<void> {
  const over = changes.filter(({ change }) => change === 'resolved').map(({ key }) => key)
  if (over.length === 0) return
  const ended = await endInhibiting(tx, over)
  await endSignalRoutes(tx, over)
  if (ended.length > 0) await hastenSignalRoutes(tx, shell.now(), ended)
}

// The promises of an incident in the order in which people want to see them, and the questions on which others hang.
import { lookup } from '#/core/plan/lookup.ts'
import type { Fact, Plan, Stage } from '#/core/plan/plan.ts'
import type { Incident, Obligation } from '../api/operations.ts'

export type Group = {
  /** Undefined: what belongs to no stage. */
  readonly stage: Stage | undefined
  /** Wants doing; what is overdue first. */
  readonly owed: readonly Obligation[]
  /** Cannot be told yet. */
  readonly armed: readonly Obligation[]
  /** Met, waived, or no longer applies. */
  readonly settled: readonly Obligation[]
  /** Whether it is shown from the beginning: it is now, it was before and has open work, or time presses. */
  readonly isPressing: boolean
}

const OWED: ReadonlySet<Obligation['standing']> = new Set<Obligation['standing']>([
  'open',
  'due-soon',
  'overdue',
])

export const isOwed = ({ standing }: Obligation): boolean => OWED.has(standing)
export const isMine = ({ owners }: Obligation, me: string | null): boolean =>
  me !== null && owners.includes(me)

/** What belongs to no stage first, since it may press at any time; then the stages in the order of the plan. */
export function groupsOf(
  obligations: readonly Obligation[],
  { stages }: Pick<Plan, 'stages'>,
  now: string | null,
): readonly Group[] {
  const byStage = Map.groupBy(obligations, ({ stage }) => stage)
  const place = stages.findIndex(({ id }) => id === now)
  return [undefined, ...stages].flatMap((stage, index) => {
    const its = byStage.get(stage?.id) ?? []
    if (its.length === 0) return []
    const owed = its.filter(isOwed).toSorted(byUrgency)
    const presses = owed.some(({ standing }) => standing !== 'open')
    return [
      {
        stage,
        owed,
        armed: its.filter(({ standing }) => standing === 'armed'),
        settled: its.filter(it => !isOwed(it) && it.standing !== 'armed'),
        isPressing: stage === undefined || presses || index - 1 <= place,
      },
    ]
  })
}

const RANK = { overdue: 0, 'due-soon': 1, open: 2 } as const

function byUrgency(one: Obligation, other: Obligation): number {
  return rankOf(one) - rankOf(other) || limitOf(one).localeCompare(limitOf(other))
}

/** What has no limit comes after what has one, in the order of the plan. */
const limitOf = ({ due, aim }: Obligation) => due ?? aim ?? '9'
const rankOf = ({ standing }: Obligation) => RANK[standing as keyof typeof RANK]

/** What can be done about a promise from the agenda itself. */
export type Control = 'tick' | 'answer' | 'carry-out' | 'itself' | 'none'

/** Acts that are done by saying so. */
const TICKED = new Set(['task', 'file'])
/** Acts that the product does by itself. */
const ITSELF = new Set(['page', 'notify', 'restrict', 'raise'])

export function controlOf({ act, standing, rule: id }: Obligation, plan: Plan): Control {
  if (!OWED.has(standing)) return act === 'ask' && standing === 'armed' ? 'answer' : 'none'
  if (act === 'ask') return 'answer'
  const rule = lookup(plan).rules.get(id)
  if (ITSELF.has(act) || (act === 'escalate' && rule?.by === undefined)) return 'itself'
  // Somebody's word has to be asked for first.
  return TICKED.has(act) && rule?.approvals.length === 0 && rule.each !== 'follow-up'
    ? 'tick'
    : 'carry-out'
}

/** The question that a promise of the act `ask` puts. */
export function factOf({ rule }: Obligation, plan: Plan): Fact | undefined {
  const { rules, facts } = lookup(plan)
  const act = rules.get(rule)?.act
  return act?.do === 'ask' ? facts.get(act.fact) : undefined
}

/** Built-in moments that people put on record. */
const MARKED = new Set(['occurred', 'aware', 'verified', 'contained'])

/** A moment for which a promise waits, and which somebody may put on record. */
export function momentAwaited(
  { waits_for = [] }: Obligation,
  plan: Plan,
  { moments }: Pick<Incident, 'moments'>,
): string | undefined {
  const own = lookup(plan).moments
  return waits_for.find(name => {
    const isMarked = own.has(name) ? own.get(name)?.is === undefined : MARKED.has(name)
    return isMarked && moments[name] === undefined
  })
}

export type Waiting = {
  readonly fact: Fact
  /** It was answered with not yet known. */
  readonly wasAsked: boolean
  readonly hangs: readonly Obligation[]
}

/** Facts that nobody knows yet and on which promises hang: mine first, then what most hangs on. */
export function factsWaiting(
  obligations: readonly Obligation[],
  plan: Plan,
  { answers }: Pick<Incident, 'answers'>,
  isAskedOfMe: (fact: Fact) => boolean,
): readonly Waiting[] {
  const answered = new Map(answers.map(({ fact, answer }) => [fact, answer]))
  const hanging = new Map<string, Obligation[]>()
  for (const obligation of obligations)
    for (const name of obligation.waits_for ?? [])
      hanging.set(name, [...(hanging.get(name) ?? []), obligation])
  const open = plan.facts.filter(
    ({ id, is, known }) =>
      hanging.has(id) &&
      is === undefined &&
      known === undefined &&
      (answered.get(id) ?? null) === null,
  )
  return open
    .map(fact => ({ fact, wasAsked: answered.has(fact.id), hangs: hanging.get(fact.id) ?? [] }))
    .toSorted(
      (one, other) =>
        Number(one.wasAsked) - Number(other.wasAsked) ||
        Number(isAskedOfMe(other.fact)) - Number(isAskedOfMe(one.fact)) ||
        other.hangs.length - one.hangs.length,
    )
}

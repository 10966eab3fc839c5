import { asAnswer, checkAnswer } from '#/core/plan/compile/answer.ts'
import { compileCondition } from '#/core/plan/compile/condition.ts'
import type { ConditionContext } from '#/core/plan/compile/answer.ts'
import { many, refer, referMany, referOptional, report } from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import type { NameKind } from '#/core/plan/compile/names.ts'
import { PARTIES } from '#/core/plan/compile/names.ts'
import { compileStart } from '#/core/plan/compile/start.ts'
import type { Late, Start } from '#/core/plan/clock.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Answer, Condition } from '#/core/plan/plan.ts'
import type { OpenRegime } from '#/core/plan/regime/open.ts'
import type { RegimeSource } from '#/core/plan/source/regime.ts'
import { nearest } from '#/core/plan/suggest.ts'

/** What a plan says to a regime that it switches on, checked against both. */
export type Binding = {
  readonly cite: readonly string[]
  readonly stage: string | undefined
  readonly late: Late
  /** What the organisation is, by the name of the question. */
  readonly entity: ReadonlyMap<string, Answer>
  /** Questions of the regime that a condition of the plan answers. */
  readonly facts: ReadonlyMap<string, Condition>
  readonly moments: ReadonlyMap<string, Start>
  /** Obligations of the regime, by the obligation of the plan that stands for each. */
  readonly same: ReadonlyMap<string, string>
  readonly leftOut: ReadonlyMap<string, string>
  /** Of the plan, or the regime's own under its id; undefined where the plan counts as it always does. */
  readonly calendar: string | undefined
}

/** `context` is that of the plan: whatever is wrong here stands under its `uses`. */
export function bindRegime(context: ConditionContext, regime: OpenRegime): Binding {
  const { id, use } = regime
  const path = ['uses', id]
  bindPlaceholders(context, regime, 'by', [...PARTIES, 'on-call'])
  bindPlaceholders(context, regime, 'to', ['audience'])
  return {
    cite: referMany(context, [...path, 'cite'], ['clause'], use.cite),
    stage: referOptional(context, [...path, 'stage'], ['stage'], use.stage),
    late: bindLate(context, path, use.late),
    entity: bindEntity(context, regime),
    facts: bindFacts(context, regime),
    moments: bindMoments(context, regime),
    same: bindSame(context, regime),
    leftOut: bindLeftOut(context, regime),
    calendar: bindCalendar(context, regime),
  }
}

function bindCalendar(context: Context, { id, use, source }: OpenRegime): string | undefined {
  if (use.calendar !== undefined)
    return refer(context, ['uses', id, 'calendar'], ['calendar'], use.calendar)
  if (source.calendar === undefined) return undefined
  if (context.names.of('calendar').has(id))
    report(
      context,
      ['uses', id],
      'name-twice',
      `The regime \`${id}\` brings a calendar of its name, and the plan has one so named.`,
      `Write \`calendar: ${id}\` to count on that of the plan, or give it another name.`,
    )
  return id
}

function bindPlaceholders(
  context: Context,
  { id, use, source }: OpenRegime,
  key: 'by' | 'to',
  kinds: readonly NameKind[],
): void {
  const placeholders = source[key] ?? {}
  const bound = use[key] ?? {}
  for (const [name, party] of Object.entries(bound)) {
    const path = ['uses', id, key, name]
    if (knows(context, path, 'placeholder', name, Object.keys(placeholders)))
      refer(context, path, kinds, party)
  }
  for (const [name, means] of Object.entries(placeholders))
    if (bound[name] === undefined)
      report(
        context,
        ['uses', id],
        'not-bound',
        `The plan does not say who is meant by \`${name}\` (${means}).`,
        `Add \`${key}: {${name}: …}\` with ${key === 'by' ? 'a role, position or group' : 'an audience'} of the plan.`,
      )
}

/** Whether there is something of this name to be bound; a name that there is not is reported. */
function knows(
  context: Context,
  path: Path,
  noun: string,
  name: string,
  known: readonly string[],
): boolean {
  if (known.includes(name)) return true
  const meant = nearest(name, known)
  const mend =
    meant !== undefined
      ? `Write \`${meant}\`.`
      : known.length === 0
        ? 'Leave it out: the regime has none.'
        : `Write one of: ${known.join(', ')}.`
  report(context, path, 'name-unknown', `The regime has no ${noun} ${quote(name)}.`, mend)
  return false
}

function bindLate(context: Context, path: Path, late: OpenRegime['use']['late']): Late {
  const { escalate, notify } = late ?? {}
  if (escalate !== undefined)
    refer(context, [...path, 'late', 'escalate'], ['level'], String(escalate))
  const told = referMany(
    context,
    [...path, 'late', 'notify'],
    ['audience', ...PARTIES, 'on-call'],
    notify,
  )
  return escalate === undefined ? { notify: told } : { escalate, notify: told }
}

type Question = NonNullable<RegimeSource['entity']>[string]

/** How a question about the organisation may be answered. */
export function kindOfQuestion({ choices }: Question) {
  return choices === undefined
    ? { kind: 'yes-no' as const, choices: [] }
    : { kind: 'choice' as const, choices }
}

function bindEntity(context: Context, { id, use, source }: OpenRegime): Binding['entity'] {
  const questions = source.entity ?? {}
  const known = Object.keys(questions)
  const answers = new Map<string, Answer>()
  for (const [name, given] of Object.entries(use.entity ?? {})) {
    const path = ['uses', id, 'entity', name]
    const question = questions[name]
    if (!knows(context, path, 'question about the organisation', name, known)) continue
    const answer = asAnswer(given)
    if (question !== undefined) checkAnswer(context, path, kindOfQuestion(question), answer)
    answers.set(name, answer)
  }
  for (const [name, question] of Object.entries(questions)) {
    if (answers.has(name)) continue
    if (question.otherwise !== undefined) answers.set(name, question.otherwise)
    else reportUnanswered(context, id, name, question)
  }
  return answers
}

function reportUnanswered(context: Context, id: string, name: string, question: Question): void {
  const { kind, choices } = kindOfQuestion(question)
  const possible = kind === 'yes-no' ? ['yes', 'no'] : choices
  report(
    context,
    ['uses', id],
    'not-bound',
    `The plan does not say: ${question.ask}`,
    `Add \`entity: {${name}: …}\` with one of: ${possible.join(', ')}.`,
  )
}

function bindFacts(context: ConditionContext, { id, use, source, own }: OpenRegime) {
  const known = [...own.of('fact')]
  const bound = new Map<string, Condition>()
  for (const [name, condition] of Object.entries(use.facts ?? {})) {
    const path = ['uses', id, 'facts', name]
    if (!knows(context, path, 'question', name, known)) continue
    const kind = source.facts?.[name]?.kind ?? 'yes-no'
    if (kind !== 'yes-no')
      report(
        context,
        path,
        'contradiction',
        `A condition answers yes or no, and ${quote(name)} is of kind ${kind}.`,
        'Leave it out: it is then asked in the incident.',
      )
    else bound.set(name, compileCondition(context, path, condition))
  }
  return bound
}

function bindMoments(context: ConditionContext, { id, use, own }: OpenRegime): Binding['moments'] {
  const bound = new Map<string, Start>()
  for (const [name, start] of Object.entries(use.moments ?? {})) {
    const path = ['uses', id, 'moments', name]
    if (knows(context, path, 'moment', name, [...own.of('moment')]))
      bound.set(name, compileStart(context, path, start))
  }
  return bound
}

function bindSame(context: Context, { id, use, own }: OpenRegime): Binding['same'] {
  const bound = new Map<string, string>()
  for (const [name, obligation] of Object.entries(use.same ?? {})) {
    const path = ['uses', id, 'same', name]
    if (!knows(context, path, 'obligation', name, [...own.of('obligation')])) continue
    bound.set(name, refer(context, path, ['obligation'], obligation))
  }
  return bound
}

function bindLeftOut(context: Context, { id, use, own }: OpenRegime): Binding['leftOut'] {
  const left = new Map<string, string>()
  for (const [name, why] of Object.entries(use['leave-out'] ?? {})) {
    const path = ['uses', id, 'leave-out', name]
    if (!knows(context, path, 'obligation', name, [...own.of('obligation')])) continue
    if (many(use.same && Object.keys(use.same)).includes(name))
      report(
        context,
        path,
        'contradiction',
        `${quote(name)} is left out here, and an obligation of the plan stands for it above.`,
        'Keep one of the two.',
      )
    left.set(name, why)
  }
  return left
}

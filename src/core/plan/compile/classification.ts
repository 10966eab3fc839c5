import {
  compileClassifications,
  compileClassifying,
  compileGrade,
} from '#/core/plan/compile/grade.ts'
import { asAnswer, checkAnswer } from '#/core/plan/compile/answer.ts'
import { compileCondition } from '#/core/plan/compile/condition.ts'
import type { ConditionContext, FactKinds } from '#/core/plan/compile/answer.ts'
import {
  compileElement,
  compileFlag,
  ordered,
  present,
  report,
  reportMissing,
} from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { compileMoments } from '#/core/plan/compile/moment.ts'
import { compileParty } from '#/core/plan/compile/people.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Answer, Condition, Fact, IncidentType, Severity, Source } from '#/core/plan/plan.ts'
import type { PlanSource } from '#/core/plan/source.ts'
import type { AnswerSource } from '#/core/plan/source/answer.ts'
import type { ConditionSource } from '#/core/plan/source/condition.ts'

/** How bad it is and of what kind, what is asked to find out, and the instants that are told apart. */
export function compileClassification(context: ConditionContext, source: PlanSource) {
  return {
    severities: compileSeverities(context, source),
    classifying: compileClassifying(context, ['classifying'], source.classifying ?? {}),
    classifications: compileClassifications(context, source),
    types: compileTypes(context, source),
    sources: compileSources(context, source),
    facts: compileFacts(context, source),
    moments: compileMoments(context, source),
  }
}

/** What conditions need to know of the facts, before any condition is compiled. */
export function readFactKinds(source: PlanSource): FactKinds {
  return new Map(
    Object.entries(source.facts ?? {}).map(([id, { kind, choices }]) => [
      id,
      { kind: kind ?? 'yes-no', choices: choices ?? [] },
    ]),
  )
}

function optionalCondition(
  context: ConditionContext,
  path: Path,
  source: ConditionSource | undefined,
): Condition | undefined {
  return source === undefined ? undefined : compileCondition(context, path, source)
}

function compileSeverities(context: ConditionContext, source: PlanSource): readonly Severity[] {
  const severities = ordered(context, ['severities'], source.severities)
  if (severities.length === 0 && context.names.of('severity').size === 0)
    reportMissing(
      context,
      ['severities'],
      'key-missing',
      'The plan has no severities.',
      'Add the levels under `severities`, worst first.',
    )
  return severities.map(({ id, entry }) => ({
    ...compileGrade(context, ['severities', id], id, entry),
    labels: (entry.labels ?? []).map(label => label.toLowerCase()),
  }))
}

function compileTypes(context: Context, source: PlanSource): readonly IncidentType[] {
  return ordered(context, ['types'], source.types).map(({ id, entry }) => ({
    ...compileElement(context, ['types', id], id, entry),
    means: entry.means ?? '',
    examples: entry.examples ?? [],
    security: compileFlag(entry.security),
  }))
}

function compileSources(context: Context, source: PlanSource): readonly Source[] {
  return ordered(context, ['sources'], source.sources).map(({ id, entry }) => ({
    ...compileElement(context, ['sources', id], id, entry),
    machine: compileFlag(entry.machine),
  }))
}

function compileFacts(context: ConditionContext, source: PlanSource): readonly Fact[] {
  return ordered(context, ['facts'], source.facts).map(({ id, entry }) => {
    const path = ['facts', id]
    const kind = entry.kind ?? 'yes-no'
    const choices = entry.choices ?? []
    checkChoices(context, path, kind, choices)
    checkSource(context, path, kind, entry)
    return present({
      ...compileElement(context, path, id, entry),
      ask: entry.ask,
      kind,
      choices,
      by: entry.by === undefined ? undefined : compileParty(context, [...path, 'by'], entry.by),
      is: optionalCondition(context, [...path, 'is'], entry.is),
      known: compileKnown(context, [...path, 'known'], { kind, choices }, entry.known),
      when: optionalCondition(context, [...path, 'when'], entry.when),
      help: entry.help,
    })
  })
}

type FactSource = NonNullable<PlanSource['facts']>[string]

/** Somebody is asked, or the answer follows from others, or it is always the same. */
function checkSource(
  context: Context,
  path: Path,
  kind: Fact['kind'],
  { by, is, known, when }: FactSource,
): void {
  if (by === undefined && is === undefined && known === undefined)
    reportMissing(
      context,
      path,
      'key-missing',
      `\`${context.places.place(path).where}\` lacks \`by\`.`,
      'Add `by:` with who is asked, or `is:` or `known:` where nobody is.',
    )
  for (const [key, value] of Object.entries({ by, when }))
    if (value !== undefined && (is !== undefined || known !== undefined))
      report(
        context,
        [...path, key],
        'contradiction',
        `Nobody is asked what the plan answers by itself, so \`${key}\` means nothing.`,
        `Leave \`${key}\` out, or \`${is === undefined ? 'known' : 'is'}\`.`,
      )
  if (is !== undefined && known !== undefined)
    report(
      context,
      [...path, 'known'],
      'contradiction',
      'The answer cannot follow from others and be always the same.',
      'Write `is` or `known`.',
    )
  if (is !== undefined && kind !== 'yes-no')
    report(
      context,
      [...path, 'is'],
      'contradiction',
      `What holds or not is yes or no, and the fact is of kind ${kind}.`,
      'Leave `kind` out.',
    )
}

function compileKnown(
  context: Context,
  path: Path,
  fact: Pick<Fact, 'kind' | 'choices'>,
  known: AnswerSource | undefined,
): Answer | undefined {
  if (known === undefined) return undefined
  const answer = asAnswer(known)
  checkAnswer(context, path, fact, answer)
  return answer
}

function checkChoices(
  context: Context,
  path: Path,
  kind: Fact['kind'],
  choices: readonly string[],
): void {
  if (kind === 'choice' && choices.length < 2)
    reportMissing(
      context,
      path,
      'key-missing',
      'A fact of kind choice needs at least two choices.',
      'Add `choices: [one, another]`.',
    )
  if (kind !== 'choice' && choices.length > 0)
    report(
      context,
      [...path, 'choices'],
      'contradiction',
      `A fact of kind ${kind} has no choices.`,
      'Write `kind: choice`, or leave the choices out.',
    )
}

import { many, report, reportMissing } from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Answer, Fact, Test } from '#/core/plan/plan.ts'
import type { AnswerSource, ComparisonSource, FactTestSource } from '#/core/plan/source/answer.ts'

/** What a condition needs to know of the facts that it tests. */
export type FactKinds = ReadonlyMap<string, Pick<Fact, 'kind' | 'choices'>>

export type ConditionContext = Context & { readonly facts: FactKinds }

export function compileTests(
  context: Context,
  path: Path,
  fact: Pick<Fact, 'kind' | 'choices'> | undefined,
  source: FactTestSource,
): readonly Test[] {
  if (typeof source === 'object' && !Array.isArray(source))
    return compileComparison(context, path, fact, source)
  return [{ is: compileAnswers(context, path, fact, source) }]
}

/** Answers by name, each of which must be possible. */
export function compileAnswers(
  context: Context,
  path: Path,
  fact: Pick<Fact, 'kind' | 'choices'> | undefined,
  source: AnswerSource | readonly AnswerSource[],
): readonly Answer[] {
  const answers = many<AnswerSource>(source).map(asAnswer)
  for (const answer of answers) checkAnswer(context, path, fact, answer)
  return answers
}

export function asAnswer(source: AnswerSource): Answer {
  if (source === true) return 'yes'
  return source === false ? 'no' : source
}

export function checkAnswer(
  context: Context,
  path: Path,
  fact: Pick<Fact, 'kind' | 'choices'> | undefined,
  answer: Answer,
): void {
  if (fact === undefined || fact.kind === 'text') return
  if (fact.kind === 'number' ? typeof answer === 'number' : possibleAnswers(fact).includes(answer))
    return
  const mend =
    fact.kind === 'number'
      ? 'Write a number, or a comparison such as {over: 500}.'
      : `Write one of: ${possibleAnswers(fact).join(', ')}.`
  report(
    context,
    path,
    'answer-impossible',
    `The answer ${quote(String(answer))} is not possible: the fact is of kind ${fact.kind}.`,
    mend,
  )
}

function possibleAnswers(fact: Pick<Fact, 'kind' | 'choices'>): readonly Answer[] {
  return fact.kind === 'yes-no' ? ['yes', 'no'] : fact.choices
}

function compileComparison(
  context: Context,
  path: Path,
  fact: Pick<Fact, 'kind'> | undefined,
  source: ComparisonSource,
): readonly Test[] {
  const tests: Test[] = []
  if (source.over !== undefined) tests.push({ over: source.over })
  if (source['at-least'] !== undefined) tests.push({ atLeast: source['at-least'] })
  if (source.under !== undefined) tests.push({ under: source.under })
  if (source['at-most'] !== undefined) tests.push({ atMost: source['at-most'] })
  if (tests.length === 0)
    reportMissing(
      context,
      path,
      'condition-empty',
      'The comparison says nothing.',
      'Write {over: …}, {at-least: …}, {under: …} or {at-most: …}.',
    )
  if (fact !== undefined && fact.kind !== 'number')
    report(
      context,
      path,
      'answer-impossible',
      `Only numbers can be compared, and the fact is of kind ${fact.kind}.`,
      'Add `kind: number` to the fact, or name an answer.',
    )
  return tests
}

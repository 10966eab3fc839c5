import { lookup } from '#/core/plan/lookup.ts'
import type { Answer, Fact, Plan } from '#/core/plan/plan.ts'
import { choiceMeant, factWords, plain } from '#/core/selftest/word.ts'

/** The fact that a name of a vector means: its id, or what stands behind the id of the regime in it. */
export function factMeant(plan: Plan, regime: string, name: string): Fact | undefined {
  const { facts } = lookup(plan)
  const exact = facts.get(name) ?? facts.get(`${regime}-${name}`)
  if (exact !== undefined) return exact
  const word = plain(name)
  const own = plan.facts.find(({ id }) =>
    factWords(id)
      .slice(0, 2)
      .some(one => plain(one) === word),
  )
  return own ?? plan.facts.find(({ id }) => factWords(id).some(one => plain(one) === word))
}

/** What a vector says: answers by fact, levels by classification. */
export type GivenFacts = {
  readonly answers: ReadonlyMap<string, Answer>
  readonly levels: ReadonlyMap<string, string>
}

/** The level of a classification that a fact of a vector gives: `classification: not-major`. */
function levelMeant(
  plan: Plan,
  name: string,
  answer: Answer,
): readonly [string, string] | undefined {
  const word = plain(name)
  const found = plan.classifications.find(
    ({ id }) => plain(id) === word || word === 'classification',
  )
  const level =
    found &&
    choiceMeant(
      String(answer),
      found.levels.map(({ id }) => id),
    )
  return found === undefined || level === undefined ? undefined : [found.id, level]
}

/** What a vector says outright is not worked out from other facts. */
export function withGiven(plan: Plan, { answers }: GivenFacts): Plan {
  if (![...answers.keys()].some(id => lookup(plan).facts.get(id)?.is !== undefined)) return plan
  const facts = plan.facts.map((fact): Fact => {
    if (fact.is === undefined || !answers.has(fact.id)) return fact
    const { is: _is, ...rest } = fact
    return rest
  })
  return { ...plan, facts }
}

/** Answers of a vector by the facts that they are about. */
export function readFacts(
  plan: Plan,
  regime: string,
  given: ReadonlyMap<string, Answer>,
): GivenFacts | { readonly problem: string; readonly known: readonly string[] } {
  const answers = new Map<string, Answer>()
  const levels = new Map<string, string>()
  for (const [name, answer] of given) {
    const level = levelMeant(plan, name, answer)
    if (level !== undefined) {
      levels.set(...level)
      continue
    }
    const fact = factMeant(plan, regime, name)
    if (fact === undefined)
      return {
        problem: `${regime} has no question named ${JSON.stringify(name)}.`,
        known: plan.facts
          .filter(({ is, known }) => is === undefined && known === undefined)
          .map(({ id }) => id),
      }
    const read = asAnswerTo(fact, answer)
    if (read === undefined)
      return {
        problem: `${JSON.stringify(answer)} is no answer to \`${fact.id}\`, which is of kind ${fact.kind}.`,
        known: fact.choices,
      }
    answers.set(fact.id, read)
  }
  return { answers, levels }
}

function asAnswerTo({ kind, choices }: Fact, answer: Answer): Answer | undefined {
  switch (kind) {
    case 'number': {
      const number = typeof answer === 'number' ? answer : Number(answer)
      return Number.isFinite(number) ? number : undefined
    }
    case 'yes-no':
      return /^(yes|true)$/i.test(String(answer))
        ? 'yes'
        : /^(no|false)$/i.test(String(answer))
          ? 'no'
          : undefined
    case 'choice':
      return choiceMeant(String(answer), choices)
    case 'text':
      return String(answer)
  }
}

import { readDelay, readPercent } from '#/core/exercise/delay.ts'
import type { Delay } from '#/core/exercise/delay.ts'
import type { Behaviour, Head, Likely, Mistaken } from '#/core/exercise/scenario.ts'
import type { Answer } from '#/core/plan/plan.ts'

/** Words under `people` that mean everyone. */
const EVERYONE_ANSWERS = 'answer_pages'
const EVERYONE_WORKS = 'work'
const SCRIPT_LATE = 'script_late'

const ANSWERS_BY_DEFAULT: Delay = { kind: 'fixed', ms: 4 * 60_000 }

/** How people behave, from the head of a scenario: `people`, `away` and `facts`. */
export function readBehaviour(
  { people, away, facts }: Pick<Head, 'people' | 'away' | 'facts'>,
  mistaken: Mistaken,
): Behaviour {
  const delays = readAll(people, readDelay, name =>
    mistaken(
      `people.${name}`,
      'Write `after 4m`, `never`, or {median: 4m, p90: 20m, never: 3%}; the second time is no shorter than the first.',
    ),
  )
  const {
    [EVERYONE_ANSWERS]: answers,
    [EVERYONE_WORKS]: works,
    [SCRIPT_LATE]: late,
    ...others
  } = delays
  return {
    answers: answers ?? ANSWERS_BY_DEFAULT,
    answersOf: new Map(Object.entries(others)),
    ...(works !== undefined && { works }),
    ...(late !== undefined && { late }),
    away: new Map(
      Object.entries(
        readAll(away, readPercent, name =>
          mistaken(`away.${name}`, 'Write how often of a hundred times, as 5%.'),
        ),
      ),
    ),
    facts: new Map(
      Object.entries(
        readAll(facts, readLikely, name =>
          mistaken(`facts.${name}`, 'Write an answer, or answers with weights: {yes: 60, no: 40}.'),
        ),
      ),
    ),
  }
}

function readAll<Value>(
  source: Readonly<Record<string, unknown>>,
  read: (value: unknown) => Value | undefined,
  wrong: (name: string) => undefined,
): Readonly<Record<string, Value>> {
  const found: [string, Value][] = []
  for (const [name, value] of Object.entries(source)) {
    const one = read(value)
    if (one === undefined) wrong(name)
    else found.push([name, one])
  }
  return Object.fromEntries(found)
}

/** `yes`, 120, or `{yes: 60, no: 40}`. */
function readLikely(source: unknown): readonly Likely[] | undefined {
  const only = asAnswer(source)
  if (only !== undefined) return [{ answer: only, weight: 1 }]
  if (typeof source !== 'object' || source === null) return undefined
  const likely = Object.entries(source).map(([answer, weight]) => ({
    answer: asAnswer(answer) ?? answer,
    weight: Number(weight),
  }))
  const isSound = likely.every(({ weight }) => Number.isInteger(weight) && weight >= 0)
  return isSound && likely.some(({ weight }) => weight > 0) ? likely : undefined
}

function asAnswer(source: unknown): Answer | undefined {
  if (typeof source === 'boolean') return source ? 'yes' : 'no'
  if (typeof source === 'number') return source
  if (typeof source !== 'string') return undefined
  return /^-?\d+(\.\d+)?$/.test(source) ? Number(source) : source
}

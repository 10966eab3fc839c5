import type { Condition } from '#/core/intake/match/condition.ts'
import { valuesAt } from '#/core/intake/match/path.ts'
import { TESTS } from '#/core/intake/match/value-test.ts'

/** Why a condition holds or not: each of its leaves with what was found there. */
export type Explained = {
  readonly holds: boolean
  /** `leaf`, or how those below are put together. */
  readonly name: Condition['name']
  /** Of a leaf: as it is written, and the values that are there, shortened. */
  readonly asks?: string
  readonly saw?: readonly string[]
  readonly parts: readonly Explained[]
}

const SAW_MAX = 3
const SAW_CHARS_MAX = 200

export function explainCondition(condition: Condition, payload: unknown): Explained {
  const { name, parts, fields, source } = condition
  const holds = condition.holds(payload)
  if (name !== 'leaf')
    return { holds, name, parts: parts.map(part => explainCondition(part, payload)) }
  const test = TESTS.find(word => source[word] !== undefined)
  const wanted = test === undefined ? '' : JSON.stringify(source[test])
  return {
    holds,
    name,
    asks: `${fields.map(({ text }) => text).join(', ')} ${test ?? ''} ${wanted}`.slice(0, 400),
    saw: fields
      .flatMap(field => valuesAt(field, payload))
      .slice(0, SAW_MAX)
      .map(value => (JSON.stringify(value) ?? '').slice(0, SAW_CHARS_MAX)),
    parts: [],
  }
}

import { compilePath, rootOf, valuesAt } from '#/core/intake/match/path.ts'
import type { FieldPath } from '#/core/intake/match/path.ts'
import type { ConditionSource } from '#/core/intake/match/source.ts'
import { RELATED } from '#/core/intake/match/two-fields.ts'
import { compileTest, RELATIONS, TESTS } from '#/core/intake/match/value-test.ts'
import type { RelationName, TestName, ValueTest } from '#/core/intake/match/value-test.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { MistakeCode, Path } from '#/core/plan/mistake.ts'
import { nearest } from '#/core/plan/suggest.ts'

/** A condition that was read: asked of a payload as often as one likes. */
export type Condition = {
  readonly holds: (payload: unknown) => boolean
  /** Its own conditions, for who wants to know why it holds or not. */
  readonly parts: readonly Condition[]
  readonly name: 'leaf' | 'all' | 'any' | 'none' | 'at-least'
  readonly atLeast?: number
  readonly fields: readonly FieldPath[]
  readonly source: ConditionSource
}

/** A mistake without its line: whoever holds the text knows that. */
export type Slip = {
  readonly path: Path
  readonly code: MistakeCode
  readonly message: string
  readonly mend: string
}

/** Where a condition stands, whom to tell what is wrong with it, and the first names of fields where only some exist. */
export type Around = {
  readonly path: Path
  readonly say: (slip: Slip) => void
  readonly roots?: readonly string[]
}

export function matches(condition: Condition, payload: unknown): boolean {
  return condition.holds(payload)
}

const GROUPS = ['all', 'any', 'none', 'of'] as const

/**
 * Compiles a condition of the right shape (`conditionSource`). What is wrong beyond the shape is said to `around`, and what
 * it then gives back holds for nothing. The depth is bounded by that of the source (SOURCE_DEPTH_MAX).
 */
export function compileCondition(source: ConditionSource, around: Around): Condition {
  const tests = TESTS.filter(
    name => source[name] !== undefined && !(name === 'at-least' && source.of !== undefined),
  )
  const groups = GROUPS.filter(name => source[name] !== undefined)
  if (source.field !== undefined && groups.length === 0) return leaf(source, tests, around)
  const stray = source.field === undefined ? tests[0] : groups[0]
  if (stray !== undefined) return nothing(source, around, strayOf(stray, source, around.path))
  if (source.of !== undefined && source['at-least'] === undefined)
    return nothing(source, around, {
      path: [...around.path, 'of'],
      code: 'key-missing',
      message: '`of` does not say how many of its conditions must hold.',
      mend: 'Add `at-least: 2`, or write `any` instead of `of`.',
    })
  if (groups.length === 0)
    return nothing(source, around, {
      path: around.path,
      code: 'condition-empty',
      message: 'The condition is empty.',
      mend: 'Write {field: labels.service, is: payments}, or all, any or none of several.',
    })
  const parts = groups.map(name => group(name, source, around))
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : all(parts, source)
}

function strayOf(
  name: TestName | (typeof GROUPS)[number],
  source: ConditionSource,
  path: Path,
): Slip {
  const mend =
    source.field === undefined
      ? `Name the field: {field: labels.service, ${name}: …}.`
      : `Write the two as conditions of their own below \`all\`.`
  const message =
    source.field === undefined
      ? `\`${name}\` tests a field, and none is named.`
      : `\`${name}\` and \`field\` cannot stand side by side.`
  return { path: [...path, name], code: 'key-not-here', message, mend }
}

function nothing(source: ConditionSource, { say }: Around, slip: Slip): Condition {
  say(slip)
  return { holds: () => false, parts: [], name: 'any', fields: [], source }
}

function all(parts: readonly Condition[], source: ConditionSource): Condition {
  const holds = (payload: unknown) => parts.every(part => part.holds(payload))
  return { holds, parts, name: 'all', fields: [], source }
}

function group(name: (typeof GROUPS)[number], source: ConditionSource, around: Around): Condition {
  const parts = (source[name] ?? []).map((part, index) =>
    compileCondition(part, { ...around, path: [...around.path, name, index] }),
  )
  if (name === 'all') return all(parts, source)
  const some = (payload: unknown) => parts.some(part => part.holds(payload))
  if (name === 'any') return { holds: some, parts, name, fields: [], source }
  if (name === 'none') return { holds: payload => !some(payload), parts, name, fields: [], source }
  return counted(parts, source, around)
}

function counted(parts: readonly Condition[], source: ConditionSource, around: Around): Condition {
  const least = source['at-least'] ?? 1
  if (!Number.isInteger(least) || least < 1 || least > parts.length)
    return nothing(source, around, {
      path: [...around.path, 'at-least'],
      code: 'value-wrong',
      message: `${least} of ${parts.length} can never be counted.`,
      mend: `Write a whole number from 1 to ${parts.length}.`,
    })
  const holds = (payload: unknown) => {
    let held = 0
    for (const part of parts) if (part.holds(payload) && ++held === least) return true
    return false
  }
  return { holds, parts, name: 'at-least', atLeast: least, fields: [], source }
}

function leaf(source: ConditionSource, tests: readonly TestName[], around: Around): Condition {
  const test = tests[0]
  if (test === undefined || tests.length > 1)
    return nothing(source, around, untested(tests, around.path))
  const fields = fieldsOf(source, 'field', around)
  if (fields.length === 0) return { holds: () => false, parts: [], name: 'leaf', fields, source }
  if (test === 'known') return knownLeaf(source, fields)
  if (isRelation(test)) return relatedLeaf(source, test, fields, around)
  const passes = compileTest(test, source)
  if (typeof passes === 'function')
    return {
      holds: holdsFor(fields, test === 'contains' ? passes : orElement(passes)),
      parts: [],
      name: 'leaf',
      fields,
      source,
    }
  const { malformed, mend, item } = passes
  const at = item !== undefined && Array.isArray(source[test]) ? [test, item] : [test]
  const path = [...around.path, ...at]
  return nothing(source, around, { path, code: 'value-wrong', message: malformed, mend })
}

function untested(tests: readonly TestName[], path: Path): Slip {
  const [, second] = tests
  return second === undefined
    ? {
        path,
        code: 'condition-empty',
        message: 'The field is named, and nothing is asked of it.',
        mend: `Add one of: ${TESTS.join(', ')}. That it is there at all is \`known: true\`.`,
      }
    : {
        path: [...path, second],
        code: 'key-not-here',
        message: `The field is tested by ${tests.map(name => `\`${name}\``).join(' and ')} at once.`,
        mend: 'Write each test as a condition of its own below `all`.',
      }
}

function fieldsOf(
  source: ConditionSource,
  key: RelationName | 'field',
  { path, say, roots }: Around,
): readonly FieldPath[] {
  const given = source[key] ?? ''
  const written = Array.isArray(given) ? given : [given]
  return written.flatMap((text, index) => {
    const at = [...path, key, ...(Array.isArray(given) ? [index] : [])]
    const slip = (code: MistakeCode, message: string, mend: string) => {
      say({ path: at, code, message, mend })
      return []
    }
    const field = compilePath(text)
    if ('malformed' in field)
      return slip(
        'value-wrong',
        `The path ${quote(text)} cannot be read: ${field.malformed}.`,
        'Write names with dots between them, such as labels.service, items.*.name or a."x.y".',
      )
    const root = rootOf(field)
    if (roots === undefined || (root !== undefined && roots.includes(root))) return [field]
    const meant = nearest(root ?? '', roots)
    const mend =
      meant === undefined
        ? `Begin with one of: ${roots.join(', ')}.`
        : `Write \`${text.replace(root ?? '', meant)}\`.`
    return slip('name-unknown', `A signal has no field ${quote(root ?? text)}.`, mend)
  })
}

/** Of a list, each element is asked as well as the list itself: `{field: systems, is: payments}`. */
function orElement(passes: ValueTest): ValueTest {
  return value =>
    passes(value) || (Array.isArray(value) && (value as readonly unknown[]).some(passes))
}

function holdsFor(fields: readonly FieldPath[], passes: ValueTest): Condition['holds'] {
  const [only] = fields
  if (only !== undefined && fields.length === 1 && !only.many)
    return payload => {
      const [value] = valuesAt(only, payload)
      return value !== undefined && passes(value)
    }
  return payload => fields.some(field => valuesAt(field, payload).some(passes))
}

function isRelation(test: TestName): test is RelationName {
  return (RELATIONS as readonly string[]).includes(test)
}

function relatedLeaf(
  source: ConditionSource,
  test: RelationName,
  fields: readonly FieldPath[],
  around: Around,
): Condition {
  const others = fieldsOf(source, test, around)
  const related = RELATED[test]
  const holds = (payload: unknown) => {
    const known = others.flatMap(other => valuesAt(other, payload)).slice(0, RELATED_VALUES_MAX)
    return fields.some(field =>
      valuesAt(field, payload)
        .slice(0, RELATED_VALUES_MAX)
        .some(value => known.some(other => related(value, other))),
    )
  }
  return { holds, parts: [], name: 'leaf', fields: [...fields, ...others], source }
}

/** Each is held against each: of more, the rest is passed over. */
const RELATED_VALUES_MAX = 100

function knownLeaf(source: ConditionSource, fields: readonly FieldPath[]): Condition {
  const wanted = source.known === true || source.known === 'yes'
  const isKnown = (payload: unknown) =>
    fields.some(field => valuesAt(field, payload).some(value => value !== null))
  const holds = (payload: unknown) => isKnown(payload) === wanted
  return { holds, parts: [], name: 'leaf', fields, source }
}

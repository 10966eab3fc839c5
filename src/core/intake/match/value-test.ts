import { compileNetwork } from '#/core/intake/match/network.ts'
import type { ConditionSource, Plain } from '#/core/intake/match/source.ts'
import { compilePattern } from '#/core/intake/pattern.ts'

/** Whether one value passes. Values are hostile: of any kind and length. */
export type ValueTest = (value: unknown) => boolean

/** The words that hold a field against other fields of the same payload. */
export const RELATIONS = ['same-as', 'same-domain-as', 'mentions'] as const
export type RelationName = (typeof RELATIONS)[number]

/** The words that test a field, in the order in which they are explained. */
export const TESTS = [
  'is',
  'like',
  'contains',
  'matches',
  'over',
  'at-least',
  'under',
  'at-most',
  'in',
  'known',
  ...RELATIONS,
] as const
export type TestName = (typeof TESTS)[number]

/** Of a longer text, a regular expression sees the beginning: it takes a step for each character. */
export const MATCHED_CHARS_MAX = 16_384

type Malformed = { readonly malformed: string; readonly mend: string; readonly item?: number }

/** The test of one leaf, or what is wrong with it. What is not of one value alone is not asked here. */
export function compileTest(
  name: Exclude<TestName, RelationName | 'known'>,
  source: ConditionSource,
): ValueTest | Malformed {
  switch (name) {
    case 'is':
      return isOneOf(listOf(source.is ?? null))
    case 'like':
      return likeOneOf(listOf(source.like ?? []))
    case 'contains':
      return containsOneOf(listOf(source.contains ?? []))
    case 'matches':
      return matchesPattern(source.matches ?? '')
    case 'in':
      return inOneOf(listOf(source.in ?? []))
    default:
      return compares(name, source[name] ?? 0)
  }
}

function listOf<Item>(given: Item | readonly Item[]): readonly Item[] {
  return Array.isArray(given) ? (given as readonly Item[]) : [given as Item]
}

function isOneOf(wanted: readonly Plain[]): ValueTest {
  const values = new Set<unknown>(wanted)
  // Labels are text whatever they count: `is: 500` means the label "500" as well.
  for (const one of wanted)
    if (typeof one === 'number' || typeof one === 'boolean') values.add(String(one))
  return value => values.has(value)
}

/** Text as it is compared without case; numbers and truth values as they are written. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function likeOneOf(wanted: readonly string[]): ValueTest {
  const tests = wanted.map(like)
  return value => {
    const text = textOf(value)?.toLowerCase()
    return text !== undefined && tests.some(test => test(text))
  }
}

/** Each part is looked for once, from where the last one ended: the time is that of searching, whatever the stars. */
function like(pattern: string): (text: string) => boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  const last = rest.pop()
  if (last === undefined) return text => text === first
  return text => {
    if (!text.startsWith(first)) return false
    let at = first.length
    for (const part of rest) {
      const found = text.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return text.length - last.length >= at && text.endsWith(last)
  }
}

function containsOneOf(wanted: readonly string[]): ValueTest {
  const parts = wanted.map(part => part.toLowerCase())
  const whole = new Set(parts)
  return value => {
    if (Array.isArray(value))
      return (value as readonly unknown[]).some(element => {
        const text = textOf(element)
        return text !== undefined && whole.has(text.toLowerCase())
      })
    const text = textOf(value)?.toLowerCase()
    return text !== undefined && parts.some(part => text.includes(part))
  }
}

function matchesPattern(source: string): ValueTest | Malformed {
  const pattern = compilePattern(source)
  if (typeof pattern !== 'function')
    return {
      malformed: `The regular expression cannot be read: ${pattern.malformed}.`,
      mend: 'Write it in the syntax of RE2; it is held against the whole value, so begin and end with `.*` for a part.',
    }
  return value => {
    const text = textOf(value)
    return text !== undefined && pattern(text.slice(0, MATCHED_CHARS_MAX))
  }
}

function inOneOf(wanted: readonly string[]): ValueTest | Malformed {
  const networks = wanted.map(compileNetwork)
  const item = networks.indexOf(undefined)
  if (item >= 0)
    return {
      malformed: `${JSON.stringify((wanted[item] ?? '').slice(0, 60))} is no network.`,
      mend: 'Write an address with the length of its network, such as 10.0.0.0/8 or 2001:db8::/32.',
      item,
    }
  return value => typeof value === 'string' && networks.some(network => network?.(value) === true)
}

/** Text that is a number counts as one: labels are always text. */
function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.length > 40) return undefined
  return /^[+-]?(\d+(\.\d+)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(value) ? Number(value) : undefined
}

function compares(name: 'over' | 'at-least' | 'under' | 'at-most', bound: number): ValueTest {
  const holds = {
    over: (value: number) => value > bound,
    'at-least': (value: number) => value >= bound,
    under: (value: number) => value < bound,
    'at-most': (value: number) => value <= bound,
  }[name]
  return value => {
    const number = numberOf(value)
    return number !== undefined && holds(number)
  }
}

import type { Labels } from '#/core/intake/labels.ts'
import { labelOf } from '#/core/intake/labels.ts'
import type { Pattern } from '#/core/intake/pattern.ts'
import { compilePattern } from '#/core/intake/pattern.ts'

/** One condition on a label, as amtool writes it: `severity="critical"`, `instance!~"db-.*"`. */
export type Matcher = {
  readonly name: string
  readonly value: string
  readonly isRegex: boolean
  readonly isEqual: boolean
  /** Whether a label value, empty where there is no such label, fulfils it. */
  readonly accepts: (value: string) => boolean
}

export const MATCHERS_MAX = 64

const OPERATORS = {
  '=': { isRegex: false, isEqual: true },
  '!=': { isRegex: false, isEqual: false },
  '=~': { isRegex: true, isEqual: true },
  '!~': { isRegex: true, isEqual: false },
} as const
type Operator = keyof typeof OPERATORS

const SHAPE = /^\s*([A-Za-z_:][A-Za-z0-9_:]*|"(?:[^"\\]|\\.)+")\s*(=~|!=|!~|=)\s*(.*?)\s*$/s

/** Makes a matcher, or says what is wrong with its pattern in the words that Alertmanager uses. */
export function matcher(
  name: string,
  value: string,
  { isRegex, isEqual }: { readonly isRegex: boolean; readonly isEqual: boolean },
): Matcher | { readonly malformed: string } {
  const pattern: Pattern | { readonly malformed: string } = isRegex
    ? compilePattern(value)
    : text => text === value
  if (typeof pattern !== 'function')
    return { malformed: `error parsing regexp: ${pattern.malformed}` }
  return { name, value, isRegex, isEqual, accepts: text => pattern(text) === isEqual }
}

/** Parses one matcher in amtool's and Prometheus' syntax; the value may be quoted or bare. */
export function parseMatcher(text: string): Matcher | { readonly malformed: string } {
  const found = SHAPE.exec(text)
  if (found === null) return { malformed: `bad matcher format: ${text}` }
  const [, name = '', operator = '=', value = ''] = found
  const unquotedName = name.startsWith('"') ? unquote(name) : name
  const unquotedValue = unquote(value)
  if (unquotedName === undefined || unquotedValue === undefined)
    return { malformed: `matcher value contains unescaped double quote: ${value}` }
  return matcher(unquotedName, unquotedValue, OPERATORS[operator as Operator])
}

/** Parses several, each of which must hold. */
export function parseMatchers(
  texts: readonly string[],
): readonly Matcher[] | { readonly malformed: string } {
  if (texts.length > MATCHERS_MAX) return { malformed: `more than ${MATCHERS_MAX} matchers` }
  const matchers: Matcher[] = []
  for (const text of texts) {
    const parsed = parseMatcher(text)
    if ('malformed' in parsed) return parsed
    matchers.push(parsed)
  }
  return matchers
}

export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every(({ name, accepts }) => accepts(labelOf(labels, name)))
}

/** Takes off the quotes and reads `\"`, `\\` and `\n`; any other backslash stands for itself. Undefined: quotes do not match. */
function unquote(text: string): string | undefined {
  const quoted = text.startsWith('"')
  const inner = quoted ? text.slice(1) : text
  const found = /^((?:[^"\\]|\\[^]|\\$)*)("?)$/.exec(inner)
  if (found === null || (found[2] === '"') !== quoted) return undefined
  return (found[1] ?? '').replace(/\\(["\\n])/g, (_all, char: string) =>
    char === 'n' ? '\n' : char,
  )
}

import type { CharTest } from '#/core/intake/pattern-class.ts'
import { anyOf, folded, parseClass, parseEscape } from '#/core/intake/pattern-class.ts'
import type { Cursor } from '#/core/intake/pattern-cursor.ts'
import { PatternError, peek, took } from '#/core/intake/pattern-cursor.ts'

/** What a pattern asks for. Captures are not kept: a matcher only wants to know whether the whole value matches. */
export type PatternNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'char'; readonly test: CharTest }
  | { readonly kind: 'edge'; readonly test: EdgeTest }
  | { readonly kind: 'sequence' | 'choice'; readonly of: readonly PatternNode[] }
  | {
      readonly kind: 'repeat'
      readonly node: PatternNode
      readonly min: number
      readonly max: number
    }

/** Whether an assertion holds between two characters, each undefined at its end of the text. */
export type EdgeTest = (before: number | undefined, after: number | undefined) => boolean

/** How often a counted repetition may repeat, as in RE2. */
export const REPEATS_MAX = 1_000

/** Parses the syntax of Go's RE2. What RE2 does not know (look-around, back-references) is refused by name. */
export function parsePattern(text: string): PatternNode {
  const cursor: Cursor = { text: [...text], at: 0, flags: { i: false, m: false, s: false } }
  const node = parseChoice(cursor)
  if (peek(cursor) === ')') throw new PatternError(`unexpected ): \`${text}\``)
  return node
}

function parseChoice(cursor: Cursor): PatternNode {
  const branches = [parseSequence(cursor)]
  while (took(cursor, '|')) branches.push(parseSequence(cursor))
  return { kind: 'choice', of: branches }
}

function parseSequence(cursor: Cursor): PatternNode {
  const parts: PatternNode[] = []
  for (
    let next = peek(cursor);
    next !== undefined && next !== '|' && next !== ')';
    next = peek(cursor)
  )
    parts.push(parseRepeated(cursor))
  return { kind: 'sequence', of: parts }
}

function parseRepeated(cursor: Cursor): PatternNode {
  const start = cursor.at
  const node = parseAtom(cursor)
  const times = parseTimes(cursor)
  if (times === undefined) return node
  const twice = cursor.at
  if (parseTimes(cursor) !== undefined)
    throw new PatternError(
      `invalid nested repetition operator: \`${cursor.text.slice(start, cursor.at).join('')}\` at ${twice}`,
    )
  return { kind: 'repeat', node, ...times }
}

/** A repetition with its lazy mark, which makes no difference to whether a whole value matches. */
function parseTimes(cursor: Cursor): { min: number; max: number } | undefined {
  const times = takeTimes(cursor)
  if (times !== undefined) took(cursor, '?')
  return times
}

function takeTimes(cursor: Cursor): { min: number; max: number } | undefined {
  if (took(cursor, '*')) return { min: 0, max: Infinity }
  if (took(cursor, '+')) return { min: 1, max: Infinity }
  if (took(cursor, '?')) return { min: 0, max: 1 }
  const rest = cursor.text.slice(cursor.at, cursor.at + 12).join('')
  const found = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(rest)
  // As in RE2, a brace that begins no repetition is a brace.
  if (found === null) return undefined
  cursor.at += found[0].length
  const min = Number(found[1])
  const max = found[2] === undefined ? min : found[3] === '' ? Infinity : Number(found[3])
  const most = max === Infinity ? min : max
  if (max < min || most > REPEATS_MAX)
    throw new PatternError(`invalid repeat count: \`${found[0]}\``)
  return { min, max }
}

function parseAtom(cursor: Cursor): PatternNode {
  const next = peek(cursor) ?? ''
  if ('*+?'.includes(next))
    throw new PatternError(`missing argument to repetition operator: \`${next}\``)
  if (next === '(') return parseGroup(cursor)
  cursor.at += 1
  const { i, m, s } = cursor.flags
  if (next === '.') return { kind: 'char', test: point => s || point !== 10 }
  if (next === '^') return { kind: 'edge', test: m ? atLineStart : atStart }
  if (next === '$') return { kind: 'edge', test: m ? atLineEnd : atEnd }
  if (next === '[') return { kind: 'char', test: parseClass(cursor) }
  if (next === '\\') return parseBackslash(cursor)
  return { kind: 'char', test: fold(anyOf(next), i) }
}

function parseGroup(cursor: Cursor): PatternNode {
  const start = cursor.at
  cursor.at += 1
  const outside = cursor.flags
  if (took(cursor, '?') && !tookName(cursor) && readFlags(cursor) === 'alone')
    return { kind: 'empty' }
  const node = parseChoice(cursor)
  if (!took(cursor, ')'))
    throw new PatternError(`missing closing ): \`${cursor.text.slice(start).join('')}\``)
  cursor.flags = outside
  return node
}

function tookName(cursor: Cursor): boolean {
  const rest = cursor.text.slice(cursor.at).join('')
  const found = /^P?<[A-Za-z0-9_]+>/.exec(rest)
  cursor.at += found === null ? 0 : found[0].length
  return found !== null
}

/** Reads `i:` or `i-s)`; the latter stands alone and holds until the enclosing group ends. */
function readFlags(cursor: Cursor): 'alone' | 'group' {
  const found = /^([imsU]*)(?:-([imsU]+))?([:)])/.exec(
    cursor.text.slice(cursor.at, cursor.at + 12).join(''),
  )
  if (found === null)
    throw new PatternError(
      `invalid or unsupported Perl syntax: \`(?${peek(cursor) ?? ''}${peek(cursor, 1) ?? ''}\``,
    )
  cursor.at += found[0].length
  const on = (flag: 'i' | 'm' | 's') =>
    (cursor.flags[flag] || (found[1] ?? '').includes(flag)) && !(found[2] ?? '').includes(flag)
  cursor.flags = { i: on('i'), m: on('m'), s: on('s') }
  return found[3] === ')' ? 'alone' : 'group'
}

const EDGES: Readonly<Record<string, EdgeTest>> = {
  A: atStart,
  z: atEnd,
  b: (before, after) => isWord(before) !== isWord(after),
  B: (before, after) => isWord(before) === isWord(after),
}

function parseBackslash(cursor: Cursor): PatternNode {
  const next = peek(cursor)
  if (next !== undefined && Object.hasOwn(EDGES, next)) {
    cursor.at += 1
    return { kind: 'edge', test: EDGES[next] ?? atEnd }
  }
  if (took(cursor, 'Q')) return parseQuoted(cursor)
  return { kind: 'char', test: fold(parseEscape(cursor), cursor.flags.i) }
}

function parseQuoted(cursor: Cursor): PatternNode {
  const parts: PatternNode[] = []
  while (peek(cursor) !== undefined && !took(cursor, '\\E')) {
    parts.push({ kind: 'char', test: fold(anyOf(peek(cursor) ?? ''), cursor.flags.i) })
    cursor.at += 1
  }
  return { kind: 'sequence', of: parts }
}

function fold(test: CharTest, ignoreCase: boolean): CharTest {
  return ignoreCase ? folded(test) : test
}

function atStart(before: number | undefined): boolean {
  return before === undefined
}
function atEnd(_before: number | undefined, after: number | undefined): boolean {
  return after === undefined
}
function atLineStart(before: number | undefined): boolean {
  return before === undefined || before === 10
}
function atLineEnd(_before: number | undefined, after: number | undefined): boolean {
  return after === undefined || after === 10
}
function isWord(point: number | undefined): boolean {
  return point !== undefined && /^\w$/.test(String.fromCodePoint(point))
}

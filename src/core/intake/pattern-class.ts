import type { Cursor } from '#/core/intake/pattern-cursor.ts'
import { PatternError, peek, took } from '#/core/intake/pattern-cursor.ts'

/** Whether one character, as a code point, is meant. */
export type CharTest = (point: number) => boolean

export function anyOf(char: string): CharTest {
  const wanted = char.codePointAt(0)
  return point => point === wanted
}

/** The same whatever the case: the character itself, its lower and its upper form are asked for. */
export function folded(test: CharTest): CharTest {
  return point => {
    const char = String.fromCodePoint(point)
    return test(point) || test(single(char.toLowerCase())) || test(single(char.toUpperCase()))
  }
}

function single(text: string): number {
  const point = text.codePointAt(0) ?? -1
  return text.length === (point > 0xffff ? 2 : 1) ? point : -1
}

function between(low: number, high: number): CharTest {
  return point => point >= low && point <= high
}

function some(tests: readonly CharTest[]): CharTest {
  return point => tests.some(test => test(point))
}

const DIGIT = between(48, 57)
const LOWER = between(97, 122)
const UPPER = between(65, 90)
const WORD = some([DIGIT, LOWER, UPPER, point => point === 95])
const SPACE: CharTest = point =>
  point === 32 || point === 9 || point === 10 || point === 12 || point === 13
const PUNCTUATION = some([between(33, 47), between(58, 64), between(91, 96), between(123, 126)])

/** Perl's classes mean ASCII in RE2. */
const PERL: Readonly<Record<string, CharTest>> = { d: DIGIT, w: WORD, s: SPACE }

const POSIX: Readonly<Record<string, CharTest>> = {
  alnum: some([DIGIT, LOWER, UPPER]),
  alpha: some([LOWER, UPPER]),
  ascii: between(0, 127),
  blank: point => point === 32 || point === 9,
  cntrl: some([between(0, 31), point => point === 127]),
  digit: DIGIT,
  graph: between(33, 126),
  lower: LOWER,
  print: between(32, 126),
  punct: PUNCTUATION,
  space: some([SPACE, point => point === 11]),
  upper: UPPER,
  word: WORD,
  xdigit: some([DIGIT, between(97, 102), between(65, 70)]),
}

const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 }

/** What stands after a backslash, which has been stepped over. */
export function parseEscape(cursor: Cursor): CharTest {
  const set = parseSetEscape(cursor)
  if (set !== undefined) return set
  const wanted = parseCharEscape(cursor)
  return point => point === wanted
}

function parseSetEscape(cursor: Cursor): CharTest | undefined {
  const next = peek(cursor) ?? ''
  const perl = Object.hasOwn(PERL, next.toLowerCase()) ? PERL[next.toLowerCase()] : undefined
  if (perl !== undefined) {
    cursor.at += 1
    return next === next.toLowerCase() ? perl : not(perl)
  }
  if (next !== 'p' && next !== 'P') return undefined
  cursor.at += 1
  const found = /^(?:\{(\^?)([A-Za-z_]{1,40})\}|([A-Z]))/.exec(restOf(cursor))
  if (found === null) throw new PatternError(`invalid character class range: \`\\${next}\``)
  cursor.at += found[0].length
  const test = unicodeClass(found[2] ?? found[3] ?? '')
  return (next === 'P') !== (found[1] === '^') ? not(test) : test
}

/** A general category or a script, as Unicode names them. Asked of single characters only, where no pattern is slow. */
function unicodeClass(name: string): CharTest {
  for (const property of [name, `Script=${name}`]) {
    try {
      const one = new RegExp(`^\\p{${property}}$`, 'u')
      return point => one.test(String.fromCodePoint(point))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  throw new PatternError(`invalid character class range: \`\\p{${name}}\``)
}

/** One character written with a backslash: `\n`, `\x41`, `\x{1F600}`, `\101`, or punctuation standing for itself. */
function parseCharEscape(cursor: Cursor): number {
  const next = peek(cursor)
  if (next === undefined) throw new PatternError('trailing backslash at end of expression: ``')
  if (Object.hasOwn(CONTROLS, next)) {
    cursor.at += 1
    return CONTROLS[next] ?? 0
  }
  const found = /^(?:x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]{1,6})\}|([0-3][0-7]{2}|0))/.exec(
    restOf(cursor),
  )
  if (found !== null) {
    cursor.at += found[0].length
    const point =
      found[3] === undefined ? parseInt(found[1] ?? found[2] ?? '', 16) : parseInt(found[3], 8)
    if (point <= 0x10ffff) return point
  } else if (/^[^A-Za-z0-9]$/u.test(next)) {
    cursor.at += 1
    return next.codePointAt(0) ?? 0
  }
  throw new PatternError(`invalid escape sequence: \`\\${next}\``)
}

/** A class in brackets, of which the first has been stepped over. */
export function parseClass(cursor: Cursor): CharTest {
  const start = cursor.at - 1
  const negated = took(cursor, '^')
  const tests: CharTest[] = []
  // A bracket that comes first stands for itself.
  for (let first = true; first || peek(cursor) !== ']'; first = false) {
    if (peek(cursor) === undefined)
      throw new PatternError(`missing closing ]: \`${cursor.text.slice(start).join('')}\``)
    tests.push(parseClassPart(cursor))
  }
  cursor.at += 1
  const test = cursor.flags.i ? folded(some(tests)) : some(tests)
  return negated ? not(test) : test
}

function parseClassPart(cursor: Cursor): CharTest {
  const posix = /^\[:(\^?)([a-z]{1,10}):\]/.exec(restOf(cursor))
  if (posix !== null) {
    const test = Object.hasOwn(POSIX, posix[2] ?? '') ? POSIX[posix[2] ?? ''] : undefined
    if (test === undefined) throw new PatternError(`invalid character class range: \`${posix[0]}\``)
    cursor.at += posix[0].length
    return posix[1] === '^' ? not(test) : test
  }
  if (peek(cursor) === '\\') {
    cursor.at += 1
    const set = parseSetEscape(cursor)
    if (set !== undefined) return set
    cursor.at -= 1
  }
  return parseRange(cursor)
}

function parseRange(cursor: Cursor): CharTest {
  const start = cursor.at
  const low = parseClassChar(cursor)
  if (peek(cursor) !== '-' || peek(cursor, 1) === ']' || peek(cursor, 1) === undefined)
    return point => point === low
  cursor.at += 1
  const high = parseClassChar(cursor)
  if (high < low)
    throw new PatternError(
      `invalid character class range: \`${cursor.text.slice(start, cursor.at).join('')}\``,
    )
  return between(low, high)
}

function parseClassChar(cursor: Cursor): number {
  if (took(cursor, '\\')) return parseCharEscape(cursor)
  const char = peek(cursor)
  if (char === undefined) throw new PatternError('missing closing ]')
  cursor.at += 1
  return char.codePointAt(0) ?? 0
}

function not(test: CharTest): CharTest {
  return point => !test(point)
}

/** Enough of what follows for any escape or class name: no part of the syntax looks further ahead. */
function restOf(cursor: Cursor): string {
  return cursor.text.slice(cursor.at, cursor.at + 48).join('')
}

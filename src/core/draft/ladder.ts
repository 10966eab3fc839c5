import type { Node } from '#/core/draft/document/node.ts'
import type { LevelName } from '#/core/draft/words/level.ts'

/** The levels of a document, worst first. */
export type Ladder = readonly Level[]
export type Level = {
  readonly id: string
  readonly title: string
  readonly name: LevelName
  readonly about: Set<Node>
}

/** The names of levels in a text. `whole`: the text names levels and nothing else. */
export type NamedLevels = { readonly ids: readonly string[]; readonly whole: boolean }

const ALL =
  /^(?:all|any|every)(?: incident)?(?: (?:severity|severities|levels?|priorit(?:y|ies)|incidents?))*$/i
const OR_WORSE = /^(?:and|or)?\s*(?:above|higher|greater|worse|more severe|\+)(?![\p{L}])/iu
const OR_MILDER = /^(?:and|or)?\s*(?:below|lower|less severe)(?![\p{L}])/iu
/** What stands between the names of levels, and around them, without saying more. */
const BETWEEN =
  /\b(?:severity|severities|priority|priorities|levels?|incidents?|issues?|events?|and|or|both|for|only|always|all|the|an?|of|in|case|is|to|through|cases)\b|[\s,;/&+()[\]:.–—-]+/gi

/** Which levels a text names. A word such as "high" is one only beside what makes it one. */
export function levelsIn(ladder: Ladder, text: string): NamedLevels {
  if (ladder.length === 0) return { ids: [], whole: false }
  if (ALL.test(text.trim().replace(/[.:]$/, ''))) return { ids: [], whole: false }
  const codes = codeMatches(ladder, text)
  const wholeWords = wordMatches(ladder, text)
  const inContext = wholeWords.filter(match => isLevelWord(text, match, [...codes, ...wholeWords]))
  const rest = remainder(text, [...codes, ...wholeWords])
  const whole = rest === '' && codes.length + wholeWords.length > 0
  const found = [...codes, ...(whole ? wholeWords : inContext)].toSorted(
    (one, other) => one.start - other.start,
  )
  return { ids: extended(ladder, text, found), whole }
}

type Match = {
  readonly level: number
  readonly start: number
  readonly end: number
  readonly isCode: boolean
}

function codeMatches(ladder: Ladder, text: string): readonly Match[] {
  return ladder.flatMap(({ name }, level) => {
    if (name.code === undefined) return []
    const [, letters = '', mark = ''] = /^(.*?)[\s.:-]{0,3}(\d+|[A-Za-z]+)$/.exec(name.code) ?? []
    const prefix = RegExp.escape(letters).replace(/\s+/g, '\\s+')
    const pattern = new RegExp(
      `(?<![\\w])${prefix}[\\s.-]{0,2}${RegExp.escape(mark)}(?![\\w%])`,
      'gi',
    )
    return [...text.matchAll(pattern)].map(found => placed(found, level, true))
  })
}

function wordMatches(ladder: Ladder, text: string): readonly Match[] {
  return ladder.flatMap(({ name }, level) => {
    if (name.word === undefined) return []
    const pattern = new RegExp(`(?<![\\w-])${RegExp.escape(name.word)}(?![\\w-])`, 'gi')
    return [...text.matchAll(pattern)].map(found => placed(found, level, false))
  })
}

function placed(found: RegExpExecArray, level: number, isCode: boolean): Match {
  return { level, start: found.index, end: found.index + found[0].length, isCode }
}

/** "High severity", "severity: high", "critical or high incidents"; not "high risk" or "critical systems". */
function isLevelWord(text: string, { start, end }: Match, all: readonly Match[]): boolean {
  const behind = text.slice(end, end + 40)
  const before = text.slice(Math.max(0, start - 24), start)
  if (/^[\s-]*(?:severity|priority|incidents?|level|issues?\b)(?!\w)/i.test(behind)) return true
  if (
    /\b(?:severity|priority|severities|classified as|rated|level)(?: of| is|:|=)?\s*["']?$/i.test(
      before,
    )
  )
    return true
  const next = all.find(other => other.start > end && other.start - end < 8)
  // Joined to a level that is one for certain.
  return (
    next !== undefined &&
    /^[\s)]*(?:\/|,|or|and|&)[\s(]*$/i.test(text.slice(end, next.start)) &&
    (next.isCode || isLevelWord(text, next, all))
  )
}

function remainder(text: string, matches: readonly Match[]): string {
  const left = matches.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  )
  return left
    .replace(/\b(?:and|or)\s+(?:above|higher|greater|worse|below|lower)\b/gi, ' ')
    .replace(BETWEEN, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** With "or higher" and "P0-P2" those that are meant without being named. */
function extended(ladder: Ladder, text: string, found: readonly Match[]): readonly string[] {
  const chosen = new Set<number>()
  for (const [index, { level, end }] of found.entries()) {
    chosen.add(level)
    const behind = text.slice(end).replace(/^[\s)]+(?:severity|incidents?|priority)?\s*/i, '')
    if (OR_WORSE.test(behind)) for (let up = 0; up < level; up++) chosen.add(up)
    if (OR_MILDER.test(behind))
      for (let down = level; down < ladder.length; down++) chosen.add(down)
    const next = found[index + 1]
    if (next !== undefined && /^\s*(?:-|–|—|to|through)\s*$/i.test(text.slice(end, next.start)))
      for (let one = Math.min(level, next.level); one <= Math.max(level, next.level); one++)
        chosen.add(one)
  }
  return [...chosen].toSorted((one, other) => one - other).flatMap(level => ladder[level]?.id ?? [])
}

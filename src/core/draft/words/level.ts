/** A level of a ladder as a document names it: `P0`, `Critical (P0)`, `SEV-1: Critical`, `Tier 2`, `High`. */
export type LevelName = {
  /** `P0`, `SEV1`, `Tier 2`, `Level A`: as written. */
  readonly code?: string
  /** What its code begins with, in small letters without spaces: the same in all levels of a ladder. */
  readonly prefix?: string
  /** `Critical`. */
  readonly word?: string
  /** What stands behind the name, without the signs between. */
  readonly rest: string
}

const PREFIX =
  'severity(?: level)?|sev|priority(?: level)?|prio|level|lvl|tier|class|category|cat|grade|urgency|impact level'
const CODE = new RegExp(
  `^(?<prefix>${PREFIX})[\\s.:-]{0,3}(?<number>\\d{1,2}|[A-E]|I{1,3}|IV|V)(?![\\w])|^(?<letter>[PSL])-?(?<digit>\\d{1,2})(?!\\w)`,
  'i',
)
const RANKS: readonly (readonly [RegExp, number])[] = [
  [/^(black|catastrophic|emergency)$/i, 0],
  [/^(critical|severe|extreme|red|showstopper)$/i, 1],
  [/^(very high)$/i, 2],
  [/^(high|major|serious|urgent|orange|amber|significant)$/i, 3],
  [/^(medium|moderate|elevated|normal|yellow|standard)$/i, 4],
  [/^(low|minor|green|minimal)$/i, 5],
  [
    /^(very low|negligible|informational|info|information|cosmetic|blue|white|trivial|planning)$/i,
    6,
  ],
]
const WORD =
  /^(very high|very low|black|catastrophic|emergency|critical|severe|extreme|red|showstopper|high|major|serious|urgent|orange|amber|significant|medium|moderate|elevated|normal|yellow|standard|low|minor|green|minimal|negligible|informational|info|information|cosmetic|blue|white|trivial|planning)(?![\w])/i
/** What may follow the word and still belongs to the name. */
const WORD_ENDS = /^[\s-]*(severity|priority|impact|urgency|level|incidents?|tier)(?!\w)/i
const BETWEEN = /^[\s:–—\-/|,=→.]+/
const MARKS = /^[^\p{L}\p{N}(]+/u

/** Reads a level's name at the beginning of a text; undefined when none stands there. */
export function levelNameIn(text: string): LevelName | undefined {
  const bare = text.replace(MARKS, '')
  const code = CODE.exec(bare)
  if (code !== null) return afterCode(bare, code)
  const [, label, behind] = /^(severity|priority|level)\s*[:=–—-]\s*(.*)$/is.exec(bare) ?? []
  if (label !== undefined && behind !== undefined) return wordFirst(behind)
  return wordFirst(bare)
}

function afterCode(text: string, found: RegExpExecArray): LevelName {
  const { prefix, letter } = found.groups ?? {}
  const behind = text.slice(found[0].length)
  const inside = /^\s*[([]\s*([^()[\]]{1,30})\s*[)\]]/.exec(behind)
  const parted = (inside?.[1] ?? behind).replace(BETWEEN, '')
  const word = WORD.exec(parted)?.[0]
  const named = {
    code: found[0],
    prefix: (prefix ?? letter ?? '').toLowerCase().replaceAll(' ', ''),
  }
  if (inside !== null) {
    const rest = behind.slice(inside[0].length).replace(BETWEEN, '')
    // A remark in brackets that names no level belongs to what follows.
    return word === undefined
      ? { ...named, rest: `${inside[0].trim()} ${rest}`.trim() }
      : { ...named, word, rest }
  }
  // "P0 critical systems are down" is a definition; "P0 - Critical - systems are down" names the level.
  const after = word === undefined ? '' : parted.slice(word.length).replace(WORD_ENDS, '')
  const isName = word !== undefined && (after === '' || /^\s*[:–—|(/-]/.test(after))
  return isName ? { ...named, word, rest: after.replace(BETWEEN, '') } : { ...named, rest: parted }
}

function wordFirst(text: string): LevelName | undefined {
  const word = WORD.exec(text)?.[0]
  if (word === undefined) return undefined
  const after = text.slice(word.length)
  const ending = WORD_ENDS.exec(after)?.[0] ?? ''
  const behind = after.slice(ending.length)
  const inside =
    /^\s*[([]\s*([^()[\]]{1,20})\s*[)\]]/.exec(behind) ?? /^\s*[/–—-]\s*(\S{1,8})/.exec(behind)
  const code = inside === null ? null : CODE.exec(inside[1] ?? '')
  if (code !== null && code[0].length === (inside?.[1] ?? '').trim().length) {
    const { prefix, letter } = code.groups ?? {}
    return {
      word,
      code: code[0],
      prefix: (prefix ?? letter ?? '').toLowerCase().replaceAll(' ', ''),
      rest: behind.slice(inside?.[0].length ?? 0).replace(BETWEEN, ''),
    }
  }
  // "High latency issues" is no level called High.
  if (behind !== '' && !/^\s*[:–—|(-]/.test(behind)) return undefined
  return { word, rest: behind.replace(BETWEEN, '') }
}

/** How bad a word says it is: the smaller the worse. Undefined when it is no such word. */
export function rankOf(word: string): number | undefined {
  return RANKS.find(([pattern]) => pattern.test(word))?.[1]
}

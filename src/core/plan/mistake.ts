/** One thing wrong in a plan source, and what to write instead. Codes are public and never renamed. */
export type Mistake = {
  readonly file?: string
  /** 1-based. */
  readonly line: number
  /** 1-based, in UTF-16 code units. */
  readonly column: number
  /** Path in the source, such as `obligations[3].within`; empty for the whole. */
  readonly where: string
  readonly code: MistakeCode
  /** What is wrong. */
  readonly message: string
  /** What to write instead. */
  readonly mend: string
}

export const MISTAKE_CODES = [
  'yaml-syntax',
  'too-long',
  'too-many-values',
  'too-deep',
  'too-many-mistakes',
  'empty',
  'alias-unknown',
  'alias-loop',
  'key-not-text',
  'key-twice',
  'tag-unknown',
  'key-unknown',
  'key-missing',
  'key-not-here',
  'value-wrong',
  'name-unknown',
  'name-twice',
  'span-too-long',
  'zone-unknown',
  'place-unknown',
  'condition-empty',
  'answer-impossible',
  'act-incomplete',
  'placeholder-unknown',
  'contradiction',
  'cycle',
  'regime-unknown',
  'not-bound',
  'calendar-missing',
] as const
export type MistakeCode = (typeof MISTAKE_CODES)[number]

/** `plans/acme.yaml:12:7: What is wrong. Mend: what to write instead.` */
export function formatMistake(mistake: Mistake): string {
  const place = `${mistake.file ?? 'plan'}:${mistake.line}:${mistake.column}`
  return `${place}: ${mistake.message} Mend: ${mistake.mend}`
}

/** Steps from the top of the source to a value: keys of mappings and indexes of lists. */
export type Path = readonly (string | number)[]

/** `['obligations', 3, 'within']` as `obligations[3].within`. */
export function formatPath(path: Path): string {
  return path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '')
}

/** Characters of the user's text that a message quotes at most. */
const QUOTED_LENGTH_MAX = 60

/** The user's own text inside a message: shortened, and with everything that could end a line or a quotation written out. */
export function quote(text: string): string {
  const short = text.length > QUOTED_LENGTH_MAX ? `${text.slice(0, QUOTED_LENGTH_MAX)}…` : text
  return JSON.stringify(short.toWellFormed()).replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    escapeCharacter,
  )
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

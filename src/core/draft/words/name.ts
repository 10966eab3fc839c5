import { ID_LENGTH_MAX } from '#/core/plan/limits.ts'

/** Characters of a name that is made from a sentence: enough to be told apart, short enough to be typed. */
const NAME_LENGTH = 40
const SMALL_WORDS = /^(the|a|an|of|to|and|or|for|in|on|with|by|if|is|are|be)$/

/** A name of the plan language from words in any script; `otherwise` when no Latin letter is among them. */
export function nameFrom(words: string, otherwise: string): string {
  const plain = words.normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’]/g, '').toLowerCase()
  const all = plain.match(/[a-z0-9]+/g) ?? []
  const telling = all.filter(word => !SMALL_WORDS.test(word))
  const chosen = telling.length > 0 ? telling : all
  let name = ''
  for (const word of chosen) {
    if (name !== '' && name.length + word.length >= NAME_LENGTH) break
    name = name === '' ? word.slice(0, NAME_LENGTH) : `${name}-${word}`
  }
  return /^[a-z]/.test(name)
    ? name
    : name === ''
      ? otherwise
      : `${otherwise}-${name}`.slice(0, ID_LENGTH_MAX)
}

/**
 * The name itself, or with a letter behind it as long as another has it. A letter and not a number: a figure in a draft is one
 * of its document.
 */
export function untaken(name: string, isTaken: (name: string) => boolean): string {
  let candidate = name
  for (let round = 1; isTaken(candidate); round++) candidate = `${name}-${lettersOf(round)}`
  return candidate
}

/** 1 is b, 25 is z, 26 is ba: the first of a name has no letter. */
function lettersOf(round: number): string {
  const letter = String.fromCharCode(97 + (round % 26))
  return round < 26 ? letter : `${lettersOf(Math.floor(round / 26))}${letter}`
}

import { SENTENCE_LENGTH_MAX } from '#/core/draft/limits.ts'

/** A point behind these ends no sentence. */
const ABBREVIATION =
  /(?:^|[\s(["'])(?:e\.g|i\.e|etc|vs|cf|mr|mrs|ms|dr|prof|st|no|nos|inc|ltd|co|corp|approx|art|arts|sec|para|fig|min|mins|max|hr|hrs|a\.m|p\.m|u\.s|u\.k|e\.u|rev|vol|dept|ext|al|ca|tel|[a-z])\.$/i
const END = /[.!?。！？؟](?:["'”’)\]]{0,2})(?=\s+["'“‘([]?[\p{Lu}\p{Lo}\p{N}])|[。！？](?=\S)/gu

/** The sentences of a paragraph. One that is longer than can be is cut at a blank. */
export function sentencesIn(text: string): readonly string[] {
  const sentences: string[] = []
  let from = 0
  for (const found of text.matchAll(END)) {
    const end = found.index + found[0].length
    const candidate = text.slice(from, end)
    if (found[0].startsWith('.') && isNoEnd(candidate.slice(-12))) continue
    sentences.push(candidate.trim())
    from = end
  }
  sentences.push(text.slice(from).trim())
  return sentences.flatMap(sentence => pieces(sentence, SENTENCE_LENGTH_MAX)).filter(Boolean)
}

/** The point of an abbreviation, or behind the number of a paragraph. */
function isNoEnd(ending: string): boolean {
  return ABBREVIATION.test(ending) || /^\s*\(?\d{1,3}(?:\.\d{1,3})*\.$/.test(ending)
}

/** Parts of at most `most` characters, cut behind a sign or at a blank; nothing is lost but blanks. */
export function pieces(text: string, most: number): readonly string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > most) {
    const window = rest.slice(0, most)
    const sign = Math.max(
      window.lastIndexOf('; '),
      window.lastIndexOf(', '),
      window.lastIndexOf('. '),
    )
    const blank = window.lastIndexOf(' ')
    const cut = sign > most / 2 ? sign + 1 : blank > most / 4 ? blank : wholeCharacters(window)
    parts.push(rest.slice(0, cut).trim())
    rest = rest.slice(cut).trim()
  }
  return [...parts, rest]
}

/** Never between the two halves of one character. */
function wholeCharacters(window: string): number {
  return /[\ud800-\udbff]$/.test(window) ? window.length - 1 : window.length
}

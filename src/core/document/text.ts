/**
 * Text as a reader is to see it: on one line, and with every character that could turn or hide what stands beside it (controls,
 * overrides of the writing direction, halves of characters) written by its number. Escape the result for the form it goes into.
 */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, byNumber)
}

/** `[U+202E]` */
export function byNumber(character: string): string {
  const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return `[U+${number}]`
}

/** The lines of a longer text that hold anything: a paragraph each. */
export function linesOf(text: string): readonly string[] {
  return text.split(/[\n\r\u2028\u2029]+/).filter(line => line.trim() !== '')
}

const MONTHS =
  'January February March April May June July August September October November December'

/** `2026-11-22` as `22 November 2026`. */
export function dayInWords(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${Number(day)} ${MONTHS.split(' ')[Number(month) - 1]} ${year}`
}

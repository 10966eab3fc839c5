import { byNumber } from '#/core/document/text.ts'

/** Signs that many write and our fonts lack, in signs that they have. */
const SPELLED: Readonly<Record<string, string>> = {
  '→': '->',
  '←': '<-',
  '↔': '<->',
  '⇒': '=>',
  '✓': '[x]',
  '✔': '[x]',
  '☑': '[x]',
  '☐': '[ ]',
  '✗': '[-]',
  '✘': '[-]',
}

/**
 * Text in characters that a font has. A character that it lacks would come out as an empty box, or not at all; it is spelled
 * in other ones where that says the same, and otherwise written by its number, so that nobody takes it for absent; `lacks` is told of it.
 */
export function inGlyphs(
  text: string,
  has: ReadonlySet<number>,
  lacks: (character: string) => void = () => {},
): string {
  const covered = (part: string) => [...part].every(one => has.has(one.codePointAt(0) ?? 0))
  const composed = text.normalize('NFC')
  if (covered(composed)) return composed
  return [...composed]
    .map(one => {
      if (covered(one)) return one
      const plain = SPELLED[one] ?? one.normalize('NFKC')
      if (covered(plain)) return plain
      lacks(one)
      return byNumber(one)
    })
    .join('')
}

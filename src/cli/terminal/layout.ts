// How lines are laid out: wrapped between words, and set in columns.
import { line, lineOf, widthOf } from '#/cli/terminal/line.ts'
import type { Line, Shown, Span } from '#/cli/terminal/line.ts'

const GAP = '  '
/** A text is not squeezed into fewer columns than this; the terminal wraps it then. */
const WRAPPED_WIDTH_MIN = 20

/** Breaks a line between words so that it keeps to `width`; what goes on below is indented by `hanging` columns. */
export function wrapped(shown: Line, width: number, hanging = 0): readonly Line[] {
  const room = Math.max(width, hanging + WRAPPED_WIDTH_MIN)
  if (widthOf(shown) <= room) return [shown]
  const lines: Span[][] = [[]]
  let used = 0
  for (const word of wordsOf(shown)) {
    const wide = widthOf(word)
    const isBlank = word.every(({ text }) => text.trim() === '')
    if (used + wide > room && used > hanging && !isBlank) {
      lines.push(hanging === 0 ? [] : [{ text: ' '.repeat(hanging) }])
      used = hanging
    }
    // The blank at which a line is broken belongs to neither part.
    if (isBlank && (used + wide > room || (used === hanging && lines.length > 1))) continue
    lines.at(-1)?.push(...word)
    used += wide
  }
  return lines
}

/** Words and the blanks between them. A word may change its style in the middle, as `(P0` does. */
function wordsOf(shown: Line): readonly Line[] {
  const words: Span[][] = []
  let wasBlank: boolean | undefined
  for (const { text, style } of shown)
    for (const part of text.match(/ +|[^ ]+/g) ?? []) {
      const isBlank = part.startsWith(' ')
      const span = { text: part, ...(style !== undefined && { style }) }
      if (isBlank === wasBlank) words.at(-1)?.push(span)
      else words.push([span])
      wasBlank = isBlank
    }
  return words
}

/** Rows in columns, each as wide as its widest cell. The last column has the rest of the width and is wrapped in itself. */
export function table(
  rows: readonly (readonly Shown[])[],
  width: number,
  indent = '',
): readonly Line[] {
  const cells = rows.map(row => row.map(lineOf))
  const count = Math.max(0, ...cells.map(row => row.length))
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(0, ...cells.map(row => widthOf(row[column] ?? []))),
  )
  const hanging = widths.slice(0, -1).reduce((sum, one) => sum + one + GAP.length, indent.length)
  return cells.flatMap(row => {
    const padded = row.flatMap((cell, column) => {
      if (column === count - 1) return cell
      const room = (widths[column] ?? 0) - widthOf(cell) + GAP.length
      return [...cell, { text: ' '.repeat(room) }]
    })
    return wrapped([...(indent === '' ? [] : [{ text: indent }]), ...padded], width, hanging)
  })
}

/** A text of many lines, each stripped and wrapped. */
export function paragraphs(text: string, width: number, indent = ''): readonly Line[] {
  return text
    .trim()
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap(part => wrapped([{ text: indent }, ...lineOf(part)], width, indent.length))
}

/** A heading with an empty line before it. */
export function headed(heading: Shown, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [[], line`${heading}`, ...lines]
}

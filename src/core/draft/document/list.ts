import type { SourceLine } from '#/core/draft/document/lines.ts'

/** How a point of a list begins. */
export type Marker = {
  /** Columns before the marker. */
  readonly indent: number
  /** The column at which its text begins. */
  readonly content: number
  readonly family: 'bullet' | 'number' | 'letter'
  readonly box: boolean
  readonly rest: string
}

const BULLET = /^(\s*)([-*+•◦▪‣●○■□–—·])(?:\s+(.*))?$/
const NUMBER = /^(\s*)(\d{1,3}|#)[.)](?:\s+(.*))?$/
const LETTER = /^(\s*)\(?([a-z]|[ivx]{1,4})[.)]\s+(.*)$/
const BOX = /^(?:\[[ xX✓]?\]|[☐☑✅✔]\u{fe0f}?)\s+(.*)$/u

/** Reads a line as the beginning of a point; undefined when it is none. */
export function markerOf(line: string): Marker | undefined {
  for (const [family, pattern] of [
    ['bullet', BULLET],
    ['number', NUMBER],
    ['letter', LETTER],
  ] as const) {
    const [, space, sign, rest = ''] = pattern.exec(line) ?? []
    if (space === undefined || sign === undefined) continue
    if (family === 'bullet' && isRule(line)) return undefined
    const ticked = BOX.exec(rest)?.[1]
    return {
      indent: space.length,
      content: line.length - rest.trimStart().length,
      family,
      box: ticked !== undefined,
      rest: ticked ?? rest,
    }
  }
  return undefined
}

/** A line across the page. */
export function isRule(line: string): boolean {
  return /^\s*([-*_])\s*(?:\1\s*){2,}$/.test(line)
}

/** Columns before the first letter. */
export function indentOf({ text }: SourceLine): number {
  return text.length - text.trimStart().length
}

/** The line without so many columns of blanks, or as many as it has. */
export function outdented(line: SourceLine, columns: number): SourceLine {
  return { ...line, text: line.text.slice(Math.min(columns, indentOf(line))) }
}

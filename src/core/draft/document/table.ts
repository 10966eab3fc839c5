import type { Block, RowBlock } from '#/core/draft/document/block.ts'
import { EMPTY, inlineOf } from '#/core/draft/document/inline.ts'
import type { Inline } from '#/core/draft/document/inline.ts'
import type { SourceLine } from '#/core/draft/document/lines.ts'
import { COLUMNS_MAX } from '#/core/draft/limits.ts'

/** The lines of a grid, as some converters draw tables. */
const GRID = /^\s*\+(?:[-=:]+\+)+\s*$/

/** Whether a table begins at this line: a row with the rule of its columns below. */
export function isTableStart(lines: readonly SourceLine[], at: number): boolean {
  const row = lines[at]?.text ?? ''
  const rule = lines[at + 1]?.text ?? ''
  return row.includes('|') && rule.includes('|') && isColumnRule(rule)
}

/** `|---|:--:|`. Some leave the last column open, or out. */
function isColumnRule(line: string): boolean {
  const parts = line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|')
  return parts.every(part => /^:?-+:?$/.test(part.trim()))
}

/** Reads the table that begins there. `next` is the first line behind it. */
export function readTable(
  lines: readonly SourceLine[],
  at: number,
): { readonly block: Block; readonly next: number } {
  const columns = cellsOf(lines[at]?.text ?? '').slice(0, COLUMNS_MAX)
  const rows: RowBlock[] = []
  let next = at + 2
  for (; next < lines.length; next++) {
    const { text = '', number = 0 } = lines[next] ?? {}
    if (GRID.test(text)) continue
    if (text.trim() === '' || !text.includes('|')) break
    rows.push({ cells: fitted(cellsOf(text), columns.length), line: number })
  }
  const line = lines[at]?.number ?? 1
  return { block: { kind: 'table', columns, rows, line }, next }
}

/** As many cells as there are columns: what stands beyond the last belongs to it. */
function fitted(cells: readonly Inline[], count: number): readonly Inline[] {
  if (cells.length <= count)
    return [...cells, ...Array.from({ length: count - cells.length }, () => EMPTY)]
  const last = cells.slice(count - 1)
  return [
    ...cells.slice(0, count - 1),
    {
      text: last
        .map(({ text }) => text)
        .filter(Boolean)
        .join(' | '),
      strong: last[0]?.strong ?? '',
      links: last.flatMap(({ links }) => links),
    },
  ]
}

/** Cells between bars. A bar in code, or behind a backslash, is text. */
function cellsOf(row: string): readonly Inline[] {
  const trimmed = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  const cells: string[] = []
  let cell = ''
  let inCode = false
  for (let index = 0; index < trimmed.length; index++) {
    const sign = trimmed[index] ?? ''
    if (sign === '\\' && trimmed[index + 1] === '|') {
      cell += '|'
      index++
      continue
    }
    if (sign === '`') inCode = !inCode
    if (sign === '|' && !(inCode && trimmed.indexOf('`', index) !== -1)) {
      cells.push(cell)
      cell = ''
      inCode = false
    } else cell += sign
  }
  return [...cells, cell].map(one => inlineOf(one.replace(/<br\s*\/?>/gi, '; ')))
}

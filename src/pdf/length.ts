// How long parts of a document are, in letters over the full width of a page: enough to judge which of them fit on one.
import type { Block, Entry, Inline, Table, Text } from '#/core/document/document.ts'

/**
 * What is no longer than this, a quarter of a page, is not torn apart at the end of one. It must be far from a whole page, even in
 * the widest letters: what pdfmake is told to hold together and cannot, it leaves out.
 */
export const WHOLE_LENGTH_MAX = 1_200

/** The same of a row of a table, which may take half a page: its cells are read side by side. */
export const ROW_LENGTH_MAX = 2_400

/** Letters of a text as it is written on paper: `[U+1F44B]` is nine. */
export type Measure = (text: string) => number

/** A line takes its room however short it is. */
const LINE_LENGTH = 90

export function lengthOfBlock(block: Block, measure: Measure): number {
  switch (block.kind) {
    case 'heading':
      return LINE_LENGTH + measure(block.text)
    case 'paragraph':
      return LINE_LENGTH + lengthOfText(block.text, measure)
    case 'note':
      return LINE_LENGTH + measure(block.label) + lengthOfText(block.text, measure)
    case 'list':
      return block.entries.reduce((sum, entry) => sum + lengthOfEntry(entry, measure), 0)
    case 'table':
      return lengthOfTable(block, measure)
  }
}

export function lengthOfEntry({ text, below = [] }: Entry, measure: Measure): number {
  const first = LINE_LENGTH + lengthOfText(text, measure)
  return below.reduce((sum, block) => sum + lengthOfBlock(block, measure), first)
}

export function lengthOfTable(table: Table, measure: Measure): number {
  const top = LINE_LENGTH + measure(table.caption) + lengthOfHead(table, measure)
  return lengthsOfRows(table, measure).reduce((sum, row) => sum + LINE_LENGTH + row, top)
}

export function lengthOfHead({ columns }: Pick<Table, 'columns'>, measure: Measure): number {
  return Math.max(...columns.map(({ title, share }) => inColumn(measure(title), share)))
}

/** Of each row what its longest cell would take over the full width. */
export function lengthsOfRows({ columns, rows }: Table, measure: Measure): readonly number[] {
  return rows.map(({ cells }) =>
    Math.max(
      ...cells.map((cell, index) =>
        inColumn(lengthOfText(cell, measure), columns[index]?.share ?? 1),
      ),
    ),
  )
}

/** A narrow column loses a third of its width to what stands beside its text. */
function inColumn(length: number, share: number): number {
  return (length * 12 * 1.4) / share
}

function lengthOfText(text: Text, measure: Measure): number {
  return text.reduce((sum, inline) => sum + lengthOfInline(inline, measure), 0)
}

function lengthOfInline(inline: Inline, measure: Measure): number {
  if (typeof inline === 'string') return measure(inline)
  if ('strong' in inline) return measure(inline.strong)
  if ('code' in inline) return measure(inline.code)
  if ('see' in inline) return lengthOfText(inline.see, measure)
  return measure(inline.text)
}

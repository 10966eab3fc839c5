// How long parts of a document are, in letters: enough to judge which of them fit on a page as a whole.
import type { Block, Entry, Inline, Table, Text } from '#/core/document/document.ts'

/** What is no longer than this, a quarter of a page, is not torn apart at the end of one. */
export const WHOLE_LENGTH_MAX = 1_200

/** A line takes its room however short it is. */
const LINE_LENGTH = 90

export function lengthOfBlock(block: Block): number {
  switch (block.kind) {
    case 'heading':
      return LINE_LENGTH
    case 'paragraph':
    case 'note':
      return LINE_LENGTH + lengthOfText(block.text)
    case 'list':
      return block.entries.reduce((sum, entry) => sum + lengthOfEntry(entry), 0)
    case 'table':
      return lengthOfTable(block)
  }
}

export function lengthOfEntry({ text, below = [] }: Entry): number {
  return below.reduce((sum, block) => sum + lengthOfBlock(block), LINE_LENGTH + lengthOfText(text))
}

/** A row is as long as its longest cell would be in the full width. */
export function lengthOfTable({ columns, rows }: Table): number {
  const lengthOfRow = (cells: readonly Text[]) =>
    Math.max(
      ...cells.map((cell, index) => (lengthOfText(cell) * 12) / (columns[index]?.share ?? 12)),
    )
  return rows.reduce((sum, { cells }) => sum + LINE_LENGTH + lengthOfRow(cells), 2 * LINE_LENGTH)
}

export function longestCell({ rows }: Table): number {
  return Math.max(0, ...rows.flatMap(({ cells }) => cells.map(lengthOfText)))
}

function lengthOfText(text: Text): number {
  return text.reduce((sum, inline) => sum + lengthOfInline(inline), 0)
}

function lengthOfInline(inline: Inline): number {
  if (typeof inline === 'string') return inline.length
  if ('strong' in inline) return inline.strong.length
  if ('code' in inline) return inline.code.length
  if ('see' in inline) return lengthOfText(inline.see)
  return inline.text.length
}

import { escapeMarkdown } from '#/core/plan/markdown.ts'
import type { Element } from '#/core/plan/plan.ts'
import { marksInWords } from '#/core/plan/sentence/element.ts'

/** Blocks of Markdown. What comes in as `markdown` is Markdown already; `text` is escaped here. */

export function titled(heading: string, blocks: readonly string[]): readonly string[] {
  return blocks.length === 0 ? [] : [`## ${heading}`, ...blocks]
}

export function bullet(markdown: string, depth = 0): string {
  return `${'  '.repeat(depth)}- ${markdown}`
}

/** `[C4.2, C4.3]`, or nothing. */
export function cites({ cite }: Pick<Element, 'cite'>): string {
  return cite.length === 0 ? '' : ` [${cite.map(escapeMarkdown).join(', ')}]`
}

/** Title of an element in bold, what it says behind it, and its marks below. */
export function entry(element: Element, text: string, below: readonly string[] = []): string {
  const sentence = text === '' ? '' : ` ${escapeMarkdown(text)}`
  const lines = [...below, ...marksInWords(element)].map(line => bullet(escapeMarkdown(line), 1))
  return [
    bullet(`**${escapeMarkdown(closed(element.title))}**${sentence}${cites(element)}`),
    ...lines,
  ].join('\n')
}

/** A title as a sentence of its own. */
function closed(title: string): string {
  return /[.!?:…]$/.test(title) ? title : `${title}.`
}

/** Several entries as one list; no block when there are none. */
export function list(entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : [entries.join('\n')]
}

/** Cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}

import type { Block, Document, Inline, Section, Table, Text } from '#/core/document/document.ts'
import { visible } from '#/core/document/text.ts'

/**
 * A document as Markdown (CommonMark with tables, as GitHub reads it). Only the contents hold links: Markdown has no anchors of
 * its own besides headings.
 */
export function markdownOf({ title, details, preface, sections }: Document): string {
  const blocks = [
    `# ${escapeMarkdown(title)}`,
    bullets(details.map(({ label, text }) => [`${escapeMarkdown(label)}: ${inlines(text)}`])),
    ...preface.map(block => blockOf(block)),
    '## Contents',
    bullets(sections.map(section => [contentsLine(section)])),
    ...sections.flatMap(section => sectionOf(section, 2)),
  ]
  return `${blocks.join('\n\n')}\n`
}

/**
 * Text as Markdown that shows exactly that text: it can neither begin markup or HTML, nor a list, a heading or a table cell, nor
 * a new line.
 */
export function escapeMarkdown(text: string): string {
  return escapeStart(escapeMarks(text).trim())
}

function escapeMarks(text: string): string {
  return visible(text).replace(/[\\`*_[\]<>&|~$]/g, '\\$&')
}

/** What means something only at the beginning of a line. */
function escapeStart(markdown: string): string {
  return markdown.replace(/^([-+=#])/, '\\$1').replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
}

function inlines(text: Text): string {
  return escapeStart(text.map(inlineOf).join('').trim())
}

function inlineOf(inline: Inline): string {
  if (typeof inline === 'string') return escapeMarks(inline)
  if ('strong' in inline) return `**${escapeMarkdown(inline.strong)}**`
  if ('code' in inline) return codeOf(inline.code)
  if ('see' in inline) return `[${inline.see.map(({ text }) => escapeMarkdown(text)).join(', ')}]`
  return escapeMarks(inline.text)
}

/** In code nothing can be escaped, so that what would end it is written as ordinary text. */
function codeOf(code: string): string {
  const shown = visible(code)
  return /^[\w.:§()/ -]+$/.test(shown) ? `\`${shown}\`` : escapeMarkdown(code)
}

function contentsLine({ number, title }: Section): string {
  return `[${number} ${escapeMarkdown(title)}](#${slug(`${number} ${title}`)})`
}

/** What GitHub makes the address of a heading from. */
function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')
}

function sectionOf(section: Section, depth: number): readonly string[] {
  const { number, title, see, blocks, sections } = section
  const clauses = see.length === 0 ? '' : ` ${inlineOf({ see })}`
  return [
    `${'#'.repeat(depth)} ${number} ${escapeMarkdown(title)}${clauses}`,
    ...blocks.map(block => blockOf(block, depth)),
    ...sections.flatMap(below => sectionOf(below, depth + 1)),
  ]
}

function blockOf(block: Block, depth = 1): string {
  switch (block.kind) {
    case 'paragraph':
      return inlines(block.text)
    case 'heading':
      return `${'#'.repeat(depth + 1)} ${escapeMarkdown(block.text)}`
    case 'note':
      return `> ${noteOf(block)}`
    case 'list':
      return listOf(block)
    case 'table':
      return tableOf(block)
  }
}

type Kind<K extends Block['kind']> = Extract<Block, { kind: K }>

function noteOf({ label, text }: Kind<'note'>): string {
  return `**${escapeMarkdown(label)}:** ${inlines(text)}`
}

function listOf({ entries }: Kind<'list'>): string {
  return bullets(
    entries.map(({ text, below = [] }) => [inlines(text), ...below.flatMap(linesBelow)]),
  )
}

/** Entries of a list, of several lines each: the first is the entry, the others are bullets below it. */
function bullets(entries: readonly (readonly string[])[]): string {
  return entries
    .map(([first = '', ...below]) => [`- ${first}`, ...below.map(line => `  ${line}`)].join('\n'))
    .join('\n')
}

/** Lines of Markdown below an entry, before they are indented. */
function linesBelow(block: Block): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return [`- ${inlines(block.text)}`]
    case 'heading':
      return [`- **${escapeMarkdown(block.text)}**`]
    case 'note':
      return [`- ${noteOf(block)}`]
    case 'list':
      return listOf(block)
        .split('\n')
        .map(line => `  ${line}`)
    case 'table':
      return ['', ...tableOf(block).split('\n'), '']
  }
}

function tableOf({ columns, rows }: Table): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    row(columns.map(({ title }) => escapeMarkdown(title))),
    row(columns.map(() => '---')),
    ...rows.map(({ cells }) => row(cells.map(inlines))),
  ].join('\n')
}

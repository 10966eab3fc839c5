import type { Block, Entry, Inline, Link, Row, Table, Text } from '#/core/document/document.ts'
import { visible } from '#/core/document/text.ts'
import { lengthOfEntry, lengthOfTable, longestCell, WHOLE_LENGTH_MAX } from '#/pdf/length.ts'
import { COLOURS, columnWidths, INDENT, NOTE_LAYOUT, TABLE_LAYOUT } from '#/pdf/look.ts'
import type { Tag, TagType } from '#/pdf/structure.ts'

/** A part of a page, as pdfmake takes it. */
export type Content = { readonly [name: string]: unknown }
/** Text in characters that there are glyphs for. */
export type Spell = (text: string) => string

/** Where a block stands: in characters of which font, in how much of the width, and below what in the structure. */
export type Place = { readonly spell: Spell; readonly width: number; readonly within?: Tag }

export function blockOf(block: Block, place: Place): Content {
  const { spell } = place
  switch (block.kind) {
    case 'paragraph':
      return { text: inlines(block.text, spell), style: 'paragraph', tag: tagOf('P', place) }
    case 'heading':
      return { text: spell(visible(block.text)), style: 'h3', tag: tagOf('H4', place) }
    case 'note':
      return noteOf(block, place)
    case 'list':
      return listOf(block, place)
    case 'table':
      return tableOf(block, place)
  }
}

function tagOf(type: TagType, { within }: Pick<Place, 'within'>): Tag {
  return within === undefined ? { type } : { type, parent: within }
}

function noteOf({ label, text }: Extract<Block, { kind: 'note' }>, place: Place): Content {
  const { spell } = place
  const said = [{ text: `${spell(visible(label))}: `, bold: true }, ...inlines(text, spell)]
  return {
    table: { widths: ['*'], body: [[{ text: said, style: 'cell', tag: tagOf('P', place) }]] },
    layout: NOTE_LAYOUT,
    margin: [0, 3, 0, 3],
  }
}

function listOf({ entries }: Extract<Block, { kind: 'list' }>, place: Place): Content {
  const within = tagOf('L', place)
  return { ul: entries.map(entry => entryOf(entry, { ...place, within })), margin: [0, 1, 0, 3] }
}

function entryOf(entry: Entry, { spell, width, within }: Place & { within: Tag }): Content {
  const { anchor, text, below = [] } = entry
  const body: Tag = { type: 'LBody', parent: { type: 'LI', parent: within } }
  const place = { spell, width: width - INDENT, within: body }
  const first = {
    text: inlines(text, spell),
    tag: tagOf('P', place),
    ...(anchor === undefined ? {} : { id: anchor }),
  }
  return {
    stack: [first, ...below.map(block => blockOf(block, place))],
    margin: [0, 2, 0, 2],
    ...(lengthOfEntry(entry) <= WHOLE_LENGTH_MAX ? { unbreakable: true } : {}),
  }
}

function tableOf(table: Table, place: Place): Content {
  const { caption, columns, rows } = table
  const { spell, width } = place
  const within = tagOf('Table', place)
  const top: Tag = { type: 'TR', parent: within }
  const head = columns.map(({ title }) => ({
    text: spell(visible(title)),
    style: 'columnHead',
    tag: { type: 'TH', parent: top, repeats: true },
  }))
  const isShort = longestCell(table) <= WHOLE_LENGTH_MAX
  return {
    stack: [
      { text: spell(visible(caption)), style: 'caption', tag: tagOf('Caption', { within }) },
      {
        table: {
          headerRows: 1,
          keepWithHeaderRows: isShort ? 1 : 0,
          dontBreakRows: isShort,
          widths: columnWidths(
            columns.map(({ share }) => share),
            width,
          ),
          body: [head, ...rows.map(row => rowOf(row, spell, within))],
        },
        layout: TABLE_LAYOUT,
      },
    ],
    margin: [0, 2, 0, 8],
    ...(lengthOfTable(table) <= WHOLE_LENGTH_MAX ? { unbreakable: true } : {}),
  }
}

function rowOf({ anchor, cells }: Row, spell: Spell, table: Tag): readonly Content[] {
  const row: Tag = { type: 'TR', parent: table }
  return cells.map((cell, index) => ({
    text: inlines(cell, spell),
    style: 'cell',
    tag: { type: 'TD', parent: row },
    ...(index === 0 && anchor !== undefined ? { id: anchor } : {}),
  }))
}

export function inlines(text: Text, spell: Spell): readonly Content[] {
  return text.flatMap(inline => inlineOf(inline, spell))
}

function inlineOf(inline: Inline, spell: Spell): readonly Content[] {
  if (typeof inline === 'string') return [{ text: spell(visible(inline)) }]
  if ('strong' in inline) return [{ text: spell(visible(inline.strong)), bold: true }]
  if ('code' in inline) return [{ text: spell(visible(inline.code)), background: COLOURS.head }]
  if ('see' in inline) return references(inline.see, spell)
  return [linkOf(inline, spell)]
}

/** Small links in brackets, behind a space of their own. */
export function references(see: readonly Link[], spell: Spell): readonly Content[] {
  if (see.length === 0) return []
  const small = { fontSize: 8, bold: false, color: COLOURS.soft }
  return [
    { text: '[', ...small },
    ...see.flatMap((link, index) => [
      ...(index === 0 ? [] : [{ text: ', ', ...small }]),
      { ...linkOf(link, spell), fontSize: 8, bold: false },
    ]),
    { text: ']', ...small },
  ]
}

function linkOf({ to, text }: Link, spell: Spell): Content {
  return {
    text: spell(visible(text)),
    linkToDestination: to,
    color: COLOURS.link,
    decoration: 'underline',
    decorationThickness: 0.5,
  }
}

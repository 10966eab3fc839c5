import type { Block, Entry, Inline, Link, Row, Table, Text } from '#/core/document/document.ts'
import {
  lengthOfEntry,
  lengthOfHead,
  lengthOfTable,
  lengthsOfRows,
  ROW_LENGTH_MAX,
  WHOLE_LENGTH_MAX,
} from '#/pdf/length.ts'
import type { Measure } from '#/pdf/length.ts'
import {
  COLOURS,
  columnWidths,
  INDENT,
  NOTE_BESIDE,
  NOTE_LAYOUT,
  TABLE_LAYOUT,
} from '#/pdf/look.ts'
import type { Tag, TagType } from '#/pdf/structure.ts'

/** A part of a page, as pdfmake takes it. */
export type Content = { readonly [name: string]: unknown }
/** Text as it is written on paper: visible, and in characters that there are glyphs for. */
export type Spell = (text: string) => string

/** Where a block stands: in characters of which font, in how much of the width, and below what in the structure. */
export type Place = { readonly spell: Spell; readonly width: number; readonly within?: Tag }

export function blockOf(block: Block, place: Place): Content {
  const { spell } = place
  switch (block.kind) {
    case 'paragraph':
      return {
        text: inlines(block.text, spell),
        style: place.within === undefined ? 'paragraph' : 'below',
        tag: tagOf('P', place),
      }
    case 'heading':
      return { text: pieces(spell(block.text)), style: 'h3', tag: tagOf('H4', place) }
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
  const { spell, width } = place
  const said = [...pieces(`${spell(label)}: `, { bold: true }), ...inlines(text, spell)]
  return {
    table: {
      // Never `*`: a column without a width becomes as wide as its longest word.
      widths: [width - NOTE_BESIDE],
      body: [[{ text: said, style: 'cell', tag: tagOf('P', place) }]],
    },
    layout: NOTE_LAYOUT,
    margin: [0, 3, 0, 3],
  }
}

function listOf({ entries }: Extract<Block, { kind: 'list' }>, place: Place): Content {
  const within = tagOf('L', place)
  return { ul: entries.map(entry => entryOf(entry, { ...place, within })) }
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
    ...(lengthOfEntry(entry, measured(spell)) <= WHOLE_LENGTH_MAX ? { unbreakable: true } : {}),
  }
}

function tableOf(table: Table, place: Place): Content {
  const { spell } = place
  const measure = measured(spell)
  const within = tagOf('Table', place)
  const caption = {
    text: pieces(spell(table.caption)),
    style: 'caption',
    tag: tagOf('Caption', { within }),
  }
  return {
    stack: [caption, ...runsOf(table, measure).map(run => gridOf(run, { ...place, within }))],
    margin: [0, 2, 0, 8],
    ...(lengthOfTable(table, measure) <= WHOLE_LENGTH_MAX ? { unbreakable: true } : {}),
  }
}

/** A table in runs of rows that each fit on a page, and of single rows that do not: pdfmake tears all rows of a grid or none. */
type Run = Table & { readonly isWhole: boolean }

function runsOf(table: Table, measure: Measure): readonly Run[] {
  const lengths = lengthsOfRows(table, measure)
  const runs: (Run & { rows: Row[] })[] = []
  for (const [index, row] of table.rows.entries()) {
    const isWhole = (lengths[index] ?? 0) <= ROW_LENGTH_MAX
    const last = runs.at(-1)
    if (last !== undefined && last.isWhole && isWhole) last.rows.push(row)
    else runs.push({ ...table, rows: [row], isWhole })
  }
  return runs
}

function gridOf({ columns, rows, isWhole }: Run, place: Place & { within: Tag }): Content {
  const { spell, width, within } = place
  const top: Tag = { type: 'TR', parent: within }
  const head = columns.map(({ title }) => ({
    text: pieces(spell(title)),
    style: 'columnHead',
    tag: { type: 'TH', parent: top, repeats: true },
  }))
  const repeats = lengthOfHead({ columns }, measured(spell)) <= WHOLE_LENGTH_MAX
  return {
    table: {
      headerRows: repeats ? 1 : 0,
      keepWithHeaderRows: repeats && isWhole ? 1 : 0,
      dontBreakRows: repeats && isWhole,
      widths: columnWidths(
        columns.map(({ share }) => share),
        width,
      ),
      body: [head, ...rows.map(row => rowOf(row, spell, within))],
    },
    layout: TABLE_LAYOUT,
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

export function measured(spell: Spell): Measure {
  return text => spell(text).length
}

/** A word that is longer than any of a language: a key, a token, or malice. */
const LONG_WORD = /\S{61}/
/** What it is cut into, with all that stands between words. */
const PIECES = /\s*\S{1,60}|\s+$/gu

/**
 * A text in pieces. A long word is cut into short ones, which are drawn as one: pdfmake measures again all that is left of a word
 * for each line that it fills, so that a word of 5,000 letters would take it half a minute.
 */
export function pieces(text: string, style: Content = {}): readonly Content[] {
  if (!LONG_WORD.test(text)) return [{ text, ...style }]
  return (text.match(PIECES) ?? []).map(piece => ({ text: piece, ...style }))
}

export function inlines(text: Text, spell: Spell): readonly Content[] {
  return text.flatMap(inline => inlineOf(inline, spell))
}

function inlineOf(inline: Inline, spell: Spell): readonly Content[] {
  if (typeof inline === 'string') return pieces(spell(inline))
  if ('strong' in inline) return pieces(spell(inline.strong), { bold: true })
  if ('code' in inline) return pieces(spell(inline.code), { background: COLOURS.head })
  if ('see' in inline) return references(inline.see, spell)
  return linkOf(inline, spell)
}

/** Small links in brackets, behind a space of their own. */
export function references(see: readonly Link[], spell: Spell): readonly Content[] {
  if (see.length === 0) return []
  const small = { fontSize: 8, bold: false, color: COLOURS.soft }
  return [
    { text: '[', ...small },
    ...see.flatMap((link, index) => [
      ...(index === 0 ? [] : [{ text: ', ', ...small }]),
      ...linkOf(link, spell, { fontSize: 8, bold: false }),
    ]),
    { text: ']', ...small },
  ]
}

function linkOf({ to, text }: Link, spell: Spell, style: Content = {}): readonly Content[] {
  return pieces(spell(text), {
    linkToDestination: to,
    color: COLOURS.link,
    decoration: 'underline',
    decorationThickness: 0.5,
    ...style,
  })
}

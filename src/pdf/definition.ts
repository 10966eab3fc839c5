import type {
  Block,
  Document,
  Entry,
  Inline,
  Link,
  Row,
  Section,
  Table,
  Text,
} from '#/core/document/document.ts'
import { dayInWords, visible } from '#/core/document/text.ts'
import { COLOURS, columnWidths, NOTE_LAYOUT, PAGE, STYLES, TABLE_LAYOUT, TEXT_WIDTH } from '#/pdf/look.ts'

/** A part of a page, as pdfmake takes it. */
type Content = { readonly [name: string]: unknown }
/** Text in characters that there are glyphs for. */
type Spell = (text: string) => string

/** Letters at the head of a page, which has one line. */
const HEAD_LENGTH_MAX = 60
/** What has more letters may be torn apart at the end of a page: it would not fit on one. */
const WHOLE_LENGTH_MAX = 900
/** How far what stands below an entry is moved to the right. */
const INDENT = 14

/** A document as pdfmake takes it. The same document gives the same definition, and that the same bytes. */
export function definitionOf(document: Document, spell: Spell): Content {
  const { title, edition, date, sections } = document
  const made = new Date(`${date}T00:00:00Z`)
  return {
    pageSize: 'A4',
    pageMargins: [PAGE.left, PAGE.top, PAGE.right, PAGE.bottom],
    version: '1.7',
    language: 'en',
    displayTitle: true,
    info: {
      title: visible(title),
      subject: visible(edition),
      creator: 'Tocsin',
      producer: 'Tocsin, with pdfmake',
      creationDate: made,
      modDate: made,
    },
    defaultStyle: { fontSize: 10, lineHeight: 1.2, color: COLOURS.ink },
    styles: STYLES,
    header: (page: number) => (page === 1 ? null : headOf(document, spell)),
    footer: (page: number, pages: number) => footOf(date, page, pages),
    content: [
      ...titlePage(document, spell),
      ...contents(sections, spell),
      ...sections.flatMap((section, index) =>
        sectionOf(section, { spell, depth: 1, above: undefined, isFirst: index === 0 }),
      ),
    ],
  }
}

function headOf({ title, edition }: Document, spell: Spell): Content {
  const text = `${shortened(spell(visible(title)))} · ${shortened(spell(visible(edition)))}`
  return {
    text,
    fontSize: 8,
    color: COLOURS.soft,
    margin: [PAGE.left, 32, PAGE.right, 0],
    maxHeight: 12,
  }
}

function shortened(text: string): string {
  return text.length <= HEAD_LENGTH_MAX ? text : `${text.slice(0, HEAD_LENGTH_MAX - 1).toWellFormed()}…`
}

function footOf(date: string, page: number, pages: number): Content {
  return {
    columns: [
      { text: dayInWords(date) },
      { text: `Page ${page} of ${pages}`, alignment: 'right' },
    ],
    fontSize: 8,
    color: COLOURS.soft,
    margin: [PAGE.left, 20, PAGE.right, 0],
  }
}

function titlePage({ title, details, preface }: Document, spell: Spell): readonly Content[] {
  const rows = details.map(({ label, text }) => [
    { text: spell(visible(label)), color: COLOURS.soft },
    { text: inlines(text, spell) },
  ])
  return [
    { text: spell(visible(title)), style: 'title', margin: [0, 120, 0, 28] },
    { table: { widths: [100, TEXT_WIDTH - 100], body: rows }, layout: 'noBorders', margin: [0, 0, 0, 24] },
    ...preface.map(block => blockOf(block, { spell, depth: 1, width: TEXT_WIDTH })),
  ]
}

function contents(sections: readonly Section[], spell: Spell): readonly Content[] {
  const lines = (of: readonly Section[], depth: number): readonly Content[] =>
    of.flatMap(({ anchor, number, title, sections: below }) => [
      {
        columns: [
          {
            text: `${number}  ${spell(visible(title))}`,
            linkToDestination: anchor,
            bold: depth === 0,
            width: '*',
          },
          { pageReference: anchor, alignment: 'right', width: 30 },
        ],
        columnGap: 8,
        margin: [depth * 18, depth === 0 ? 5 : 1, 0, 0],
      },
      ...lines(below, depth + 1),
    ])
  return [{ text: 'Contents', style: 'h1', pageBreak: 'before' }, ...lines(sections, 0)]
}

type Place = { readonly spell: Spell; readonly depth: number }
type SectionPlace = Place & { readonly above: string | undefined; readonly isFirst: boolean }
type BlockPlace = Place & { readonly width: number }

function sectionOf(section: Section, place: SectionPlace): readonly Content[] {
  const { spell, depth } = place
  const below = { spell, depth: depth + 1, width: TEXT_WIDTH }
  const [first, ...others] = section.blocks
  const heading = headingOf(section, place)
  return [
    ...(first === undefined ? [heading] : together([heading, blockOf(first, below)], lengthOfBlock(first))),
    ...others.map(block => blockOf(block, below)),
    ...section.sections.flatMap(sub =>
      sectionOf(sub, { spell, depth: depth + 1, above: section.anchor, isFirst: false }),
    ),
  ]
}

function headingOf(
  { anchor, number, title, see }: Section,
  { spell, depth, above, isFirst }: SectionPlace,
): Content {
  const shown = `${number}  ${spell(visible(title))}`
  return {
    text: [shown, ...references(see, spell)],
    style: `h${Math.min(depth, 3)}`,
    id: anchor,
    outline: true,
    outlineText: `${number} ${visible(title)}`,
    ...(above === undefined ? {} : { outlineParentId: above }),
    ...(isFirst ? { pageBreak: 'before' } : {}),
  }
}

/** Parts that are not torn apart at the end of a page, if they are short enough to fit on one. */
function together(parts: readonly Content[], length: number): readonly Content[] {
  return length <= WHOLE_LENGTH_MAX ? [{ stack: parts, unbreakable: true }] : parts
}

function blockOf(block: Block, place: BlockPlace): Content {
  const { spell } = place
  switch (block.kind) {
    case 'paragraph':
      return { text: inlines(block.text, spell), style: 'paragraph' }
    case 'heading':
      return { text: spell(visible(block.text)), style: 'h3' }
    case 'note':
      return noteOf(block, spell)
    case 'list':
      return { ul: block.entries.map(entry => entryOf(entry, place)), margin: [0, 1, 0, 3] }
    case 'table':
      return tableOf(block, place)
  }
}

function noteOf({ label, text }: Extract<Block, { kind: 'note' }>, spell: Spell): Content {
  const said = [{ text: `${spell(visible(label))}: `, bold: true }, ...inlines(text, spell)]
  return {
    table: { widths: ['*'], body: [[{ text: said, style: 'cell' }]] },
    layout: NOTE_LAYOUT,
    margin: [0, 3, 0, 3],
  }
}

function entryOf(entry: Entry, { spell, depth, width }: BlockPlace): Content {
  const { anchor, text, below = [] } = entry
  const first = { text: inlines(text, spell), ...(anchor === undefined ? {} : { id: anchor }) }
  const place = { spell, depth, width: width - INDENT }
  const whole = lengthOfEntry(entry) <= WHOLE_LENGTH_MAX
  return {
    stack: [first, ...below.map(block => blockOf(block, place))],
    margin: [0, 2, 0, 2],
    ...(whole ? { unbreakable: true } : {}),
  }
}

function tableOf({ caption, columns, rows }: Table, { spell, width }: BlockPlace): Content {
  const head = columns.map(({ title }) => ({ text: spell(visible(title)), style: 'columnHead' }))
  const longest = Math.max(...rows.map(({ cells }) => Math.max(...cells.map(lengthOfText))))
  return {
    stack: [
      { text: spell(visible(caption)), style: 'caption' },
      {
        table: {
          headerRows: 1,
          keepWithHeaderRows: longest <= WHOLE_LENGTH_MAX ? 1 : 0,
          dontBreakRows: longest <= WHOLE_LENGTH_MAX,
          widths: columnWidths(columns.map(({ share }) => share), width),
          body: [head, ...rows.map(row => rowOf(row, spell))],
        },
        layout: TABLE_LAYOUT,
      },
    ],
    margin: [0, 2, 0, 8],
  }
}

function rowOf({ anchor, cells }: Row, spell: Spell): readonly Content[] {
  return cells.map((cell, index) => ({
    text: inlines(cell, spell),
    style: 'cell',
    ...(index === 0 && anchor !== undefined ? { id: anchor } : {}),
  }))
}

function inlines(text: Text, spell: Spell): readonly Content[] {
  return text.flatMap(inline => inlineOf(inline, spell))
}

function inlineOf(inline: Inline, spell: Spell): readonly Content[] {
  if (typeof inline === 'string') return [{ text: spell(visible(inline)) }]
  if ('strong' in inline) return [{ text: spell(visible(inline.strong)), bold: true }]
  if ('code' in inline) return [{ text: spell(visible(inline.code)), background: COLOURS.head }]
  if ('see' in inline) return references(inline.see, spell)
  return [linkOf(inline, spell)]
}

function references(see: readonly Link[], spell: Spell): readonly Content[] {
  if (see.length === 0) return []
  const small = { fontSize: 8, bold: false, color: COLOURS.soft }
  return [
    { text: ' [', ...small },
    ...see.flatMap((link, index) => [
      ...(index === 0 ? [] : [{ text: ', ', ...small }]),
      { ...linkOf(link, spell), fontSize: 8, bold: false },
    ]),
    { text: ']', ...small },
  ]
}

function linkOf({ to, text }: Link, spell: Spell): Content {
  return { text: spell(visible(text)), linkToDestination: to, color: COLOURS.link, decoration: 'underline' }
}

/** Letters of what is shown: enough to judge whether it fits on a page. */
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

/** A line of a list or a row takes room however short it is. */
const LINE_LENGTH = 80

function lengthOfBlock(block: Block): number {
  switch (block.kind) {
    case 'heading':
      return LINE_LENGTH
    case 'paragraph':
    case 'note':
      return LINE_LENGTH + lengthOfText(block.text)
    case 'list':
      return block.entries.reduce((sum, entry) => sum + lengthOfEntry(entry), 0)
    case 'table':
      return Infinity
  }
}

function lengthOfEntry({ text, below = [] }: Entry): number {
  return below.reduce((sum, block) => sum + lengthOfBlock(block), LINE_LENGTH + lengthOfText(text))
}

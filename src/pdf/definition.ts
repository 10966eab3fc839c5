import { list } from '#/core/document/document.ts'
import type { Block, Document, Section } from '#/core/document/document.ts'
import { dayInWords, visible } from '#/core/document/text.ts'
import { blockOf, inlines, measured, pieces, references } from '#/pdf/content.ts'
import type { Content, Spell } from '#/pdf/content.ts'
import { lengthOfBlock, WHOLE_LENGTH_MAX } from '#/pdf/length.ts'
import { COLOURS, PAGE, STYLES, TEXT_WIDTH } from '#/pdf/look.ts'
import type { Tag } from '#/pdf/structure.ts'

/** Letters at the head of a page, which has one line, for the title and as many for the edition. */
const HEAD_LENGTH_MAX = 55

/** A document as pdfmake takes it. The same document gives the same definition, and that the same bytes. */
export function definitionOf(document: Document, spell: Spell): Content {
  const { title, edition, date, sections } = document
  const made = new Date(`${date}T00:00:00Z`)
  return {
    pageSize: 'A4',
    pageMargins: [PAGE.left, PAGE.top, PAGE.right, PAGE.bottom],
    version: '1.7',
    language: 'en',
    tagged: true,
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
        sectionOf(section, { spell, depth: 1, pending: [], isFirst: index === 0 }),
      ),
    ],
  }
}

function headOf({ title, edition }: Document, spell: Spell): Content {
  const text = `${shortened(spell(title))} · ${shortened(spell(edition))}`
  return { text, style: 'furniture', margin: [PAGE.left, 32, PAGE.right, 0], maxHeight: 12 }
}

function shortened(text: string): string {
  if (text.length <= HEAD_LENGTH_MAX) return text
  return `${text.slice(0, HEAD_LENGTH_MAX - 1).toWellFormed()}…`
}

function footOf(date: string, page: number, pages: number): Content {
  return {
    columns: [{ text: dayInWords(date) }, { text: `Page ${page} of ${pages}`, alignment: 'right' }],
    style: 'furniture',
    margin: [PAGE.left, 20, PAGE.right, 0],
  }
}

function titlePage({ title, details, preface }: Document, spell: Spell): readonly Content[] {
  const table: Tag = { type: 'Table' }
  const rows = details.map(({ label, text }) => {
    const parent: Tag = { type: 'TR', parent: table }
    return [
      { text: pieces(spell(label)), color: COLOURS.soft, tag: { type: 'TD', parent } },
      { text: inlines(text, spell), tag: { type: 'TD', parent } },
    ]
  })
  const shown = {
    table: { widths: [100, TEXT_WIDTH - 100], body: rows },
    layout: 'noBorders',
    margin: [0, 0, 0, 24],
  }
  return [
    { text: pieces(spell(title)), style: 'title', tag: { type: 'H1' } },
    ...(rows.length === 0 ? [] : [shown]),
    ...preface.map(block => blockOf(block, { spell, width: TEXT_WIDTH })),
  ]
}

/** Of the contents: how far a level is moved to the right, and what a number and the space before it take. */
const STEP = 18
const NUMBER_WIDTH = 30
const GAP = 8

function contents(sections: readonly Section[], spell: Spell): readonly Content[] {
  const table: Tag = { type: 'TOC' }
  const lines = (of: readonly Section[], depth: number): readonly Content[] =>
    of.flatMap(({ anchor, number, title, sections: below }) => {
      const tag: Tag = { type: 'TOCI', parent: table }
      const name = `${number}  ${spell(title)}`
      return [
        {
          columns: [
            {
              text: pieces(name, { linkToDestination: anchor }),
              bold: depth === 0,
              width: TEXT_WIDTH - depth * STEP - NUMBER_WIDTH - GAP,
              tag,
            },
            { pageReference: anchor, alignment: 'right', width: NUMBER_WIDTH, tag },
          ],
          columnGap: GAP,
          margin: [depth * STEP, depth === 0 ? 5 : 1, 0, 0],
        },
        ...lines(below, depth + 1),
      ]
    })
  const heading = { text: 'Contents', style: 'h1', pageBreak: 'before', tag: { type: 'H2' } }
  return [heading, ...lines(sections, 0)]
}

type SectionPlace = {
  readonly spell: Spell
  readonly depth: number
  readonly above?: string
  /** Headings above this one with nothing between. */
  readonly pending: readonly Content[]
  /** Nothing of the text stands before it. */
  readonly isFirst: boolean
}

/** A heading stays with what follows it. Where that is a long table, which cannot be held, both begin on a page of their own. */
function sectionOf(section: Section, place: SectionPlace): readonly Content[] {
  const { spell, depth } = place
  const { anchor, blocks, sections } = section
  const headings = [...place.pending, headingOf(section, place)]
  const below = { spell, depth: depth + 1, above: anchor }
  if (blocks.length === 0 && sections.length > 0)
    return sections.flatMap((sub, index) =>
      sectionOf(sub, {
        ...below,
        pending: index === 0 ? headings : [],
        isFirst: place.isFirst && index === 0,
      }),
    )
  const [first, ...others] = runsOf(blocks)
  const isLong = lengthOfStart(section, first ?? [], spell) > WHOLE_LENGTH_MAX
  const isLongTable = isLong && first?.at(-1)?.kind === 'table'
  const write = (block: Block) => blockOf(block, { spell, width: TEXT_WIDTH })
  const start = [...headings, ...(first ?? []).map(write)]
  return [
    ...(place.isFirst || isLongTable ? [nextPage()] : []),
    ...(isLong ? start : [{ stack: start, unbreakable: true }]),
    ...others.flatMap(run => together(run, spell)),
    ...sections.flatMap(sub => sectionOf(sub, { ...below, pending: [], isFirst: false })),
  ]
}

/**
 * Blocks as they are held together: a heading with what follows it, and a list with the paragraph before it. Of such a list, and
 * of one that begins a section, the first entry is taken alone: all of it may be too long to be held.
 */
function runsOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const runs: (readonly Block[])[] = []
  let run: readonly Block[] = []
  for (const [index, block] of blocks.entries()) {
    const leads = block.kind === 'paragraph' && blocks[index + 1]?.kind === 'list'
    if (block.kind === 'heading' || leads) run = [...run, block]
    else if (block.kind === 'list' && (run.length > 0 || index === 0)) {
      const [first, ...others] = block.entries
      runs.push([...run, ...list(first === undefined ? [] : [first])], list(others))
      run = []
    } else {
      runs.push([...run, block])
      run = []
    }
  }
  return [...runs, run].filter(({ length }) => length > 0)
}

function together(run: readonly Block[], spell: Spell): readonly Content[] {
  const written = run.map(block => blockOf(block, { spell, width: TEXT_WIDTH }))
  const length = run.reduce((sum, block) => sum + lengthOfBlock(block, measured(spell)), 0)
  if (run.length === 1 || length > WHOLE_LENGTH_MAX) return written
  return [{ stack: written, unbreakable: true }]
}

/** Headings are in large letters, and so count twice. */
function lengthOfStart({ title, see }: Section, run: readonly Block[], spell: Spell): number {
  const measure = measured(spell)
  const heading = 2 * (measure(title) + see.reduce((sum, { text }) => sum + measure(text), 0))
  return run.reduce((sum, block) => sum + lengthOfBlock(block, measure), heading)
}

/** A line of no height to speak of at the top of a new page. pdfmake writes into what it is given, so each is another. */
function nextPage(): Content {
  return { text: '', fontSize: 1, pageBreak: 'before' }
}

function headingOf({ anchor, number, title, see }: Section, place: SectionPlace): Content {
  const { spell, depth, above } = place
  const shown = `${number}  ${spell(title)}`
  return {
    text: [
      ...pieces(shown),
      ...(see.length === 0 ? [] : [{ text: ' ' }, ...references(see, spell)]),
    ],
    style: depth === 1 ? 'h1' : 'h2',
    id: anchor,
    tag: { type: depth === 1 ? 'H2' : 'H3' },
    outline: true,
    outlineText: `${number} ${visible(title)}`,
    ...(above === undefined ? {} : { outlineParentId: above }),
  }
}

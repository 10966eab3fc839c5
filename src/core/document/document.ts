/**
 * A document for people: what it says, in what order, and what points to what. How that looks is decided by who writes it
 * down: `markdown.ts`, `html.ts`, and `src/pdf` for paper. Its texts are as somebody wrote them, hostile ones too: each writer
 * escapes them for its own form.
 */
export type Document = {
  readonly title: string
  /** Which edition it is, in a few words: with the title at the head of every page. */
  readonly edition: string
  /** The day that it bears, `2026-11-22`. */
  readonly date: string
  /** What stands below the title. */
  readonly details: readonly Detail[]
  /** Before the contents. */
  readonly preface: readonly Block[]
  readonly sections: readonly Section[]
}

export type Detail = { readonly label: string; readonly text: Text }

/** `anchor` is what links point to: unique in the document. `see` stands beside the title. */
export type Section = {
  readonly anchor: string
  /** `8.3` */
  readonly number: string
  readonly title: string
  readonly see: readonly Link[]
  readonly blocks: readonly Block[]
  readonly sections: readonly Section[]
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: Text }
  /** A heading that is not listed in the contents, for a few entries below it. */
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly entries: readonly Entry[] }
  | Table
  /** What a reader must not overlook. */
  | { readonly kind: 'note'; readonly label: string; readonly text: Text }

export type Entry = {
  readonly anchor?: string
  readonly text: Text
  readonly below?: readonly Block[]
}

/** `share` is the part of the width that a column gets, in twelfths. */
export type Table = {
  readonly kind: 'table'
  readonly caption: string
  readonly columns: readonly { readonly title: string; readonly share: number }[]
  readonly rows: readonly Row[]
}
export type Row = { readonly anchor?: string; readonly cells: readonly Text[] }

/** One line of running text, in pieces. `see` are references that stand in brackets behind what they belong to. */
export type Text = readonly Inline[]
export type Inline =
  | string
  | { readonly strong: string }
  | { readonly code: string }
  | { readonly see: readonly Link[] }
  | Link
/** `to` is the anchor of something in the same document: nothing in it points outside. */
export type Link = { readonly to: string; readonly text: string }

export function paragraph(...text: Text): Block {
  return { kind: 'paragraph', text }
}

/** Several entries as one list; no block when there are none. */
export function list(entries: readonly Entry[]): readonly Block[] {
  return entries.length === 0 ? [] : [{ kind: 'list', entries }]
}

/** No block when it would have no rows. */
export function table(
  caption: string,
  columns: readonly (readonly [title: string, share: number])[],
  rows: readonly Row[],
): readonly Block[] {
  if (rows.length === 0) return []
  const titled = columns.map(([title, share]) => ({ title, share }))
  return [{ kind: 'table', caption, columns: titled, rows }]
}

/** Links one after the other, with commas between them. */
export function separated(links: readonly Link[], separator = ', '): Text {
  return links.flatMap((link, index) => (index === 0 ? [link] : [separator, link]))
}

/** A section before it has its number. */
export type Draft = Omit<Section, 'number' | 'sections'> & { readonly sections: readonly Draft[] }

/** A section without a reference of its own; none when nothing would stand in it. */
export function draft(
  anchor: string,
  title: string,
  blocks: readonly Block[],
  sections: readonly Draft[] = [],
): readonly Draft[] {
  if (blocks.length === 0 && sections.length === 0) return []
  return [{ anchor, title, see: [], blocks, sections }]
}

/** Numbers sections as they stand: `8`, and below it `8.1`, `8.2`. */
export function numbered(drafts: readonly Draft[], above = ''): readonly Section[] {
  return drafts.map((section, index) => {
    const number = `${above}${index + 1}`
    return { ...section, number, sections: numbered(section.sections, `${number}.`) }
  })
}

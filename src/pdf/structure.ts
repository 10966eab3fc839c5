// What a page holds beyond its looks: which line is a heading, a cell, an entry of a list. Without it a screen reader, and whoever
// takes the text out of a PDF, sees only letters and where they stand (ISO 32000-2, 14.7 and 14.8).
import { joined } from '#/pdf/inlines.ts'
import type { Inline } from '#/pdf/inlines.ts'

/** An element of the structure of a document. Each is one object: what has the same parent belongs together. */
export type Tag = {
  readonly type: TagType
  readonly parent?: Tag
  /** The head of a table stands on each of its pages, and is to be read once. */
  readonly repeats?: true
}
export type TagType =
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'P'
  | 'Caption'
  | 'L'
  | 'LI'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'TOC'
  | 'TOCI'

/** What we use of a document of pdfkit while it is drawn. */
type Paper = {
  struct(type: string, options?: { readonly scope?: 'Column' }): Element
  addStructure(root: Element): void
  markStructureContent(type: string): object
  markContent(type: 'Artifact'): void
  endMarkedContent(): void
}
type Element = { add(child: object): void; end(): void }

type Line = { tag?: Tag | undefined; inlines: readonly Inline[] }
/** Of pdfmake's own class of that name, what is changed. */
export type Renderer = {
  readonly pdfDocument: Paper
  renderPages: (this: Renderer, pages: readonly object[]) => void
  renderLine: (this: Renderer, line: Line, x: number, y: number) => void
  renderVector: (this: Renderer, vector: object) => void
}
export type LayoutBuilder = {
  buildNextLine: (this: LayoutBuilder, node: { readonly tag?: Tag }) => Line | null
}

/**
 * Teaches pdfmake to mark what it draws. It lays text out in lines and draws these page by page, and knows of no structure: so
 * each line is given the tag of the text that it is of, and each is drawn within the element of that tag. What has no tag
 * (rules, bullets, heads and feet of pages) is marked as furniture. Call once, with the prototypes of pdfmake's own classes.
 */
export function markStructure(layout: LayoutBuilder, renderer: Renderer): void {
  const { buildNextLine } = layout
  const { renderPages, renderLine, renderVector } = renderer
  let elements: Elements | undefined

  layout.buildNextLine = function (node) {
    const line = buildNextLine.call(this, node)
    if (line !== null) line.tag = node.tag
    return line
  }
  renderer.renderPages = function (pages) {
    elements = createElements(this.pdfDocument)
    renderPages.call(this, pages)
    elements.end()
  }
  renderer.renderLine = function (line, x, y) {
    line.inlines = joined(line.inlines)
    elements?.within(line.tag, () => renderLine.call(this, line, x, y))
  }
  renderer.renderVector = function (vector) {
    elements?.within(undefined, () => renderVector.call(this, vector))
  }
}

type Elements = {
  readonly within: (tag: Tag | undefined, draw: () => void) => void
  readonly end: () => void
}

function createElements(paper: Paper): Elements {
  const root = paper.struct('Document')
  paper.addStructure(root)
  const made = new Map<Tag, Element>()

  function elementOf(tag: Tag): Element {
    const known = made.get(tag)
    if (known !== undefined) return known
    const element = paper.struct(tag.type, tag.type === 'TH' ? { scope: 'Column' } : {})
    made.set(tag, element)
    const above = tag.parent === undefined ? root : elementOf(tag.parent)
    above.add(element)
    return element
  }

  return {
    within(tag, draw) {
      const isRepeated = tag?.repeats === true && made.has(tag)
      if (tag === undefined || isRepeated) paper.markContent('Artifact')
      else elementOf(tag).add(paper.markStructureContent(tag.type))
      draw()
      paper.endMarkedContent()
    },
    end: () => root.end(),
  }
}

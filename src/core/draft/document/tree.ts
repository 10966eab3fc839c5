import type { Block, Placed, PointBlock } from '#/core/draft/document/block.ts'
import type { Inline } from '#/core/draft/document/inline.ts'
import { partsOfTitle, splitLabel } from '#/core/draft/document/label.ts'
import type { Node, NodeKind } from '#/core/draft/document/node.ts'
import { regroup } from '#/core/draft/document/regroup.ts'
import { sentencesIn } from '#/core/draft/document/sentence.ts'

/** Makes one tree of the blocks of a document: what stands under a heading, a lead or a point is below it. */
export function treeOf(blocks: readonly Block[]): Node {
  const root = bare('root', 1, undefined)
  const headings: { readonly level: number; readonly node: Node }[] = []
  const plainText = !blocks.some(block => block.kind === 'heading')
  const parent = () => headings.at(-1)?.node ?? root
  const open = (level: number, text: Inline, line: number) => {
    while ((headings.at(-1)?.level ?? 0) >= level) headings.pop()
    headings.push({ level, node: addHeading(parent(), text, line) })
  }
  let lead: Node | undefined
  for (const [index, block] of blocks.entries()) {
    const next = blocks[index + 1]
    const disguised = disguisedHeading(block, next, plainText)
    if (block.kind === 'heading') open(block.level, block.text, block.line)
    // Bold alone on its line: below every real heading, and beside others of its kind.
    else if (disguised !== undefined) open(DISGUISED_LEVEL, disguised.text, disguised.line)
    else lead = addBlock(lead ?? parent(), block, next)
    if (block.kind === 'heading' || disguised !== undefined) lead = undefined
  }
  regroup(root)
  return root
}

/** Deeper than the six levels of real ones. */
const DISGUISED_LEVEL = 7
const TITLE_LENGTH_MAX = 80

function disguisedHeading(
  block: Block,
  next: Block | undefined,
  plainText: boolean,
): Placed | undefined {
  if (block.kind !== 'paragraph' || block.lines.length !== 1 || next === undefined) return undefined
  const [only] = block.lines
  if (only === undefined) return undefined
  const { text, strong } = only.text
  if (text.length > TITLE_LENGTH_MAX || /[.!?;:,]$/.test(text)) return undefined
  if (strong !== '' && strong.length >= text.length - 8 && next.kind !== 'heading') return only
  const bare = /^[\p{Lu}\d]/u.test(text) && text.split(' ').length <= 8
  return plainText && bare ? only : undefined
}

/** Adds a block below a node; gives the lead that it ends with, to which the next block then belongs. */
function addBlock(parent: Node, block: Block, next: Block | undefined): Node | undefined {
  switch (block.kind) {
    case 'paragraph':
      return addParagraph(parent, block.lines, next)
    case 'list':
      for (const point of block.points) addPoint(parent, point)
      return undefined
    case 'table':
      addTable(parent, block)
      return undefined
    case 'code':
      add(parent, 'code', { text: block.text, strong: '', links: [] }, block.line)
      return undefined
    case 'heading':
      addHeading(parent, block.text, block.line)
      return undefined
  }
}

/** A paragraph that ends with a colon introduces what follows it. */
function addParagraph(
  given: Node,
  lines: readonly Placed[],
  next: Block | undefined,
): Node | undefined {
  // A lead that was followed by text and not by a list ended there.
  const parent = given.kind === 'lead' ? (given.parent ?? given) : given
  const introduces = next?.kind === 'list' || next?.kind === 'table' || next?.kind === 'code'
  for (const [index, { text, line }] of lines.entries()) {
    const sentences = sentencesIn(text.text)
    for (const [which, sentence] of sentences.entries()) {
      const isLast = index === lines.length - 1 && which === sentences.length - 1
      const inline = { ...text, text: sentence, strong: which === 0 ? text.strong : '' }
      if (isLast && introduces && (sentence.endsWith(':') || sentence === text.strong))
        return add(parent, 'lead', inline, line)
      add(parent, 'prose', inline, line)
    }
  }
  return undefined
}

function addPoint(parent: Node, { blocks, ordered, box, line }: PointBlock): void {
  const [first, ...rest] = blocks
  const [own, ...others] = first?.kind === 'paragraph' ? first.lines : []
  // A point without words of its own: what it holds stands in its place.
  if (own === undefined) return addAll(parent, blocks)
  const [text = '', ...more] = sentencesIn(own.text.text)
  const node = add(parent, 'point', { ...own.text, text }, own.line, { ordered, box })
  for (const sentence of more)
    add(node, 'prose', { ...own.text, text: sentence, strong: '' }, own.line)
  addAll(node, [
    ...(others.length > 0 ? [{ kind: 'paragraph' as const, lines: others, line }] : []),
    ...rest,
  ])
}

function addAll(parent: Node, blocks: readonly Block[]): void {
  let lead: Node | undefined
  for (const [index, block] of blocks.entries())
    lead = addBlock(lead ?? parent, block, blocks[index + 1])
}

function addTable(parent: Node, block: Block & { readonly kind: 'table' }): void {
  const columns = block.columns.map(({ text }) => text)
  const table: Node = { ...bare('table', block.line, parent), columns }
  parent.children.push(table)
  for (const { cells, line } of block.rows) {
    const texts = cells.map(({ text }) => text)
    const said = texts.flatMap((text, index) => {
      const column = columns[index] ?? ''
      return text === '' ? [] : [column === '' ? text : `${column}: ${text}`]
    })
    if (said.length === 0) continue
    const inline = { text: said.join('; '), strong: '', links: cells.flatMap(({ links }) => links) }
    const row = add(table, 'row', inline, line)
    Object.assign(row, {
      title: texts[0] ?? '',
      body: texts.slice(1).filter(Boolean).join('; '),
      cells: texts,
    })
  }
}

function addHeading(parent: Node, text: Inline, line: number): Node {
  const { number, title } = partsOfTitle(text.text)
  const named = { title, body: title, labelled: false }
  return add(parent, 'heading', text, line, number === undefined ? named : { ...named, number })
}

function add(
  parent: Node,
  kind: NodeKind,
  { text, strong, links }: Inline,
  line: number,
  more: Partial<Node> = {},
): Node {
  const { label, body } =
    kind === 'code' ? { label: undefined, body: text } : splitLabel(text, strong)
  const node: Node = {
    ...bare(kind, line, parent),
    text,
    title: label ?? text.replace(/:$/, ''),
    body,
    labelled: label !== undefined,
    links,
    ...more,
  }
  parent.children.push(node)
  return node
}

function bare(kind: NodeKind, line: number, parent: Node | undefined): Node {
  const none = { text: '', title: '', body: '', labelled: false, ordered: false, box: false }
  return { kind, line, ...none, columns: [], cells: [], links: [], parent, children: [] }
}

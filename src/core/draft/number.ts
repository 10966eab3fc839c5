import { walk } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { pieces } from '#/core/draft/document/sentence.ts'
import { LINE_LENGTH_MAX } from '#/core/plan/limits.ts'

/** A sentence of the document under its number. */
export type DraftedClause = {
  readonly id: string
  readonly text: string
  readonly section: Node | undefined
}

export type Numbered = {
  readonly clauses: readonly DraftedClause[]
  /** The clauses of a node: several where its text is longer than a clause can be. */
  readonly idsOf: (node: Node) => readonly string[]
}

/** Numbers what `counts`, in the order of the document: C4.2 is the second sentence of the fourth section. */
export function numbered(root: Node, counts: (node: Node) => boolean): Numbered {
  const sections = numbersOf(sectionsOf(root))
  const ids = new Map<Node, readonly string[]>()
  const used = new Map<number, number>()
  const clauses: DraftedClause[] = []
  let section: Node | undefined
  for (const node of walk(root)) {
    if (sections.has(node)) section = node
    if (!counts(node)) continue
    const number = section === undefined ? 0 : (sections.get(section) ?? 0)
    const texts = pieces(node.text.replace(/\s+/g, ' '), LINE_LENGTH_MAX)
    const own = texts.map(text => {
      const which = (used.get(number) ?? 0) + 1
      used.set(number, which)
      const id = `C${number}.${which}`
      clauses.push({ id, text, section })
      return id
    })
    ids.set(node, own)
  }
  return { clauses, idsOf: node => ids.get(node) ?? [] }
}

/** The headings of the highest level of which there are several; one alone at the top is the title. */
function sectionsOf(root: Node): readonly Node[] {
  let top = root
  for (;;) {
    const headings = top.children.filter(({ kind }) => kind === 'heading')
    const [only] = headings
    if (headings.length !== 1 || only === undefined) return headings
    // A title with nothing but text below it is a section all the same.
    if (!only.children.some(({ kind }) => kind === 'heading')) return headings
    top = only
  }
}

/** The document's own numbers where they ascend; otherwise they are counted. */
function numbersOf(sections: readonly Node[]): ReadonlyMap<Node, number> {
  const own = sections.map(({ number }) =>
    number === undefined ? undefined : Number(number.split('.')[0]),
  )
  const first = own.findIndex(number => number !== undefined)
  const last = own.findLastIndex(number => number !== undefined)
  const middle = own.slice(Math.max(first, 0), last + 1)
  const ascends =
    first !== -1 &&
    middle.every(
      (number, index) =>
        number !== undefined && number > 0 && (index === 0 || number > (middle[index - 1] ?? 0)),
    )
  if (!ascends) return new Map(sections.map((section, index) => [section, index + 1]))
  const highest = own[last] ?? 0
  // What stands before the first number is the preamble, what follows the last goes on counting.
  return new Map(
    sections.map((section, index) => [
      section,
      index < first ? 0 : index > last ? highest + index - last : (own[index] ?? 0),
    ]),
  )
}

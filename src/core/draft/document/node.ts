/** Where something stands in the document's order of things. */
export type NodeKind = 'root' | 'heading' | 'lead' | 'point' | 'prose' | 'table' | 'row' | 'code'

/**
 * One thing that a document says, with what stands below it. A heading, a line that introduces a list ("Examples:") and a point
 * with a list of its own are alike in this tree, since authors use one for the other.
 */
export type Node = {
  readonly kind: NodeKind
  /** In the document's own words, without markup and addresses. Empty for the root and for a table as a whole. */
  readonly text: string
  /** 1-based. */
  readonly line: number
  /** The label before a colon or a dash ("Response time"), of a heading its words without number; else the whole text. */
  readonly title: string
  /** What follows the label; without one, the whole text. */
  readonly body: string
  readonly labelled: boolean
  /** The number of a heading, as the author wrote it: `3` or `3.2`. */
  readonly number?: string
  readonly ordered: boolean
  readonly box: boolean
  /** Of a table. */
  readonly columns: readonly string[]
  /** Of a row, one for each column. */
  readonly cells: readonly string[]
  readonly links: readonly string[]
  readonly parent: Node | undefined
  /** Grows only while the tree is built. */
  readonly children: Node[]
}

/** A node and all below it, in the order of the document. Without recursion, since authors decide how deep it goes. */
export function* walk(top: Node): Generator<Node> {
  const stack = [top]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index]
      if (child !== undefined) stack.push(child)
    }
  }
}

/** Those above a node, nearest first, without the root. */
export function* above(node: Node): Generator<Node> {
  for (let up = node.parent; up !== undefined && up.kind !== 'root'; up = up.parent) yield up
}

/** Whether the node, or one above it, has a title that matches. */
export function isUnder(node: Node, title: RegExp): boolean {
  return title.test(node.title) || [...above(node)].some(up => isTitled(up) && title.test(up.title))
}

/** Whether it names what stands below it. */
export function isTitled({ kind, children }: Node): boolean {
  return kind === 'heading' || kind === 'lead' || (kind === 'point' && children.length > 0)
}

/** Whether it has words of its own, besides a title for what stands below it. */
export function saysSomething({ kind, labelled, body, text, children }: Node): boolean {
  return (
    !(kind === 'lead' || kind === 'heading' || (labelled && body === '') || text.endsWith(':')) ||
    children.length === 0
  )
}

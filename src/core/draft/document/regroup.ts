import type { Node } from '#/core/draft/document/node.ts'
import { walk } from '#/core/draft/document/node.ts'

/** Labels that say something of what stands above them, so that a list before them has ended. */
const FIELD =
  /^(definition|description|criteria|impact|examples?|response( time)?|goal|objective|purpose|primary|backup|alternate|responsibilities|duties|actions?|when( required)?|how|timeline|timing|content|format|frequency|types?|owner|contact|channel)s?$/i

/**
 * Puts lists in order that lost their indentation, as copied text does: "Examples:" without anything below it takes the points
 * that follow it in the same list, up to the next label.
 */
export function regroup(root: Node): void {
  for (const node of walk(root)) {
    const { children } = node
    if (!children.some(isOpenLabel)) continue
    const grouped: Node[] = []
    let open: Node | undefined
    for (const child of children) {
      if (child.kind !== 'point' || isOpenLabel(child) || isField(child)) open = undefined
      // Labels among points without any, or the other way round: another list has begun.
      else if (open?.children[0] !== undefined && open.children[0].labelled !== child.labelled)
        open = undefined
      if (open === undefined) grouped.push(child)
      else open.children.push(Object.assign(child, { parent: open }))
      if (isOpenLabel(child)) open = child
    }
    children.splice(0, children.length, ...grouped)
  }
}

/** A point that promises a list and has none. */
function isOpenLabel({ kind, labelled, body, children }: Node): boolean {
  return kind === 'point' && labelled && body === '' && children.length === 0
}

function isField({ labelled, title }: Node): boolean {
  return labelled && FIELD.test(title)
}

import { above } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { levelsIn } from '#/core/draft/ladder.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import type { When } from '#/core/draft/when.ts'

/** The levels to which the titles above a node restrict it ("Critical and high incidents"). */
export function levelsAround(sketch: Sketch, node: Node): When | undefined {
  const own = node.labelled ? [node] : []
  for (const up of [...own, ...above(node)]) {
    const { ids, whole } = levelsIn(sketch.ladder, up.title)
    if (whole && ids.length > 0) return { severity: ids }
  }
  return undefined
}

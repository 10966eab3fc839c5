import type { Node } from '#/core/draft/document/node.ts'
import { levelsIn } from '#/core/draft/ladder.ts'
import type { StatedTarget, TargetKind } from '#/core/draft/read/target.ts'
import { isUnbound } from '#/core/draft/binding.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { conditioned } from '#/core/draft/words/condition.ts'
import { deadlinesIn } from '#/core/draft/words/deadline.ts'
import { modalIn } from '#/core/draft/words/modal.ts'
import { spansIn } from '#/core/draft/words/span.ts'

const KINDS: readonly (readonly [RegExp, TargetKind])[] = [
  [/\backnowledg(?:e|ed|es|ement)\b/i, 'acknowledge'],
  [/\bresol(?:ve|ved|ution)\b/i, 'resolve'],
  [/\b(?:initial |first )?respon(?:se|d|ds|ded)\b(?! (?:team|plan|lead|process))/i, 'respond'],
]

/** What is measured afterwards is no limit for anybody. */
const MEASURE = /\b(?:mean|average|median|mtt[a-z]|percentile|kpi|metric)\b/i

/** Sentences that promise a time for some levels: "P1 incidents must be acknowledged within 15 minutes". */
export function readLevelSentences(sketch: Sketch): readonly StatedTarget[] {
  return sketch.nodes.flatMap(node => {
    const isSentence =
      (node.kind === 'prose' || node.kind === 'point') && node.children.length === 0
    return isSentence && !sketch.read.has(node) && !isUnbound(node) ? targetsOf(sketch, node) : []
  })
}

function targetsOf(sketch: Sketch, node: Node): readonly StatedTarget[] {
  const { text } = node
  if (MEASURE.test(text)) return []
  const [deadline, ...others] = deadlinesIn(text)
  if (deadline === undefined || others.length > 0 || spansIn(text).length > 1) return []
  const modality = modalIn(text)?.modality
  if ((modality !== undefined && modality !== 'must') || conditioned(text).condition !== undefined)
    return []
  const { ids } = levelsIn(sketch.ladder, text)
  const timeless = `${text.slice(0, deadline.start)} ${text.slice(deadline.end)}`
  const kinds = KINDS.filter(([pattern]) => pattern.test(timeless))
  const [kind] = kinds
  if (kind === undefined || kinds.length > 1) return []
  const stated = text.slice(deadline.start, deadline.end)
  return sketch.ladder
    .filter(({ id }) => ids.includes(id))
    .map(level => ({
      kind: kind[1],
      label: text,
      text: stated,
      level,
      node,
      isSentence: true as const,
    }))
}

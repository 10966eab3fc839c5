import { levelsIn } from '#/core/draft/ladder.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { ask, draft, titled } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { spansIn } from '#/core/draft/words/span.ts'

type Ends = { readonly from: string; readonly to: string }

const TIMES: readonly (readonly [RegExp, Ends])[] = [
  [
    /\b(?:mean|average|median)?\s?time to (?:detect(?:ion)?|discover|identify)|\bmttd\b/i,
    { from: 'occurred', to: 'detected' },
  ],
  [
    /\b(?:mean|average|median)?\s?time to (?:acknowledge(?:ment)?|respond|response|react)|\bmtta\b/i,
    { from: 'detected', to: 'acknowledged' },
  ],
  [
    /\b(?:mean|average|median)?\s?time to contain(?:ment)?|\bmttc\b/i,
    { from: 'detected', to: 'contained' },
  ],
  [
    /\b(?:mean|average|median)?\s?time to (?:resol(?:ve|ution)|recover(?:y)?|repair|restore|restoration|fix|remediat(?:e|ion)|close)/i,
    { from: 'detected', to: 'resolved' },
  ],
]
const METRICS = /\b(metrics?|kpis?|measures?|measurement|indicators|figures|numbers|performance)\b/i
const COUNT =
  /\b(?:number|count|frequency|volume) of (?:\w+ ){0,2}incidents?\b|\bincident (?:frequency|count|volume)\b|\bincidents? (?:by|per) (?:severity|type|category)\b/i

/** Reads what is measured, and the targets. */
export function readMeasures(sketch: Sketch): void {
  for (const node of sketch.nodes) {
    if (sketch.read.has(node) || !['point', 'prose', 'row'].includes(node.kind)) continue
    if (node.children.length > 0 || node.text.length > 300) continue
    const ends = TIMES.filter(([pattern]) => pattern.test(node.text)).map(([, found]) => found)
    if (ends.length === 1 && ends[0] !== undefined && isMeasure(node))
      addTime(sketch, node, ends[0])
    else if (COUNT.test(node.text) && isMeasure(node)) addCount(sketch, node)
    else if (/^\W*MTTR\b/.test(node.text))
      ask(sketch, 'figure-unclear', 'MTTR: until the first response, or until it is resolved?', [
        node,
      ])
  }
}

/** A figure of its own, and not a word in passing. */
function isMeasure({ title, text, labelled, kind, parent }: Node): boolean {
  const first = kind === 'row' ? title : labelled ? title : text
  const near = [...TIMES.map(([pattern]) => pattern), COUNT].some(
    pattern => (pattern.exec(first)?.index ?? 99) < 20,
  )
  return (
    near &&
    (labelled ||
      kind === 'row' ||
      METRICS.test(parent?.title ?? '') ||
      /\btarget|goal\b/i.test(text))
  )
}

function addTime(sketch: Sketch, node: Node, ends: Ends): void {
  const { title } = titled(
    node.kind === 'row' || node.labelled ? node.title : (node.text.split(/[:;(]/)[0] ?? node.text),
  )
  const spans = spansIn(node.text)
  const [span] = spans
  const levels = levelsIn(sketch.ladder, node.text.replace(node.title, ''))
  const isTarget =
    spans.length === 1 &&
    span !== undefined &&
    !span.working &&
    !/(?:>|more than|over|at least)\s*$/i.test(node.text.slice(0, span.start))
  if (spans.length > 1)
    ask(sketch, 'figure-unclear', `What is the target: "${node.text.slice(0, 120)}"?`, [node])
  const target = isTarget
    ? { target: { within: span.span, ...(levels.ids.length > 0 ? { severity: levels.ids } : {}) } }
    : {}
  draft(sketch, 'measures', title, { title, ...ends, ...target }, [node])
  if (spans.length > 1) sketch.leftOver.push({ node, text: node.text })
}

function addCount(sketch: Sketch, node: Node): void {
  const { title } = titled(node.kind === 'row' || node.labelled ? node.title : node.text)
  const by = (['severity', 'type', 'source'] as const).filter(word =>
    new RegExp(`\\bby\\b[^.]*\\b${word}`, 'i').test(node.text),
  )
  draft(sketch, 'measures', title, { title, ...(by.length > 0 ? { by } : {}) }, [node])
}

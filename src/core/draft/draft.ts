import { isTitled, walk } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { linesOf } from '#/core/draft/document/lines.ts'
import { blocksOf } from '#/core/draft/document/parse.ts'
import { treeOf } from '#/core/draft/document/tree.ts'
import { DOCUMENT_LENGTH_MAX, SENTENCES_MAX } from '#/core/draft/limits.ts'
import { numbered } from '#/core/draft/number.ts'
import type { Numbered } from '#/core/draft/number.ts'
import { draftParties } from '#/core/draft/party.ts'
import type { QuestionCode } from '#/core/draft/question.ts'
import { readAbout } from '#/core/draft/read/about.ts'
import { readAll } from '#/core/draft/read/all.ts'
import { keepTheRest } from '#/core/draft/read/rest.ts'
import { markReferences } from '#/core/draft/see.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { written } from '#/core/draft/write.ts'
import { spansIn } from '#/core/draft/words/span.ts'
import { modalIn } from '#/core/draft/words/modal.ts'
import { SOURCE_LENGTH_MAX } from '#/core/plan/limits.ts'

/** A plan file made of a document, with what its owner still has to say. */
export type Draft = {
  /** The plan source. It compiles without a mistake. */
  readonly yaml: string
  readonly questions: readonly Question[]
  /** Every sentence of the document, in its order. */
  readonly sentences: readonly DraftedSentence[]
}

export type Question = {
  readonly code: QuestionCode
  readonly text: string
  /** Clauses that it is about. */
  readonly clauses: readonly string[]
  /** Line of the document, 1-based, at which the first of them stands. */
  readonly line: number
}

export type DraftedSentence = {
  readonly clauses: readonly string[]
  /** 1-based. */
  readonly line: number
  readonly text: string
  /** `expressed`: some element of the plan carries it out; `recorded`: it is only kept and shown. */
  readonly state: 'expressed' | 'recorded'
  /** Something of it was expressed, and something is only kept. */
  readonly partly: boolean
}

export type Refusal = {
  readonly code: 'too-long' | 'too-many-sentences' | 'plan-too-long'
  readonly message: string
  readonly mend: string
}

/**
 * Drafts a plan from a document in Markdown or plain text, by rules. No figure comes into the plan that is not in the sentence
 * it cites. `file` is the name of the document, as the plan then says. A document beyond the limits is refused.
 */
export function draftPlan(text: string, file: string): Draft | { readonly refused: Refusal } {
  if (text.length > DOCUMENT_LENGTH_MAX)
    return refuse(
      'too-long',
      `The document is ${text.length} characters long; at most ${DOCUMENT_LENGTH_MAX} are read.`,
    )
  const { lines, front } = linesOf(text)
  const root = treeOf(blocksOf(lines))
  const nodes = [...walk(root)]
  if (nodes.length > SENTENCES_MAX)
    return refuse(
      'too-many-sentences',
      `The document has ${nodes.length} sentences, headings and rows; at most ${SENTENCES_MAX} are read.`,
    )
  const sketch = sketchOf(root, nodes)
  readAll(sketch)
  draftParties(sketch)
  keepTheRest(sketch, isSentence)
  markReferences(sketch)
  const cited = new Set(sketch.elements.flatMap(({ cites }) => [...cites]))
  const numbers = numbered(root, node => isSentence(node) || (cited.has(node) && node.text !== ''))
  const yaml = written(sketch, readAbout(sketch, front, file), numbers)
  if (yaml.length > SOURCE_LENGTH_MAX)
    return refuse(
      'plan-too-long',
      `The plan would be ${yaml.length} characters long; at most ${SOURCE_LENGTH_MAX} are read.`,
    )
  return { yaml, questions: questionsOf(sketch, numbers), sentences: sentencesOf(sketch, numbers) }
}

function refuse(code: Refusal['code'], message: string): { readonly refused: Refusal } {
  return {
    refused: { code, message, mend: 'Split the document, and draft a plan from each part.' },
  }
}

function sketchOf(root: Node, nodes: readonly Node[]): Sketch {
  return {
    root,
    nodes,
    elements: [],
    questions: new Map(),
    parties: new Map(),
    taken: new Set(),
    read: new Set(),
    leftOver: [],
    ladder: [],
  }
}

/** Whether a node says something by itself. A title counts when it says more than a name. */
function isSentence(node: Node): boolean {
  if (node.kind === 'root' || node.kind === 'table' || node.text === '') return false
  const isName =
    node.kind === 'heading' ||
    node.kind === 'lead' ||
    (isTitled(node) && node.labelled && node.body === '')
  if (!isName) return true
  return spansIn(node.title).length > 0 || modalIn(node.title) !== undefined
}

function questionsOf(sketch: Sketch, numbers: Numbered): readonly Question[] {
  const order = new Map(sketch.nodes.map((node, index) => [node, index]))
  const placed = [...sketch.questions.values()].map(({ code, text, about }) => {
    const nodes = about.toSorted((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0))
    const clauses = [...new Set(nodes.flatMap(node => numbers.idsOf(node)))]
    return { code, text, clauses, line: nodes[0]?.line ?? 1 }
  })
  return placed.toSorted((one, other) => one.line - other.line)
}

function sentencesOf(sketch: Sketch, numbers: Numbered): readonly DraftedSentence[] {
  const acted = new Set<Node>()
  const kept = new Set<Node>()
  for (const { section, cites } of sketch.elements)
    for (const node of cites) (section === 'statements' ? kept : acted).add(node)
  return sketch.nodes.flatMap((node): readonly DraftedSentence[] => {
    const clauses = numbers.idsOf(node)
    if (clauses.length === 0) return []
    const state = acted.has(node) ? 'expressed' : 'recorded'
    return [
      {
        clauses,
        line: node.line,
        text: node.text,
        state,
        partly: acted.has(node) && kept.has(node),
      },
    ]
  })
}

import { isUnder } from '#/core/draft/document/node.ts'
import type { Node } from '#/core/draft/document/node.ts'
import { isAbout } from '#/core/draft/read/about.ts'
import { EXPLAINS } from '#/core/draft/read/duty.ts'
import { ask, askBlanks, draft } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import { isBlank } from '#/core/draft/words/blank.ts'
import { conditioned } from '#/core/draft/words/condition.ts'
import { deadlinesIn } from '#/core/draft/words/deadline.ts'
import { modalIn } from '#/core/draft/words/modal.ts'
import { TEXT_LENGTH_MAX } from '#/core/plan/limits.ts'

/** Why a sentence is kept and not acted upon. */
const WHY = {
  about: 'It is about the document itself.',
  code: 'It is an example or a form, kept as it stands.',
  blank: 'It was never filled in.',
  optional: 'It says should, may or can: whether it is a promise, the owner has to say.',
  never: 'It forbids something; what has to wait for what, the owner has to say.',
  explains: 'It explains, and promises nothing.',
  duty: 'It may be a promise; who owes what and when could not be read from it.',
  part: 'The rest of the sentence was understood; this part was not.',
  other: 'No promise could be read from it.',
} as const

/** Keeps every sentence that nobody understood, in its own words, and asks what is to be asked of it. */
export function keepTheRest(sketch: Sketch, isSentence: (node: Node) => boolean): void {
  const carried = new Set(sketch.elements.flatMap(({ cites }) => [...cites]))
  for (const node of sketch.nodes)
    if (!carried.has(node) && isSentence(node)) keep(sketch, node, node.text, whyKept(node))
  for (const { node, text } of sketch.leftOver) {
    keep(sketch, node, text, WHY.part)
    askOf(sketch, node, text)
  }
}

function keep(sketch: Sketch, node: Node, text: string, why: string): void {
  draft(
    sketch,
    'statements',
    text.slice(0, 200),
    { text: text.slice(0, TEXT_LENGTH_MAX).toWellFormed(), 'recorded-only': why },
    [node],
  )
  if (why !== WHY.part) askOf(sketch, node, text)
}

function whyKept(node: Node): string {
  if (isAbout(node)) return WHY.about
  if (node.kind === 'code') return WHY.code
  if (isBlank(node.body)) return WHY.blank
  if (isUnder(node, EXPLAINS)) return WHY.explains
  const modality = modalIn(conditioned(node.text).main)?.modality
  if (modality === 'never') return WHY.never
  if (modality === 'should' || modality === 'may') return WHY.optional
  return modality === 'must' || deadlinesIn(node.text).length > 0 ? WHY.duty : WHY.other
}

/** Nothing that looks like a promise, a blank or a figure is passed over in silence. */
function askOf(sketch: Sketch, node: Node, text: string): void {
  askBlanks(sketch, node)
  if (node.kind === 'code' || isAbout(node) || isUnder(node, EXPLAINS)) return
  const modality = modalIn(conditioned(text).main)?.modality
  if (modality === 'never')
    ask(
      sketch,
      'prohibition',
      'These forbid something. Which step, audience or channel must wait, and until when?',
      [node],
    )
  else if (modality === 'should' || modality === 'may')
    ask(
      sketch,
      'binding-unclear',
      'These say what should, may or can be done. Which of them are promises?',
      [node],
    )
  else if (modality === 'must')
    ask(
      sketch,
      'not-executed',
      'These may be promises, and the draft only keeps them. Which are owed in an incident, by whom, and when?',
      [node],
    )
  if (deadlinesIn(text).length > 0)
    ask(
      sketch,
      'figure-unclear',
      'These state a time, and it is not known of what. What is owed, and from when?',
      [node],
    )
}

import type { Node } from '#/core/draft/document/node.ts'
import { momentOf } from '#/core/draft/clock.ts'
import { levelsIn } from '#/core/draft/ladder.ts'
import { ask, draft, inert, leaveOpen, titled } from '#/core/draft/sketch.ts'
import type { Sketch } from '#/core/draft/sketch.ts'
import type { StatedCondition } from '#/core/draft/words/condition.ts'
import { momentIn } from '#/core/draft/words/moment.ts'
import { LINE_LENGTH_MAX } from '#/core/plan/limits.ts'

/** A condition of the language, as the draft writes it. */
export type When = Readonly<Record<string, unknown>>

/** When something is owed, and the moment it counts from when the condition names one. */
export type StatedWhen = { readonly when?: When; readonly from?: string }

/** Both must hold. */
export function both(one: When | undefined, other: When | undefined): When | undefined {
  if (one === undefined || other === undefined) return one ?? other
  if (JSON.stringify(one) === JSON.stringify(other)) return one
  const same = Object.keys(one).some(key => key in other)
  return same ? { all: [one, other] } : { ...one, ...other }
}

/** Reads a condition that a sentence states. `of`: what is owed under it, in the document's words. */
export function whenOf(
  sketch: Sketch,
  stated: StatedCondition,
  of: string,
  node: Node,
  by: string | undefined,
): StatedWhen {
  const text = stated.text.replace(/[.,;:]+$/, '')
  const levels = levelsIn(sketch.ladder, text)
  if (levels.whole && levels.ids.length > 0) return { when: { severity: levels.ids } }
  const type = typeNamed(sketch, text)
  if (type !== undefined) return { when: { type: [type] } }
  if (stated.kind === 'upon') {
    const moment = momentIn(text)
    if (moment !== undefined && 'named' in moment && stated.trailing === true) return {}
    if (moment !== undefined) {
      const name = momentOf(sketch, moment, node)
      return { when: { reached: name }, from: name }
    }
  }
  return { when: { fact: { [factOf(sketch, stated, of, node, by)]: 'yes' } } }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A type of incident, when a condition names it and says no more. */
function typeNamed(sketch: Sketch, text: string): string | undefined {
  const bare = (words: string) =>
    words
      .toLowerCase()
      .replace(
        /\b(?:an?|the|incidents?|attacks?|there is|it is|in case of|case of|response|of|involving)\b/g,
        ' ',
      )
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .replace(/e?s$/, '')
  const wanted = bare(text)
  if (wanted === '') return undefined
  return sketch.elements.find(
    ({ section, keys }) => section === 'types' && bare(String(keys['title'])) === wanted,
  )?.id
}

/** The question that decides whether it holds; asked once, however many duties hang on it. */
function factOf(
  sketch: Sketch,
  { text, open, trailing }: StatedCondition,
  of: string,
  node: Node,
  by: string | undefined,
): string {
  const words = text.replace(/[.,;:]+$/, '')
  const question = open
    ? `${of}: is it ${words.replace(/^(?:it is|they are)\s+/i, '')}?`
    : words.split(' ').length <= 3 && trailing === true
      ? `${of}: ${words}?`
      : `Is it so: ${words}?`
  const asked = inert(question).slice(0, LINE_LENGTH_MAX).toWellFormed()
  const existing = sketch.elements.find(
    ({ section, keys }) => section === 'facts' && keys['ask'] === asked,
  )
  if (existing !== undefined) {
    existing.cites.add(node)
    return existing.id
  }
  const fact = draft(
    sketch,
    'facts',
    open ? `${of} ${words}` : words,
    {
      title: capital(titled(open ? `${of}: ${words}` : words).title),
      ask: asked,
      by: by ?? 'on-call',
    },
    [node],
  )
  if (by === undefined)
    ask(
      sketch,
      'who-missing',
      'Who answers the questions on which duties hang? The draft asks whoever is on call.',
      [node],
    )
  if (open) {
    leaveOpen(fact, `The document does not say when it is ${words.split(' ').at(-1) ?? words}.`)
    ask(sketch, 'condition-open', `"${words}": who decides that, and by what?`, [node])
  }
  return fact.id
}

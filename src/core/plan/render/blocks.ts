import { paragraph } from '#/core/document/document.ts'
import type { Block, Entry, Inline, Link, Row, Text } from '#/core/document/document.ts'
import type { ElementKind } from '#/core/plan/check/coverage.ts'
import type { Element } from '#/core/plan/plan.ts'
import { MARK_LABELS, marksOf } from '#/core/plan/sentence/mark.ts'

/** Elements of a plan as parts of a document. Each has one place in it, which links to it lead to. */

export function anchorOf(kind: ElementKind | 'playbook', id: string): string {
  return `${kind}-${id}`
}

export function clauseAnchor(clause: string): string {
  return `clause-${clause}`
}

export function regimeAnchor(regime: string): string {
  return `regime-${regime}`
}

/** Links to what an element carries out: clauses, and the regime that it comes from. */
export function clausesOf({ cite, regime }: Pick<Element, 'cite' | 'regime'>): readonly Link[] {
  return [
    ...cite.map(clause => ({ to: clauseAnchor(clause), text: clause })),
    ...(regime === undefined ? [] : [{ to: regimeAnchor(regime), text: regime.toUpperCase() }]),
  ]
}

/** ` [C4.2, C4.3]`, or nothing. */
export function cites(element: Pick<Element, 'cite' | 'regime'>): Text {
  const see = clausesOf(element)
  return see.length === 0 ? [] : [' ', { see }]
}

/** What an element says besides its sentences: the law behind it, and its honesty marks. */
export function notesOf(element: Pick<Element, 'marks' | 'law'>): readonly Block[] {
  const { law } = element
  return [
    ...(law === undefined ? [] : [paragraph(`Law: ${law}.`)]),
    ...marksOf(element).map(({ mark, text }) => ({
      kind: 'note' as const,
      label: MARK_LABELS[mark],
      text: [text],
    })),
  ]
}

/** Title of an element in bold, what it says behind it with the clauses, and what else holds below. */
export function entry(
  kind: ElementKind | 'playbook',
  element: Element,
  text: string,
  below: readonly Block[] = [],
): Entry {
  const said: readonly Inline[] = text === '' ? [] : [` ${text}`]
  return {
    anchor: anchorOf(kind, element.id),
    text: [{ strong: closed(element.title) }, ...said, ...cites(element)],
    below: [...below, ...notesOf(element)],
  }
}

/** A row that begins with the title of an element and its clauses; its marks stand behind what the last cell says. */
export function row(
  kind: ElementKind | 'playbook',
  element: Element,
  cells: readonly Text[],
): Row {
  const marks = marksOf(element).map(({ mark, text }) => ` ${MARK_LABELS[mark]}: ${text}`)
  const named: Text = [{ strong: element.title }, ...cites(element), ...marks]
  return { anchor: anchorOf(kind, element.id), cells: [named, ...cells] }
}

export function paragraphs(sentences: readonly string[]): readonly Block[] {
  return sentences.map(sentence => paragraph(sentence))
}

/** A title as a sentence of its own. */
function closed(title: string): string {
  return /[.!?:…]$/.test(title) ? title : `${title}.`
}

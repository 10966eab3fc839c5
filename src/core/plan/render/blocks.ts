import { list, paragraph, table } from '#/core/document/document.ts'
import type { Block, Entry, Inline, Link, Text } from '#/core/document/document.ts'
import type { ElementKind } from '#/core/plan/check/coverage.ts'
import type { Element, Plan } from '#/core/plan/plan.ts'
import { severityName, titleOf } from '#/core/plan/sentence/words.ts'
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
export function clausesOf(plan: Plan, { cite, regime }: Cited): readonly Link[] {
  return [
    ...cite.map(clause => ({ to: clauseAnchor(clause), text: clause })),
    ...(regime === undefined
      ? []
      : [{ to: regimeAnchor(regime), text: titleOf(plan.regimes ?? [], regime) }]),
  ]
}

type Cited = Pick<Element, 'cite' | 'regime'>

/** ` [C4.2, C4.3]`, or nothing. */
export function cites(plan: Plan, element: Cited): Text {
  const see = clausesOf(plan, element)
  return see.length === 0 ? [] : [' ', { see }]
}

/** What an element says besides its sentences: the law behind it, and its honesty marks. */
export function notesOf(element: Pick<Element, 'marks' | 'law'>): readonly Block[] {
  return [
    ...(element.law === undefined ? [] : [paragraph(`Law: ${element.law}.`)]),
    ...markNotes(element),
  ]
}

function markNotes(element: Pick<Element, 'marks'>): readonly Block[] {
  return marksOf(element).map(({ mark, text }) => ({
    kind: 'note',
    label: MARK_LABELS[mark],
    text: [text],
  }))
}

function lawOf({ law }: Element): Text {
  return law === undefined ? [] : [` Law: ${law}.`]
}

/** Title of an element in bold, what it says behind it with the clauses, and what else holds below. */
export function entry(
  plan: Plan,
  kind: ElementKind | 'playbook',
  element: Element,
  text: string,
  below: readonly Block[] = [],
): Entry {
  const said: readonly Inline[] = text === '' ? [] : [` ${text}`]
  return {
    anchor: anchorOf(kind, element.id),
    text: [{ strong: closed(element.title) }, ...said, ...cites(plan, element)],
    below: [...below, ...notesOf(element)],
  }
}

/** An element that is a row of a table: what its first cell says is its title. */
export type ElementRow = {
  readonly kind: ElementKind
  readonly element: Element
  readonly cells: readonly Text[]
}

/** A table of elements: each row begins with a title, its clauses and its law. The marks of one stand below the table. */
export function elementTable(
  plan: Plan,
  caption: string,
  columns: readonly (readonly [title: string, share: number])[],
  rows: readonly ElementRow[],
): readonly Block[] {
  const titled = rows.map(({ kind, element, cells }) => ({
    anchor: anchorOf(kind, element.id),
    cells: [[{ strong: element.title }, ...cites(plan, element), ...lawOf(element)], ...cells],
  }))
  return [...table(caption, columns, titled), ...list(rows.flatMap(noted))]
}

function noted({ element }: ElementRow): readonly Entry[] {
  const below = markNotes(element)
  return below.length === 0 ? [] : [{ text: [{ strong: closed(element.title) }], below }]
}

export function paragraphs(sentences: readonly string[]): readonly Block[] {
  return sentences.map(sentence => paragraph(sentence))
}

/** What an element is called: a question by its words, a level by its name. */
export function nameOf(plan: Plan, kind: ElementKind, element: Element): string {
  if (kind === 'severity') return severityName(plan, element.id)
  const fact = kind === 'fact' ? plan.facts.find(({ id }) => id === element.id) : undefined
  return fact === undefined ? element.title : fact.ask
}

/** A title as a sentence of its own. */
function closed(title: string): string {
  return /[.!?:…]$/.test(title) ? title : `${title}.`
}

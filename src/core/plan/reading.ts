import type { Block, Document, Entry, Section, Text } from '#/core/document/document.ts'
import { coverage, elementsOf } from '#/core/plan/check/coverage.ts'
import type { ElementKind } from '#/core/plan/check/coverage.ts'
import type { Element, Plan, Rule } from '#/core/plan/plan.ts'
import { renderPlan } from '#/core/plan/render.ts'
import type { Edition } from '#/core/plan/render.ts'
import { anchorOf, clauseAnchor, nameOf } from '#/core/plan/render/blocks.ts'
import { aboutDeadline, deadlineInWords } from '#/core/plan/sentence/clock.ts'
import { marksOf } from '#/core/plan/sentence/mark.ts'
import { timeInWords } from '#/core/plan/sentence/rule.ts'
import { capitalised, severityName, titleOf } from '#/core/plan/sentence/words.ts'

/** An element of a plan as a reader meets it: where in the document, where in the source, and in which words. */
export type ReadElement = {
  readonly anchor: string
  readonly kind: ElementKind
  readonly id: string
  readonly title: string
  readonly cites: readonly string[]
  /** Line of the plan source, 1-based; null for what comes from a regime. */
  readonly line: number | null
  /** Honesty marks that it bears. */
  readonly marks: readonly string[]
  /** What the document says of it, a paragraph each. */
  readonly said: readonly string[]
}

/** The elements of a plan in the words of its document, in the order of the source; those of regimes last. */
export function elementsRead(plan: Plan, document: Document): readonly ReadElement[] {
  const said = saidIn(document)
  const read = elementsOf(plan).map(({ kind, element }) => {
    const anchor = anchorOf(kind, element.id)
    return {
      anchor,
      kind,
      id: element.id,
      title: nameOf(plan, kind, element),
      cites: element.cite,
      line: element.regime === undefined ? element.line : null,
      marks: marksOf(element).map(({ mark }) => mark),
      said: said.get(anchor) ?? [],
    }
  })
  return read.toSorted((one, other) => (one.line ?? Infinity) - (other.line ?? Infinity))
}

/** A plan for who reads it on a screen: the document, and beside it what is read as a table or followed as a link. */
export type Reading = {
  readonly document: Document
  readonly elements: readonly Omit<ReadElement, 'said'>[]
  readonly clauses: readonly ReadClause[]
  readonly severities: readonly ReadSeverity[]
  readonly clocks: readonly ReadClock[]
  readonly roles: readonly ReadRole[]
}

export type ReadClause = {
  readonly id: string
  readonly anchor: string
  readonly text: string
  readonly line: number | null
  /** The work that will carry it, where it is left for later. */
  readonly later: string | null
  readonly carriers: readonly {
    readonly anchor: string
    readonly kind: ElementKind
    readonly title: string
  }[]
}

export type ReadSeverity = Pick<Element, 'id'> & {
  readonly anchor: string
  readonly name: string
  readonly means: string
  readonly examples: readonly string[]
  readonly cites: readonly string[]
}

/** A limit that a law sets. */
export type ReadClock = Pick<Element, 'id' | 'title'> & {
  readonly anchor: string
  readonly law: string | null
  readonly regime: string | null
  readonly act: string
  /** By when, at a glance; empty where no time is set. */
  readonly deadline: string
  readonly when: string
  /** What else holds of its time: ends that it has in any case, where it moves over a weekend. */
  readonly limits: readonly string[]
  readonly unverified: string | null
}

export type ReadRole = Pick<Element, 'id' | 'title'> & {
  readonly anchor: string
  /** In the order in which they are asked. */
  readonly holders: readonly { readonly id: string; readonly title: string }[]
  readonly cites: readonly string[]
}

export function readingOf(plan: Plan, edition: Edition): Reading {
  const document = renderPlan(plan, edition)
  const elements = elementsRead(plan, document).map(({ said: _said, ...element }) => element)
  const named = new Map(elements.map(element => [element.anchor, element]))
  return {
    document,
    elements,
    clauses: clausesRead(plan, named),
    severities: plan.severities.map(({ id, means, examples, cite }) => ({
      id,
      anchor: anchorOf('severity', id),
      name: severityName(plan, id),
      means,
      examples,
      cites: cite,
    })),
    clocks: plan.rules.flatMap(rule => clockRead(plan, rule)),
    roles: plan.roles.map(({ id, title, holders, cite }) => ({
      id,
      title,
      anchor: anchorOf('role', id),
      holders: holders.map(holder => ({
        id: holder,
        title: titleOf([...plan.positions, ...plan.groups], holder),
      })),
      cites: cite,
    })),
  }
}

function clausesRead(
  plan: Plan,
  named: ReadonlyMap<string, Pick<ReadElement, 'title'>>,
): readonly ReadClause[] {
  const lines = new Map(plan.clauses.map(({ id, line }) => [id, line ?? null]))
  return coverage(plan).map(({ clause, text, carriedBy, later }) => ({
    id: clause,
    anchor: clauseAnchor(clause),
    text,
    line: lines.get(clause) ?? null,
    later: later ?? null,
    carriers: carriedBy.map(({ kind, id }) => {
      const anchor = anchorOf(kind, id)
      return { anchor, kind, title: named.get(anchor)?.title ?? id }
    }),
  }))
}

function clockRead(plan: Plan, rule: Rule): readonly ReadClock[] {
  const { id, title, law, regime, clock, every, marks, act } = rule
  if (clock === undefined && every === undefined) return []
  if (law === undefined && regime === undefined) return []
  return [
    {
      id,
      title,
      anchor: anchorOf('obligation', id),
      law: law ?? null,
      regime: regime === undefined ? null : titleOf(plan.regimes ?? [], regime),
      act: act.do,
      deadline: glanceAt(plan, rule),
      when: timeInWords(plan, rule),
      limits: limitsOf(plan, rule),
      unverified: marks.unverified ?? null,
    },
  ]
}

function glanceAt(plan: Plan, rule: Rule): string {
  const { end, parts } = deadlineInWords(plan, rule)
  const short = end.replace(/^[\s,]+/, '')
  return capitalised(short === '' ? parts.join('; ') : short)
}

/** Without the reminder: that is Tocsin's, and no limit. */
function limitsOf(plan: Plan, { clock, every }: Rule): readonly string[] {
  if (clock === undefined) return []
  const { warn: _reminder, ...limits } = clock
  return aboutDeadline(plan, { clock: limits, ...(every && { every }) })
}

/** By anchor, what stands there, as plain text. */
function saidIn({ sections }: Document): ReadonlyMap<string, readonly string[]> {
  const said = new Map<string, readonly string[]>()
  const visit = ({ anchor, blocks, sections: below }: Section) => {
    said.set(anchor, blocks.flatMap(plainBlock))
    for (const block of blocks) anchorsIn(block, said)
    for (const section of below) visit(section)
  }
  for (const section of sections) visit(section)
  return said
}

function anchorsIn(block: Block, said: Map<string, readonly string[]>): void {
  if (block.kind === 'list')
    for (const entry of block.entries) {
      if (entry.anchor !== undefined) said.set(entry.anchor, plainEntry(entry))
      for (const below of entry.below ?? []) anchorsIn(below, said)
    }
  if (block.kind === 'table')
    for (const { anchor, cells } of block.rows)
      if (anchor !== undefined) said.set(anchor, [cells.map(plain).join(' · ')])
}

function plainBlock(block: Block): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return [plain(block.text)]
    case 'heading':
      return [block.text]
    case 'note':
      return [`${block.label}: ${plain(block.text)}`]
    case 'list':
      return block.entries.flatMap(plainEntry)
    case 'table':
      return block.rows.map(({ cells }) => cells.map(plain).join(' · '))
  }
}

function plainEntry({ text, below = [] }: Entry): readonly string[] {
  return [plain(text), ...below.flatMap(plainBlock)]
}

function plain(text: Text): string {
  return text
    .map(inline => {
      if (typeof inline === 'string') return inline
      if ('strong' in inline) return inline.strong
      if ('code' in inline) return inline.code
      if ('see' in inline) return `[${inline.see.map(({ text: shown }) => shown).join(', ')}]`
      return inline.text
    })
    .join('')
    .trim()
}

import { draft, list, paragraph, table } from '#/core/document/document.ts'
import type { Block, Draft, Link, Row } from '#/core/document/document.ts'
import { elementsOf } from '#/core/plan/check/coverage.ts'
import type { ElementKind } from '#/core/plan/check/coverage.ts'
import type { Element, Plan } from '#/core/plan/plan.ts'
import { anchorOf, nameOf } from '#/core/plan/render/blocks.ts'
import { renderStatements } from '#/core/plan/render/upkeep.ts'
import { MARK_LABELS, marksOf } from '#/core/plan/sentence/mark.ts'
import { quoted } from '#/core/plan/sentence/words.ts'

/** Where a reader must not take the plan for more than it is: what nothing acts on, and what is not certain or not stated. */
export function renderOpenEnds(plan: Plan): readonly Draft[] {
  return [
    ...draft('section-recorded', 'What is only recorded', renderRecorded(plan)),
    ...draft('section-open', 'What is left open', renderOpen(plan)),
  ]
}

type Named = { readonly kind: ElementKind; readonly element: Element }

function renderRecorded(plan: Plan): readonly Block[] {
  const elements = elementsOf(plan).filter(
    ({ kind, element }) => kind !== 'statement' && element.marks.recordedOnly !== undefined,
  )
  const blocks = [
    ...renderStatements(plan),
    ...list(
      elements.map(named => ({
        text: [linkTo(plan, named), `: ${named.element.marks.recordedOnly ?? ''}`],
      })),
    ),
  ]
  return blocks.length === 0 ? [] : [paragraph(RECORDED), ...blocks]
}

const RECORDED =
  'This is part of the plan and is shown to its readers. The program does not act on it.'

function renderOpen(plan: Plan): readonly Block[] {
  const columns = [
    ['What', 2],
    ['Where', 3],
    ['How it is read', 7],
  ] as const
  const marked = elementsOf(plan).flatMap((named): readonly Row[] =>
    marksOf(named.element)
      .filter(({ mark }) => mark !== 'recordedOnly')
      .map(({ mark, text }) => ({ cells: [[MARK_LABELS[mark]], [linkTo(plan, named)], [text]] })),
  )
  const rows = [...marked, ...wordsOnly(plan)]
  return rows.length === 0
    ? []
    : [
        paragraph(OPEN),
        ...table('What is left open, is uncertain, or stands elsewhere', columns, rows),
      ]
}

const OPEN =
  'Where the source says nothing, says it elsewhere or contradicts itself, the plan says so instead of guessing. A deadline that the source gives in words stays in words.'

/** Deadlines without a figure. */
function wordsOnly(plan: Plan): readonly Row[] {
  return plan.rules.flatMap(rule => {
    const cases = [...(rule.clock?.cases ?? []), ...(rule.every?.cases ?? [])]
    const where = linkTo(plan, { kind: 'obligation', element: rule })
    return cases.flatMap(({ unmeasured }) =>
      unmeasured === undefined
        ? []
        : [{ cells: [['Deadline in words'], [where], [quoted(unmeasured)]] }],
    )
  })
}

function linkTo(plan: Plan, { kind, element }: Named): Link {
  return { to: anchorOf(kind, element.id), text: nameOf(plan, kind, element) }
}

import { draft, list, paragraph } from '#/core/document/document.ts'
import type { Block, Draft } from '#/core/document/document.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Omitted, Regime } from '#/core/plan/regime.ts'
import { anchorOf, clausesOf, paragraphs, regimeAnchor } from '#/core/plan/render/blocks.ts'
import { regimeInWords } from '#/core/plan/sentence/frame.ts'
import { MARK_LABELS } from '#/core/plan/sentence/mark.ts'
import { titleOf } from '#/core/plan/sentence/words.ts'

/** The laws whose duties a plan has taken up, and what of each it carries out in another way or leaves out. */
export function renderRegimes(plan: Plan): readonly Draft[] {
  const regimes = plan.regimes ?? []
  return draft(
    'section-regimes',
    'Regimes',
    regimes.length === 0 ? [] : [paragraph(REGIMES)],
    regimes.map(regime => renderRegime(plan, regime)),
  )
}

const REGIMES =
  'A regime is a law in the words of a plan. What follows from one stands among the promises and carries its name in brackets.'

function renderRegime(plan: Plan, regime: Regime): Draft {
  const { id, title, unverified, inForce } = regime
  return {
    anchor: regimeAnchor(id),
    title,
    see: clausesOf(plan, { cite: regime.cite }),
    blocks: [
      ...paragraphs(regimeInWords(plan, regime)),
      ...doubts([unverified, inForce?.unverified]),
      ...renderSame(plan, regime),
      ...renderLeftOut(regime),
    ],
    sections: [],
  }
}

function doubts(reasons: readonly (string | undefined)[]): readonly Block[] {
  return reasons.flatMap(reason =>
    reason === undefined ? [] : [{ kind: 'note', label: MARK_LABELS.unverified, text: [reason] }],
  )
}

function renderSame(plan: Plan, { same }: Regime): readonly Block[] {
  if (same.length === 0) return []
  return [
    paragraph('The plan carries these of its duties out by promises of its own:'),
    ...list(
      same.map(({ obligation, by }) => ({
        text: [
          `${dutyOf(obligation)}: `,
          { to: anchorOf('obligation', by), text: titleOf(plan.rules, by) },
        ],
      })),
    ),
  ]
}

function renderLeftOut({ leftOut }: Regime): readonly Block[] {
  if (leftOut.length === 0) return []
  return [
    paragraph('The plan leaves these of its duties out:'),
    ...list(leftOut.map(({ obligation, why }) => ({ text: [`${dutyOf(obligation)}: ${why}`] }))),
  ]
}

function dutyOf({ title, law }: Omitted): string {
  return law === undefined ? title : `${title} (${law})`
}

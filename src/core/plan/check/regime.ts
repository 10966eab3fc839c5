import type { Finding } from '#/core/plan/check/finding.ts'
import { lengthMs } from '#/core/plan/check/length.ts'
import type { Proofs } from '#/core/plan/check/proof.ts'
import { allOf, noneOf } from '#/core/plan/check/question.ts'
import { caseInWords } from '#/core/plan/check/words.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Element, Plan, Rule } from '#/core/plan/plan.ts'
import { underived } from '#/core/plan/regime/compile.ts'
import type { Regime } from '#/core/plan/regime.ts'
import { startText } from '#/core/plan/start-name.ts'

/**
 * What the regimes that are switched on ask, and the plan leaves out, or promises more loosely than the law where it says that
 * its own obligation stands for that of the law.
 */
export function checkRegimes(plan: Plan, proofs: Proofs): readonly Finding[] {
  return (plan.regimes ?? []).flatMap(regime => [
    ...leftOut(regime),
    ...regime.same.flatMap(({ obligation, by }) => looser(plan, proofs, regime, obligation, by)),
    ...notVerified(plan, regime),
  ])
}

function leftOut({ id, line, leftOut: omitted }: Regime): readonly Finding[] {
  return omitted.map(({ obligation, why }) => ({
    severity: 'note',
    code: 'regime-left-out',
    line,
    message: `The plan leaves out \`${obligation.id}\` of the regime ${id}${lawOf(obligation.law)}: ${quote(why)}.`,
    mend: 'Nothing, if whoever answers for that law agrees.',
  }))
}

function lawOf(law: string | undefined): string {
  return law === undefined ? '' : ` (${law})`
}

/** The plan's own promise in the place of the law's: not later, not from another moment, not for fewer cases. */
function looser(
  plan: Plan,
  proofs: Proofs,
  { id, line }: Regime,
  law: Rule,
  by: string,
): readonly Finding[] {
  const own = plan.rules.find(rule => rule.id === by)
  if (own === undefined) return []
  return [
    ...laterThan(own, law),
    ...otherStart(plan, own, law),
    ...fewerCases(proofs, own, law),
  ].map(message => ({
    severity: 'warning',
    code: 'regime-contradicted',
    line,
    message: `\`${by}\` stands for \`${law.id}\` of the regime ${id}${lawOf(law.law)}, and ${message}.`,
    mend: `Mend \`${by}\`, or leave it out of \`same\`: then both are owed.`,
  }))
}

function laterThan(own: Rule, law: Rule): readonly string[] {
  const [limit, ...others] = law.clock?.cases ?? []
  if (limit?.within === undefined || others.length > 0) return []
  const longest = Math.max(
    0,
    ...(own.clock?.cases ?? []).map(({ within }) =>
      within === undefined ? Infinity : lengthMs(within),
    ),
  )
  if (own.clock === undefined || longest === Infinity)
    return [`has no limit, where the law gives ${limit.within.text}`]
  return longest > lengthMs(limit.within)
    ? [`may take longer than the ${limit.within.text} of the law`]
    : []
}

function otherStart({ moments }: Plan, own: Rule, law: Rule): readonly string[] {
  const theirs = law.clock?.from
  if (own.clock === undefined || theirs === undefined) return []
  const ours = underived(own.clock.from, moments)
  return startText(ours) === startText(theirs)
    ? []
    : [`counts from ${startText(ours)}, where the law counts from ${startText(theirs)}`]
}

/** The shortest case in which the law applies and the plan's promise does not. */
function fewerCases(proofs: Proofs, own: Rule, law: Rule): readonly string[] {
  const found = proofs.caseOf(allOf([law.when, noneOf([own.when])]), own)
  return found === undefined
    ? []
    : [`does not apply where the law does: ${found.size === 0 ? 'always' : caseInWords(found)}`]
}

/** What rests on secondary sources is said once for each regime. */
function notVerified(plan: Plan, { id, line }: Regime): readonly Finding[] {
  const doubtful = plan.rules.filter(
    rule => rule.regime === id && rule.marks.unverified !== undefined,
  )
  if (doubtful.length === 0) return []
  return [
    {
      severity: 'note',
      code: 'regime-not-verified',
      line,
      message: `Not verified in the regime ${id}: ${doubtful.map(rule => `\`${rule.id}\` (${rule.marks.unverified})`).join(', ')}.`,
      mend: 'Compare with the text of the law before relying on it.',
    },
  ]
}

/** What one regime asks under a plan, each with its law: for whoever looks through the plan. */
export type RegimeDuties = {
  readonly id: string
  readonly title: string
  readonly version: string
  readonly law: string
  readonly duties: readonly Duty[]
  readonly leftOut: readonly { readonly id: string; readonly law?: string; readonly why: string }[]
}
/** `id` is the obligation or the entry of the program that carries it out: of the regime, or one of the plan that stands for it. */
type Duty = {
  readonly id: string
  readonly title: string
  readonly law?: string
  readonly unverified?: string
}

export function dutiesOf(plan: Plan): readonly RegimeDuties[] {
  return (plan.regimes ?? []).map(({ id, title, version, law, same, leftOut: omitted }) => ({
    id,
    title,
    version,
    law,
    duties: [
      ...plan.rules.filter(rule => rule.regime === id || same.some(({ by }) => by === rule.id)),
      ...plan.program.filter(entry => entry.regime === id),
    ].map(duty),
    leftOut: omitted.map(({ obligation, why }) => ({
      id: obligation.id,
      ...(obligation.law !== undefined && { law: obligation.law }),
      why,
    })),
  }))
}

function duty({ id, title, law, marks: { unverified } }: Element): Duty {
  return {
    id,
    title,
    ...(law !== undefined && { law }),
    ...(unverified !== undefined && { unverified }),
  }
}

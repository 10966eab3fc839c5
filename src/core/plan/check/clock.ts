import type { Finding, FindingCode } from '#/core/plan/check/finding.ts'
import { lengthMs } from '#/core/plan/check/length.ts'
import type { Proofs } from '#/core/plan/check/proof.ts'
import { all } from '#/core/plan/compile/condition.ts'
import type { Limit, Start } from '#/core/plan/clock.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'
import { startText } from '#/core/plan/start-name.ts'

/** What is wrong with the time that a promise has, whatever the incident. */
export function checkClock(plan: Plan, proofs: Proofs, rule: Rule): readonly Finding[] {
  const cases = rule.every?.cases ?? rule.clock?.cases ?? []
  return [
    ...cases.flatMap(limit => checkLimit(rule, limit)),
    ...checkWarning(rule, cases),
    ...checkEarliest(rule, cases),
    ...checkCaps(rule, cases),
    ...checkReach(proofs, rule, cases),
    ...checkStarts(plan, rule),
  ]
}

function error(code: FindingCode, { line }: Rule, message: string, mend: string): Finding {
  return { severity: 'error', code, line, message, mend }
}

function warning(code: FindingCode, { line }: Rule, message: string, mend: string): Finding {
  return { severity: 'warning', code, line, message, mend }
}

function checkLimit(rule: Rule, { within, aim }: Limit): readonly Finding[] {
  const { id } = rule
  const findings: Finding[] = []
  if (aim !== undefined && within !== undefined && lengthMs(aim) > lengthMs(within))
    findings.push(
      error(
        'aim-after-limit',
        rule,
        `\`${id}\` aims at ${aim.text}, which is later than its limit of ${within.text}.`,
        'Write an aim before the limit.',
      ),
    )
  if (within !== undefined && lengthMs(within) === 0)
    findings.push(
      error(
        'due-at-once',
        rule,
        `\`${id}\` is overdue the moment it begins: its limit is ${within.text}.`,
        'Write a limit that can be met, or `unmeasured: at once`.',
      ),
    )
  return findings
}

/** The shortest of the times that it may have; undefined when it has none. */
function shortest(cases: readonly Limit[]): Limit['within'] {
  const spans = cases.flatMap(({ within }) => within ?? [])
  return spans.toSorted((one, other) => lengthMs(one) - lengthMs(other))[0]
}

function checkWarning(rule: Rule, cases: readonly Limit[]): readonly Finding[] {
  const warn = rule.clock?.warn
  const limit = shortest(cases)
  if (warn === undefined || limit === undefined || lengthMs(limit) === 0) return []
  if (lengthMs(warn) < lengthMs(limit)) return []
  return [
    warning(
      'warns-at-once',
      rule,
      `\`${rule.id}\` warns ${warn.text} before a limit of ${limit.text}: as soon as it begins.`,
      'Write a shorter `warn`.',
    ),
  ]
}

/** What may not be done before its limit is late whenever it is done. */
function checkEarliest(rule: Rule, cases: readonly Limit[]): readonly Finding[] {
  const least = rule.clock?.notBefore
  const limit = shortest(cases)
  if (least === undefined || limit === undefined || lengthMs(least) < lengthMs(limit)) return []
  return [
    error(
      'due-before-it-may-be',
      rule,
      `\`${rule.id}\` may be done ${least.text} after its start at the earliest, and is due within ${limit.text}.`,
      'Write a shorter `not-before`, or a longer limit.',
    ),
  ]
}

/** A cap counted from the start of the clock itself says the same in every incident: that it binds, or that it does not. */
function checkCaps(rule: Rule, cases: readonly Limit[]): readonly Finding[] {
  const { clock } = rule
  if (clock === undefined) return []
  const from = JSON.stringify(clock.from)
  const limits = cases.flatMap(({ within }) => within ?? [])
  return clock.noLaterThan.flatMap((cap): readonly Finding[] => {
    if (
      JSON.stringify(cap) === from ||
      (cap.kind === 'before' && JSON.stringify(cap.start) === from)
    )
      return [
        error(
          'due-before-it-starts',
          rule,
          `\`${rule.id}\` is to be done no later than ${startText(cap)}, which is not after it starts.`,
          'Mend `no-later-than:` or `from:`.',
        ),
      ]
    if (cap.kind !== 'after' || JSON.stringify(cap.start) !== from) return []
    if (limits.length === 0 || limits.length < cases.length) return []
    if (limits.some(within => lengthMs(within) > lengthMs(cap.by))) return []
    return [
      warning(
        'cap-never-binds',
        rule,
        `\`${rule.id}\` is due before ${startText(cap)} anyway, so that \`no-later-than\` changes nothing.`,
        'Take it out, or count it from something else.',
      ),
    ]
  })
}

/** A case that no incident comes to. */
function checkReach(proofs: Proofs, rule: Rule, cases: readonly Limit[]): readonly Finding[] {
  return cases.flatMap(({ when }, index): readonly Finding[] => {
    if (when === undefined) return []
    const before = cases.slice(0, index).flatMap(it => it.when ?? [])
    const otherwise = before.length === 0 ? [] : [{ kind: 'none' as const, of: before }]
    if (rule.regime !== undefined || proofs.isImpossible(rule.when, rule)) return []
    if (!proofs.isImpossible(all([rule.when, when, ...otherwise]), rule)) return []
    return [
      warning(
        'case-never-counts',
        rule,
        `Case ${index + 1} of the time of \`${rule.id}\` never counts: whenever it holds, the obligation does not apply or an earlier case holds.`,
        'Take it out, put it earlier, or mend `when:`.',
      ),
    ]
  })
}

/** An answer that nobody gives is never given at an instant. */
function computedFacts(plan: Plan, rule: Rule, starts: readonly Start[]): readonly Finding[] {
  return [...new Set(starts.flatMap(factsIn))].flatMap((id): readonly Finding[] => {
    const fact = plan.facts.find(it => it.id === id)
    if (fact === undefined || (fact.is === undefined && fact.known === undefined)) return []
    return [
      error(
        'start-never-known',
        rule,
        `\`${rule.id}\` counts from the answer to \`${id}\`, which the plan answers by itself at no one instant.`,
        'Count from what the answer follows from.',
      ),
    ]
  })
}

function factsIn(start: Start): readonly string[] {
  if (start.kind === 'answered') return [start.fact]
  if ('start' in start) return factsIn(start.start)
  return 'of' in start ? start.of.flatMap(factsIn) : []
}

/** What is owed for each of several has no one limit that something else could count from. */
function checkStarts(plan: Plan, rule: Rule): readonly Finding[] {
  const starts = [rule.clock?.from, rule.every?.from, ...(rule.clock?.noLaterThan ?? [])]
  const known = starts.filter(start => start !== undefined)
  const names = known.flatMap(rulesIn)
  const found = [...new Set(names)].flatMap((id): readonly Finding[] => {
    const other = plan.rules.find(it => it.id === id)
    if (other?.each === undefined) return []
    return [
      error(
        'start-never-known',
        rule,
        `\`${rule.id}\` counts from \`${id}\`, which is owed for each ${other.each} and has no one time.`,
        'Count from a moment, or from an obligation that is owed once.',
      ),
    ]
  })
  return [...found, ...computedFacts(plan, rule, known)]
}

function rulesIn(start: Start): readonly string[] {
  if ('rule' in start) return [start.rule]
  if ('start' in start) return rulesIn(start.start)
  return 'of' in start ? start.of.flatMap(rulesIn) : []
}

import type { Directory } from '#/core/directory.ts'
import type { Case } from '#/core/plan/check/case.ts'
import { error } from '#/core/plan/check/finding.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import { lengthMs } from '#/core/plan/check/length.ts'
import { partyOf } from '#/core/plan/check/party.ts'
import type { Proofs } from '#/core/plan/check/proof.ts'
import { allOf, noneOf } from '#/core/plan/check/question.ts'
import { formatDuration } from '#/core/plan/check/duration.ts'
import type { Silence } from '#/core/plan/check/silence.ts'
import { caseInWords } from '#/core/plan/check/words.ts'
import type { Condition, Plan, Rule, Severity } from '#/core/plan/plan.ts'

/** In which case of the worst level nobody is paged, or nobody after whoever was paged stays silent; undefined when in none. */
export function caseWithout(
  proofs: Proofs,
  worst: Severity,
  whens: readonly Condition[],
): Case | undefined {
  return proofs.caseOf(allOf([{ kind: 'severity', in: [worst.id] }, noneOf(whens)]), worst)
}

/** `When the type is outage, `, for the start of a sentence; empty when it is so in every case of the worst level. */
export function openingOf(found: Case): string {
  const other = new Map([...found].filter(([name]) => name !== 'severity:'))
  return other.size === 0 ? '' : `When ${caseInWords(other)}, `
}

/** Whether somebody else is asked before the time is over in which the plan wants an answer. */
export function checkInTime(
  plan: Plan,
  proofs: Proofs,
  worst: Severity,
  silences: readonly Silence[],
): readonly Finding[] {
  const serious: Condition = { kind: 'severity', in: [worst.id] }
  const answers = plan.rules.filter(
    rule =>
      rule.marks.recordedOnly === undefined &&
      rule.met?.kind === 'reached' &&
      rule.met.moment === 'acknowledged' &&
      // At its limit a level is asked anyway.
      rule.late.escalate === undefined &&
      !proofs.isImpossible(allOf([serious, rule.when]), rule),
  )
  return answers.flatMap(rule => {
    const limit = shortestLimit(proofs, serious, rule)
    if (limit === undefined) return []
    return silences.flatMap(({ rule: page, party, steps }): readonly Finding[] => {
      const [first] = steps
      if (first === undefined || first.afterMs < limit) return []
      return [
        {
          severity: 'warning',
          code: 'silence-outlasts-limit',
          line: rule.line,
          message: `\`${rule.id}\` wants an answer within ${formatDuration(limit)}, and when ${party} does not answer the page of \`${page}\`, level ${first.level} (${first.title}) is asked after ${formatDuration(first.afterMs)} only.`,
          mend: 'Wait less under `paging`, or add `late: {escalate: …}`.',
        },
      ]
    })
  })
}

function shortestLimit(proofs: Proofs, serious: Condition, rule: Rule): number | undefined {
  const limits = (rule.clock?.cases ?? []).flatMap(({ when, within }) =>
    within === undefined ||
    (when !== undefined && proofs.isImpossible(allOf([serious, rule.when, when]), rule))
      ? []
      : [lengthMs(within)],
  )
  return limits.length === 0 ? undefined : Math.min(...limits)
}

/** Whether each level asks somebody who has not been silent already. */
export function checkOthers(
  plan: Plan,
  directory: Directory,
  { rule, party, steps }: Silence,
): readonly Finding[] {
  const asked = new Set(partyOf(plan, directory, party))
  const line = plan.rules.find(({ id }) => id === rule)?.line ?? 1
  const found: Finding[] = []
  for (const { level: number, title } of steps) {
    const level = plan.levels.find(it => it.level === number)
    const people = (level?.members ?? []).flatMap(member => partyOf(plan, directory, member))
    if (people.length > 0 && people.every(person => asked.has(person)))
      found.push({
        severity: 'warning',
        code: 'level-asks-the-same',
        line: level?.line ?? line,
        message: `When ${party} does not answer the page of \`${rule}\`, level ${number} (${title}) asks only people who have been silent already.`,
        mend: 'Add somebody else to its members, or fill its positions with other people.',
      })
    for (const person of people) asked.add(person)
  }
  const [only] = asked
  if (asked.size !== 1 || only === undefined) return found
  return [
    error(
      'silence-one-person',
      line,
      `When ${directory.people.get(only)?.name ?? only} does not answer the page of \`${rule}\`, nobody else is ever asked: every level above is the same person.`,
      'Fill the levels under `escalation` with somebody else.',
    ),
  ]
}

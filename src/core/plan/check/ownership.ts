import type { Finding } from '#/core/plan/check/finding.ts'
import { checkReserved } from '#/core/plan/check/reserved.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'
import { AUTOMATIC_ACTS } from '#/core/plan/act.ts'

/** Who owes what: everything that a person must do has an owner who may do it, and nothing that the product does has one. */
export function checkOwnership(plan: Plan): readonly Finding[] {
  const acted = plan.rules.filter(rule => rule.marks.recordedOnly === undefined)
  return [
    ...acted.flatMap(checkOwner),
    ...checkReserved(plan),
    ...momentsOfNobody(plan),
    ...programOfNobody(plan),
  ]
}

function checkOwner({ id, act, by, line }: Rule): readonly Finding[] {
  const automatic = AUTOMATIC_ACTS.has(act.do)
  if (automatic && by !== undefined)
    return [
      {
        severity: 'error',
        code: 'owner-of-automatic',
        line,
        message: `\`${id}\` is done by the product itself (do: ${act.do}), and \`by: ${by}\` says otherwise.`,
        mend: 'Leave `by` out, or choose an act that a person performs.',
      },
    ]
  if (!automatic && by === undefined)
    return [
      {
        severity: 'error',
        code: 'owner-missing',
        line,
        message: `Nobody owes \`${id}\`: its clock would run, and nobody would be asked.`,
        mend: 'Add `by:` with a role, a position, a group, on-call or each.',
      },
    ]
  return []
}

function momentsOfNobody(plan: Plan): readonly Finding[] {
  return plan.moments
    .filter(moment => moment.is === undefined && moment.by === undefined)
    .map(({ id, line }) => ({
      severity: 'warning',
      code: 'owner-missing',
      line,
      message: `Nobody is to mark the moment \`${id}\`.`,
      mend: 'Add `by:`, or derive it with `is:`.',
    }))
}

function programOfNobody(plan: Plan): readonly Finding[] {
  return plan.program
    .filter(entry => entry.by === undefined && entry.marks.recordedOnly === undefined)
    .map(({ id, line }) => ({
      severity: 'warning',
      code: 'owner-missing',
      line,
      message: `Nobody sees to \`${id}\`, which recurs.`,
      mend: 'Add `by:`.',
    }))
}

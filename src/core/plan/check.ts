import type { Directory } from '#/core/directory.ts'
import { checkOwnWord } from '#/core/plan/check/approvers.ts'
import { checkCoverage } from '#/core/plan/check/coverage.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import { checkForbidden } from '#/core/plan/check/forbidden.ts'
import { checkGates } from '#/core/plan/check/gate.ts'
import { checkLaw } from '#/core/plan/check/law.ts'
import { checkOwnership } from '#/core/plan/check/ownership.ts'
import { checkPossible } from '#/core/plan/check/possible.ts'
import { proofsOf } from '#/core/plan/check/proof.ts'
import { checkProposals } from '#/core/plan/check/proposal.ts'
import { checkReach } from '#/core/plan/check/reach.ts'
import { checkRegimes } from '#/core/plan/check/regime.ts'
import { checkSilence } from '#/core/plan/check/silence.ts'
import { checkStaffing } from '#/core/plan/check/staffing.ts'
import { checkUsage } from '#/core/plan/check/usage.ts'
import type { Plan } from '#/core/plan/plan.ts'

/**
 * Proves of a compiled plan what can be proved before the night: that each clause is carried, each name used, each promise
 * possible and owed by someone, that every combination of answers proposes a level, and that silence ends at a human. With a
 * directory also that everyone it asks for is there and can be reached. In the order of the source.
 */
export function check(plan: Plan, directory?: Directory): readonly Finding[] {
  const proofs = proofsOf(plan)
  const findings = [
    ...checkCoverage(plan),
    ...checkUsage(plan),
    ...checkOwnership(plan),
    ...checkPossible(plan, proofs),
    ...checkReach(plan, proofs),
    ...checkGates(plan, proofs),
    ...checkForbidden(plan, proofs),
    ...checkOwnWord(plan),
    ...checkProposals(plan, proofs),
    ...checkRegimes(plan, proofs),
    ...checkLaw(plan),
    ...checkSilence(plan, proofs, directory),
    ...(directory === undefined ? [] : checkStaffing(plan, directory)),
    // Last: of everything that was asked.
    ...proofs.undecided(),
  ]
  return findings.toSorted((one, other) => one.line - other.line)
}

import { error } from '#/core/plan/check/finding.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import type { Proofs } from '#/core/plan/check/proof.ts'
import type { Gate, Plan } from '#/core/plan/plan.ts'
import { isNever } from '#/core/plan/condition.ts'

/** Whether what waits behind the gates can ever be done, and whether pages still find a way. */
export function checkGates(plan: Plan, proofs: Proofs): readonly Finding[] {
  const acted = plan.gates.filter(gate => gate.marks.recordedOnly === undefined)
  return [...acted.flatMap(gate => checkOpens(proofs, gate)), ...checkPaging(plan, acted)]
}

function checkOpens(proofs: Proofs, { id, line, until, waivableBy }: Gate): readonly Finding[] {
  if (until === undefined || isNever(until) || waivableBy !== undefined) return []
  if (!proofs.isImpossible(until, { id, line })) return []
  return [
    error(
      'gate-never-opens',
      line,
      `The gate \`${id}\` never opens: no incident can make its \`until\` hold, and nobody may waive it.`,
      'Mend `until`, add `waivable-by`, or write `until: never` where that is meant.',
    ),
  ]
}

/** A page goes out whatever is forbidden, so a ban on all its channels would be broken by the first one. */
function checkPaging({ paging }: Plan, gates: readonly Gate[]): readonly Finding[] {
  const barring = paging.via.map(channel =>
    gates.find(gate => gate.before.includes(`via:${channel}`)),
  )
  const [first] = barring
  if (first === undefined || barring.includes(undefined)) return []
  return [
    {
      severity: 'warning',
      code: 'paging-barred',
      line: first.line,
      message: `Gates may bar every channel by which pages go out (${paging.via.join(', ')}); pages are sent all the same.`,
      mend: 'Add a channel under `paging: via:` that no gate bars.',
    },
  ]
}

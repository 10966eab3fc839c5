import type { ListedPlan, PlanRevision } from '../../api/operations.ts'

export type WhyNotProposed = 'mistakes' | 'same' | 'checking' | 'version' | 'mayNot'

/** Why a text cannot be proposed as it stands. */
export function whyNotProposed({
  revision,
  isBehind,
  isDraft,
  kept,
  mayPropose,
}: {
  readonly revision: PlanRevision | undefined
  readonly isBehind: boolean
  readonly isDraft: boolean
  readonly kept: readonly ListedPlan[]
  readonly mayPropose: boolean
}): WhyNotProposed | undefined {
  if (!mayPropose) return 'mayNot'
  if (!isDraft) return 'same'
  if (isBehind || revision === undefined) return 'checking'
  const { plan } = revision
  if (plan === null) return 'mistakes'
  const before = kept.filter(({ id }) => id === plan.id)
  if (before.some(({ hash }) => hash === plan.hash)) return 'same'
  // Two versions of one name would be told apart by nobody.
  return before.some(({ version }) => version === plan.version) ? 'version' : undefined
}

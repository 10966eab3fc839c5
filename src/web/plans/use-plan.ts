import { useParams } from '@tanstack/react-router'
import { useAsk } from '../api/queries.ts'
import { addressName, versionMeant } from './choose.ts'

/** The version of the plan that the address names. `missing`: there is none. */
export function usePlan() {
  const { plan: wanted = '' }: { readonly plan?: string } = useParams({ strict: false })
  const asked = useAsk('list-plans')
  const plans = asked.data?.plans ?? []
  const plan = versionMeant(plans, wanted)
  return {
    plan,
    /** For addresses. */
    name: plan === undefined ? wanted : addressName(plan, plans),
    error: asked.error,
    missing: asked.data !== undefined && plan === undefined,
  }
}

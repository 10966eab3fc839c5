import type { Foresight } from '../../api/operations.ts'

/** How many words are there of how many that are wanted: different people where the plan counts people, parties otherwise. */
export function countOf({
  of,
  least,
  given,
}: Pick<Foresight['approvals'][number], 'of' | 'least' | 'given'>): {
  readonly given: number
  readonly wanted: number
} {
  const said = new Set(given.map(({ by, role }) => (least === 0 ? role : by)))
  const wanted = least === 0 ? of.length : least
  return { given: Math.min(said.size, wanted), wanted }
}

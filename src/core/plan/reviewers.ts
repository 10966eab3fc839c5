import type { Plan } from '#/core/plan/plan.ts'

/** Who has a say in a plan itself: a role, position or group, and what the plan says of it. */
export type Reviewer = {
  readonly party: string
  /** Titles of the reviews that it sees to. */
  readonly for: readonly string[]
  readonly cites: readonly string[]
}

/** Whoever sees to the reviews of a plan has to approve a new version of it. Empty: the plan names nobody. */
export function reviewersOf({ program }: Plan): readonly Reviewer[] {
  const reviews = program.filter(({ act, by }) => act === 'review-plan' && by !== undefined)
  return [...Map.groupBy(reviews, ({ by }) => by ?? '')].map(([party, entries]) => ({
    party,
    for: entries.map(({ title }) => title),
    cites: [...new Set(entries.flatMap(({ cite }) => cite))],
  }))
}

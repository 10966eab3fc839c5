/** Elements of two versions, by id: in the order of the later version, what is gone at the end. */
export type Pair<Value> =
  | { readonly was: Value; readonly now: Value }
  | { readonly was: Value; readonly now?: never }
  | { readonly was?: never; readonly now: Value }

export function pairs<Value extends { readonly id: string }>(
  before: readonly Value[],
  after: readonly Value[],
): readonly Pair<Value>[] {
  const was = new Map(before.map(value => [value.id, value]))
  const now = new Set(after.map(value => value.id))
  return [
    ...after.map(value => {
      const earlier = was.get(value.id)
      return earlier === undefined ? { now: value } : { was: earlier, now: value }
    }),
    ...before.filter(value => !now.has(value.id)).map(value => ({ was: value })),
  ]
}

/** As text that is equal for what says the same: lines of the source, which move with every edit, are left out. */
export function essence(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => (key === 'line' ? undefined : part)) ?? ''
}

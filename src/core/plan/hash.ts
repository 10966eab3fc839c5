import type { Plan } from '#/core/plan/plan.ts'

const hashes = new WeakMap<Plan, string>()

/** Names a compiled plan by its content. The compiler writes properties in one order, so that the text is the same everywhere. */
export function planHash(plan: Plan, sha256: (text: string) => string): string {
  const known = hashes.get(plan)
  if (known !== undefined) return known
  const hash = sha256(JSON.stringify(plan))
  hashes.set(plan, hash)
  return hash
}

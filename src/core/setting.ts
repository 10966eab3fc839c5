import type { Directory } from '#/core/directory.ts'
import type { Plan } from '#/core/plan/plan.ts'

/** What the engine is handed besides the incident: the plan it is pinned to, who is who, and a hash function (SHA-256, hex). */
export type Setting = {
  readonly plan: Plan
  /** The version that a migration leads to; only while one is asked for. */
  readonly next?: Plan
  readonly directory: Directory
  readonly sha256: (text: string) => string
}

// Who plays in a drill. On an installation on which nobody holds any position yet, stand-ins do; and on every other too, so
// that nobody is woken by something that never happened.
import { standIns } from '#/core/exercise/stand-ins.ts'
import { timeUnder } from '#/core/exercise/pace.ts'
import type { Pace } from '#/core/exercise/pace.ts'
import type { Directory } from '#/core/directory.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

const CASTS = new WeakMap<Plan, Directory>()
const MADE = new WeakSet<Directory>()

/** The directory of a drill under this plan. */
export function castOf(plan: Plan): Directory {
  const known = CASTS.get(plan)
  if (known !== undefined) return known
  const cast = standIns(plan)
  CASTS.set(plan, cast)
  MADE.add(cast)
  return cast
}

/** Whether this is the directory of a drill: then everything in it is made up, and nobody's to hide. */
export function isCast(directory: Directory): boolean {
  return MADE.has(directory)
}

/** What time it is in an incident. */
export function timeIn({ pace }: { readonly pace: Pace | null }, now: Instant): Instant {
  return pace === null ? now : timeUnder(pace, now)
}

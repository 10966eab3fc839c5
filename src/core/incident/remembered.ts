import type { Incident } from '#/core/incident/incident.ts'
import type { Turn } from '#/core/incident/turn.ts'
import type { Look } from '#/core/obligation/look.ts'
import { forgotten } from '#/core/obligation/look.ts'
import type { Setting } from '#/core/setting.ts'
import type { Instant } from '#/core/time.ts'

/** How a decision left an incident, which stays so until time changes an obligation or something is recorded. */
type Left = Pick<Setting, 'plan' | 'directory'> & {
  readonly version: number
  readonly at: Instant
  look: Look
}

/**
 * For the next decision on the very incident that one gave: looking through a whole plan is most of what a decision costs.
 * It changes nothing about what is decided.
 */
const left = new WeakMap<Incident, Left>()

/** What is owed is kept for those decided last, since for all incidents in memory it would weigh as much as they do. */
const LOOKS_KEPT_MAX = 250
const whole: Left[] = []
let decisions = 0

export function remember({ setting, incident, at }: Turn, look: Look): void {
  const { plan, directory } = setting
  const it: Left = { plan, directory, version: incident.version, at, look }
  left.set(incident, it)
  const oldest = whole[decisions % LOOKS_KEPT_MAX]
  if (oldest !== undefined) oldest.look = forgotten(oldest.look)
  whole[decisions++ % LOOKS_KEPT_MAX] = it
}

/** The look that the last decision left; undefined where there was none, or it was about something else. */
export function lookBefore(
  { plan, directory }: Setting,
  incident: Incident,
  now: Instant,
): Look | undefined {
  const known = left.get(incident)
  if (known === undefined || known.version !== incident.version) return undefined
  if (known.plan !== plan || known.directory !== directory || now < known.at) return undefined
  return known.look
}

import type { Incident } from '#/core/incident/incident.ts'
import type { Turn } from '#/core/incident/turn.ts'
import type { Look } from '#/core/obligation/look.ts'
import { forgotten } from '#/core/obligation/look.ts'
import type { Setting } from '#/core/setting.ts'
import type { Instant } from '#/core/time.ts'

/** How a decision left an incident, which stays so until something is recorded or time has come that far. */
type Left = { look: Look; readonly wakeAt: Instant | undefined }
type Known = Left &
  Pick<Setting, 'plan' | 'directory'> &
  Pick<Turn, 'at'> & { readonly version: number }

/**
 * For the next decision on the very incident that one gave: looking through a whole plan is most of what a decision costs.
 * It changes nothing about what is decided.
 */
const known = new WeakMap<Incident, Known>()

/** What is owed is kept for those decided last, since for all incidents in memory it would weigh as much as they do. */
const LOOKS_KEPT_MAX = 250
const whole: Known[] = []
let decisions = 0

export function remember({ setting, incident, at }: Turn, left: Left): void {
  const { plan, directory } = setting
  const it: Known = { plan, directory, at, version: incident.version, ...left }
  known.set(incident, it)
  const oldest = whole[decisions % LOOKS_KEPT_MAX]
  if (oldest !== undefined) oldest.look = forgotten(oldest.look)
  whole[decisions++ % LOOKS_KEPT_MAX] = it
}

/** How the last decision left it; undefined where there was none, or it was about something else. */
export function leftBy(
  { plan, directory }: Setting,
  incident: Incident,
  now: Instant,
): Left | undefined {
  const it = known.get(incident)
  if (it === undefined || it.version !== incident.version) return undefined
  return it.plan !== plan || it.directory !== directory || now < it.at ? undefined : it
}

/** Whether time alone has changed nothing yet. */
export function isEarly(now: Instant, { wakeAt }: Left): boolean {
  return wakeAt === undefined || now < wakeAt
}

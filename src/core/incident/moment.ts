import type { Asked } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import { record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { momentOf } from '#/core/obligation/start.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { refuse } from '#/core/refusal.ts'
import { plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** Built-in moments that a person puts on record; the others follow from what happened. */
const MARKED_BY_PEOPLE: ReadonlySet<string> = new Set([
  'occurred',
  'aware',
  'verified',
  'contained',
])
/** Those that may be wrong on record and be corrected by a further record. */
const CORRECTABLE: ReadonlySet<string> = new Set([...MARKED_BY_PEOPLE, 'detected'])

type Marking = {
  readonly moment: string
  readonly when?: Instant | undefined
  readonly reason?: string | undefined
}

/**
 * Puts a moment on record. Marking it twice is no error: the first stands, a correction changes it. What is scheduled may
 * lie ahead, and is moved by marking it again.
 */
export function mark(turn: Turn, { moment, when = turn.at, reason }: Marking): Verdict {
  if (!isMarkable(turn, moment, MARKED_BY_PEOPLE)) return refuse('moment-unknown', { moment })
  const tooLate = liesAhead(turn, moment, when)
  if (tooLate !== undefined) return tooLate
  const marked = turn.incident.moments.get(moment)
  if (marked === when || (marked !== undefined && !isScheduled(turn, moment))) return undefined
  // What was derived until now is corrected by whoever marks it.
  const was = marked ?? momentOf(turn.setting.plan, turn.incident, moment)
  record(turn, {
    type: 'moment-marked',
    moment,
    when,
    ...(was !== undefined && was !== when && { was }),
    ...(reason !== undefined && { reason }),
  })
  // Who has verified a breach is aware of it, whatever was known before.
  if (moment === 'verified' && !turn.incident.moments.has('aware'))
    record(turn, { type: 'moment-marked', moment: 'aware', when })
  return undefined
}

/** A correction is a further record: every clock that starts there is computed anew, and the log shows both. */
export function correctMoment(
  turn: Turn,
  { moment, when, reason }: Asked<'correct-moment'>,
): Verdict {
  if (!isMarkable(turn, moment, CORRECTABLE)) return refuse('moment-unknown', { moment })
  const tooLate = liesAhead(turn, moment, when)
  if (tooLate !== undefined) return tooLate
  const was = turn.incident.moments.get(moment)
  if (was === undefined) return refuse('moment-not-marked', { moment })
  if (was === when) return undefined
  record(turn, { type: 'moment-marked', moment, when, was, reason })
  return undefined
}

/** Years for which something can be scheduled ahead. */
const SCHEDULED_YEARS_MAX = 10
const YEAR_MS = 366 * 86_400_000

/** What has happened does not lie ahead; what is scheduled may, within reason. */
function liesAhead(turn: Turn, moment: string, when: Instant): Verdict {
  const years = isScheduled(turn, moment) ? SCHEDULED_YEARS_MAX : 0
  const last = plusMs(turn.at, years * YEAR_MS)
  return when > last ? refuse('moment-in-future', { now: turn.at }) : undefined
}

function isScheduled({ setting }: Turn, moment: string): boolean {
  return lookup(setting.plan).moments.get(moment)?.scheduled === true
}

function isMarkable({ setting }: Turn, moment: string, builtIn: ReadonlySet<string>): boolean {
  const own = lookup(setting.plan).moments.get(moment)
  // One that is derived may be marked all the same by whom the plan names: what people know better counts.
  return (
    builtIn.has(moment) || (own !== undefined && (own.is === undefined || own.by !== undefined))
  )
}

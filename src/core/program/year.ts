import type { Plan, ProgramEntry } from '#/core/plan/plan.ts'
import { deadline, times } from '#/core/program/deadline.ts'
import { programDue } from '#/core/program/due.ts'
import type { Due } from '#/core/program/due.ts'
import { periodOf } from '#/core/program/quota.ts'
import type { Records } from '#/core/program/records.ts'
import { latest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** That something of the program comes due. `least` and `topics`: how much of a quota is left to be done until then. */
export type Planned = {
  readonly key: string
  readonly entry: ProgramEntry
  readonly cause: Due['cause']
  readonly due: Instant
  readonly least?: number
  readonly topics?: readonly string[]
}

/**
 * All that comes due from one instant up to another, in order of time, if each is done on its last day: what recurs as often
 * as it does, quotas at the end of each period, what is owed already, and what past incidents ask for. What is overdue stands
 * first, at the instant at which it was due.
 */
export function programYear(
  plan: Plan,
  from: Instant,
  to: Instant,
  records: Records,
): readonly Planned[] {
  const now = programDue(plan, records, from)
  const planned = now.flatMap(it => {
    if (it.due === undefined || it.metAt !== undefined) return []
    return it.cause === 'every' ? recurring(plan, it, to) : [once(it, it.due)]
  })
  return [...planned, ...laterPeriods(plan, records, from, to)]
    .filter(({ due }) => due < to)
    .toSorted((one, other) => compare(one.due, other.due) || compare(one.key, other.key))
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function once({ key, entry, cause, count }: Due, due: Instant): Planned {
  return {
    key,
    entry,
    cause,
    due,
    ...(count !== undefined && { least: count.missing, topics: count.topics }),
  }
}

/** Counted from one start all the way: a month after a month after the last of January is the last of March. */
function recurring(plan: Plan, it: Due, to: Instant): readonly Planned[] {
  const { entry } = it
  const found: Planned[] = []
  // The compiler has seen to it that each is a day later at least.
  for (let count = 1; entry.every !== undefined; count++) {
    const due = deadline(plan, entry, it.from, times(entry.every, count))
    if (due >= to) break
    found.push(once(it, due))
  }
  return found
}

/** Periods that begin later and end before `to`; the one that runs at the beginning is among what is owed then. */
function laterPeriods(
  plan: Plan,
  { since }: Records,
  from: Instant,
  to: Instant,
): readonly Planned[] {
  return plan.program.flatMap(entry => {
    const { quota, marks } = entry
    if (quota === undefined || marks.recordedOnly !== undefined) return []
    const found: Planned[] = []
    const next = (at: Instant) => periodOf(quota, at, plan.zone)
    let period = next(latest([from, since]) ?? from)
    if (period.from <= from || period.from < since) period = next(period.to)
    for (; period.to < to; period = next(period.to)) {
      const { least, of } = quota
      const key = `${entry.id}#${period.name}`
      found.push({ key, entry, cause: 'quota', due: period.to, least, topics: of })
    }
    return found
  })
}

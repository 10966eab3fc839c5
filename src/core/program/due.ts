import type { Incident } from '#/core/incident/incident.ts'
import { momentOf } from '#/core/obligation/start.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { evaluate } from '#/core/plan/condition.ts'
import type { Occasion, Plan, ProgramEntry, Quota } from '#/core/plan/plan.ts'
import { deadline, warnsAt } from '#/core/program/deadline.ts'
import { countIn, periodOf } from '#/core/program/quota.ts'
import type { Count, Period } from '#/core/program/quota.ts'
import type { Done, Records } from '#/core/program/records.ts'
import { earliest, latest, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

export const PROGRAM_STANDINGS = [
  'open',
  'due-soon',
  'overdue',
  'met',
  'met-late',
  'missed',
] as const
/** `missed`: a quota of a period that is over, which nothing can make good. */
export type ProgramStanding = (typeof PROGRAM_STANDINGS)[number]

/** One thing that the program wants, with its standing at an instant. Computed, never stored. */
export type Due = {
  /** `training`; `review@INC-7` after an incident or an occasion; `drills#2026` for a period. */
  readonly key: string
  readonly entry: ProgramEntry
  readonly cause: 'every' | 'incident' | 'occasion' | 'quota'
  readonly standing: ProgramStanding
  readonly from: Instant
  readonly due: Instant | undefined
  readonly metAt: Instant | undefined
  /** Of a quota, what is there and what is missing. */
  readonly count?: Count
}

/** Everything that the program wants at an instant, in the order of the plan. What is only kept and shown is not owed. */
export function programDue(plan: Plan, records: Records, now: Instant): readonly Due[] {
  return plan.program.flatMap(entry => {
    if (entry.marks.recordedOnly !== undefined) return []
    const { every, after, quota } = entry
    return [
      ...(every === undefined ? [] : [rhythm(plan, records, entry, now)]),
      ...(after === undefined ? [] : occasions(plan, records, entry, after, now)),
      ...(quota === undefined ? [] : quotas(plan, records, entry, quota, now)),
    ]
  })
}

/** The next instant after `now` by which something of the program is due; undefined when nothing is. */
export function nextProgramDue(plan: Plan, records: Records, now: Instant): Instant | undefined {
  const open = programDue(plan, records, now).filter(it => it.metAt === undefined)
  return earliest(open.map(it => (it.due !== undefined && it.due > now ? it.due : undefined)))
}

/** At the latest so long after the last time; the first time, after the plan came into force. */
function rhythm(plan: Plan, records: Records, entry: ProgramEntry, now: Instant): Due {
  const last = latest(records.done.map(it => (isOf(it, entry) && it.at <= now ? it.at : undefined)))
  const from = latest([records.since, last]) ?? records.since
  const due = entry.every && deadline(plan, entry, from, entry.every)
  return standing({ key: entry.id, entry, cause: 'every', from, due, metAt: undefined }, now)
}

function isOf({ entry }: Done, { id }: ProgramEntry): boolean {
  return entry === id
}

function occasions(
  plan: Plan,
  records: Records,
  entry: ProgramEntry,
  after: Occasion,
  now: Instant,
): readonly Due[] {
  const begun = happened(plan, records, entry, after, now)
  return begun.map(({ id, at }) => {
    const due = after.within && deadline(plan, entry, at, after.within)
    const done = records.done.filter(
      it => isOf(it, entry) && it.at >= at && it.at <= now && (it.incident ?? id) === id,
    )
    const metAt = earliest(done.map(it => it.at))
    return standing(
      { key: `${entry.id}@${id}`, entry, cause: after.kind, from: at, due, metAt },
      now,
    )
  })
}

/** What asks for it, by then: of incidents the moment from which it counts. */
function happened(
  plan: Plan,
  { since, occasions: all, incidents }: Records,
  entry: ProgramEntry,
  after: Occasion,
  now: Instant,
): readonly { readonly id: string; readonly at: Instant }[] {
  const found =
    after.kind === 'occasion'
      ? all.filter(it => it.entry === entry.id)
      : incidents.flatMap(incident => {
          const at = asksFor(plan, incident, after, now)
          return at === undefined ? [] : [{ id: incident.id, at }]
        })
  return found.filter(({ at }) => at >= since && at <= now)
}

function asksFor(
  plan: Plan,
  incident: Incident,
  { when, from }: Extract<Occasion, { kind: 'incident' }>,
  now: Instant,
): Instant | undefined {
  if (incident.exercise) return undefined
  const holds = evaluate(when, viewOf(plan, incident, now)) === 'yes'
  return holds ? momentOf(plan, incident, from) : undefined
}

/** The period that runs, and the one before it where it was missed. Owed are whole periods, from the first on. */
function quotas(
  plan: Plan,
  records: Records,
  entry: ProgramEntry,
  quota: Quota,
  now: Instant,
): readonly Due[] {
  const running = periodOf(quota, now, plan.zone)
  const before = periodOf(quota, plusMs(running.from, -1), plan.zone)
  return [before, running]
    .filter(period => period.from >= records.since)
    .map(period => ofPeriod(records, entry, quota, period, now))
    .filter(it => it.due === running.to || it.standing === 'missed')
}

function ofPeriod(
  records: Records,
  entry: ProgramEntry,
  quota: Quota,
  period: Period,
  now: Instant,
): Due {
  const count = countIn(quota, records, entry.id, period, now)
  const { from, to, name } = period
  const due: Due = {
    key: `${entry.id}#${name}`,
    entry,
    cause: 'quota',
    standing: 'missed',
    from,
    due: to,
    metAt: count.metAt,
    count,
  }
  return count.metAt === undefined && now >= to ? due : standing(due, now)
}

function standing(it: Omit<Due, 'standing'>, now: Instant): Due {
  return { ...it, standing: standingOf(it, now) }
}

/** At the limit itself it is late, as everywhere. */
function standingOf({ from, due, metAt }: Omit<Due, 'standing'>, now: Instant): ProgramStanding {
  if (metAt !== undefined) return due === undefined || metAt < due ? 'met' : 'met-late'
  if (due === undefined) return 'open'
  if (now >= due) return 'overdue'
  return now >= warnsAt(from, due) ? 'due-soon' : 'open'
}

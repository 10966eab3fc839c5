import type { Plan, ProgramEntry } from '#/core/plan/plan.ts'
import { deadline, warnsAt } from '#/core/program/deadline.ts'
import type { Records } from '#/core/program/records.ts'
import { earliest, latest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** How one person stands with a training that recurs: by when they are to take part again, and in what. */
export type Attendance = {
  readonly person: string
  readonly standing: 'open' | 'due-soon' | 'overdue'
  /** When they last took part; undefined for whoever never has. */
  readonly last: Instant | undefined
  readonly due: Instant
  /** Topics in which their time is over. */
  readonly overdue: readonly string[]
}

/**
 * How each of these people stands with an entry that recurs, topic by topic where it has topics: one who has missed one topic
 * is not trained. Empty for what does not recur. `people` are those for whom it is: whom that is, the directory says.
 */
export function attendance(
  plan: Plan,
  records: Records,
  entry: ProgramEntry,
  people: readonly string[],
  now: Instant,
): readonly Attendance[] {
  const { every, topics } = entry
  if (every === undefined) return []
  return people.map(person => {
    const lasts = (topics.length === 0 ? [undefined] : topics).map(topic => ({
      topic,
      last: lastOf(records, entry, person, topic, now),
    }))
    const parts = lasts.map(({ topic, last }) => {
      const from = latest([records.since, last]) ?? records.since
      return { topic, from, last, due: deadline(plan, entry, from, every) }
    })
    const due = earliest(parts.map(part => part.due)) ?? records.since
    const from = parts.find(part => part.due === due)?.from ?? records.since
    return {
      person,
      standing: now >= due ? 'overdue' : now >= warnsAt(from, due) ? 'due-soon' : 'open',
      last: latest(parts.map(part => part.last)),
      due,
      overdue: parts.flatMap(part => (now >= part.due ? (part.topic ?? []) : [])),
    }
  })
}

function lastOf(
  { done }: Records,
  { id }: ProgramEntry,
  person: string,
  topic: string | undefined,
  now: Instant,
): Instant | undefined {
  const attended = done.filter(
    it =>
      it.entry === id &&
      it.at <= now &&
      it.people.includes(person) &&
      (topic === undefined || it.topics.includes(topic)),
  )
  return latest(attended.map(it => it.at))
}

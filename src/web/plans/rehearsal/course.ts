// A rehearsal as lanes along one axis of time.
import type { Course } from '../../api/operations.ts'

export type MarkKind = 'event' | 'asked' | 'told' | 'span' | 'aim' | 'met' | 'missed'
export type Mark = {
  readonly kind: MarkKind
  /** Milliseconds since the beginning. */
  readonly ms: number
  readonly untilMs?: number
  readonly about: string
}
export type Lane = {
  readonly id: string
  readonly label: string
  readonly cites: readonly string[]
  readonly isMissed: boolean
  readonly marks: readonly Mark[]
}
export type Group = {
  readonly id: string
  readonly kind: 'course' | 'law' | 'promises' | 'automatic' | 'told'
  /** Of promises, who owes them. */
  readonly by?: string
  readonly lanes: readonly Lane[]
}

type Promised = Course['promises'][number]

/** What happened; what the law and each role owed; and who was told, in this order. */
export function groupsOf(
  course: Course,
  told: (event: Course['events'][number]) => string,
): readonly Group[] {
  const since = sinceOf(course)
  const timed = course.promises.filter(({ due, missed }) => due !== null || missed !== null)
  const lawful = timed.filter(({ law, regime }) => law !== null || regime !== null)
  const own = timed.filter(it => !lawful.includes(it))
  const byOwner = Map.groupBy(own, ({ by }) => by ?? '')
  const people = Map.groupBy(course.sent, ({ to }) => to)
  const groups: readonly Group[] = [
    {
      id: 'course',
      kind: 'course',
      lanes: [
        {
          id: 'course',
          label: course.incident.title,
          cites: [],
          isMissed: false,
          marks: course.events.map(event => ({
            kind: 'event',
            ms: since(event.at),
            about: told(event),
          })),
        },
      ],
    },
    { id: 'law', kind: 'law', lanes: lanesOf(lawful, since) },
    ...[...byOwner].map(([by, all]): Group => ({
      id: `by ${by}`,
      kind: by === '' ? 'automatic' : 'promises',
      by,
      lanes: lanesOf(all, since),
    })),
    {
      id: 'told',
      kind: 'told',
      lanes: [...people].map(([to, all]) => ({
        id: `told ${to}`,
        label: to,
        cites: [],
        isMissed: false,
        marks: all.map(({ act, at, subject, channels }) => ({
          kind: act === 'page' ? 'asked' : 'told',
          ms: since(at),
          about: `${subject} (${channels.join(', ')})`,
        })),
      })),
    },
  ]
  return groups.filter(({ lanes }) => lanes.length > 0)
}

export function sinceOf({ began }: Pick<Course, 'began'>): (at: string) => number {
  const start = Date.parse(began)
  return at => Date.parse(at) - start
}

/** What recurs, or is owed once for each of several, is one lane. */
function lanesOf(promises: readonly Promised[], since: (at: string) => number): readonly Lane[] {
  return [...Map.groupBy(promises, ({ rule }) => rule)].flatMap(([rule, all]) => {
    const [first] = all
    if (first === undefined) return []
    const marks = all.flatMap(promise => marksOf(promise, since))
    return [
      {
        id: rule,
        label: first.title,
        cites: first.cites,
        isMissed: all.some(({ missed }) => missed !== null),
        // What became of a period stands before the bar of the next.
        marks: [
          ...marks.filter(({ kind }) => kind === 'span'),
          ...marks.filter(({ kind }) => kind !== 'span'),
        ],
      },
    ]
  })
}

function marksOf(
  { title, opened, from, aim, due, met, missed }: Promised,
  since: (at: string) => number,
): readonly Mark[] {
  const marks: Mark[] = []
  if (due !== null) {
    const start = Math.min(since(from ?? opened), since(due))
    marks.push({ kind: 'span', ms: Math.max(0, start), untilMs: since(due), about: title })
  }
  if (aim !== null && aim !== due) marks.push({ kind: 'aim', ms: since(aim), about: title })
  if (missed !== null) marks.push({ kind: 'missed', ms: since(missed), about: title })
  if (met !== null) marks.push({ kind: 'met', ms: since(met), about: title })
  return marks
}

/** The instants at which anything happens, in order, each once: where `next` leads. */
export function stopsOf(course: Course): readonly number[] {
  const since = sinceOf(course)
  const all = [
    ...course.events.map(({ at }) => at),
    ...course.sent.map(({ at }) => at),
    ...course.promises.flatMap(({ met, missed }) => [met, missed].filter(at => at !== null)),
  ]
  return [...new Set(all.map(since))].filter(ms => ms >= 0).toSorted((a, b) => a - b)
}

/** What was missed, by clause, what was missed most first; ours, without a clause, at the end. */
export function missesOf(
  course: Course,
): readonly { readonly clause: string | null; readonly promises: readonly Promised[] }[] {
  const missed = course.promises.filter(it => it.missed !== null)
  const pairs = missed.flatMap(promise => {
    const clauses: readonly (string | null)[] = promise.cites.length === 0 ? [null] : promise.cites
    return clauses.map(clause => ({ clause, promise }))
  })
  return [...Map.groupBy(pairs, ({ clause }) => clause)]
    .map(([clause, all]) => ({ clause, promises: all.map(({ promise }) => promise) }))
    .toSorted((a, b) => Number(a.clause === null) - Number(b.clause === null))
}

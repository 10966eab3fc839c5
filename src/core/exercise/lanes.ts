import type { Simulation } from '#/core/exercise/simulate.ts'
import { sentBy } from '#/core/exercise/report.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import type { Instant } from '#/core/time.ts'

/** One line of a drawing of a simulated time. */
export type Lane = {
  readonly label: string
  readonly isGroup: boolean
  readonly marks: readonly Mark[]
}

/** `asked`: paged; `told`: sent a message; `span`: from the start of a clock to its limit; `met`, `missed`: what became of it. */
export type Mark = {
  readonly kind: 'event' | 'asked' | 'told' | 'span' | 'met' | 'missed'
  readonly at: Instant
  readonly until?: Instant
  /** What a reader is told who points at it. */
  readonly about: string
}

/** The course of the incident; then each person who was told something; then each promise that had a time. */
export function lanesOf(played: Simulation): readonly Lane[] {
  const { setting, incident, events, ended } = played
  const owed = obligations(setting.plan, incident, ended).filter(
    ({ entry, due }) => entry !== undefined && due !== undefined,
  )
  return [
    { label: 'What happened', isGroup: true, marks: events.flatMap(course) },
    ...group('Who was told', peopleLanes(events)),
    ...group('What was promised', [...Map.groupBy(owed, it => it.rule.title)].map(promiseLane)),
  ]
}

function group(label: string, lanes: readonly Lane[]): readonly Lane[] {
  return lanes.length === 0 ? [] : [{ label, isGroup: true, marks: [] }, ...lanes]
}

/** What the incident as a whole went through. */
function course(event: IncidentEvent): readonly Mark[] {
  const about = aboutCourse(event)
  return about === undefined ? [] : [{ kind: 'event', at: event.at, about: `${event.at} ${about}` }]
}

function aboutCourse(event: IncidentEvent): string | undefined {
  switch (event.type) {
    case 'declared':
    case 'declassified':
    case 'resolved':
    case 'closed':
    case 'reopened':
      return event.type
    case 'classified':
      return `classified as ${event.severity}, ${event.incidentType}`
    case 'escalated':
      return `escalated to level ${event.level}`
    case 'stage-began':
      return `stage ${event.stage} began`
    case 'moment-marked':
      return event.moment
    default:
      return undefined
  }
}

function peopleLanes(events: readonly IncidentEvent[]): readonly Lane[] {
  const marks = events.flatMap(event =>
    sentBy(event).map(({ to, at, act, subject, channel }) => {
      const kind = act === 'page' ? ('asked' as const) : ('told' as const)
      return { to, mark: { kind, at, about: `${at} ${act} by ${channel}: ${subject}` } }
    }),
  )
  return [...Map.groupBy(marks, ({ to }) => to)].map(([to, theirs]) => ({
    label: to,
    isGroup: false,
    marks: theirs.map(({ mark }) => mark),
  }))
}

function promiseLane([title, all]: readonly [string, readonly Obligation[]]): Lane {
  const marks = all.flatMap(promiseMarks)
  // What became of a period stands before the bar of the next.
  const spans = marks.filter(({ kind }) => kind === 'span')
  return {
    label: title,
    isGroup: false,
    marks: [...spans, ...marks.filter(({ kind }) => kind !== 'span')],
  }
}

function promiseMarks({ key, from, due, entry, standing }: Obligation): readonly Mark[] {
  if (due === undefined || entry === undefined) return []
  const start = from ?? entry.openedAt
  const marks: Mark[] = [
    {
      kind: 'span',
      at: start < due ? start : due,
      until: due,
      about: `${key}: due ${due}, ${standing}`,
    },
  ]
  if (entry.missedFor !== undefined)
    marks.push({
      kind: 'missed',
      at: entry.missedFor,
      about: `${key}: missed at ${entry.missedFor}`,
    })
  if (entry.metAt !== undefined)
    marks.push({ kind: 'met', at: entry.metAt, about: `${key}: met at ${entry.metAt}` })
  return marks
}

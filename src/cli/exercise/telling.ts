// What of a log is worth telling, and what belongs together in one line: a wave of pages, the rounds that nobody answered, a
// warning and those who were sent it.
import { SILENT, TOCSIN } from '#/core/incident/event.ts'
import type { EventOf, EventType, IncidentEvent } from '#/core/incident/event.ts'
import type { Instant } from '#/core/time.ts'

export type Told =
  | { readonly kind: 'one'; readonly event: IncidentEvent }
  /** Pages of one instant with one subject. */
  | { readonly kind: 'wave'; readonly event: EventOf<'page-sent'>; readonly people: People }
  /** Pages after a first one, between which nothing else happened. */
  | {
      readonly kind: 'silence'
      readonly event: IncidentEvent
      readonly people: People
      readonly count: number
      readonly until: Instant
    }
  /** A warning or a miss, with those who were sent word of it. */
  | { readonly kind: 'told'; readonly event: IncidentEvent; readonly people: People }
type People = readonly string[]

/** Bookkeeping: true, and beside the point for whoever reads how the night went. */
const BESIDE_THE_POINT: ReadonlySet<EventType> = new Set<EventType>([
  'obligations-opened',
  'obligation-rescheduled',
  'obligation-voided',
  'receipts-recorded',
  'gate-passed',
])

export function matters(event: IncidentEvent): boolean {
  if (event.type === 'page-ended') return SILENT.has(event.cause)
  // What the product met by itself stands beside it as what it did.
  if (event.type === 'obligation-met') return event.by !== TOCSIN
  return !BESIDE_THE_POINT.has(event.type)
}

/** Events in their order, those that belong together as one. */
export function together(events: readonly IncidentEvent[]): readonly Told[] {
  const told: Told[] = []
  for (const event of events) {
    const before = told.at(-1)
    const both = before === undefined ? undefined : inOne(before, event)
    if (both === undefined) told.push(alone(event))
    else told.splice(-1, 1, both)
  }
  return withoutRounds(told)
}

function alone(event: IncidentEvent): Told {
  return event.type === 'page-sent'
    ? { kind: 'wave', event, people: [event.person] }
    : { kind: 'one', event }
}

/** The event before and this one as one line; undefined when they are two. */
function inOne(before: Told, event: IncidentEvent): Told | undefined {
  const isWave =
    before.kind === 'wave' &&
    event.type === 'page-sent' &&
    before.event.at === event.at &&
    before.event.subject === event.subject
  if (isWave) return { ...before, people: [...new Set([...before.people, event.person])] }
  const isWordOf =
    before.kind === 'one' &&
    (before.event.type === 'obligation-warned' || before.event.type === 'obligation-missed') &&
    event.type === 'message-sent' &&
    event.obligation === before.event.obligation
  if (!isWordOf) return undefined
  return { kind: 'told', event: before.event, people: event.recipients.map(({ to }) => to) }
}

/** So many rounds of pages in a row are told one by one; of more, the first and how it went on. */
const ROUNDS_TOLD_MAX = 3

function withoutRounds(told: readonly Told[]): readonly Told[] {
  const shown: Told[] = []
  let run: Told[] = []
  const endRun = () => {
    shown.push(...shortened(run))
    run = []
  }
  for (const one of told) {
    if (isRound(one)) run.push(one)
    else {
      endRun()
      shown.push(one)
    }
  }
  endRun()
  return shown
}

function isRound({ kind, event }: Told): boolean {
  return kind === 'wave' || event.type === 'page-ended'
}

function shortened(run: readonly Told[]): readonly Told[] {
  const waves = run.filter(one => one.kind === 'wave')
  const [first, ...others] = waves
  const [next] = others
  const last = run.at(-1)
  if (waves.length <= ROUNDS_TOLD_MAX || first === undefined || next === undefined || !last)
    return run
  const people = [...new Set(others.flatMap(one => one.people))]
  const silence: Told = {
    kind: 'silence',
    event: next.event,
    people,
    count: others.length,
    until: others.at(-1)?.event.at ?? next.event.at,
  }
  // How the last round ended is what the next line follows from.
  const end =
    last.event.type === 'page-ended' ? run.slice(run.lastIndexOf(waves.at(-1) ?? first) + 1) : []
  return [first, silence, ...end]
}

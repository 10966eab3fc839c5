// A simulation in plain words: what happened when, what was not kept, and what it measures.
import type { Clock } from '#/cli/event/phrase.ts'
import { sentenceOf } from '#/cli/event/sentence.ts'
import { measureLines, promiseLines, refusedLines } from '#/cli/exercise/outcome.ts'
import { table, wrapped } from '#/cli/terminal/layout.ts'
import { bold, dim, joined, line } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'
import { shownDate, shownDayAndTime, shownNear, shownOffset } from '#/cli/terminal/time.ts'
import type { Scenario } from '#/core/exercise/scenario.ts'
import type { Simulation } from '#/core/exercise/simulate.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { EventType, IncidentEvent } from '#/core/incident/event.ts'

export type TimelineView = {
  readonly width: number
  /** Every event, and not only those that matter. */
  readonly all: boolean
}

export function timelineLines(
  scenario: Scenario,
  played: Simulation,
  { width, all }: TimelineView,
): readonly Line[] {
  const { setting, incident, events, ended } = played
  const { plan } = setting
  return [
    ...wrapped(
      line`${bold(scenario.title)}, under ${plan.title} (${plan.id} ${plan.version})`,
      width,
    ),
    dim(
      line`from ${shownDate(scenario.starts, plan.zone)} to ${shownDate(ended, plan.zone)}, ${plan.zone}`,
    ),
    [],
    ...eventLines(scenario, played, all ? events : events.filter(matters), width),
    [],
    line`In the end it is ${bold(incident.status)}${incident.severity === undefined ? '' : ', '}${incident.severity ?? ''}.`,
    ...promiseLines(played, width),
    ...measureLines(played, width),
    ...refusedLines(scenario, played, width),
  ]
}

/** Bookkeeping: true, and beside the point for whoever reads how the night went. */
const BESIDE_THE_POINT: ReadonlySet<EventType> = new Set<EventType>([
  'obligations-opened',
  'obligation-rescheduled',
  'obligation-voided',
  'receipts-recorded',
  'gate-passed',
])

function matters(event: IncidentEvent): boolean {
  if (event.type === 'page-ended')
    return event.cause === 'unanswered' || event.cause === 'nobody-to-ask'
  return !BESIDE_THE_POINT.has(event.type)
}

function eventLines(
  { starts }: Scenario,
  { setting }: Simulation,
  events: readonly IncidentEvent[],
  width: number,
): readonly Line[] {
  const { zone } = setting.plan
  let last = ''
  const rows = together(events).map(([event, ...others]): readonly Shown[] => {
    const clock: Clock = at => shownNear(at, event.at, zone)
    const when = event.at === last ? '' : dim(shownDayAndTime(event.at, zone))
    const offset = event.at === last ? '' : shownOffset(starts, event.at)
    last = event.at
    const by = event.by === TOCSIN ? dim(event.by) : line`${event.by}`
    return [offset, when, by, sentenceOfAll([event, ...others], clock)]
  })
  return table(rows, width)
}

type Row = readonly [IncidentEvent, ...IncidentEvent[]]

/** Pages that go out at one instant with one subject are one line: a wave, and who is in it. */
function together(events: readonly IncidentEvent[]): readonly Row[] {
  const rows: [IncidentEvent, ...IncidentEvent[]][] = []
  for (const event of events) {
    const before = rows.at(-1)?.[0]
    const isWave =
      before?.type === 'page-sent' &&
      event.type === 'page-sent' &&
      before.at === event.at &&
      before.subject === event.subject
    if (isWave) rows.at(-1)?.push(event)
    else rows.push([event])
  }
  return rows
}

function sentenceOfAll([event, ...others]: Row, clock: Clock): Line {
  if (event.type !== 'page-sent' || others.length === 0) return sentenceOf(event, clock)
  const people = [event, ...others].flatMap(one =>
    one.type === 'page-sent' ? [bold(one.person)] : [],
  )
  return line`paged ${joined(people)}: ${event.subject}`
}

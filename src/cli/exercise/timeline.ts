// A simulation in plain words: what happened when, what was not kept, and what it measures.
import type { Clock } from '#/cli/event/phrase.ts'
import { sentenceOf } from '#/cli/event/sentence.ts'
import { measureLines, promiseLines, refusedLines } from '#/cli/exercise/outcome.ts'
import { matters, together } from '#/cli/exercise/telling.ts'
import type { Told } from '#/cli/exercise/telling.ts'
import { table, wrapped } from '#/cli/terminal/layout.ts'
import { bold, dim, joined, line } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'
import { shownDate, shownDayAndTime, shownNear, shownOffset } from '#/cli/terminal/time.ts'
import type { Scenario } from '#/core/exercise/scenario.ts'
import type { Simulation } from '#/core/exercise/simulate.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'

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
  const { setting, incident, ended } = played
  const { plan } = setting
  const about = line`${bold(scenario.title)}, under ${plan.title} (${plan.id} ${plan.version})`
  const from = `from ${shownDate(scenario.starts, plan.zone)} to ${shownDate(ended, plan.zone)}`
  const severity = incident.severity === undefined ? '' : `, ${incident.severity}`
  return [
    ...wrapped(about, width),
    dim(`${from}, ${plan.zone}`),
    [],
    ...table(rowsOf(scenario, played, all), width),
    [],
    line`In the end it is ${bold(incident.status)}${severity}.`,
    ...promiseLines(played, width, all),
    ...measureLines(played, width),
    ...refusedLines(scenario, played, width),
  ]
}

function rowsOf(
  { starts }: Scenario,
  { setting, incident, events }: Simulation,
  all: boolean,
): readonly (readonly Shown[])[] {
  const { zone } = setting.plan
  const told: readonly Told[] = all
    ? events.map(event => ({ kind: 'one', event }))
    : together(events.filter(matters).map(event => withoutTitle(event, incident.title)))
  let last = ''
  return told.map(one => {
    const { at, by } = one.event
    const isSame = at === last
    last = at
    return [
      isSame ? '' : shownOffset(starts, at),
      isSame ? '' : dim(shownDayAndTime(at, zone)),
      by === TOCSIN ? dim(by) : by,
      sentenceOfTold(one, other => shownNear(other, at, zone)),
    ]
  })
}

/** What is told of one event, or of several that belong together. */
function sentenceOfTold(one: Told, clock: Clock): Line {
  switch (one.kind) {
    case 'one':
      return sentenceOf(one.event, clock)
    case 'wave':
      return line`paged ${joined(one.people.map(bold))}${one.event.subject === '' ? '' : ': '}${one.event.subject}`
    case 'silence':
      return line`${dim(`… and ${one.count} more`)} to ${joined(one.people.map(bold))} until ${clock(one.until)}`
    case 'told':
      return line`${sentenceOf(one.event, clock)}; ${joined(one.people.map(bold))} ${one.people.length === 1 ? 'is' : 'are'} told`
  }
}

/** The subject of a message ends with the title of the incident, which stands above it all. */
function withoutTitle(event: IncidentEvent, title: string): IncidentEvent {
  if (event.type !== 'page-sent' && event.type !== 'message-sent') return event
  const subject = event.subject.replace(title, '').replace(/(: ?| ?\(\))$/, '')
  return { ...event, subject }
}

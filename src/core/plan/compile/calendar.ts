import type { Calendar } from '#/core/calendar/calendar.ts'
import { calendarOf, isPlace, places, zoneOf } from '#/core/calendar/places.ts'
import { compileElement, ordered, present, report } from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { compileParty } from '#/core/plan/compile/people.ts'
import { compileZone } from '#/core/plan/compile/zone.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { PlanCalendar, System } from '#/core/plan/plan.ts'
import type { PlanSource } from '#/core/plan/source.ts'
import type { CalendarSource } from '#/core/plan/source/calendar.ts'
import { nearest } from '#/core/plan/suggest.ts'

/** When the organisation works, and what may be affected. */
export function compileSurroundings(context: Context, source: PlanSource) {
  return { calendars: compileCalendars(context, source), systems: compileSystems(context, source) }
}

function compileCalendars(context: Context, source: PlanSource): readonly PlanCalendar[] {
  return ordered(context, ['calendars'], source.calendars).map(({ id, entry }) =>
    compileCalendar(context, ['calendars', id], id, entry, source.zone),
  )
}

/** One calendar. `zone` is that of what it belongs to, for one that says neither zone nor place. */
export function compileCalendar(
  context: Context,
  path: Path,
  id: string,
  entry: CalendarSource,
  zone: string | undefined,
): PlanCalendar {
  const { place, closed = [], open = [] } = entry
  const ofPlace = place === undefined ? undefined : calendarOf(place)
  const days = entry.days ?? ofPlace?.days ?? WORKING_DAYS
  const holidays = entry.holidays ?? (place === undefined ? [] : [place])
  if (place !== undefined) checkPlace(context, [...path, 'place'], place)
  entry.holidays?.forEach((it, index) => checkPlace(context, [...path, 'holidays', index], it))
  for (const key of ['closed', 'open'] as const)
    entry[key]?.forEach((it, index) => checkDate(context, [...path, key, index], it))
  checkBoth(context, path, entry)
  return present({
    ...compileElement(context, path, id, entry),
    place,
    zone: zoneOfCalendar(context, path, entry, zone),
    days,
    hours: compileHours(context, path, entry.hours),
    holidays,
    closed,
    open,
  })
}

const WORKING_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const

function zoneOfCalendar(
  context: Context,
  path: Path,
  { zone, place }: CalendarSource,
  ofPlan: string | undefined,
): string {
  if (zone !== undefined) return compileZone(context, [...path, 'zone'], zone)
  const its = place === undefined ? undefined : zoneOf(place)
  return its ?? compileZone({ ...context, mistakes: [] }, ['zone'], ofPlan)
}

function checkPlace(context: Context, path: Path, place: string): void {
  if (isPlace(place)) return
  const near = nearest(place, places())
  report(
    context,
    path,
    'place-unknown',
    `No public holidays are known of a place ${quote(place)}.`,
    near === undefined
      ? 'Write a country such as DE, or a part of one such as DE-BY.'
      : `Write \`${near}\`.`,
  )
}

function checkDate(context: Context, path: Path, date: string): void {
  if (isDate(date)) return
  report(
    context,
    path,
    'contradiction',
    `There is no day ${quote(date)}.`,
    'Write a date that exists.',
  )
}

function isDate(date: string): boolean {
  try {
    return Temporal.PlainDate.from(date).toString() === date
  } catch {
    return false
  }
}

function checkBoth(context: Context, path: Path, { closed = [], open = [] }: CalendarSource): void {
  const both = open.findIndex(date => closed.includes(date))
  if (both === -1) return
  report(
    context,
    [...path, 'open', both],
    'contradiction',
    `${quote(open[both] ?? '')} is both open and closed.`,
    'Leave it in one of them.',
  )
}

function compileHours(
  context: Context,
  path: Path,
  hours: string | undefined,
): Calendar['hours'] | undefined {
  if (hours === undefined) return undefined
  const [from = '', to = ''] = hours.split('-')
  const wrong =
    from >= to
      ? 'end before they begin'
      : minutesOf(to) - minutesOf(from) < HOUR_MINUTES
        ? 'are less than one hour'
        : undefined
  if (wrong !== undefined)
    report(
      context,
      [...path, 'hours'],
      'contradiction',
      `The hours ${quote(hours)} ${wrong}.`,
      'Write hours of one day, such as 09:00-17:30.',
    )
  return { from, to }
}

/** A day with less of them than this would take a span of some working hours beyond any calendar. */
const HOUR_MINUTES = 60

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * HOUR_MINUTES + minutes
}

function compileSystems(context: Context, source: PlanSource): readonly System[] {
  return ordered(context, ['systems'], source.systems).map(({ id, entry }) => {
    const path = ['systems', id]
    return present({
      ...compileElement(context, path, id, entry),
      tier: entry.tier,
      owner:
        entry.owner === undefined
          ? undefined
          : compileParty(context, [...path, 'owner'], entry.owner),
    })
  })
}

// iCalendar (RFC 5545): events are shifts, expanded with their rules, exceptions and moved instances; turns are found in them.
import ICAL from 'ical.js'
import { isZone } from '#/core/calendar/is-zone.ts'
import { bindRules, NoNext } from '#/core/oncall/import/bounded-rule.ts'
import { idOf, titleOf } from '#/core/oncall/import/imported.ts'
import type {
  ImportedPerson,
  ImportedRota,
  ImportedShift,
  ImportReader,
  LeftOut,
} from '#/core/oncall/import/imported.ts'
import { byKey } from '#/core/oncall/import/json.ts'
import { fixedLayer, recognised } from '#/core/oncall/import/recognise.ts'
import { wallInstant } from '#/core/oncall/import/turns.ts'
import { fromMs, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

const DAY_MS = 86_400_000
/** So far back shifts are looked at, to find turns in them, and so far ahead they are held against these. */
const BACK_MS = 60 * DAY_MS
const AHEAD_MS = 182 * DAY_MS
const SHIFTS_MAX = 3_000
/** Instances that are gone through in a file: a rule that began long ago has many before today. */
const STEPS_MAX = 100_000

type Reading = {
  readonly zone: string
  readonly from: Instant
  readonly to: Instant
  readonly people: ImportedPerson[]
  readonly left: LeftOut[]
  /** What is left of instances, and of looks for them, to go through. */
  readonly budget: { steps: number }
}
type Found = { readonly shifts: readonly ImportedShift[]; readonly goesOn: boolean }

export const readCalendar: ImportReader<string> = (documents, { at, zone: wanted }) => {
  const ids = new Set<string>()
  const people: ImportedPerson[] = []
  const left: LeftOut[] = []
  const rotas: ImportedRota[] = []
  const budget = { steps: STEPS_MAX }
  for (const [index, text] of documents.entries()) {
    let calendars: readonly ICAL.Component[]
    try {
      const parsed: unknown = ICAL.parse(text)
      const roots = (isListOfLists(parsed) ? parsed : [parsed]) as readonly unknown[]
      calendars = roots.map(root => new ICAL.Component(root as unknown[]))
    } catch (error) {
      return { malformed: `It is no iCalendar file: ${(error as Error).message}.` }
    }
    for (const calendar of calendars) {
      const zone = zoneOf(calendar, wanted)
      const named = textOf(calendar, 'x-wr-calname') ?? textOf(calendar, 'name')
      const title = titleOf(named, documents.length > 1 ? `Calendar ${index + 1}` : 'Imported')
      const reading = {
        budget,
        zone,
        from: plusMs(at, -BACK_MS),
        to: plusMs(at, AHEAD_MS),
        people,
        left,
      }
      const rota = rotaOf(reading, calendar, { title, at, id: idOf(title, ids) })
      if (rota === undefined) continue
      ids.add(rota.rota.id)
      rotas.push(rota)
    }
  }
  if (rotas.length === 0) return { malformed: 'There is no event in it that is still to come.' }
  return { people: byKey(people), rotas, positions: [], left }
}

const isListOfLists = (value: unknown) => Array.isArray(value) && Array.isArray(value[0])

function textOf(component: ICAL.Component, name: string): string | undefined {
  const value: unknown = component.getFirstPropertyValue(name)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** The calendar's own; that of its first time otherwise. */
function zoneOf(calendar: ICAL.Component, wanted: string): string {
  const own = textOf(calendar, 'x-wr-timezone')
  if (own !== undefined && isZone(own)) return own
  const first = calendar
    .getAllSubcomponents('vevent')
    .map(event => event.getFirstProperty('dtstart')?.getParameter('tzid'))
    .find(tzid => typeof tzid === 'string' && isZone(tzid))
  return typeof first === 'string' ? first : wanted
}

function rotaOf(
  reading: Reading,
  calendar: ICAL.Component,
  { title, at, id }: { readonly title: string; readonly at: Instant; readonly id: string },
): ImportedRota | undefined {
  const { shifts, goesOn } = shiftsIn(reading, calendar)
  const where = `calendar ${title}`
  if (!shifts.some(({ to }) => to > at)) {
    reading.left.push({ where, what: 'No event of it is still to come.' })
    return undefined
  }
  const layer = recognised(shifts, reading.zone, { title: 'Turns', goesOn })
  const ahead = shifts.filter(({ to }) => to > at)
  const last =
    ahead
      .map(({ to }) => to)
      .toSorted()
      .at(-1) ?? at
  const said = { from: at, to: goesOn ? reading.to : last, shifts: ahead }
  if (layer === undefined) {
    const until = last.slice(0, 10)
    reading.left.push({
      where,
      what: `No turns are recognised in it: its shifts are carried over one by one, until ${until}.`,
    })
    const fixed = fixedLayer(ahead, reading.zone, at)
    return { rota: { id, title, zone: reading.zone, layers: [fixed] }, overrides: ahead, said }
  }
  return { rota: { id, title, zone: reading.zone, layers: [layer] }, overrides: [], said }
}

function shiftsIn(reading: Reading, calendar: ICAL.Component): Found {
  const components = calendar.getAllSubcomponents('vevent')
  // An instance that was moved stands beside the rule that it belongs to.
  const moved = components.filter(event => event.hasProperty('recurrence-id'))
  const found = components
    .filter(event => !event.hasProperty('recurrence-id'))
    .map(component => expanded(reading, component, moved))
  const known = new Set(
    components.filter(one => !one.hasProperty('recurrence-id')).map(one => textOf(one, 'uid')),
  )
  const stray = moved
    .filter(one => !known.has(textOf(one, 'uid')))
    .map(one => expanded(reading, one, []))
  const shifts = [...found, ...stray].flatMap(one => one.shifts)
  if (shifts.length > SHIFTS_MAX)
    reading.left.push({
      where: 'calendar',
      what: `Only ${SHIFTS_MAX} of ${shifts.length} shifts are looked at.`,
    })
  return {
    shifts: shifts.toSorted((one, other) => (one.from < other.from ? -1 : 1)).slice(0, SHIFTS_MAX),
    goesOn: found.some(one => one.goesOn),
  }
}

const NOTHING: Found = { shifts: [], goesOn: false }

function expanded(
  reading: Reading,
  component: ICAL.Component,
  moved: readonly ICAL.Component[],
): Found {
  const where = `event ${textOf(component, 'summary') ?? textOf(component, 'uid') ?? ''}`
  if (textOf(component, 'status')?.toUpperCase() === 'CANCELLED') return NOTHING
  try {
    const bound = bindRules(component, { year: yearAfter(reading.to), budget: reading.budget })
    const event = new ICAL.Event(component)
    if (!event.startDate) throw new Error('it has no beginning')
    const uid = textOf(component, 'uid')
    for (const one of moved) if (textOf(one, 'uid') === uid) event.relateException(one)
    if (!event.isRecurring()) return single(reading, event, where)
    const { shifts, goesOn } = instancesOf(reading, event, where)
    return { shifts, goesOn: goesOn || bound.goesOn }
  } catch (error) {
    reading.left.push({ where, what: `It cannot be read: ${(error as Error).message}.` })
    return NOTHING
  }
}

function single(reading: Reading, event: ICAL.Event, where: string): Found {
  return { shifts: shiftOf(reading, event, event.startDate, event.endDate, where), goesOn: false }
}

function instancesOf(reading: Reading, event: ICAL.Event, where: string): Found {
  const iterator = event.iterator()
  const shifts: ImportedShift[] = []
  while (reading.budget.steps-- > 0) {
    const next = nextOf(iterator)
    if (next === 'too-many') break
    if (!next) return { shifts, goesOn: false }
    const { item, startDate, endDate } = event.getOccurrenceDetails(next)
    if (instantOf(reading, next) >= reading.to) return { shifts, goesOn: true }
    shifts.push(...shiftOf(reading, item, startDate, endDate, where))
  }
  reading.left.push({ where, what: 'There are too many instances to go through all of them.' })
  return { shifts, goesOn: true }
}

function nextOf(iterator: ReturnType<ICAL.Event['iterator']>) {
  try {
    return iterator.next() as ICAL.Time | undefined
  } catch (error) {
    if (!(error instanceof NoNext)) throw error
    return 'too-many' as const
  }
}

/** The clocks of a calendar may be in another year than ours. */
function yearAfter(to: Instant): number {
  return Number(to.slice(0, 4)) + 1
}

function shiftOf(
  reading: Reading,
  event: ICAL.Event,
  start: ICAL.Time,
  end: ICAL.Time,
  where: string,
): readonly ImportedShift[] {
  if (textOf(event.component, 'status')?.toUpperCase() === 'CANCELLED') return []
  const from = instantOf(reading, start)
  const to = instantOf(reading, end)
  if (from >= to || to <= reading.from || from >= reading.to) return []
  const person = personOf(reading, event, where)
  return person === undefined ? [] : [{ person, from, to }]
}

/** Whole days, and times that name no zone, are those of the calendar's. Zones that have a name of ours go by it. */
function instantOf({ zone }: Reading, time: ICAL.Time): Instant {
  const { tzid } = time.zone ?? { tzid: 'floating' }
  if (tzid === 'UTC' || (time.isDate === false && tzid !== 'floating' && !isZone(tzid)))
    return fromMs(time.toUnixTime() * 1_000)
  const wall = time.toString().replace(/Z$/, '')
  const text = time.isDate ? `${wall.slice(0, 10)}T00:00:00` : wall
  const named = !time.isDate && isZone(tzid) ? tzid : zone
  const ms = wallInstant(named, text)
  if (ms === undefined) throw new Error(`"${text}" is no time`)
  return fromMs(ms)
}

/** An attendee; else whom the summary names. */
function personOf(reading: Reading, event: ICAL.Event, where: string): string | undefined {
  const attendees = event.attendees.flatMap(property => {
    const address = String(property.getFirstValue()).replace(/^mailto:/i, '')
    const name = property.getParameter('cn')
    return address.includes('@')
      ? [{ address, name: typeof name === 'string' ? name : address }]
      : []
  })
  const [first] = attendees
  if (attendees.length > 1 && !reading.left.some(one => one.where === where))
    reading.left.push({
      where,
      what: `It has ${attendees.length} attendees; the first is on call.`,
    })
  if (first !== undefined) {
    const key = first.address.toLowerCase()
    reading.people.push({ key, name: first.name, email: first.address })
    return key
  }
  const summary = (event.summary ?? '').trim()
  const email = /[^\s<>()"]+@[^\s<>()"]+\.[^\s<>()"]+/.exec(summary)?.[0]
  const name = nameIn(summary)
  if (email === undefined && name === '') {
    reading.left.push({ where, what: 'It names nobody.' })
    return undefined
  }
  const key = email?.toLowerCase() ?? name.toLowerCase()
  reading.people.push({
    key,
    name: email === undefined ? name : email,
    ...(email !== undefined && { email }),
  })
  return key
}

/** `On Call - Jane Doe - Web`, `[L1] jane`, `Web: Jane Doe (on call)` name Jane. */
function nameIn(summary: string): string {
  const [, called] = /^on[- ]?call\s*[-:–]\s*(.+?)(?:\s+[-–]\s+.*)?$/i.exec(summary) ?? []
  if (called !== undefined) return called.trim()
  return summary
    .replace(/^\[[^\]]*\]\s*/, '')
    .replace(/\s*\(?on[- ]?call\)?\s*$/i, '')
    .replace(/^[^:]{1,80}:\s+/, '')
    .replace(/\s+(is|has)$/i, '')
    .slice(0, 200)
    .trim()
}

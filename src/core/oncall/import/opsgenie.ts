// Opsgenie: answers of its REST API v2 for schedules, their timelines and overrides, users and escalations.
import { z } from 'zod'
import { isZone } from '#/core/calendar/is-zone.ts'
import { isShift, stretches } from '#/core/oncall/on-call.ts'
import { idOf, titleOf, togetherAs } from '#/core/oncall/import/imported.ts'
import type {
  ImportAsked,
  ImportedPerson,
  ImportedPosition,
  ImportedRota,
  ImportedShift,
  ImportReader,
  LeftOut,
  Said,
} from '#/core/oncall/import/imported.ts'
import { everyDay, minutesBetween, onceAWeek, together } from '#/core/oncall/import/hours.ts'
import { byKey, thingsIn } from '#/core/oncall/import/json.ts'
import { asRoster, doOverlap } from '#/core/oncall/import/settle.ts'
import { layersOf } from '#/core/oncall/import/turns.ts'
import type { Hours, Layer } from '#/core/oncall/rota.ts'
import { parseInstant, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

const WRAPPERS = [
  'data',
  'schedules',
  'users',
  'escalations',
  'overrides',
  'timelines',
  'timeline',
  'teams',
]

const instant = z.string().transform((text, context): Instant => {
  // Its offsets come as +0100, too.
  const at = parseInstant(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  if (at !== undefined) return at
  context.addIssue({ code: 'custom', message: 'an instant' })
  return z.NEVER
})

const PARTICIPANT = z.looseObject({
  type: z.string(),
  id: z.string().nullish(),
  username: z.string().nullish(),
  name: z.string().nullish(),
})
type Participant = z.output<typeof PARTICIPANT>

const minute = z.number().int().min(0).max(59)
const hour = z.number().int().min(0).max(24)
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const spell = { startHour: hour, startMin: minute, endHour: hour, endMin: minute }
const day = z.string().toLowerCase().pipe(z.enum(DAYS))
const TIME_RESTRICTION = z.looseObject({
  type: z.string(),
  restriction: z.looseObject(spell).nullish(),
  restrictions: z
    .array(z.looseObject({ ...spell, startDay: day.nullish(), endDay: day.nullish() }))
    .nullish(),
})

const ROTATION = z.looseObject({
  id: z.string().nullish(),
  name: z.string().nullish(),
  startDate: instant,
  endDate: instant.nullish(),
  type: z.enum(['hourly', 'daily', 'weekly']),
  length: z.number().int().min(1).max(999).nullish(),
  participants: z.array(PARTICIPANT),
  timeRestriction: TIME_RESTRICTION.nullish(),
})
type Rotation = z.output<typeof ROTATION>

const SCHEDULE = z.looseObject({
  id: z.string(),
  name: z.string(),
  timezone: z.string(),
  enabled: z.boolean().nullish(),
  rotations: z.array(ROTATION),
})
type Schedule = z.output<typeof SCHEDULE>

const USER = z.looseObject({ id: z.string(), username: z.string(), fullName: z.string() })

const OVERRIDE = z.looseObject({
  startDate: instant,
  endDate: instant,
  user: z.looseObject({ id: z.string().nullish(), username: z.string().nullish() }),
  rotations: z
    .array(z.looseObject({ id: z.string().nullish(), name: z.string().nullish() }))
    .nullish(),
  _parent: z.looseObject({ id: z.string() }).nullish(),
})

const TIMELINE = z.looseObject({
  _parent: z.looseObject({ id: z.string().nullish(), name: z.string().nullish() }).nullish(),
  startDate: instant.nullish(),
  endDate: instant.nullish(),
  finalTimeline: z.looseObject({
    rotations: z.array(
      z.looseObject({
        id: z.string().nullish(),
        name: z.string().nullish(),
        periods: z
          .array(
            z.looseObject({
              startDate: instant,
              endDate: instant,
              recipient: PARTICIPANT.nullish(),
            }),
          )
          .nullish(),
      }),
    ),
  }),
})
type Timeline = z.output<typeof TIMELINE>

const ESCALATION = z.looseObject({
  id: z.string(),
  name: z.string(),
  rules: z.array(
    z.looseObject({
      delay: z.looseObject({ timeAmount: z.number(), timeUnit: z.string().nullish() }).nullish(),
      recipient: PARTICIPANT,
    }),
  ),
})

type Reading = {
  readonly asked: ImportAsked
  readonly people: ImportedPerson[]
  readonly left: LeftOut[]
  readonly ids: Set<string>
}

export const readOpsgenie: ImportReader<unknown> = (documents, asked) => {
  const things = thingsIn(documents, WRAPPERS).map(({ thing }) => thing)
  const reading: Reading = { asked, people: [], left: [], ids: new Set() }
  for (const thing of things) {
    const { data } = USER.safeParse(thing)
    if (data !== undefined)
      reading.people.push({ key: data.username, name: data.fullName, email: data.username })
  }
  const read = things
    .filter(thing => Array.isArray(thing['rotations']) && thing['timezone'] !== undefined)
    .map(thing => SCHEDULE.safeParse(thing))
  const broken = read.find(({ success }) => !success)?.error?.issues[0]
  if (broken !== undefined)
    return { malformed: `A schedule cannot be read: ${broken.path.join('.')} ${broken.message}.` }
  const schedules = read.flatMap(({ data }) => (data === undefined ? [] : [data]))
  if (schedules.length === 0)
    return {
      malformed:
        'There is no schedule with rotations in it. Ask with them: GET /v2/schedules?expand=rotation',
    }
  const timelines = things.flatMap(thing => TIMELINE.safeParse(thing).data ?? [])
  const overrides = things.flatMap(thing => OVERRIDE.safeParse(thing).data ?? [])
  const found = schedules.map(schedule => {
    const mine = (parent: { id?: string | null | undefined } | null | undefined) =>
      parent?.id === undefined || parent.id === null
        ? schedules.length === 1
        : parent.id === schedule.id
    const timeline = timelines.find(one => mine(one._parent))
    const own = overrides.filter(one => mine(one._parent))
    return { schedule, rotas: readSchedule(reading, schedule, timeline, own) }
  })
  const rotasOf = new Map(
    found.map(({ schedule, rotas }) => [schedule.id, rotas.map(({ rota }) => `rota:${rota.id}`)]),
  )
  const positions = [
    ...found.flatMap(({ schedule, rotas }) => togetherAs(reading.ids, schedule.name, rotas)),
    ...things.flatMap(thing => readEscalation(reading, thing, rotasOf, schedules)),
  ]
  return {
    people: byKey(reading.people),
    rotas: found.flatMap(({ rotas }) => rotas),
    positions,
    left: reading.left,
  }
}

/** Only people can have a turn. */
function personOf(reading: Reading, one: Participant, where: string): readonly string[] {
  if (one.type === 'user') {
    const key = one.username ?? one.name ?? one.id
    if (key === undefined || key === null) return []
    reading.people.push({ key, name: key, ...(key.includes('@') && { email: key }) })
    return [key]
  }
  const what =
    one.type === 'none'
      ? 'A turn of nobody is left out, which moves the turns after it.'
      : `The ${one.type} ${one.name ?? one.id ?? ''} cannot have a turn; put people in its place.`
  reading.left.push({ where, what })
  return []
}

function readSchedule(
  reading: Reading,
  schedule: Schedule,
  timeline: Timeline | undefined,
  overrides: readonly z.output<typeof OVERRIDE>[],
): readonly ImportedRota[] {
  const where = `schedule ${schedule.name}`
  const { timezone: zone } = schedule
  if (!isZone(zone)) {
    reading.left.push({ where, what: `Its time zone "${zone}" is none that we know.` })
    return []
  }
  if (schedule.enabled === false)
    reading.left.push({ where, what: 'It is disabled there; the rota is on.' })
  const rotations = schedule.rotations.flatMap((rotation, index) => {
    const name = titleOf(rotation.name ?? undefined, `Rotation ${index + 1}`)
    const layers = readRotation(reading, rotation, {
      title: name,
      where: `${where}, ${name}`,
      zone,
    })
    return layers.length === 0 ? [] : [{ id: rotation.id ?? undefined, name, layers }]
  })
  const apart = overlap(rotations, zone, reading.asked.at)
  const groups = apart ? rotations.map(one => [one]) : rotations.length === 0 ? [] : [rotations]
  if (apart)
    reading.left.push({
      where,
      what: 'Several rotations have somebody on call at once: each becomes a rota, and one position is held by all of them.',
    })
  return groups.map(group => {
    const of = (one: { id?: string | null | undefined; name?: string | null | undefined }) =>
      !apart || group.some(({ id, name }) => (one.id ?? undefined) === id || one.name === name)
    const title = titleOf(
      apart ? `${schedule.name}: ${group[0]?.name ?? ''}` : schedule.name,
      schedule.id,
    )
    const id = idOf(title, reading.ids)
    reading.ids.add(id)
    const shifts = overrides
      .filter(({ rotations: named }) => !apart || !named || named.length === 0 || named.some(of))
      .flatMap(({ user, startDate, endDate }) =>
        personOf(reading, { type: 'user', ...user }, where).map(person => ({
          person,
          from: startDate,
          to: endDate,
        })),
      )
    return {
      rota: { id, title, zone, layers: group.flatMap(({ layers }) => layers) },
      overrides: shifts,
      said: saidBy(reading, timeline, of, where),
    }
  })
}

function saidBy(
  reading: Reading,
  timeline: Timeline | undefined,
  of: (rotation: { id?: string | null | undefined; name?: string | null | undefined }) => boolean,
  where: string,
): Said | undefined {
  const shifts: readonly ImportedShift[] = (timeline?.finalTimeline.rotations ?? [])
    .filter(of)
    .flatMap(({ periods }) => periods ?? [])
    .flatMap(({ startDate, endDate, recipient }) =>
      recipient?.type === 'user'
        ? personOf(reading, recipient, where).map(person => ({
            person,
            from: startDate,
            to: endDate,
          }))
        : [],
    )
  const from = timeline?.startDate ?? shifts.map(shift => shift.from).toSorted()[0]
  const to =
    timeline?.endDate ??
    shifts
      .map(shift => shift.to)
      .toSorted()
      .at(-1)
  return from === undefined || to === undefined || shifts.length === 0
    ? undefined
    : { from, to, shifts }
}

const UNITS = { hourly: 'hour', daily: 'day', weekly: 'week' } as const

function readRotation(
  reading: Reading,
  rotation: Rotation,
  { title, where, zone }: { readonly title: string; readonly where: string; readonly zone: string },
): readonly Layer[] {
  const { at } = reading.asked
  const ends = rotation.endDate ?? undefined
  if (ends !== undefined && ends <= at) {
    reading.left.push({ where, what: `It ended on ${ends.slice(0, 10)}.` })
    return []
  }
  const people = rotation.participants.flatMap(one => personOf(reading, one, where))
  if (people.length === 0) {
    reading.left.push({ where, what: 'No person is in it.' })
    return []
  }
  const turn = { every: rotation.length ?? 1, unit: UNITS[rotation.type] }
  const { startDate: begins } = rotation
  const hours = hoursOf(rotation.timeRestriction ?? undefined)
  return layersOf({ title, people, turn, counted: begins, begins, ends, hours }, zone, at)
}

function hoursOf(
  restriction: z.output<typeof TIME_RESTRICTION> | undefined,
): readonly Hours[] | undefined {
  if (restriction === undefined) return undefined
  const all = [
    ...(restriction.restriction
      ? [{ ...restriction.restriction, startDay: null, endDay: null }]
      : []),
    ...(restriction.restrictions ?? []),
  ]
  return together(
    all.map(({ startHour, startMin, endHour, endMin, startDay, endDay }) => {
      const from = startHour * 60 + startMin
      const to = endHour * 60 + endMin
      if (!startDay || !endDay) return everyDay(from, to > from ? to - from : to - from + 1_440)
      const begins = { day: DAYS.indexOf(startDay), minutes: from }
      const ends = { day: DAYS.indexOf(endDay), minutes: to }
      return onceAWeek(begins.day, from, minutesBetween(begins, ends))
    }),
  )
}

const LOOKED_AT_MS = 8 * 7 * 86_400_000

/** Whether two of them have somebody on call at once. */
function overlap(
  rotations: readonly { readonly layers: readonly Layer[] }[],
  zone: string,
  at: Instant,
): boolean {
  const to = plusMs(at, LOOKED_AT_MS)
  const shifts = rotations.map(({ layers }) =>
    stretches(asRoster({ id: 'r', title: 'r', zone, layers }, []), at, to).filter(stretch =>
      isShift(stretch),
    ),
  )
  return shifts.some((mine, index) => shifts.slice(index + 1).some(other => doOverlap(mine, other)))
}

function readEscalation(
  reading: Reading,
  thing: unknown,
  rotas: ReadonlyMap<string, readonly string[]>,
  schedules: readonly Schedule[],
): readonly ImportedPosition[] {
  const { data } = ESCALATION.safeParse(thing)
  if (data === undefined) return []
  const where = `escalation ${data.name}`
  const holders = data.rules.flatMap(({ recipient }) => {
    if (recipient.type !== 'schedule') return personOf(reading, recipient, where)
    const schedule = schedules.find(
      ({ id, name }) => id === recipient.id || name === recipient.name,
    )
    const held = rotas.get(schedule?.id ?? '') ?? []
    if (held.length === 0)
      reading.left.push({
        where,
        what: `Its schedule ${recipient.name ?? recipient.id ?? ''} is not in the export.`,
      })
    return held
  })
  const delays = data.rules.map(
    ({ delay }) => `${delay?.timeAmount ?? 0} ${delay?.timeUnit ?? 'minutes'}`,
  )
  reading.left.push({
    where,
    what: `It becomes a position whose holders are asked in this order. When the next is asked the plan says; here it was after ${delays.join(', ')}.`,
  })
  if (holders.length === 0) return []
  const id = idOf(data.name, reading.ids)
  reading.ids.add(id)
  return [{ id, title: titleOf(data.name, id), holders: [...new Set(holders)] }]
}

// Grafana OnCall: answers of its HTTP API v1 for schedules, shifts, final shifts, users and escalation chains.
import { z } from 'zod'
import { isZone } from '#/core/calendar/is-zone.ts'
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
import {
  laneCount,
  ofLane,
  placedIn,
  SHIFT,
  shiftLayers,
  shiftsOf,
} from '#/core/oncall/import/grafana-shift.ts'
import type { GrafanaShift } from '#/core/oncall/import/grafana-shift.ts'
import { byKey, thingsIn } from '#/core/oncall/import/json.ts'
import { fixedLayer } from '#/core/oncall/import/recognise.ts'
import type { Layer } from '#/core/oncall/rota.ts'
import { parseInstant, plusMs } from '#/core/time.ts'

const WRAPPERS = [
  'results',
  'schedules',
  'on_call_shifts',
  'final_shifts',
  'users',
  'user_groups',
  'escalation_chains',
  'escalation_policies',
]

const SCHEDULE = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.enum(['web', 'calendar', 'ical']),
  time_zone: z.string().nullish(),
  shifts: z.array(z.string()).nullish(),
})
type Schedule = z.output<typeof SCHEDULE>

const USER = z.looseObject({
  id: z.string(),
  email: z.string(),
  username: z.string(),
  name: z.string().nullish(),
})

const FINAL = z.looseObject({
  user_pk: z.string(),
  user_email: z.string().nullish(),
  user_username: z.string().nullish(),
  shift_start: z.string(),
  shift_end: z.string(),
})

const CHAIN = z.looseObject({ id: z.string(), name: z.string() })
const STEP = z.looseObject({
  escalation_chain_id: z.string(),
  position: z.number().nullish(),
  type: z.string().nullish(),
  duration: z.number().nullish(),
  notify_on_call_from_schedule: z.string().nullish(),
  persons_to_notify: z.array(z.string()).nullish(),
})

const GROUP = z.looseObject({
  id: z.string(),
  slack: z.looseObject({ name: z.string().nullish(), handle: z.string().nullish() }),
})

type Reading = {
  readonly asked: ImportAsked
  readonly people: ImportedPerson[]
  readonly left: LeftOut[]
  readonly ids: Set<string>
}

export const readGrafana: ImportReader<unknown> = (documents, asked) => {
  const things = thingsIn(documents, WRAPPERS)
  const reading: Reading = { asked, people: [], left: [], ids: new Set() }
  for (const { thing } of things) {
    const { data } = USER.safeParse(thing)
    if (data === undefined) continue
    const name = data.name ?? data.username
    reading.people.push({ key: data.id, name, ...(data.email !== '' && { email: data.email }) })
  }
  const schedules = things.flatMap(({ thing }) => SCHEDULE.safeParse(thing).data ?? [])
  if (schedules.length === 0)
    return {
      malformed:
        'There is no schedule in it. Put the answers of /api/v1/schedules, /api/v1/on_call_shifts and /api/v1/users together in one list.',
    }
  const read = things
    .filter(({ thing }) => thing['duration'] !== undefined && thing['start'] !== undefined)
    .map(({ thing }) => SHIFT.safeParse(thing))
  const broken = read.find(({ success }) => !success)?.error?.issues[0]
  if (broken !== undefined)
    return { malformed: `A shift cannot be read: ${broken.path.join('.')} ${broken.message}.` }
  const shifts = read.flatMap(({ data }) => (data === undefined ? [] : [data]))
  const finals = things.flatMap(({ thing }) => FINAL.safeParse(thing).data ?? [])
  if (finals.length > 0 && schedules.length > 1)
    reading.left.push({
      where: 'final shifts',
      what: 'They do not say of which schedule they are. Import each schedule with its own, to have the turns held against them.',
    })
  const said = schedules.length === 1 ? saidBy(reading, finals) : undefined
  const found = schedules.map(schedule => ({
    schedule,
    rotas: readSchedule(reading, schedule, shifts, said),
  }))
  for (const { thing } of things) {
    const { data } = GROUP.safeParse(thing)
    if (data !== undefined)
      reading.left.push({
        where: `user group ${data.slack.name ?? data.id}`,
        what: 'Who is in it only Slack knows. Make a group of the directory of it.',
      })
  }
  const rotasOf = new Map(
    found.map(({ schedule, rotas }) => [schedule.id, rotas.map(({ rota }) => `rota:${rota.id}`)]),
  )
  const positions = [
    ...found.flatMap(({ schedule, rotas }) => togetherAs(reading.ids, schedule.name, rotas)),
    ...chainsOf(
      reading,
      things.map(({ thing }) => thing),
      rotasOf,
    ),
  ]
  return {
    people: byKey(reading.people),
    rotas: found.flatMap(({ rotas }) => rotas),
    positions,
    left: reading.left,
  }
}

function saidBy(reading: Reading, finals: readonly z.output<typeof FINAL>[]): Said | undefined {
  const shifts = finals.flatMap(final => {
    const from = parseInstant(final.shift_start)
    const to = parseInstant(final.shift_end)
    if (from === undefined || to === undefined || from >= to) return []
    const { user_pk: key, user_email: email, user_username: name } = final
    reading.people.push({ key, name: name ?? key, ...(email ? { email } : {}) })
    return [{ person: key, from, to }]
  })
  const from = shifts.map(shift => shift.from).toSorted()[0]
  const to = shifts
    .map(shift => shift.to)
    .toSorted()
    .at(-1)
  return from === undefined || to === undefined ? undefined : { from, to, shifts }
}

/** So far ahead shifts are carried over one by one that no turn of a layer can say. */
const AHEAD_MS = 12 * 7 * 86_400_000

function readSchedule(
  reading: Reading,
  schedule: Schedule,
  all: readonly GrafanaShift[],
  said: Said | undefined,
): readonly ImportedRota[] {
  const where = `schedule ${schedule.name}`
  if (schedule.type === 'ical') {
    reading.left.push({
      where,
      what: 'Its shifts come from a calendar. Import the calendar file instead.',
    })
    return []
  }
  const zone = zoneOf(reading, schedule, where)
  const mine = all.filter(
    ({ id, schedule: of }) => schedule.shifts?.includes(id) === true || of === schedule.id,
  )
  const missing = (schedule.shifts ?? []).filter(id => !all.some(shift => shift.id === id))
  if (missing.length > 0)
    reading.left.push({ where, what: `${missing.length} of its shifts are not in the export.` })
  const to = plusMs(reading.asked.at, AHEAD_MS)
  const placed = placedIn(mine, zone, reading.asked.at)
  const lanes = laneCount(placed)
  if (lanes > 1)
    reading.left.push({
      where,
      what: `Up to ${lanes} people are on call at once: each line becomes a rota, and one position is held by all of them.`,
    })
  return Array.from({ length: lanes }, (_, lane): ImportedRota => {
    const title = titleOf(lanes > 1 ? `${schedule.name} ${lane + 1}` : schedule.name, schedule.id)
    const id = idOf(title, reading.ids)
    reading.ids.add(id)
    const layers: Layer[] = []
    const overrides: ImportedShift[] = []
    for (const { shift, first } of ofLane(placed, lane)) {
      const its = { lane: lane - first, zone, at: reading.asked.at, to }
      const made = shiftLayers(shift, its)
      if ('layers' in made) layers.push(...made.layers)
      else {
        overrides.push(...shiftsOf(shift, its))
        if (lane === 0 && made.why !== undefined)
          reading.left.push({ where: `${where}, shift ${shift.name ?? shift.id}`, what: made.why })
      }
      for (const key of [...(shift.users ?? []), ...(shift.rolling_users ?? []).flat()])
        reading.people.push({ key, name: key })
    }
    return {
      rota: {
        id,
        title,
        zone,
        layers: layers.length > 0 ? layers : [fixedLayer(overrides, zone, reading.asked.at)],
      },
      overrides,
      said: lanes === 1 ? said : undefined,
    }
  }).filter(({ overrides, rota }) => {
    const isEmpty = overrides.length === 0 && rota.layers.every(({ people }) => people.length === 0)
    if (isEmpty) reading.left.push({ where, what: 'Nobody is in it.' })
    return !isEmpty
  })
}

function zoneOf(reading: Reading, schedule: Schedule, where: string): string {
  const zone = schedule.time_zone ?? ''
  if (isZone(zone)) return zone
  reading.left.push({
    where,
    what: `Its time zone is not known ("${zone}"); ${reading.asked.zone} is taken.`,
  })
  return reading.asked.zone
}

function chainsOf(
  reading: Reading,
  things: readonly unknown[],
  rotas: ReadonlyMap<string, readonly string[]>,
): readonly ImportedPosition[] {
  const steps = things.flatMap(thing => STEP.safeParse(thing).data ?? [])
  const names = new Map(
    things.flatMap(thing => CHAIN.safeParse(thing).data ?? []).map(({ id, name }) => [id, name]),
  )
  const ids = [...new Set(steps.map(step => step.escalation_chain_id))]
  return ids.flatMap(chain => {
    const own = steps
      .filter(step => step.escalation_chain_id === chain)
      .toSorted((one, other) => (one.position ?? 0) - (other.position ?? 0))
    const name = names.get(chain) ?? chain
    const holders = own.flatMap(
      ({ notify_on_call_from_schedule: schedule, persons_to_notify: people }) => [
        ...(rotas.get(schedule ?? '') ?? []),
        ...(people ?? []),
      ],
    )
    const waits = own.flatMap(({ type, duration }) =>
      type === 'wait' ? [`${Math.round((duration ?? 0) / 60)} min`] : [],
    )
    reading.left.push({
      where: `escalation chain ${name}`,
      what: `It becomes a position whose holders are asked in this order. When the next is asked the plan says; here it waited ${waits.join(', ') || 'for nothing'}.`,
    })
    for (const key of holders.filter(holder => !holder.startsWith('rota:')))
      reading.people.push({ key, name: key })
    if (holders.length === 0) return []
    const id = idOf(name, reading.ids)
    reading.ids.add(id)
    return [{ id, title: titleOf(name, id), holders: [...new Set(holders)] }]
  })
}

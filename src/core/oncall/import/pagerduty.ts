// PagerDuty: answers of its REST API v2 for schedules, users, escalation policies and overrides.
import { z } from 'zod'
import { isZone } from '#/core/calendar/is-zone.ts'
import type { Hours, Layer, Rota } from '#/core/oncall/rota.ts'
import { idOf, titleOf } from '#/core/oncall/import/imported.ts'
import type {
  ImportAsked,
  Imported,
  ImportedPerson,
  ImportedPosition,
  ImportedRota,
  ImportedShift,
  ImportReader,
  LeftOut,
  Said,
} from '#/core/oncall/import/imported.ts'
import { everyDay, onceAWeek, together } from '#/core/oncall/import/hours.ts'
import { byKey, phoneOf, thingsIn } from '#/core/oncall/import/json.ts'
import { asRoster, differences } from '#/core/oncall/import/settle.ts'
import { layersOf, turnOf } from '#/core/oncall/import/turns.ts'
import { parseInstant } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

const WRAPPERS = [
  'schedule',
  'schedules',
  'user',
  'users',
  'escalation_policy',
  'escalation_policies',
  'override',
  'overrides',
]

const instant = z.string().transform((text, context): Instant => {
  const at = parseInstant(text)
  if (at !== undefined) return at
  context.addIssue({ code: 'custom', message: 'an instant' })
  return z.NEVER
})

const reference = z.looseObject({
  id: z.string(),
  summary: z.string().nullish(),
  name: z.string().nullish(),
  email: z.string().nullish(),
})
const entry = z.looseObject({ start: instant, end: instant, user: reference })
const entries = z.looseObject({ rendered_schedule_entries: z.array(entry).nullish() }).nullish()

const RESTRICTION = z.looseObject({
  type: z.string(),
  start_time_of_day: z.string().regex(/^\d{2}:\d{2}(:\d{2})?$/),
  duration_seconds: z.number().positive(),
  start_day_of_week: z.number().int().min(1).max(7).nullish(),
})

const LAYER = z.looseObject({
  name: z.string().nullish(),
  start: instant,
  end: instant.nullish(),
  rotation_virtual_start: instant,
  rotation_turn_length_seconds: z.number().positive(),
  users: z.array(z.union([z.looseObject({ user: reference }), reference])),
  restrictions: z.array(RESTRICTION).nullish(),
})
type PagerDutyLayer = z.output<typeof LAYER>

const SCHEDULE = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  summary: z.string().nullish(),
  time_zone: z.string(),
  schedule_layers: z.array(LAYER),
  overrides_subschedule: entries,
  final_schedule: entries,
})
type Schedule = z.output<typeof SCHEDULE>

const USER = z.looseObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  contact_methods: z
    .array(
      z.looseObject({
        type: z.string(),
        address: z.string().nullish(),
        country_code: z.union([z.string(), z.number()]).nullish(),
      }),
    )
    .nullish(),
})

const POLICY = z.looseObject({
  id: z.string(),
  name: z.string(),
  num_loops: z.number().nullish(),
  escalation_rules: z.array(
    z.looseObject({
      escalation_delay_in_minutes: z.number(),
      targets: z.array(
        z.looseObject({ id: z.string(), type: z.string(), summary: z.string().nullish() }),
      ),
    }),
  ),
})
type Policy = z.output<typeof POLICY>

type Reading = {
  readonly asked: ImportAsked
  readonly people: ImportedPerson[]
  readonly left: LeftOut[]
  readonly ids: Set<string>
}

export const readPagerDuty: ImportReader<unknown> = (documents, asked) => {
  const things = thingsIn(documents, WRAPPERS).map(({ thing }) => thing)
  const reading: Reading = { asked, people: [], left: [], ids: new Set() }
  const schedules = things.filter(thing => Array.isArray(thing['schedule_layers']))
  for (const thing of things) readUser(reading, thing)
  const read = schedules.map(thing => SCHEDULE.safeParse(thing))
  const broken = read.find(result => !result.success)
  if (broken?.error !== undefined)
    return { malformed: `A schedule cannot be read: ${issueOf(broken.error)}.` }
  const known = read.flatMap(({ data }) => (data === undefined ? [] : [data]))
  if (known.length === 0)
    return {
      malformed:
        'There is no schedule with layers in it. Ask for each by itself, with its entries: GET /schedules/ID?time_zone=…&since=…&until=…',
    }
  const single = singleOverrides(reading, things, known)
  const rotas = known.flatMap(schedule =>
    readSchedule(reading, schedule, known.length === 1 ? single : []),
  )
  const byId = new Map(rotas.map(({ schedule, rota }) => [schedule, rota.rota.id]))
  const positions = things.flatMap(thing => readPolicy(reading, thing, byId))
  return {
    people: byKey(reading.people),
    rotas: rotas.map(({ rota }) => rota),
    positions,
    left: reading.left,
  } satisfies Imported
}

function issueOf(error: z.ZodError): string {
  const [issue] = error.issues
  return `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim()
}

function readUser({ people }: Reading, thing: unknown): void {
  const { data } = USER.safeParse(thing)
  if (data === undefined) return
  const methods = data.contact_methods ?? []
  const phones = methods
    .filter(({ type }) => /phone|sms/.test(type))
    .map(({ address, country_code: country }) => phoneOf(`+${country ?? ''}${address ?? ''}`))
  const phone = phones.find(one => one !== undefined)
  people.push({
    key: data.id,
    name: data.name,
    email: data.email,
    ...(phone !== undefined && { phone }),
  })
}

type Reference = z.output<typeof reference>

function keyOf({ people }: Reading, { id, name, summary, email }: Reference): string {
  people.push({ key: id, name: name ?? summary ?? id, ...(email ? { email } : {}) })
  return id
}

/** Answers about overrides do not say of which schedule they are. */
function singleOverrides(
  reading: Reading,
  things: readonly unknown[],
  schedules: readonly Schedule[],
): readonly ImportedShift[] {
  const found = things.flatMap(thing => entry.safeParse(thing).data ?? [])
  if (found.length > 0 && schedules.length > 1)
    reading.left.push({
      where: 'overrides',
      what: `${found.length} overrides do not say of which schedule they are. Import each schedule with its own, or with its final entries.`,
    })
  return found.map(one => shiftOf(reading, one))
}

const shiftOf = (
  reading: Reading,
  { start, end, user }: z.output<typeof entry>,
): ImportedShift => ({
  person: keyOf(reading, user),
  from: start,
  to: end,
})

function readSchedule(
  reading: Reading,
  schedule: Schedule,
  single: readonly ImportedShift[],
): readonly { readonly schedule: string; readonly rota: ImportedRota }[] {
  const title = titleOf(schedule.name ?? schedule.summary ?? undefined, schedule.id)
  const where = `schedule ${title}`
  const zone = schedule.time_zone
  if (!isZone(zone)) {
    reading.left.push({ where, what: `Its time zone "${zone}" is none that we know.` })
    return []
  }
  const id = idOf(title, reading.ids)
  reading.ids.add(id)
  const listed = schedule.overrides_subschedule?.rendered_schedule_entries ?? []
  const overrides = [...listed.map(one => shiftOf(reading, one)), ...single]
  const said = saidBy(reading, schedule)
  // In answers the first layer is the one that stands before the others.
  const layers = schedule.schedule_layers
    .map((layer, index) =>
      readLayer(reading, layer, `${where}, layer ${layer.name ?? index + 1}`, zone),
    )
    .toReversed()
  const rota = (ordered: readonly (readonly Layer[])[]): Rota => ({
    id,
    title,
    zone,
    layers: ordered.flat(),
  })
  if (layers.every(one => one.length === 0)) {
    reading.left.push({ where, what: 'None of its layers goes on, so it has no turns any more.' })
    return []
  }
  const chosen = agreeing([rota(layers), rota(layers.toReversed())], overrides, said, reading.asked)
  return [{ schedule: schedule.id, rota: { rota: chosen, overrides, said } }]
}

/** Exports made by other programs turn the layers round: the other order counts where its own entries agree with that alone. */
function agreeing(
  [first, second]: readonly [Rota, Rota],
  overrides: readonly ImportedShift[],
  said: Said | undefined,
  { at }: ImportAsked,
): Rota {
  if (said === undefined || said.to <= at) return first
  const ahead = { ...said, from: said.from < at ? at : said.from }
  const off = (rota: Rota) => differences(asRoster(rota, overrides), ahead).length
  return off(first) > 0 && off(second) === 0 ? second : first
}

function saidBy(reading: Reading, { final_schedule: final }: Schedule): Said | undefined {
  const shifts = (final?.rendered_schedule_entries ?? []).map(one => shiftOf(reading, one))
  const from = shifts.map(shift => shift.from).toSorted()[0]
  const to = shifts
    .map(shift => shift.to)
    .toSorted()
    .at(-1)
  return from === undefined || to === undefined ? undefined : { from, to, shifts }
}

function readLayer(
  reading: Reading,
  layer: PagerDutyLayer,
  where: string,
  zone: string,
): readonly Layer[] {
  const { at } = reading.asked
  if (layer.end !== null && layer.end !== undefined && layer.end <= at) {
    reading.left.push({ where, what: `It ended on ${layer.end.slice(0, 10)}.` })
    return []
  }
  const turn = turnOf(layer.rotation_turn_length_seconds)
  if (turn === undefined || layer.users.length === 0) {
    const what =
      turn === undefined
        ? `Its turns of ${layer.rotation_turn_length_seconds} s are no whole number of hours.`
        : 'Nobody is in it.'
    reading.left.push({ where, what })
    return []
  }
  const people = layer.users.map(one =>
    keyOf(reading, 'user' in one ? (one.user as Reference) : (one as Reference)),
  )
  const hours = together((layer.restrictions ?? []).map(one => hoursOf(reading, one, where)))
  const counted = layer.rotation_virtual_start
  const title = titleOf(layer.name ?? undefined, 'Layer')
  return layersOf(
    { title, people, turn, counted, begins: layer.start, ends: layer.end ?? undefined, hours },
    zone,
    at,
  )
}

function hoursOf(
  reading: Reading,
  restriction: z.output<typeof RESTRICTION>,
  where: string,
): readonly Hours[] | undefined {
  const { start_time_of_day: start, duration_seconds: seconds } = restriction
  const [hours = 0, minutes = 0, over = 0] = start.split(':').map(Number)
  if (over !== 0 || seconds % 60 !== 0)
    reading.left.push({
      where,
      what: `A restriction is cut to whole minutes: ${start}, ${seconds} s.`,
    })
  const from = hours * 60 + minutes
  const length = Math.round(seconds / 60)
  return restriction.type === 'weekly_restriction'
    ? onceAWeek((restriction.start_day_of_week ?? 1) - 1, from, length)
    : everyDay(from, length)
}

/** A position with everybody in order. After how many minutes the next is asked the plan says. */
function readPolicy(
  reading: Reading,
  thing: unknown,
  rotas: ReadonlyMap<string, string>,
): readonly ImportedPosition[] {
  const { data } = POLICY.safeParse(thing)
  if (data === undefined) return []
  const where = `escalation policy ${data.name}`
  const holders = data.escalation_rules.flatMap(({ targets }) =>
    targets.flatMap(target => holderOf(reading, target, rotas, where)),
  )
  reading.left.push({ where, what: stepsOf(data) })
  if (holders.length === 0) return []
  const id = idOf(data.name, reading.ids)
  reading.ids.add(id)
  return [{ id, title: titleOf(data.name, id), holders: [...new Set(holders)] }]
}

function holderOf(
  reading: Reading,
  { id, type, summary }: Policy['escalation_rules'][number]['targets'][number],
  rotas: ReadonlyMap<string, string>,
  where: string,
): readonly string[] {
  if (type.startsWith('user')) return [keyOf(reading, { id, summary })]
  const rota = rotas.get(id)
  if (rota !== undefined) return [`rota:${rota}`]
  reading.left.push({ where, what: `Its target ${summary ?? id} is not in the export.` })
  return []
}

function stepsOf({ escalation_rules: rules, num_loops: loops }: Policy): string {
  const delays = rules.map(rule => `${rule.escalation_delay_in_minutes} min`).join(', ')
  return `It becomes a position whose holders are asked in this order. When the next is asked the plan says; here it was after ${delays}${loops ? `, ${loops} times over` : ''}.`
}

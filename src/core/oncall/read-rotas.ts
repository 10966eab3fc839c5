// Rotas as they are written in a directory file.
import { z } from 'zod'
import { WEEKDAYS } from '#/core/calendar/every-day.ts'
import { isZone } from '#/core/calendar/is-zone.ts'
import { isTimeOfDay } from '#/core/calendar/time-of-day.ts'
import { parseDate } from '#/core/date.ts'
import type { Rota } from '#/core/oncall/rota.ts'
import { rotaFrom, TURN } from '#/core/written-rota.ts'

const LAYERS_MAX = 20
const PEOPLE_MAX = 500

const timeOfDay = z.string().refine(isTimeOfDay, 'a time of day as "09:00", in quotes')
const wallClock = z
  .string()
  .refine(
    text => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) && isWallClock(text),
    'a date and a time of day as 2026-03-02T09:00, without a zone',
  )

function isWallClock(text: string): boolean {
  return parseDate(text.slice(0, 10)) !== undefined && isTimeOfDay(text.slice(11))
}

const turn = z
  .string()
  .regex(TURN, 'how long a turn is: 12 hours, 1 day, 2 weeks')
  .refine(text => !text.startsWith('0 '), 'a turn is longer than nothing')

const day = z.enum(WEEKDAYS)

const HOURS = z.strictObject({
  days: z.union([day.transform(one => [one]), z.array(day).min(1)]).exactOptional(),
  from: timeOfDay,
  to: timeOfDay,
})

const LAYER = z.strictObject({
  title: z.string().trim().min(1).max(200),
  people: z.array(z.string()).min(1).max(PEOPLE_MAX),
  turn,
  starts: wallClock,
  until: wallClock.exactOptional(),
  hours: z.array(HOURS).min(1).max(50).exactOptional(),
})

export const ROTA = z.strictObject({
  title: z.string().trim().min(1).max(200),
  zone: z.string().refine(isZone, 'the name of a time zone, as Europe/Luxembourg'),
  holidays: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Z0-9]{1,6}){0,2}$/, 'a place whose holidays are shown, as LU or DE-BY')
    .exactOptional(),
  layers: z.array(LAYER).min(1).max(LAYERS_MAX),
})

/** The `rotas` of a directory file, by their ids. */
export const ROTAS = z.record(
  z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/i, 'an id of letters, digits, dots and dashes'),
  ROTA,
)

export function rotasOf(written: z.output<typeof ROTAS>): ReadonlyMap<string, Rota> {
  return new Map(
    Object.entries(written).map(([id, rota]): [string, Rota] => [id, rotaFrom(id, rota)]),
  )
}

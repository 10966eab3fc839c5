// What is answered about who is on call.
import { z } from 'zod'
import { WEEKDAYS } from '#/core/calendar/every-day.ts'
import { instantShape } from '#/http/shapes.ts'

const spell = { from: instantShape, to: instantShape.describe('At this instant it is over.') }

export const ROTA_NOW = z
  .object({
    id: z.string(),
    title: z.string(),
    zone: z.string().describe('IANA name of the zone of its times.'),
    now: z.string().nullable().describe('Who is on call; null: nobody.'),
    next: z.object({ person: z.string(), from: instantShape }).nullable(),
    gaps: z.array(z.object(spell)).describe('Within two weeks.'),
    positions: z.array(z.string()).describe('Held by whoever has the turn.'),
  })
  .meta({ id: 'RotaNow' })

const LAYER = z
  .object({
    title: z.string(),
    people: z.array(z.string()),
    turn: z.string().describe('How long one is.'),
    starts: z.string().describe('Wall clock.'),
    until: z.string().nullable(),
    hours: z.array(
      z.object({ days: z.array(z.enum(WEEKDAYS)).nullable(), from: z.string(), to: z.string() }),
    ),
  })
  .meta({ id: 'RotaLayer' })

const STRETCH = z
  .object({
    person: z.string().nullable().describe('Null: nobody is on call.'),
    layer: z.string().nullable(),
    override: z.string().nullable(),
    ...spell,
  })
  .meta({ id: 'Stretch' })

export const OVERRIDE = z
  .object({ id: z.string(), person: z.string(), ...spell })
  .meta({ id: 'Override' })

const BURDEN = z
  .object({
    person: z.string(),
    shifts: z.number().int(),
    hours: z.number(),
    nights: z.number().int().describe('With any hour between 22:00 and 06:00.'),
    weekend_days: z.number().int(),
  })
  .meta({ id: 'Burden' })

export const ROTA = z
  .object({
    id: z.string(),
    title: z.string(),
    zone: z.string(),
    layers: z.array(LAYER),
    ...spell,
    stretches: z.array(STRETCH),
    overrides: z.array(OVERRIDE),
    burdens: z.array(BURDEN).describe('Of the ninety days that are over.'),
    calendar: z.string().describe('Address of its calendar, for programs that subscribe.'),
  })
  .meta({ id: 'Rota' })

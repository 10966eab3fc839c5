// What is answered about who is on call.
import { z } from 'zod'
import { WEEKDAYS } from '#/core/calendar/every-day.ts'
import { instantOrNull, instantShape } from '#/http/shapes.ts'

const WRITTEN_MAX = 500
const wall = z.string().max(30)

/** As a directory file writes it; what is wrong in it `readDirectory` says, with its place. */
export const WRITTEN_ROTA = z.strictObject({
  title: z.string().max(WRITTEN_MAX),
  zone: z.string().max(100),
  holidays: z.string().max(20).exactOptional(),
  layers: z
    .array(
      z.strictObject({
        title: z.string().max(WRITTEN_MAX),
        people: z.array(z.string().max(WRITTEN_MAX)).max(WRITTEN_MAX).readonly(),
        turn: z.string().max(30).describe('How long one is: `12 hours`, `1 day`, `2 weeks`.'),
        starts: wall.describe('Wall clock, as 2026-03-02T09:00.'),
        until: wall.exactOptional(),
        hours: z
          .array(
            z.strictObject({
              days: z.array(z.enum(WEEKDAYS)).max(7).readonly().exactOptional(),
              from: wall,
              to: wall,
            }),
          )
          .max(WRITTEN_MAX)
          .readonly()
          .exactOptional(),
      }),
    )
    .max(100)
    .readonly(),
})

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

export const STRETCH = z
  .object({
    person: z.string().nullable().describe('Null: nobody is on call.'),
    layer: z.string().nullable(),
    override: z.string().nullable(),
    ...spell,
  })
  .meta({ id: 'Stretch' })

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
    stretches: z.array(STRETCH).describe('Its own turns, whatever stands before them.'),
  })
  .meta({ id: 'RotaLayer' })

export const OVERRIDE = z
  .object({ id: z.string(), person: z.string(), ...spell })
  .meta({ id: 'Override' })

export const BURDEN = z
  .object({
    person: z.string(),
    shifts: z.number().int(),
    hours: z.number(),
    nights: z.number().int().describe('With any hour between 22:00 and 06:00.'),
    weekend_days: z.number().int(),
    holidays: z.number().int().describe('Public holidays of the place of the rota.'),
  })
  .meta({ id: 'Burden' })

export const ROTA = z
  .object({
    id: z.string(),
    title: z.string(),
    zone: z.string(),
    place: z.string().nullable().describe('Whose public holidays are shown.'),
    holidays: z.array(z.string()).describe('Dates of public holidays there.'),
    layers: z.array(LAYER),
    ...spell,
    stretches: z.array(STRETCH),
    overrides: z.array(OVERRIDE),
    burdens: z.array(BURDEN).describe('Of the ninety days that are over.'),
    calendar: z.string().describe('Address of its calendar, for programs that subscribe.'),
  })
  .meta({ id: 'Rota' })

export const SWAP = z
  .object({
    id: z.string(),
    rota: z.string(),
    asker: z.string().describe('Whose turn it is, and who asks.'),
    asked: z.string(),
    ...spell,
    back: z.object(spell).nullable().describe('What the asker takes in return.'),
    reason: z.string().nullable(),
    state: z.enum(['offered', 'accepted', 'declined', 'withdrawn']),
    at: instantShape,
  })
  .meta({ id: 'Swap' })

export const FAIRNESS = z
  .object({
    rota: z.string(),
    ...spell,
    pages_from: instantOrNull.describe('Pages are counted in whole weeks that are over, from here'),
    pages_to: instantOrNull.describe('to here; null: there is none.'),
    shares: z.array(
      BURDEN.extend({
        pages: z.number().int().nullable().describe('While they had the turn.'),
        pages_at_night: z.number().int().nullable(),
      }),
    ),
  })
  .meta({ id: 'Fairness' })

export const ON_CALL_ME = z
  .object({
    person: z.string(),
    told: z.boolean().describe('They are told when their turn begins.'),
    calendar: z.string().describe('Address of the calendar of their shifts.'),
    shifts: z.array(z.object({ rota: z.string(), ...spell })).describe('Now and in sixty days.'),
  })
  .meta({ id: 'OnCallMe' })

const LEFT = z.array(z.object({ where: z.string(), what: z.string() }).meta({ id: 'LeftOut' }))

export const IMPORT_PREVIEW = z
  .object({
    version: z.number().int().describe('Of the directory that it would change.'),
    people: z.array(
      z.object({
        key: z.string().describe('By which the export names them.'),
        name: z.string(),
        email: z.string().nullable(),
        id: z.string(),
        found: z.enum(['email', 'name', 'told', 'new']).describe('new: they would be added.'),
      }),
    ),
    rotas: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        zone: z.string(),
        change: z.enum(['added', 'changed', 'same']),
        layers: z.number().int(),
        overrides: z.number().int(),
        stretches: z.array(STRETCH).describe('Who is on call in the next four weeks.'),
      }),
    ),
    positions: z.array(z.object({ id: z.string(), holders: z.array(z.string()) })),
    left: LEFT.describe('What could not be carried over, or came over as something else.'),
  })
  .meta({ id: 'RotaImportPreview' })

export const IMPORTED_ROTAS = z
  .object({ version: z.number().int(), overrides: z.number().int(), left: LEFT })
  .meta({ id: 'ImportedRotas' })

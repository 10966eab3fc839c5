// Rotas by chance, in every zone, mostly around a change of its clocks.
import fc from 'fast-check'
import type { Layer, Roster } from '#/core/oncall/rota.ts'
import { startIn, ZONES } from './calendar-cases.ts'
import { dateShown, shownAt } from './calendar-slowly.ts'

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`)

const hours = fc.record(
  {
    days: fc.uniqueArray(fc.constantFrom(...DAYS), { minLength: 1 }),
    from: timeOfDay,
    to: timeOfDay,
  },
  { requiredKeys: ['from', 'to'] },
)

/** A rota of a zone, and an instant near which it begins: mostly around a change of its clocks. */
export const anyRoster = fc
  .constantFrom(...ZONES)
  .chain(zone => fc.tuple(fc.constant(zone), startIn(zone)))
  .chain(([zone, start]) => {
    const first = dateShown(shownAt(zone, start)).subtract({ days: 9 })
    const layer: fc.Arbitrary<Layer> = fc.record(
      {
        title: fc.constantFrom('One', 'Two'),
        people: fc.constantFrom(['ana', 'bo', 'cai'], ['dee', 'eva']),
        turn: fc.record({
          every: fc.integer({ min: 1, max: 3 }),
          unit: fc.constantFrom('day', 'week'),
        }),
        starts: timeOfDay.map(time => `${first.toString()}T${time}`),
        hours: fc.array(hours, { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: ['title', 'people', 'turn', 'starts'] },
    )
    const layers = fc.array(layer, { minLength: 1, maxLength: 2 })
    return layers.map(layers => {
      const roster: Roster = { rota: { id: 'r', title: 'R', zone, layers }, overrides: [] }
      return { roster, start }
    })
  })

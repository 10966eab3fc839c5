// Whatever rota there is, in whatever zone: exported with what it comes to, and imported again, the same person is on call at every instant.
// And what a swap changes is its own time, and nothing else.
import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { EMPTY_DIRECTORY } from '#/core/directory.ts'
import { plainOf } from '#/core/directory-plain.ts'
import { WEEKDAYS } from '#/core/calendar/every-day.ts'
import { msOfDay } from '#/core/calendar/time-of-day.ts'
import { ics } from '#/core/oncall/ics.ts'
import { planImport } from '#/core/oncall/import/match.ts'
import { readImport } from '#/core/oncall/import/read.ts'
import type { ImportKind } from '#/core/oncall/import/imported.ts'
import { wallInstant } from '#/core/oncall/import/turns.ts'
import { isShift, stretches, who } from '#/core/oncall/on-call.ts'
import type { Layer, Roster } from '#/core/oncall/rota.ts'
import { fromMs, toMs } from '#/core/time.ts'
import { runs } from './calendar-cases.ts'
import { anyRoster } from './oncall-cases.ts'

const DAY_MS = 86_400_000
const AHEAD_MS = 21 * DAY_MS
const DIRECTORY = {
  ...plainOf(EMPTY_DIRECTORY),
  people: Object.fromEntries(
    ['ana', 'bo', 'cai', 'dee', 'eva'].map(id => [id, { name: id, email: `${id}@acme.example` }]),
  ),
}

function again(kind: ImportKind, file: string, at: number): Roster {
  const read = readImport(kind, [file], { at: fromMs(at), zone: 'UTC' })
  ok(!('malformed' in read), 'malformed' in read ? read.malformed : '')
  const plan = planImport(read, { at: fromMs(at), directory: DIRECTORY, told: {} })
  const [rota] = plan.rotas
  ok(rota)
  return { rota, overrides: plan.overrides.map((one, index) => ({ ...one, id: `${index}` })) }
}

const SECONDS = { hour: 3_600, day: 86_400, week: 604_800 } as const

/** As PagerDuty would tell it. */
function pagerDuty({ rota }: Roster, from: number): string {
  const seen = stretches({ rota, overrides: [] }, fromMs(from), fromMs(from + AHEAD_MS))
  const layer = ({ title, people, turn, starts, hours }: Layer) => {
    const start = new Date(wallInstant(rota.zone, starts) ?? 0).toISOString()
    return {
      name: title,
      start,
      end: null,
      rotation_virtual_start: start,
      rotation_turn_length_seconds: turn.every * SECONDS[turn.unit],
      users: people.map(id => ({ user: { id, summary: id, email: `${id}@acme.example` } })),
      restrictions: (hours ?? []).flatMap(one => {
        const minutes = (msOfDay(one.to) - msOfDay(one.from)) / 60_000
        return (one.days ?? WEEKDAYS).map(day => ({
          type: 'weekly_restriction',
          start_day_of_week: WEEKDAYS.indexOf(day) + 1,
          start_time_of_day: `${one.from}:00`,
          duration_seconds: (minutes > 0 ? minutes : minutes + 1_440) * 60,
        }))
      }),
    }
  }
  return JSON.stringify({
    schedule: {
      id: 'P1',
      name: 'R',
      time_zone: rota.zone,
      schedule_layers: rota.layers.toReversed().map(layer),
      final_schedule: {
        rendered_schedule_entries: seen.filter(isShift).map(({ person, from: start, to: end }) => ({
          start,
          end,
          user: { id: person, summary: person },
        })),
      },
    },
  })
}

const anyInstant = fc.double({ min: 0, max: 1, noNaN: true })

test('T7 what PagerDuty would have rendered is what the imported rota gives, at any instant, in every zone', () => {
  let mended = 0
  fc.assert(
    fc.property(anyRoster, fc.array(anyInstant, { minLength: 8, maxLength: 8 }), (one, parts) => {
      const { roster, start } = one
      const last = stretches(roster, fromMs(start), fromMs(start + AHEAD_MS)).findLast(isShift)
      if (last === undefined) return
      const imported = again('pagerduty', pagerDuty(roster, start), start)
      mended += imported.overrides.length
      for (const part of parts) {
        const at = fromMs(Math.floor(start + part * (toMs(last.to) - start)))
        if (at < last.to) equal(who(imported, at)?.person, who(roster, at)?.person, at)
      }
    }),
    { numRuns: runs(60) },
  )
  // It is in the turns, and not in single shifts that were put over them.
  equal(mended, 0)
})

test('T7 a calendar of shifts, imported again, gives the same people at any instant', () => {
  fc.assert(
    fc.property(anyRoster, fc.array(anyInstant, { minLength: 8, maxLength: 8 }), (one, parts) => {
      const { roster, start } = one
      const begins = Math.ceil(start / 1_000) * 1_000
      const [from, to] = [fromMs(begins), fromMs(begins + AHEAD_MS)]
      const shifts = stretches(roster, from, to).filter(isShift)
      if (shifts.length === 0) return
      const entries = shifts.map(({ person, from: since, to: until }) => ({
        uid: `${person}-${since}`,
        from: since,
        to: until,
        summary: `R: ${person}`,
      }))
      const file = ics({ title: 'R', at: from, refreshMinutes: 60, entries })
      const imported = again('ics', file, begins)
      for (const part of parts) {
        const at = fromMs(Math.floor(begins + part * (AHEAD_MS - 1)))
        const said = who(roster, at)?.person
        // Where the calendar has nobody the turns that were found may have somebody, and the report says so.
        if (said !== undefined) equal(who(imported, at)?.person, said, at)
      }
    }),
    { numRuns: runs(60) },
  )
})

test('T7 a swap gives both turns to the other, and everything else stays whose it was', () => {
  fc.assert(
    fc.property(anyRoster, anyInstant, anyInstant, anyInstant, (one, first, second, part) => {
      const { roster, start } = one
      const [from, to] = [fromMs(start), fromMs(start + AHEAD_MS)]
      const shifts = stretches(roster, from, to).filter(isShift)
      const pick = (chance: number) => shifts[Math.floor(chance * (shifts.length - 1))]
      const mine = pick(first)
      const theirs = pick(second)
      if (mine === undefined || theirs === undefined || mine.person === theirs.person) return
      const over = (id: string, person: string, spell: { from: string; to: string }) => ({
        ...spell,
        id,
        rota: roster.rota.id,
        person,
      })
      const swapped: Roster = {
        ...roster,
        overrides: [
          over('there', theirs.person, mine) as Roster['overrides'][number],
          over('back', mine.person, theirs) as Roster['overrides'][number],
        ],
      }
      const at = fromMs(Math.floor(start + part * (AHEAD_MS - 1)))
      const within = (spell: { from: string; to: string }) => spell.from <= at && at < spell.to
      const expected = within(mine)
        ? theirs.person
        : within(theirs)
          ? mine.person
          : who(roster, at)?.person
      equal(who(swapped, at)?.person, expected, at)
    }),
    { numRuns: runs(100) },
  )
})

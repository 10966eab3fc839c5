// Who is on call, a second time and slowly: turn after turn, minute by minute, with `Temporal` for every clock that is read.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nextHandOver, stretches, who } from '#/core/oncall/on-call.ts'
import type { Layer, Roster } from '#/core/oncall/rota.ts'
import { fromMs, toMs } from '#/core/time.ts'
import { runs } from './calendar-cases.ts'
import { anyRoster, DAYS } from './oncall-cases.ts'
import { dateShown, firstShowing, MINUTE_MS, shownAt } from './calendar-slowly.ts'

const msOf = (text: string) => Temporal.Instant.from(`${text}Z`).epochMilliseconds
const DAY_MS = 86_400_000
const UNIT_MS = { hour: 3_600_000, day: DAY_MS, week: 7 * DAY_MS }

/** Whose turn it is, by going from turn to turn. */
function slowly({ rota }: Roster, ms: number): string | undefined {
  const shown = shownAt(rota.zone, ms)
  return rota.layers
    .toReversed()
    .filter(layer => layer.hours === undefined || layer.hours.some(it => isWithin(it, shown)))
    .map(({ people, turn, starts }) => {
      const length = turn.every * UNIT_MS[turn.unit]
      if (ms < firstShowing(rota.zone, msOf(starts))) return undefined
      let turns = 0
      while (firstShowing(rota.zone, msOf(starts) + (turns + 1) * length) <= ms) turns++
      return people[turns % people.length]
    })
    .find(person => person !== undefined)
}

function isWithin({ days, from, to }: NonNullable<Layer['hours']>[number], shown: number): boolean {
  const date = dateShown(shown)
  const isOn = (day: Temporal.PlainDate) => days?.includes(DAYS[day.dayOfWeek - 1] ?? 'mon') ?? true
  const time = dateTimeShown(shown)
  if (from < to) return isOn(date) && time >= from && time < to
  return (isOn(date) && time >= from) || (isOn(date.subtract({ days: 1 })) && time < to)
}

const dateTimeShown = (shown: number) =>
  Temporal.Instant.fromEpochMilliseconds(shown).toString().slice(11, 16)

test('T7 whoever is on call is whoever one finds by going from turn to turn, in every zone, around every change of clocks', () => {
  fc.assert(
    fc.property(anyRoster, fc.integer({ min: -600, max: 600 }), ({ roster, start }, minutes) => {
      const ms = Math.floor(start / MINUTE_MS + minutes) * MINUTE_MS
      equal(who(roster, fromMs(ms))?.person, slowly(roster, ms))
    }),
    { numRuns: runs(40) },
  )
})

test('stretches leave nothing out, do not overlap, and are what `who` says at their ends and within', () => {
  fc.assert(
    fc.property(
      anyRoster,
      fc.double({ min: 0, max: 1, noNaN: true }),
      ({ roster, start }, part) => {
        const from = fromMs(start)
        const to = fromMs(start + 12 * DAY_MS)
        const found = stretches(roster, from, to)
        equal(found[0]?.from, from)
        equal(found.at(-1)?.to, to)
        for (const [index, stretch] of found.entries()) {
          ok(stretch.from < stretch.to)
          if (index > 0) equal(stretch.from, found[index - 1]?.to)
          const length = toMs(stretch.to) - toMs(stretch.from)
          for (const at of [0, Math.floor(part * (length - 1)), length - 1])
            equal(who(roster, fromMs(toMs(stretch.from) + at))?.person, stretch.person)
        }
      },
    ),
    { numRuns: runs(60) },
  )
})

test('nothing changes before the next hand-over', () => {
  fc.assert(
    fc.property(
      anyRoster,
      fc.double({ min: 0, max: 1, noNaN: true }),
      ({ roster, start }, part) => {
        const next = nextHandOver(roster, fromMs(start))
        const until = next === undefined ? start + 30 * DAY_MS : toMs(next)
        ok(until > start)
        const at = fromMs(start + Math.floor(part * (until - 1 - start)))
        deepEqual(who(roster, at), who(roster, fromMs(start)))
      },
    ),
    { numRuns: runs(100) },
  )
})

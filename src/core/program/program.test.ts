import { deepEqual, equal, ok, partialDeepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { attendance } from '#/core/program/attendance.ts'
import { nextProgramDue, programDue } from '#/core/program/due.ts'
import type { Due } from '#/core/program/due.ts'
import type { Done, Records } from '#/core/program/records.ts'
import { programYear } from '#/core/program/year.ts'
import { instant, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { after, asks } from '../../../test/kit/given.ts'
import { bundled, plan as planOf, settingOf } from '../../../test/kit/setting.ts'

const PLAN = planOf(`
  zone: Europe/Berlin
  positions: {chief: {title: Chief}}
  roles: {lead: {title: Lead, holders: [chief]}}
  calendars: {office: {title: Office, place: DE}}
  program:
    training: {title: Training, do: train, every: 1q, topics: [Roles, Rules], by: lead}
    drills: {title: Drills, do: exercise, quota: {least: 2, per: 1y, of: [Ransom, Flood, Fraud, Loss]}, topics: [Ransom, Flood, Fraud, Loss], by: lead}
    six: {title: Six exercises, do: exercise, quota: {least: 6, per: 1y}, by: lead}
    pandemic: {title: A pandemic, do: exercise, quota: {least: 1, per: 2y}, by: lead}
    review: {title: Review, do: review-plan, every: 1y, after: {when: {severity: bad}, from: resolved, within: 10 working days}, by: lead}
    change: {title: Review after a change, do: review-plan, after: {occasion: A new data centre, within: 30d}, by: lead}
    contacts: {title: Contacts, do: check-contacts, every: 1mo, by: lead}
    kept: {title: Kept, do: report, every: 1w, recorded-only: Somebody else reports}
`)

const SINCE = instant('2026-01-01T00:00:00+01:00')
const NOTHING: Records = { since: SINCE, done: [], occasions: [], incidents: [] }

function on(date: string): Instant {
  return instant(`${date}T12:00:00+01:00`)
}

function done(entry: string, date: string, more: Partial<Done> = {}): Done {
  return { entry, at: on(date), topics: [], people: [], ...more }
}

function dueOf(records: Records, now: Instant, key: string): Due | undefined {
  return programDue(PLAN, records, now).find(it => it.key === key)
}

test('what recurs is due so long after the last time, at the end of that day, and first after the plan came into force', () => {
  partialDeepStrictEqual(dueOf(NOTHING, on('2026-02-01'), 'training'), {
    standing: 'open',
    due: instant('2026-04-01T00:00:00+02:00'),
  })
  const trained = { ...NOTHING, done: [done('training', '2026-02-10')] }
  equal(dueOf(trained, on('2026-02-11'), 'training')?.due, instant('2026-05-11T00:00:00+02:00'))
  equal(dueOf(trained, on('2026-04-20'), 'training')?.standing, 'due-soon')
  equal(dueOf(trained, instant('2026-05-11T00:00:00+02:00'), 'training')?.standing, 'overdue')
})

test('2 of 4 a year: a quota counts different topics in each calendar year, and says what is missing', () => {
  const once = { ...NOTHING, done: [done('drills', '2026-03-01', { topics: ['Flood'] })] }
  const twice = {
    ...once,
    done: [...once.done, done('drills', '2026-04-01', { topics: ['Flood', 'Other'] })],
  }
  partialDeepStrictEqual(dueOf(twice, on('2026-05-01'), 'drills#2026')?.count, {
    reached: 1,
    missing: 1,
    topics: ['Ransom', 'Fraud', 'Loss'],
  })
  const met = {
    ...twice,
    done: [...twice.done, done('drills', '2026-09-01', { topics: ['Loss'] })],
  }
  partialDeepStrictEqual(dueOf(met, on('2026-10-01'), 'drills#2026'), {
    standing: 'met',
    metAt: on('2026-09-01'),
  })
  // What the year lacked is missed for good, and the next one begins anew.
  equal(dueOf(twice, on('2027-02-01'), 'drills#2026')?.standing, 'missed')
  equal(dueOf(twice, on('2027-02-01'), 'drills#2027')?.count?.missing, 2)
})

test('at least 6 a year, and one every other year', () => {
  const five = { ...NOTHING, done: [2, 3, 4, 5, 6].map(month => done('six', `2026-0${month}-02`)) }
  equal(dueOf(five, on('2026-12-01'), 'six#2026')?.count?.missing, 1)
  partialDeepStrictEqual(dueOf(NOTHING, on('2027-01-01'), 'pandemic#2026-2027'), {
    standing: 'open',
    due: instant('2028-01-01T00:00:00+01:00'),
  })
})

test('a quota is owed for whole periods: not for the one in which the plan came into force', () => {
  const late = { ...NOTHING, since: on('2026-11-20') }
  equal(dueOf(late, on('2026-12-01'), 'six#2026'), undefined)
  equal(dueOf(late, on('2027-02-01'), 'six#2027')?.standing, 'open')
})

const SETTING = settingOf(PLAN, { chief: ['ana'] })
const DECLARED = asks('tocsin', '09:00', { do: 'declare', title: 'Broken' })
const incident = (severity: string) =>
  after(
    SETTING,
    DECLARED,
    asks('ana', '09:10', { do: 'classify', severity, type: 'outage' }),
    asks('ana', '10:00', { do: 'resolve', text: 'It works' }),
  ).incident

test('plan review triggered by an event (with its own deadline): after a bad incident, in working days', () => {
  const bad = { ...NOTHING, incidents: [incident('bad')] }
  const key = `review@${bad.incidents[0]?.id}`
  // Resolved on Monday 2 March: ten working days end on Monday 16 March.
  equal(dueOf(bad, on('2026-03-03'), key)?.due, instant('2026-03-17T00:00:00+01:00'))
  const reviewed = { ...bad, done: [done('review', '2026-03-10')] }
  equal(dueOf(reviewed, on('2026-03-11'), key)?.standing, 'met')
  equal(dueOf({ ...NOTHING, incidents: [incident('mild')] }, on('2026-03-03'), key), undefined)
})

test('plan review triggered by an event that people put on record', () => {
  const moved = { ...NOTHING, occasions: [{ entry: 'change', at: on('2026-05-04'), id: 'move' }] }
  partialDeepStrictEqual(dueOf(moved, on('2026-05-05'), 'change@move'), {
    cause: 'occasion',
    due: instant('2026-06-04T00:00:00+02:00'),
  })
  equal(dueOf(moved, on('2026-05-03'), 'change@move'), undefined)
})

test('C8.1 each person is trained in each topic: overdue people are named with what they lack', () => {
  const [entry] = PLAN.program
  ok(entry !== undefined)
  const held = [
    done('training', '2026-02-10', { people: ['ana', 'bo'], topics: ['Roles', 'Rules'] }),
    done('training', '2026-05-01', { people: ['ana'], topics: ['Roles', 'Rules'] }),
    done('training', '2026-05-02', { people: ['bo'], topics: ['Roles'] }),
  ]
  const standings = attendance(
    PLAN,
    { ...NOTHING, done: held },
    entry,
    ['ana', 'bo', 'eva'],
    on('2026-06-01'),
  )
  deepEqual(
    standings.map(it => [it.person, it.standing, it.overdue]),
    [
      ['ana', 'open', []],
      ['bo', 'overdue', ['Rules']],
      ['eva', 'overdue', ['Roles', 'Rules']],
    ],
  )
})

test('a year of the program: each time that something comes due, in order', () => {
  const year = programYear(PLAN, SINCE, instant('2027-01-01T12:00:00+01:00'), NOTHING)
  const days = (key: string) =>
    year.filter(it => it.key === key).map(it => plusMs(it.due, -1).slice(0, 10))
  deepEqual(days('training'), ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'])
  equal(days('contacts').length, 12)
  deepEqual(days('drills#2026'), ['2026-12-31'])
  deepEqual(days('pandemic#2026-2027'), [])
  ok(year.every((it, index) => index === 0 || (year[index - 1]?.due ?? '') <= it.due))
})

for (const id of ['creditnexus', 'tiered'] as const)
  test(`${id}: a year of its program has sensible dates`, () => {
    const its = bundled(id)
    // What a regime wants besides is the regime's to say.
    const year = programYear(its, SINCE, instant('2027-01-02T00:00:00Z'), NOTHING).filter(
      it => it.entry.regime === undefined,
    )
    deepEqual(
      year.map(it => [it.key, plusMs(it.due, -1).slice(0, 10)]),
      id === 'tiered' ? [] : EXPECTED,
    )
  })

const EXPECTED = [
  ['quarterly-review', '2026-03-31'],
  ['training', '2026-03-31'],
  ['quarterly-review', '2026-06-30'],
  ['testing', '2026-06-30'],
  ['training', '2026-06-30'],
  ['quarterly-review', '2026-09-30'],
  ['training', '2026-09-30'],
  ['quarterly-review', '2026-12-31'],
  ['testing', '2026-12-31'],
  ['training', '2026-12-31'],
  ['yearly-review', '2026-12-31'],
]

const DAY_MS = 86_400_000
const day = fc.integer({ min: 0, max: 900 }).map(days => plusMs(SINCE, days * DAY_MS))
const anyDone: fc.Arbitrary<Done> = fc.record({
  entry: fc.constantFrom(...PLAN.program.map(entry => entry.id)),
  at: day,
  topics: fc.subarray(['Ransom', 'Flood', 'Fraud', 'Loss', 'Roles', 'Rules']),
  people: fc.constant([]),
})
const anyRecords: fc.Arbitrary<Records> = fc.record({
  since: day,
  done: fc.array(anyDone, { maxLength: 30 }),
  occasions: fc.array(fc.record({ entry: fc.constant('change'), at: day, id: fc.uuid() }), {
    maxLength: 4,
  }),
  incidents: fc.constantFrom([], [incident('bad')]),
})

test('nothing is due before it begins, each has one key, and the same records say the same', () => {
  fc.assert(
    fc.property(anyRecords, day, (records, now) => {
      const all = programDue(PLAN, records, now)
      for (const { from, due, key } of all)
        ok(due === undefined || due > from, `${key} is due after it begins`)
      equal(new Set(all.map(it => it.key)).size, all.length)
      const mixed = { ...records, done: records.done.toReversed() }
      deepEqual(programDue(PLAN, mixed, now), all)
    }),
  )
})

test('what lies ahead of now changes nothing', () => {
  fc.assert(
    fc.property(anyRecords, day, (records, now) => {
      const past = {
        ...records,
        done: records.done.filter(it => it.at <= now),
        occasions: records.occasions.filter(it => it.at <= now),
      }
      deepEqual(programDue(PLAN, past, now), programDue(PLAN, records, now))
    }),
  )
})

test('whoever does more has no more overdue', () => {
  fc.assert(
    fc.property(anyRecords, anyDone, day, (records, more, now) => {
      const late = (its: Records) =>
        new Set(
          programDue(PLAN, its, now)
            .filter(it => it.standing === 'overdue' || it.standing === 'missed')
            .map(it => it.key),
        )
      const before = late(records)
      for (const key of late({ ...records, done: [...records.done, more] }))
        ok(before.has(key), `${key} was overdue before`)
    }),
  )
})

test('between now and the next instant at which something is due nothing comes to be overdue', () => {
  fc.assert(
    fc.property(anyRecords, day, fc.nat({ max: 999 }), (records, now, thousandth) => {
      const past = { ...records, done: records.done.filter(it => it.at <= now), occasions: [] }
      const next = nextProgramDue(PLAN, past, now)
      if (next === undefined) return
      const between = plusMs(now, ((Date.parse(next) - Date.parse(now) - 1) * thousandth) / 1000)
      const late = (at: Instant) =>
        programDue(PLAN, past, at)
          .filter(it => it.standing === 'overdue')
          .map(it => it.key)
      deepEqual(late(between), late(now))
      ok(late(next).length > late(now).length || missedAt(past, next), 'and then something is')
    }),
  )
})

function missedAt(records: Records, at: Instant): boolean {
  return programDue(PLAN, records, at).some(it => it.standing === 'missed' && it.due === at)
}

test('a year planned is the year that comes if each is done on its last day', () => {
  fc.assert(
    fc.property(anyRecords, day, (records, from) => {
      const to = plusMs(from, 365 * DAY_MS)
      const past = { ...records, done: records.done.filter(it => it.at <= from), occasions: [] }
      const year = programYear(PLAN, from, to, past)
      const inTime = year.filter(it => it.due > from && it.cause === 'every')
      for (const it of inTime) {
        const before = plusMs(it.due, -DAY_MS / 2)
        const earlier = inTime
          .filter(other => other.key === it.key && other.due < it.due)
          .map(other => ({ entry: it.key, at: plusMs(other.due, -1), topics: [], people: [] }))
        if (before < from) continue
        const lived = programDue(PLAN, { ...past, done: [...past.done, ...earlier] }, before)
        const due = lived.find(other => other.key === it.key)?.due
        ok(due !== undefined && due <= it.due, `${it.key} is due by ${it.due}`)
      }
    }),
    { numRuns: 30 },
  )
})

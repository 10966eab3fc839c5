import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { distribution } from '#/core/metrics/distribution.ts'
import { asWritten, atBest, atWorst, playVeris, standingOf, verdictOf } from './veris-play.ts'
import { readVeris } from './veris-record.ts'
import { judgeable, momentsOf } from './veris-story.ts'
import { daysBetween, readDate, readLength } from './veris-time.ts'

// Records of our own, as odd as real ones and odder: nothing here needs the corpus.

const DAY_MS = 86_400_000

for (const [what, length, expected] of [
  ['three weeks', { unit: 'Weeks', value: 3 }, { state: 'recorded', ms: 21 * DAY_MS }],
  ['half a month', { unit: 'Months', value: 0.5 }, { state: 'recorded', ms: 15.21875 * DAY_MS }],
  ['no time at all', { unit: 'Seconds', value: 0 }, { state: 'recorded', ms: 0 }],
  [
    'weeks, nobody knows how many',
    { unit: 'Weeks' },
    { state: 'pending', reason: 'only-the-unit' },
  ],
  ['Unknown', { unit: 'Unknown' }, { state: 'pending', reason: 'unknown' }],
  ['Unknown with a value', { unit: 'Unknown', value: 3 }, { state: 'pending', reason: 'unknown' }],
  ['Never', { unit: 'Never' }, { state: 'not-applicable', reason: 'never' }],
  ['NA', { unit: 'NA' }, { state: 'not-applicable', reason: 'does-not-apply' }],
  [
    'NA with a value',
    { unit: 'NA', value: 1 },
    { state: 'not-applicable', reason: 'does-not-apply' },
  ],
  ['nothing', undefined, { state: 'pending', reason: 'not-said' }],
  ['null', null, { state: 'pending', reason: 'not-said' }],
  ['an empty unit', { unit: ' ', value: 4 }, { state: 'pending', reason: 'not-said' }],
  ['a unit that is a number', { unit: 7, value: 4 }, { state: 'pending', reason: 'not-said' }],
  [
    'a unit of another year',
    { unit: 'Quarters', value: 1 },
    { state: 'pending', reason: 'word-unknown' },
  ],
  [
    'a unit that every object has',
    { unit: 'constructor', value: 1 },
    { state: 'pending', reason: 'word-unknown' },
  ],
  ['a unit in small letters', { unit: 'days', value: 2 }, { state: 'recorded', ms: 2 * DAY_MS }],
  [
    'less than nothing',
    { unit: 'Days', value: -2 },
    { state: 'invalid', reason: 'value-impossible', ms: undefined },
  ],
  [
    'a value that is a text',
    { unit: 'Days', value: '2' },
    { state: 'invalid', reason: 'value-impossible', ms: undefined },
  ],
  [
    'a value of null',
    { unit: 'Days', value: null },
    { state: 'invalid', reason: 'value-impossible', ms: undefined },
  ],
  [
    'longer than there were computers',
    { unit: 'Years', value: 2013 },
    { state: 'invalid', reason: 'value-impossible', ms: undefined },
  ],
] as const)
  test(`a length of ${what} is ${expected.state}`, () => {
    deepEqual(readLength(length), expected)
  })

for (const [what, date, known] of [
  ['a day', { year: 2013, month: 9, day: 4 }, 'day'],
  ['a leap day', { year: 2016, month: 2, day: 29 }, 'day'],
  ['a leap day of a year without one', { year: 2018, month: 2, day: 29 }, 'impossible'],
  ['the 243rd of a month', { year: 2014, month: 5, day: 243 }, 'impossible'],
  ['a thirteenth month', { year: 2014, month: 13 }, 'impossible'],
  ['a month', { year: 2013, month: 9 }, 'month'],
  ['a year', { year: 2013 }, 'year'],
  ['a day of an unknown month', { year: 2013, day: 9 }, 'year'],
  ['a month of an unknown year', { month: 9, day: 4 }, 'nothing'],
  ['nothing', {}, 'nothing'],
  ['a text', '2013-09-04', 'nothing'],
  ['a year that is a text', { year: '2013', month: 9, day: 4 }, 'impossible'],
  ['a day that is null', { year: 2013, month: 9, day: null }, 'impossible'],
  ['a day and a half', { year: 2013, month: 9, day: 4.5 }, 'impossible'],
  ['a year with a slip', { year: 213, month: 9, day: 4 }, 'impossible'],
  ['a year still to come', { year: 2103 }, 'impossible'],
  ['more years than there are', { year: 1e12, month: 1, day: 1 }, 'impossible'],
] as const)
  test(`a date of ${what} is ${known === 'nothing' ? 'unknown' : `known to the ${known}`}`, () => {
    equal(readDate(date).known, known)
  })

test('a month is no day: the time from it to a day is not known, and a day that cannot have been is invalid', () => {
  const day = readDate({ year: 2013, month: 9, day: 4 })
  const later = readDate({ year: 2013, month: 9, day: 7 })
  deepEqual(daysBetween(day, later), { state: 'recorded', ms: 3 * DAY_MS })
  equal(daysBetween(readDate({ year: 2013, month: 9 }), later).state, 'pending')
  equal(daysBetween(later, day).state, 'invalid')
  equal(daysBetween(day, readDate({ year: 2013, month: 2, day: 30 })).state, 'invalid')
})

test('units without a value, negative lengths and words for no time reach no median', () => {
  const lengths = [
    { unit: 'Days', value: 10 },
    { unit: 'Days', value: 20 },
    { unit: 'Seconds' },
    { unit: 'Years' },
    { unit: 'Never' },
    { unit: 'NA' },
    { unit: 'Days', value: -1000 },
  ].map(readLength)
  const all = distribution(lengths)
  equal(all.recorded?.median, 15 * DAY_MS)
  equal(all.recorded?.mean, 15 * DAY_MS)
  deepEqual(all.states, { recorded: 2, pending: 2, 'not-applicable': 2, invalid: 1 })
})

// --- One breach, told in several ways ------------------------------------------------------------------------------

const PLAIN = {
  security_incident: 'Confirmed',
  summary: 'A list was lost',
  timeline: {
    incident: { year: 2015, month: 3, day: 1 },
    discovery: { unit: 'Days', value: 9 },
    containment: { unit: 'Days', value: 1 },
  },
  plus: {
    created: '2016-01-01T00:00:00Z',
    timeline: { notification: { year: 2015, month: 3, day: 12 } },
  },
  attribute: { confidentiality: { data_disclosure: 'Yes', data_total: 12_000_000_000 } },
}
const told = (timeline: object, notification?: object, more: object = {}) => ({
  ...PLAIN,
  ...more,
  timeline: { ...PLAIN.timeline, ...timeline },
  plus: { ...PLAIN.plus, timeline: notification === undefined ? {} : { notification } },
})
const on = (month: number, day: number) => ({ year: 2015, month, day })
const MARCH_1 = { incident: on(3, 1) }

function verdicts(record: unknown): readonly string[] {
  const read = readVeris(record)
  const can = judgeable(read, momentsOf(read))
  if (can.can !== 'judge') return ['why' in can ? can.why : can.can]
  const [worst, best] = [playVeris(read, atWorst(can)), playVeris(read, atBest(can))]
  return [verdictOf(worst, best, 'within-72-hours'), verdictOf(worst, best, 'within-60-days')]
}

for (const [what, record, expected] of [
  // Discovered on 10 March, at some hour; 72 hours later it is the 13th.
  ['told two days after its discovery', told({}, on(3, 12)), ['kept', 'kept']],
  ['told three days after its discovery', told({}, on(3, 13)), ['between', 'kept']],
  ['told four days after its discovery', told({}, on(3, 14)), ['missed', 'kept']],
  ['told on the day of its discovery', told({}, on(3, 10)), ['kept', 'kept']],
  ['told on the day before its discovery', told({}, on(3, 9)), ['told-before-it-was-discovered']],
  [
    'told on the day before it happened',
    told({}, { year: 2015, month: 2, day: 28 }),
    ['told-before-it-happened'],
  ],
  ['told 59 days after its discovery', told({}, on(5, 8)), ['missed', 'kept']],
  ['told 60 days after its discovery', told({}, on(5, 9)), ['missed', 'between']],
  ['told 61 days after its discovery', told({}, on(5, 10)), ['missed', 'missed']],
  ['never told', told({}), ['tell-limit']],
  [
    'told two days after it happened, discovered who knows when',
    told({ discovery: { unit: 'Unknown' } }, on(3, 3)),
    ['kept', 'kept'],
  ],
  [
    'told three days after it happened, discovered who knows when',
    told({ discovery: undefined }, on(3, 4)),
    ['between', 'kept'],
  ],
  [
    'discovered within days, told after three weeks',
    told({ discovery: { unit: 'Days' } }, on(3, 21)),
    ['missed', 'kept'],
  ],
  [
    'discovered within days, told within a week',
    told({ discovery: { unit: 'Days' } }, on(3, 7)),
    ['between', 'kept'],
  ],
  [
    'discovered after years, told within one',
    told({ discovery: { unit: 'Years' } }, on(9, 7)),
    ['told-before-it-was-discovered'],
  ],
  [
    'known to the month',
    told({ incident: { year: 2015, month: 3 } }, on(3, 12)),
    ['incident-month'],
  ],
  ['known to the year', told({ incident: { year: 2015 } }, on(3, 12)), ['incident-year']],
  ['of a day that never was', told({ incident: on(2, 30) }, on(3, 12)), ['incident-impossible']],
  [
    'of which no more is known than the day',
    told({ ...MARCH_1, discovery: undefined }),
    ['neither-discovery-nor-notice'],
  ],
  [
    'written down before it happened',
    told({ incident: { year: 2016, month: 1, day: 2 } }, { year: 2016, month: 1, day: 3 }),
    ['written-before-it'],
  ],
] as const)
  test(`a breach ${what}: ${expected.join(', ')}`, () => {
    deepEqual(verdicts(record), expected)
  })

test('a discovery that the record was written before starts no clock', () => {
  const read = readVeris(told({ discovery: { unit: 'Years', value: 4 } }, on(3, 2)))
  deepEqual(momentsOf(read).laterThanWritten, ['discovered'])
  const played = playVeris(read, asWritten(read))
  equal(played.incident.moments.has('aware'), false)
  equal(standingOf(played, 'within-72-hours'), 'not-begun')
})

test('a near miss is played and owes nobody anything', () => {
  const read = readVeris({ ...PLAIN, security_incident: 'Near miss' })
  const played = playVeris(read, asWritten(read))
  equal(played.incident.status, 'declassified')
  deepEqual(
    [...played.incident.ledger.values()].filter(entry => entry.voided === undefined),
    [],
  )
})

test('any record at all is read and played', () => {
  const any = fc.anything()
  const count = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -3, max: 2020 }) }, any)
  const date = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        year: fc.integer({ min: 1940, max: 2030 }),
        month: fc.integer({ min: 0, max: 13 }),
        day: fc.integer({ min: 0, max: 32 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ year: count, month: count, day: count }, { requiredKeys: [] }),
    },
    any,
  )
  const unit = fc.oneof(
    fc.constantFrom('Hours', 'Days', 'Months', 'Years', 'Never', 'NA', 'Unknown', 'Eons'),
    any,
  )
  const length = fc.oneof(fc.record({ unit, value: count }, { requiredKeys: [] }), any)
  const record = fc.record(
    {
      security_incident: fc.oneof(fc.constantFrom('Confirmed', 'Near miss', 'Odd'), any),
      summary: fc.oneof(fc.string(), any),
      timeline: fc.oneof(
        {
          weight: 9,
          arbitrary: fc.record(
            { incident: date, discovery: length, containment: length },
            { requiredKeys: [] },
          ),
        },
        any,
      ),
      plus: fc.oneof(
        {
          weight: 9,
          arbitrary: fc.record(
            {
              created: fc.oneof(fc.constant('2016-01-01T00:00:00Z'), any),
              timeline: fc.record({ notification: date }),
            },
            { requiredKeys: [] },
          ),
        },
        any,
      ),
      attribute: fc.oneof(
        fc.record({
          confidentiality: fc.record(
            { data_total: count, data: fc.array(any), state: any },
            { requiredKeys: [] },
          ),
        }),
        any,
      ),
    },
    { requiredKeys: [] },
  )
  let judged = 0
  fc.assert(
    fc.property(fc.oneof({ weight: 19, arbitrary: record }, any), its => {
      const read = readVeris(its)
      const can = judgeable(read, momentsOf(read))
      playVeris(read, asWritten(read))
      if (can.can !== 'judge') return
      judged++
      for (const at of [atWorst(can), atBest(can)]) deepEqual(playVeris(read, at).refused, [])
    }),
    { numRuns: 400 },
  )
  ok(judged > 0, 'some of them can be judged, so that this proves something')
})

import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { readCorpus, skipWithout } from './corpus.ts'
import type { CorpusFile } from './corpus.ts'
import { answersOf, CLOCKS, clockOf, playLaw } from './law-play.ts'
import type { ClockName } from './law-play.ts'
import { ofLine } from './replay.ts'
import type { Replayed } from './replay.ts'
import { atBest, atWorst, isBreach } from './veris-play.ts'
import type { Told } from './veris-play.ts'
import { readVeris } from './veris-record.ts'
import type { VerisRecord } from './veris-record.ts'
import { judgeable, momentsOf } from './veris-story.ts'
import type { Moments } from './veris-story.ts'

// The clocks of the law itself, as the product ships them, and not a yardstick: held against whom they may concern.

const NAMES = Object.keys(CLOCKS) as ClockName[]
const UNKNOWN: Told = {
  occurred: undefined,
  aware: undefined,
  notified: undefined,
  contained: undefined,
}
const skip = skipWithout('vcdb')
const files = readCorpus('vcdb', /\.jsonl$/)

/** A record as it is written, each of its days at its beginning in the zone of a law. */
type Written = {
  readonly moments: Moments
  readonly aware: Instant | undefined
  readonly played: Replayed
}

function written(record: VerisRecord, zone: string): Written {
  const moments = momentsOf(record, zone)
  const aware = moments.discovered?.earliest
  const played = playLaw(record, { ...UNKNOWN, aware, notified: moments.notified?.earliest })
  return { moments, aware, played }
}

/** What became of each clock for one record: what was owed and how it ended, or why that cannot be said. */
function outcomesOf(record: VerisRecord): Readonly<Record<ClockName, string>> {
  const owing = NAMES.filter(name => appliesTo(record, name) !== 'no')
  const plays = new Map(owing.map(name => [name, written(record, CLOCKS[name].zone)]))
  // That a law does not apply shows in any zone.
  const any = [...plays.values()][0] ?? written(record, 'UTC')
  const outcome = (name: ClockName) => outcomeOf(record, name, plays.get(name) ?? any)
  return {
    'gdpr-authority': outcome('gdpr-authority'),
    'hipaa-individuals': outcome('hipaa-individuals'),
  }
}

function outcomeOf(record: VerisRecord, name: ClockName, its: Written): string {
  const began = its.aware ?? its.played.incident.moments.get('detected')
  const inForce = began !== undefined && began >= CLOCKS[name].since
  const applies = appliesTo(record, name)
  standsAsItShould(its, name, inForce ? applies : 'no')
  if (applies === 'no') return 'another-law'
  if (applies === 'unknown') return 'asks-whether-it-applies'
  if (!isBreach(record)) return 'no-breach'
  const can = judgeable(record, its.moments)
  if (can.can !== 'judge') return 'why' in can ? can.why : inForce ? can.can : 'before-the-law'
  const standings = [atWorst(can), atBest(can)].map(
    at => clockOf(playLaw(record, at), name).standing,
  )
  return verdict(standings)
}

/** What the engine says of a clock before anyone judges: void, waiting for an answer or for its start, or due when it is. */
function standsAsItShould({ aware, played }: Written, name: ClockName, applies: Applies): void {
  const { standing, due, waitsFor } = clockOf(played, name)
  if (applies === 'no') equal(standing, 'void')
  else if (applies === 'unknown') equal(standing, 'armed')
  else if (aware === undefined) deepEqual([standing, waitsFor], ['armed', [CLOCKS[name].start]])
  else equal(due, dueFrom(aware, name))
}

/** Of the worst and of the best that the days of a record allow. The law may have come into force between them. */
function verdict([worst = '', best = '']: readonly string[]): string {
  if (worst === 'void') return best === 'void' ? 'before-the-law' : 'between'
  if (worst === 'met') return 'kept'
  return best === 'met-late' ? 'missed' : 'between'
}

/** The end of the span, counted with the calendar of its zone by `Temporal` alone. */
function dueFrom(aware: Instant, name: ClockName): Instant {
  const { zone, span } = CLOCKS[name]
  const due = Temporal.Instant.from(aware).toZonedDateTimeISO(zone).add(span)
  return instant(due.toInstant().toString())
}

type Applies = 'yes' | 'no' | 'unknown'

function appliesTo(record: VerisRecord, name: ClockName): Applies {
  const { european, personal, presumed, secured, 'american-health': health } = answersOf(record)
  const needs =
    name === 'gdpr-authority'
      ? [european, personal]
      : [health, secured === 'secured' ? 'no' : 'yes', presumed === 'yes' ? 'yes' : personal]
  if (needs.includes('no')) return 'no'
  return needs.includes(null) ? 'unknown' : 'yes'
}

let outcomes: ReadonlyMap<CorpusFile, readonly Readonly<Record<ClockName, string>>[]> | undefined
function everything() {
  outcomes ??= new Map(
    files.map(file => [
      file,
      file.records.map(({ line, record }) => ofLine(line, () => outcomesOf(readVeris(record)))),
    ]),
  )
  return outcomes
}

test(
  'each clock of the law runs where it applies, is in force and has a start, and each other says why not',
  { skip },
  () => {
    for (const [file, all] of everything()) equal(all.length, file.records.length)
  },
)

test(
  '1,467 records: what became of the 72 hours of GDPR and the 60 days of HIPAA',
  {
    skip: !files.some(isKnown) && 'the sample with known figures is not here',
  },
  () => {
    const all = [...everything()].find(([file]) => isKnown(file))?.[1] ?? []
    const counted = NAMES.map(name =>
      Object.fromEntries(
        [...Map.groupBy(all, it => it[name])]
          .map(([word, those]) => [word, those.length] as const)
          .toSorted(([one], [other]) => (one < other ? -1 : 1)),
      ),
    )
    deepEqual(counted, [
      {
        'another-law': 1301,
        'asks-whether-it-applies': 77,
        'before-the-law': 15,
        'incident-month': 27,
        'incident-year': 42,
        kept: 1,
        missed: 1,
        'neither-discovery-nor-notice': 3,
      },
      {
        'another-law': 1092,
        'asks-whether-it-applies': 37,
        between: 35,
        'incident-month': 57,
        'incident-year': 81,
        kept: 42,
        missed: 7,
        'neither-discovery-nor-notice': 46,
        'tell-limit': 62,
        'told-before-it-happened': 2,
        'told-before-it-was-discovered': 1,
        'written-before-it': 5,
      },
    ])
  },
)

function isKnown({ sha256 }: CorpusFile): boolean {
  return sha256 === 'e35a5a8182e4ba65dd77eec60f46d9b13669a2d0f454ab453144247dee1b7094'
}

// --- Breaches of our own -------------------------------------------------------------------------------------------

const BREACH = {
  security_incident: 'Confirmed',
  timeline: { incident: { year: 2019, month: 3, day: 1 }, discovery: { unit: 'Days', value: 9 } },
  plus: {
    created: '2019-12-01T00:00:00Z',
    timeline: { notification: { year: 2019, month: 3, day: 12 } },
  },
  attribute: { confidentiality: { data_disclosure: 'Yes', data: [{ variety: 'Medical' }] } },
  victim: { country: ['FR'], industry: '622110' },
}
const on = (year: number, month: number, day: number) => ({
  timeline: { ...BREACH.timeline, incident: { year, month, day } },
  plus: {
    created: '2019-12-01T00:00:00Z',
    timeline: { notification: { year, month, day: day + 11 } },
  },
})
const of = (country: readonly string[], industry: unknown = '622110') => ({
  victim: { country, industry },
})
const disclosed = (word: string, state: readonly string[] = []) => ({
  attribute: { confidentiality: { data_disclosure: word, data: [{ variety: 'Medical' }], state } },
})

for (const [what, changed, gdpr, hipaa] of [
  ['of a French hospital', {}, 'kept', 'another-law'],
  ['of an American hospital', of(['US']), 'another-law', 'kept'],
  ['of an American bank', of(['US'], '522110'), 'another-law', 'another-law'],
  [
    'of an American victim of unknown kind',
    of(['US'], '000'),
    'another-law',
    'asks-whether-it-applies',
  ],
  ['of a victim in both', of(['US', 'DE']), 'kept', 'kept'],
  [
    'of a victim nobody knows where',
    of(['Unknown']),
    'asks-whether-it-applies',
    'asks-whether-it-applies',
  ],
  [
    'of a victim without a country',
    { victim: 'none' },
    'asks-whether-it-applies',
    'asks-whether-it-applies',
  ],
  [
    'discovered on the day before GDPR was in force',
    on(2018, 5, 15),
    'before-the-law',
    'another-law',
  ],
  ['discovered on the first day of GDPR', on(2018, 5, 16), 'kept', 'another-law'],
  [
    'that was only possible',
    { ...of(['US', 'FR']), ...disclosed('Potentially') },
    'asks-whether-it-applies',
    'kept',
  ],
  [
    'of encrypted data',
    { ...of(['US']), ...disclosed('Yes', ['Stored encrypted']) },
    'another-law',
    'another-law',
  ],
  [
    'of which nothing was disclosed',
    { ...of(['US', 'FR']), ...disclosed('No') },
    'another-law',
    'another-law',
  ],
  [
    'of which a word of another year is said',
    { ...of(['US', 'FR']), ...disclosed('Perhaps') },
    'asks-whether-it-applies',
    'asks-whether-it-applies',
  ],
] as const)
  test(`a breach ${what}: GDPR ${gdpr}, HIPAA ${hipaa}`, () => {
    deepEqual(outcomesOf(readVeris({ ...BREACH, ...changed })), {
      'gdpr-authority': gdpr,
      'hipaa-individuals': hipaa,
    })
  })

const TOLD = ['hipaa-individuals', 'hipaa-hhs', 'hipaa-hhs-yearly'] as const

// On 10 March 2019 the clocks of New York went forward, and its midnight came an hour earlier in UTC from then on.
for (const [what, total, expected] of [
  [
    '500 persons: HHS is told with them',
    500,
    ['2019-05-09T04:00:00.000Z', '2019-05-09T04:00:00.000Z', 'void'],
  ],
  [
    '499 persons: HHS is told after the year',
    499,
    ['2019-05-09T04:00:00.000Z', 'void', '2020-03-01T05:00:00.000Z'],
  ],
  [
    'who knows how many: HHS is not forgotten',
    undefined,
    ['2019-05-09T04:00:00.000Z', 'armed', 'armed'],
  ],
] as const)
  test(`of ${what}`, () => {
    const { confidentiality } = BREACH.attribute
    const attribute = { confidentiality: { ...confidentiality, data_total: total } }
    const read = readVeris({ ...BREACH, ...of(['US']), attribute })
    const { discovered } = momentsOf(read, CLOCKS['hipaa-individuals'].zone)
    equal(discovered?.earliest, '2019-03-10T05:00:00.000Z')
    const played = playLaw(read, { ...UNKNOWN, aware: discovered.earliest })
    for (const [index, rule] of TOLD.entries()) {
      const { standing, due } = clockOf(played, rule)
      const isDue = expected[index]?.includes('T') === true
      equal(isDue ? due : standing, expected[index], rule)
      if (isDue) notEqual(standing, 'void')
    }
  })

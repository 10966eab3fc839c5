import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { distribution } from '#/core/metrics/distribution.ts'
import { summaries } from '#/core/metrics/summary.ts'
import { readCorpus, skipWithout } from './corpus.ts'
import type { CorpusFile } from './corpus.ts'
import { GATHERED } from './reading.ts'
import { ofLine } from './replay.ts'
import type { Replayed } from './replay.ts'
import {
  asWritten,
  atBest,
  atWorst,
  BREACH_CLOCKS,
  isBreach,
  playVeris,
  standingOf,
  verdictOf,
} from './veris-play.ts'
import type { Limit, Verdict } from './veris-play.ts'
import { readVeris } from './veris-record.ts'
import type { VerisRecord } from './veris-record.ts'
import { judgeable, momentsOf } from './veris-story.ts'
import type { Judgeable } from './veris-story.ts'
import { daysBetween, hasUnit } from './veris-time.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const LIMITS_MS = { 'within-72-hours': 72 * HOUR_MS, 'within-60-days': 60 * DAY_MS } as const
const LIMITS = Object.keys(LIMITS_MS) as Limit[]

type Played = {
  readonly line: number
  readonly read: VerisRecord
  readonly can: Judgeable
  readonly asWritten: Replayed
  /** Of a breach whose dates allow it. */
  readonly verdicts?: Readonly<Record<Limit, Verdict>>
}

function play({ records }: CorpusFile): readonly Played[] {
  return records.map(({ line, record }) =>
    ofLine(line, () => {
      const read = readVeris(record)
      const can = judgeable(read, momentsOf(read))
      const played = { line, read, can, asWritten: playVeris(read, asWritten(read)) }
      return can.can === 'judge' && isBreach(read)
        ? { ...played, verdicts: verdictsOf(read, can) }
        : played
    }),
  )
}

function verdictsOf(read: VerisRecord, can: Judgeable & { readonly can: 'judge' }) {
  const [worst, best] = [playVeris(read, atWorst(can)), playVeris(read, atBest(can))]
  deepEqual([worst.refused, best.refused], [[], []])
  return {
    'within-72-hours': verdictOf(worst, best, 'within-72-hours'),
    'within-60-days': verdictOf(worst, best, 'within-60-days'),
  }
}

const skip = skipWithout('vcdb')
const files = readCorpus('vcdb', /\.jsonl$/)

let plays: ReadonlyMap<CorpusFile, readonly Played[]> | undefined
/** Every file, played once for all tests. They are never put together: one of them was chosen for its dates. */
function everything() {
  plays ??= new Map(files.map(file => [file, play(file)]))
  return [...plays]
}

test(
  'every record is played; what is refused is a report of what nobody knew yet',
  { skip },
  () => {
    for (const [file, all] of everything()) {
      equal(all.length, file.records.length)
      for (const { line, read, asWritten: played } of all) {
        const told = asWritten(read)
        const tooEarly =
          isBreach(read) &&
          told.notified !== undefined &&
          told.aware !== undefined &&
          told.notified < told.aware
        const refused = LIMITS.map(() => ({ do: 'submit-report', code: 'obligation-not-open' }))
        deepEqual(played.refused, tooEarly ? refused : [], `line ${line}`)
        equal(played.incident.severity, sizeOf(read), `line ${line}`)
      }
    }
  },
)

/** What the plan proposes for a number of records; the real ones go up to thousands of millions. */
function sizeOf({ dataTotal }: VerisRecord): string {
  return dataTotal === undefined ? 'unsized' : dataTotal >= 500 ? 'wide' : 'narrow'
}

test(
  'a severity is proposed from a count of records, and none where there is no count',
  { skip },
  () => {
    for (const [, all] of everything())
      for (const { line, read, asWritten: played } of all) {
        const [classified] = played.eventsOf('classified')
        const proposed = read.dataTotal === undefined ? undefined : sizeOf(read)
        equal(classified?.proposed, proposed, `line ${line}`)
      }
  },
)

test(
  'a clock runs where the discovery has a day, and waits for it where it has none',
  { skip },
  () => {
    for (const [, all] of everything())
      for (const { line, read, asWritten: played } of all) {
        if (!isBreach(read)) continue
        const { aware } = asWritten(read)
        for (const limit of LIMITS) {
          const entry = played.incident.ledger.get(limit)
          const due = aware === undefined ? undefined : Date.parse(aware) + LIMITS_MS[limit]
          equal(entry?.due === undefined ? undefined : Date.parse(entry.due), due, `line ${line}`)
          equal(standingOf(played, limit) === 'not-begun', aware === undefined, `line ${line}`)
        }
      }
  },
)

test(
  'each verdict is what plain subtraction gives for the worst and the best that the days allow',
  { skip },
  () => {
    for (const [, all] of everything())
      for (const { line, can, verdicts } of all) {
        if (can.can !== 'judge' || verdicts === undefined) continue
        const [from, to] = [can.aware.earliest, can.aware.latest].map(at => Date.parse(at))
        const [told, toldLast] = [can.notified.earliest, can.notified.latest].map(at =>
          Date.parse(at),
        )
        const longest = (toldLast ?? NaN) - (from ?? NaN)
        const shortest = Math.max(0, (told ?? NaN) - (to ?? NaN))
        for (const limit of LIMITS) {
          const expected =
            longest < LIMITS_MS[limit]
              ? 'kept'
              : shortest >= LIMITS_MS[limit]
                ? 'missed'
                : 'between'
          equal(verdicts[limit], expected, `line ${line}, ${limit}`)
        }
      }
  },
)

test(
  'the figures of the engine are made of as many records as have both days in order',
  { skip },
  () => {
    for (const [, all] of everything()) {
      const incidents = all.map(it => it.asWritten.incident)
      const figures = new Map(
        summaries(BREACH_CLOCKS.plan, incidents, GATHERED).map(({ measure, groups }) => [
          measure.id,
          groups[0],
        ]),
      )
      const told = all.filter(({ read }) => isBreach(read)).map(({ read }) => asWritten(read))
      for (const [id, from, to] of [
        ['discovery', 'occurred', 'aware'],
        ['containment', 'aware', 'contained'],
        ['notification', 'occurred', 'notified'],
        ['notice-after-discovery', 'aware', 'notified'],
      ] as const) {
        const lengths = told.map(it => Date.parse(it[to] ?? '') - Date.parse(it[from] ?? ''))
        const inOrder = lengths.filter(ms => ms >= 0)
        const states = figures.get(id)?.states
        equal(states?.recorded, inOrder.length, id)
        equal(states?.invalid, lengths.filter(ms => ms < 0).length, id)
        const mean = inOrder.reduce((sum, ms) => sum + ms, 0) / inOrder.length
        const measured = figures.get(id)?.recorded?.mean ?? NaN
        ok(Object.is(mean, measured) || Math.abs(mean - measured) < 1, id)
      }
    }
  },
)

/** The file for which figures were worked out by others, from the whole of it and without this engine. */
const KNOWN = 'e35a5a8182e4ba65dd77eec60f46d9b13669a2d0f454ab453144247dee1b7094'
const isKnown = (file: CorpusFile) => file.sha256 === KNOWN
const sample = () => everything().find(([file]) => isKnown(file))?.[1] ?? []
const unlessKnown = { skip: !files.some(isKnown) && 'the sample with known figures is not here' }

test('1,467 records: how long they took to be discovered and contained', unlessKnown, () => {
  equal(sample().length, 1467)
  for (const [which, known, recorded, median, mean] of [
    ['discovery', 393, 252, '91.31', '362.5'],
    ['containment', 116, 44, '3.00', '85.9'],
  ] as const) {
    const lengths = sample().map(({ read }) => read[which])
    equal(lengths.filter(hasUnit).length, known)
    const all = distribution(lengths)
    equal(all.states.recorded, recorded)
    equal(all.reasons['only-the-unit'], known - recorded)
    equal(((all.recorded?.median ?? 0) / DAY_MS).toFixed(2), median)
    equal(((all.recorded?.mean ?? 0) / DAY_MS).toFixed(1), mean)
  }
  deepEqual(distribution(sample().map(({ read }) => read.containment)).reasons, {
    'does-not-apply': 16,
    never: 1,
    'not-said': 1289,
    'only-the-unit': 72,
    unknown: 45,
  })
})

test('1,467 records: how long it took until somebody was told', unlessKnown, () => {
  const lengths = sample().map(({ read }) => daysBetween(read.occurred, read.notified))
  const all = distribution(lengths)
  deepEqual([all.states.recorded, all.reasons['ends-before-it-begins']], [344, 10])
  equal((all.recorded?.median ?? 0) / DAY_MS, 32)
  const within = (days: number) =>
    lengths.filter(it => it.state === 'recorded' && it.ms <= days * DAY_MS).length
  deepEqual([within(3), within(60)], [102, 230])
  // The 29th of a February that had none, and the 243rd of a May.
  equal(all.reasons['impossible-date'], 2)
})

test('1,467 records: what they say of the records that were exposed', unlessKnown, () => {
  const totals = sample().flatMap(({ read }) => read.dataTotal ?? [])
  equal(totals.length, 843)
  const counted = totals.map(total => ({ state: 'recorded', ms: total }) as const)
  equal(distribution(counted).recorded?.median, 1000)
  const said = Map.groupBy(sample(), ({ read }) => read.disclosure ?? 'absent')
  deepEqual(Object.fromEntries([...said].map(([word, those]) => [word, those.length])), {
    yes: 961,
    potentially: 350,
    unknown: 33,
    no: 13,
    absent: 110,
  })
})

test('1,467 records: all three dates', unlessKnown, () => {
  const three = sample().flatMap(({ read: { occurred, discovery, notified } }) =>
    occurred.known === 'day' && discovery.state === 'recorded' && notified.known === 'day'
      ? [Date.parse(notified.begins) - (Date.parse(occurred.begins) + discovery.ms)]
      : [],
  )
  deepEqual([three.length, three.filter(ms => ms < 0).length], [61, 12])
})

test(
  '1,467 records: what is dirty is told by name, and no clock is made of it',
  unlessKnown,
  () => {
    const faults = countBy(sample().flatMap(({ read }) => read.faults))
    deepEqual(faults, {
      'incident-date-impossible': 1,
      'notification-date-impossible': 1,
      'summary-empty': 99,
    })
    const later = countBy(sample().flatMap(({ read }) => momentsOf(read).laterThanWritten))
    deepEqual(later, { contained: 2, discovered: 7, notified: 2, occurred: 1 })
  },
)

test(
  '1,467 records: the clocks that were computed, and why the others were not',
  unlessKnown,
  () => {
    const outcome = ({ read, can, verdicts }: Played, limit: Limit) =>
      isBreach(read) ? (verdicts?.[limit] ?? ('why' in can ? can.why : can.can)) : 'no-breach'
    const uncomputed = {
      'incident-impossible': 1,
      'incident-month': 306,
      'incident-year': 433,
      'neither-discovery-nor-notice': 268,
      'no-breach': 2,
      'tell-limit': 98,
      'told-before-it-happened': 10,
      'told-before-it-was-discovered': 8,
      'written-before-it': 7,
    }
    deepEqual(countBy(sample().map(it => outcome(it, 'within-72-hours'))), {
      between: 177,
      kept: 101,
      missed: 56,
      ...uncomputed,
    })
    deepEqual(countBy(sample().map(it => outcome(it, 'within-60-days'))), {
      between: 78,
      kept: 239,
      missed: 17,
      ...uncomputed,
    })
  },
)

function countBy(words: readonly string[]): Readonly<Record<string, number>> {
  const counted = [...Map.groupBy(words, word => word)].map(
    ([word, all]) => [word, all.length] as const,
  )
  return Object.fromEntries(counted.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

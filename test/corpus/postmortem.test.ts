import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { summaries } from '#/core/metrics/summary.ts'
import type { Group } from '#/core/metrics/summary.ts'
import { readCorpus, skipWithout } from './corpus.ts'
import type { CorpusFile } from './corpus.ts'
import { playPostmortem, readPostmortem } from './postmortem.ts'
import type { Postmortem } from './postmortem.ts'
import { GATHERED } from './reading.ts'
import { ofLine } from './replay.ts'
import { STATUS_PAGE } from './status.ts'

const skip = skipWithout('postmortems')
const files = readCorpus('postmortems', /postmortems.*\.jsonl$/)

function read({ records }: CorpusFile): readonly { line: number; read: Postmortem }[] {
  return records.map(({ line, record }) => ({ line, read: readPostmortem(record) }))
}

/** How long it was out, over all of these. */
function outage(postmortems: readonly { line: number; read: Postmortem }[]): Group {
  const incidents = postmortems.map(it =>
    ofLine(it.line, () => {
      const played = playPostmortem(it.read)
      deepEqual(played.refused, [])
      return played.incident
    }),
  )
  const [all] = summaries(STATUS_PAGE.plan, incidents, GATHERED)[0]?.groups ?? []
  ok(all !== undefined)
  return all
}

test(
  'a post-mortem has a length where it has both times in order, and no other has one',
  { skip },
  () => {
    for (const file of files) {
      const all = read(file)
      const { states, recorded } = outage(all)
      const lengths = all.map(
        it => Date.parse(it.read.endedAt ?? '') - Date.parse(it.read.startedAt ?? ''),
      )
      equal(states.recorded, lengths.filter(ms => ms >= 0).length)
      equal(states.invalid, lengths.filter(ms => ms < 0).length)
      equal(states.recorded + states.invalid + states.pending, all.length)
      equal(recorded?.least, lengths.filter(ms => ms >= 0).toSorted((one, other) => one - other)[0])
    }
  },
)

/** The file of which others have counted how many have both times. */
const KNOWN = 'f8ae58fa23e9491d9dbd2a948822032d6dab06ef2a5c7952cc178fab5554c390'
const known = files.find(file => file.sha256 === KNOWN)

test(
  '94 of 149 post-mortems have a length',
  {
    skip: known === undefined && 'the sample with known figures is not here',
  },
  () => {
    const all = known === undefined ? [] : read(known)
    equal(all.length, 149)
    const { states, reasons } = outage(all)
    deepEqual(states, { recorded: 94, pending: 55, 'not-applicable': 0, invalid: 0 })
    deepEqual(reasons, { 'not-begun': 45, 'not-ended': 10 })
  },
)

const START = '2024-05-01T10:00:00+02:00'
for (const [what, start, end, faults, state] of [
  ['both times', START, '2024-05-01T08:30:00Z', [], 'recorded'],
  [
    'an end before its start',
    START,
    '2024-05-01T09:00:00+05:30',
    ['ends-before-it-begins'],
    'invalid',
  ],
  ['no end', START, null, ['end-unknown'], 'pending'],
  ['empty times', '', '', ['start-unknown', 'end-unknown'], 'pending'],
  ['an end known to the day', START, '2024-05-01', ['time-unreadable', 'end-unknown'], 'pending'],
  ['an end that is a number', START, 1714550400, ['time-unreadable', 'end-unknown'], 'pending'],
  [
    'an end still to come',
    START,
    '2094-05-01T10:00:00Z',
    ['time-impossible', 'end-unknown'],
    'pending',
  ],
  [
    'a start of a clock never set',
    '1970-01-01T00:00:00Z',
    START,
    ['time-impossible', 'start-unknown'],
    'pending',
  ],
] as const)
  test(`a post-mortem with ${what} is ${state}`, () => {
    const odd = { line: 1, read: readPostmortem({ start_time: start, end_time: end }) }
    deepEqual(odd.read.faults, faults)
    equal(outage([odd]).states[state], 1)
  })

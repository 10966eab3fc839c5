import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { SYSTEMS_MAX } from '#/core/intake/group.ts'
import { parseInstant } from '#/core/time.ts'
import { bundled } from '../kit/setting.ts'
import { levelOf, sentOfAdvisory, sentOfEvent, take } from './alert-door.ts'
import { readCorpus, skipWithout } from './corpus.ts'
import type { CorpusFile } from './corpus.ts'
import { GATHERED } from './reading.ts'

const PLANS = [bundled('creditnexus'), bundled('tiered')]

function sentOf(corpus: readonly CorpusFile[], of: typeof sentOfEvent) {
  return corpus.flatMap(({ records }) => records.flatMap(({ record }) => of(record) ?? []))
}

const events = readCorpus('security-events', /\.jsonl$/)

test(
  'every security event that is worth an alert is taken at the door, and no other is sent',
  {
    skip: skipWithout('security-events'),
  },
  () => {
    const sent = sentOf(events, sentOfEvent)
    for (const plan of PLANS) {
      const { taken, refused } = take(sent, plan)
      const nameless = sent.filter(({ labels }) => Object.keys(labels).length === 0)
      equal(refused.length, nameless.length)
      for (const { signal } of taken) {
        ok(signal.title.trim() !== '')
        ok(signal.title.isWellFormed() && signal.description.isWellFormed())
        ok(signal.systems.length <= SYSTEMS_MAX)
        ok(plan.sources.some(({ id, machine }) => id === signal.source && machine))
      }
    }
  },
)

test(
  'events of one rule and one source are one group, whatever else they say',
  {
    skip: skipWithout('security-events'),
  },
  () => {
    const sent = sentOf(events, sentOfEvent)
    const named = sent.map(({ labels }) => JSON.stringify([labels['alertname'], labels['service']]))
    for (const plan of PLANS) {
      const groups = new Set(take(sent, plan).taken.map(({ group }) => group))
      equal(groups.size, new Set(named).size)
    }
  },
)

const KNOWN = '488a68b98b26c01b4f4814ab2aab0ae9c54a0e16a72f53f1251ebb7604fcf820'
const known = events.filter(file => file.sha256 === KNOWN)

test(
  '1,210 security events: 635 alerts, and each of their five words for a severity stands for a level',
  {
    skip: known.length === 0 && 'the sample with known figures is not here',
  },
  () => {
    const sent = sentOf(known, sentOfEvent)
    equal(sent.length, 635)
    const levels = PLANS.map(plan => {
      const { taken } = take(sent, plan)
      const counted = Map.groupBy(taken, ({ signal }) => levelOf(plan, signal) ?? 'none')
      return Object.fromEntries([...counted].map(([level, all]) => [level, all.length]))
    })
    deepEqual(levels, [
      { P0: 14, P1: 143, P2: 292, P3: 186 },
      { 'tier-1': 14, 'tier-2': 143, 'tier-3': 478 },
    ])
  },
)

test(
  'an advisory without a date, which says the year 1, is taken as one that begins now',
  {
    skip: skipWithout('advisories'),
  },
  () => {
    const all = sentOf(readCorpus('advisories', /\.jsonl$/), sentOfAdvisory)
    // What has no name, or a time that is none, is refused, and the rest is taken all the same.
    const sent = all.filter(
      ({ labels, startsAt }) =>
        labels['alertname'] !== undefined &&
        (startsAt === undefined || parseInstant(startsAt) !== undefined),
    )
    for (const plan of PLANS) {
      const { taken, refused } = take(all, plan)
      equal(refused.length, all.length - sent.length)
      taken.forEach(({ alert, signal }, index) => {
        const said = sent[index]?.startsAt
        const published = said?.startsWith('0001-01-01T00:00:00') === true ? undefined : said
        equal(alert.startGiven, published !== undefined)
        equal(signal.startsAt, published === undefined ? GATHERED : parseInstant(published))
        equal(signal.urgency, undefined)
      })
      equal(
        new Set(taken.map(({ group }) => group)).size,
        new Set(sent.map(({ labels }) => labels['alertname'])).size,
      )
    }
  },
)

test('events of any shape are read: what is missing is not said, and what says nothing is refused by the door', () => {
  const sent = [
    {},
    { expected_alert: 'yes', rule_id: 'A' },
    { expected_alert: true },
    { expected_alert: true, rule_id: 7, severity: ['High'], log_types: 'AWS' },
    { expected_alert: true, rule_id: 'A', severity: 'Catastrophic', log_types: [null, 'AWS'] },
  ].map(sentOfEvent)
  deepEqual(
    sent.map(it => it?.labels),
    [undefined, undefined, {}, {}, { alertname: 'A', severity: 'Catastrophic', service: 'AWS' }],
  )
  for (const plan of PLANS) {
    const { taken, refused } = take(
      sent.flatMap(it => it ?? []),
      plan,
    )
    equal(refused.length, 2)
    deepEqual(
      taken.map(({ signal }) => [signal.urgency, levelOf(plan, signal)]),
      [['catastrophic', undefined]],
    )
  }
})

import { deepEqual, equal, partialDeepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { viewOf } from '#/core/obligation/view.ts'
import { proposeGrade, proposeSeverity } from '#/core/plan/propose.ts'
import type { Played } from '../../kit/play.ts'
import { after, construct, does, refusedOn } from './construct.ts'

/** The constructs of "Severity and classification" in the list of what 41 plans of real organisations say. */

function proposed({ setting: { plan }, incident, ended }: Played) {
  return proposeSeverity(plan, viewOf(plan, incident, ended))
}

const answer = (fact: string, value: string | number) =>
  does('1m', 'commander', `answer, fact: ${fact}, value: ${value}`)
const classify = (severity: string, type = 'outage', at = '2m') =>
  does(at, 'commander', `classify, severity: ${severity}, type: ${type}`)

test('named severity or priority ladder', () => {
  const { severities } = construct('severity-ladder')
  deepEqual(
    severities.map(({ id, means, labels }) => [id, means, labels]),
    [
      ['sev1', 'Customers cannot work.', ['critical']],
      ['sev2', 'Customers are slowed down.', ['high']],
      ['sev3', 'Nobody notices.', ['low']],
    ],
  )
  equal(proposed(after('severity-ladder', answer('down', 'no'), answer('slow', 'yes')))?.severity.id, 'sev2')
})

test('different procedure or branch per incident type', () => {
  const ransomware = after('branch-by-type', classify('P0', 'ransomware'))
  deepEqual(
    ['look', 'isolate', 'no-reboot', 'roll-back'].map(key => ransomware.obligation(key).standing),
    ['open', 'open', 'open', 'void'],
  )
  const outage = after('branch-by-type', classify('P0'))
  deepEqual(
    ['isolate', 'roll-back'].map(key => outage.obligation(key).standing),
    ['void', 'open'],
  )
})

test('measured thresholds decide the level (%, users, money per hour, CVSS, lag)', () => {
  const levels = (
    [
      ['users', 10_000],
      ['users', 10_001],
      ['share', 24.9],
      ['share', 25],
      ['loss-an-hour', 50_001],
      ['score', 8.9],
      ['score', 9],
    ] as const
  ).map(([fact, value]) => proposed(after('measured-thresholds', answer(fact, value)))?.severity.id)
  deepEqual(levels, ['bad', 'worst', 'bad', 'worst', 'worst', 'bad', 'worst'])
})

test('level can or must change during the incident', () => {
  const raised = after('level-changes', classify('P2'), does('1h', 'commander', 'answer, fact: controlled, value: yes'))
  deepEqual(
    raised.eventsOf('classified').map(({ severity, by, cause }) => [severity, by, cause]),
    [
      ['P2', 'chief', undefined],
      ['P1', 'tocsin', 'one-up'],
      // The fix came too late as well.
      ['P0', 'tocsin', 'late:fix'],
    ],
  )
  equal(raised.obligation('one-up').standing, 'met')
  const worst = after('level-changes', classify('P2'), answer('insider', 'yes'), does('3h', 'commander', 'complete, obligation: fix'))
  deepEqual(
    worst.eventsOf('classified').map(({ severity }) => severity),
    ['P2', 'P0'],
  )
})

test('an obligatory raise makes nothing milder, and waits until there is a level to raise', () => {
  const already = after('level-changes', classify('P0'), answer('insider', 'yes'))
  equal(already.eventsOf('classified').length, 1)
  equal(already.obligation('insider-is-critical').standing, 'met')
  const unclassified = after('level-changes', answer('insider', 'yes'))
  equal(unclassified.obligation('insider-is-critical').standing, 'open')
})

test('false alarm / near miss / "not a breach" is a path with its own duties', () => {
  const falseAlarm = after('false-alarm', does('1m', 'commander', 'declassify, reason: A test of the siren') + ' until 1d')
  equal(falseAlarm.obligation('tune-the-alarm').standing, 'open')
  equal(falseAlarm.obligation('learn-from-it').standing, 'void')
  const nearMiss = after('false-alarm', answer('harm', 'almost'), classify('near-miss', 'breach') + ' until 1d')
  equal(nearMiss.obligation('learn-from-it').standing, 'open')
  const noBreach = after(
    'false-alarm',
    classify('incident', 'breach'),
    does('1h', 'commander', 'assess, classification: breach, level: not-a-breach'),
  )
  partialDeepStrictEqual(noBreach.obligation('why-no-breach'), {
    standing: 'overdue',
    from: '2026-03-02T10:00:00.000Z',
    due: '2026-03-05T10:00:00.000Z',
  })
})

test('second classification beside severity, with its own clocks (reportable, major, breach, contract SLA level)', () => {
  const both = after(
    'several-classifications',
    classify('P1'),
    does('30m', 'compliance-lead', 'assess, classification: dora, level: major'),
    does('40m', 'commander', 'assess, classification: contract, level: breached') + ' until 2h',
  )
  equal(both.obligation('initial-report').due, '2026-03-02T13:30:00.000Z')
  equal(both.obligation('service-credit').due, '2026-03-12T09:40:00.000Z')
  equal(both.obligation('fix').due, '2026-03-02T17:02:00.000Z')
  const lessened = after(
    'several-classifications',
    classify('P1'),
    does('30m', 'compliance-lead', 'assess, classification: dora, level: major'),
    does('40m', 'compliance-lead', 'assess, classification: dora, level: not-major, reason: Fewer clients') + ' until 2h',
  )
  equal(lessened.obligation('initial-report').standing, 'void')
})

test('a classification is given by whose it is, and proposed by its own thresholds', () => {
  deepEqual(
    refusedOn('several-classifications', does('1m', 'commander', 'assess, classification: dora, level: major')),
    ['assess: assessment-not-yours'],
  )
  const { setting, incident, ended } = after('several-classifications', answer('clients', 100_001))
  const [dora] = setting.plan.classifications
  equal(dora && proposeGrade(setting.plan, dora, viewOf(setting.plan, incident, ended))?.grade.id, 'major')
})

test('level derived from two or more axes (matrix, composite, sub-levels of one level)', () => {
  const level = (impact: string, urgency: string) =>
    proposed(after('several-axes', answer('impact', impact), answer('urgency', urgency)))?.severity.id
  const axis = ['high', 'medium', 'low']
  deepEqual(
    axis.map(impact => axis.map(urgency => level(impact, urgency))),
    [
      ['P1', 'P1', 'P2'],
      ['P1', 'P2', 'P3'],
      ['P2', 'P3', 'P3'],
    ],
  )
})

test('"if in doubt, higher / declare" default', () => {
  partialDeepStrictEqual(proposed(after('in-doubt-higher')), {
    severity: { id: 'high' },
    inDoubt: true,
    mayWorsen: ['down'],
  })
  partialDeepStrictEqual(proposed(after('in-doubt-higher', answer('down', 'no'))), {
    severity: { id: 'low' },
    inDoubt: false,
  })
})

test('a named fact forces a level (or adds one) whatever the assessment says', () => {
  deepEqual(refusedOn('forced-level', answer('life-in-danger', 'yes'), classify('low')), [
    'classify: below-floor',
  ])
  equal(proposed(after('forced-level', answer('down', 'no'), answer('life-in-danger', 'yes')))?.forced, true)
})

test('another role must confirm or make some classifications', () => {
  deepEqual(
    refusedOn(
      'confirmation',
      classify('P0'),
      does('3m', 'chief', 'complete, obligation: confirm-critical'),
      does('3m', 'deputy', 'complete, obligation: confirm-critical'),
      does('4m', 'duty-manager', 'complete, obligation: confirm-critical'),
    ),
    ['complete: confirm-by-another', 'complete: confirm-not-yours'],
  )
  const { eventsOf, obligation } = after(
    'confirmation',
    classify('P0'),
    does('4m', 'duty-manager', 'complete, obligation: confirm-critical'),
  )
  partialDeepStrictEqual(eventsOf('confirmed'), [{ of: 'severity', level: 'P0', by: 'duty-manager' }])
  equal(obligation('confirm-critical').standing, 'met')
})

test('downgrade rule (who, justification, stable period)', () => {
  const lower = (at: string, as: string, reason = ', reason: It is stable') =>
    does(at, as, `classify, severity: P2${reason}`)
  const contained = does('1h', 'commander', 'contain')
  deepEqual(
    refusedOn(
      'lowering',
      classify('P0'),
      lower('30m', 'commander'),
      contained,
      lower('179m', 'commander'),
      lower('3h', 'commander', ''),
      lower('3h', 'deputy'),
      lower('3h', 'commander'),
    ),
    [
      'classify: lower-not-yet',
      'classify: lower-not-yet',
      'classify: reason-needed',
      'classify: lower-not-yours',
    ],
  )
})

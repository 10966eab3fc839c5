import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Signal } from '#/core/intake/signal.ts'
import { decideSignal } from '#/core/routing/decide.ts'
import type { Decision } from '#/core/routing/decide.ts'
import type { Book } from '#/core/routing/book.ts'
import { flaps, inhibitedOf, inhibitsOf, maintainedBy } from '#/core/routing/quiet.ts'
import { readBook } from '#/core/routing/read.ts'
import { subjectOf } from '#/core/routing/subject.ts'
import { instant, toMs } from '#/core/time.ts'

const at = instant('2026-05-02T10:00Z')

function bookOf(text: string): Book {
  const read = readBook(text)
  ok('book' in read, JSON.stringify(read))
  return read.book
}

function signal(given: Partial<Signal> = {}): Signal {
  return {
    key: 'k',
    source: 'monitoring',
    title: 'Disk full',
    description: '',
    systems: ['db-1'],
    urgency: 'critical',
    labels: { service: 'payments', cluster: 'eu', instance: 'db-1:9100' },
    startsAt: at,
    count: 1,
    ...given,
  }
}

function decided(text: string, given: Partial<Signal> = {}, payload?: string): Decision {
  return decideSignal(bookOf(text), subjectOf(signal(given), payload))
}

const PAYMENTS = `
rules:
  - id: payments-database
    when: {all: [{field: labels.service, is: payments}, {field: urgency, is: [critical, page]}]}
    plan: creditnexus
    type: data-breach
    severity: P1
    systems: [payments-db]
    on-call: rota:payments
    group: {by: [labels.cluster], within: 30m}
    title: "Payments: {{title}} on {{labels.instance}} {{labels.none}}"
  - id: noise
    when: {field: labels.service, like: "test-*"}
    do: drop
`

test('T1 the first rule that holds says plan, proposals, systems, rota, group and title', () => {
  deepEqual(decided(PAYMENTS), {
    does: 'open',
    rules: ['payments-database'],
    failed: [],
    plan: 'creditnexus',
    type: 'data-breach',
    severity: 'P1',
    systems: ['payments-db'],
    onCall: 'rota:payments',
    group: { key: 'payments-database [["eu"]]', withinMs: 1_800_000 },
    title: 'Payments: Disk full on db-1:9100',
  })
  const plain = { does: 'open', rules: [], failed: [], systems: [] }
  deepEqual(decided(PAYMENTS, { urgency: 'info' }), plain)
  equal(decided(PAYMENTS, { labels: { service: 'test-web' } }).does, 'drop')
})

test('a rule with continue leaves to those below what it does not say', () => {
  const text = `
rules:
  - {id: all, continue: true, systems: a, severity: P2}
  - id: team
    when: {field: labels.service, known: true}
    continue: true
    on-call: database-team
    rules:
      - {id: eu, when: {field: labels.cluster, is: eu}, systems: [b], severity: P1, continue: yes}
      - {id: us, when: {field: labels.cluster, is: us}, do: drop}
  - {id: last, do: hold}
`
  const { does, rules, systems, severity, onCall } = decided(text)
  deepEqual(
    { does, rules, systems, severity, onCall },
    {
      does: 'hold',
      rules: ['all', 'team', 'eu', 'last'],
      systems: ['a', 'b'],
      severity: 'P2',
      onCall: 'database-team',
    },
  )
  equal(decided(text, { labels: { cluster: 'us', service: 'x' } }).does, 'drop')
})

test('rules see the payload as it came, JSON or not', () => {
  const text =
    'rules: [{id: a, when: {field: payload.detail.type, like: "Recon:*"}, urgency: High}]'
  equal(decided(text, {}, '{"detail":{"type":"Recon:EC2/Portscan"}}').urgency, 'high')
  deepEqual(decided(text, {}, 'no json').rules, [])
  deepEqual(decided(text).rules, [])
})

test('a rule that fails is passed over, and says so', () => {
  const book = bookOf(PAYMENTS)
  const [first] = book.rules
  ok(first?.when !== undefined)
  const broken = {
    ...first,
    when: {
      ...first.when,
      holds: () => {
        throw new Error('a bug')
      },
    },
  }
  const { does, rules, failed } = decideSignal(
    { ...book, rules: [broken] },
    subjectOf(signal(), undefined),
  )
  deepEqual({ does, rules, failed }, { does: 'open', rules: [], failed: ['payments-database'] })
})

test('maintenance is on from its beginning up to its end', () => {
  const book = bookOf(`
maintenance:
  - {id: move, title: Moving, when: {field: labels.cluster, is: eu}, from: 2026-05-02T10:00Z, to: 2026-05-02T12:00Z}
`)
  const on = (text: string) =>
    maintainedBy(book, subjectOf(signal(), undefined), toMs(instant(text)))
  equal(on('2026-05-02T09:59:59.999Z'), undefined)
  deepEqual(on('2026-05-02T10:00Z'), {
    by: 'maintenance',
    id: 'move',
    title: 'Moving',
    againMs: toMs(instant('2026-05-02T12:00Z')),
  })
  equal(on('2026-05-02T12:00Z'), undefined)
  const other = subjectOf(signal({ labels: {} }), undefined)
  equal(maintainedBy(book, other, toMs(at)), undefined)
})

test('a weekly window keeps the wall clock when the clocks change', () => {
  const book = bookOf(`
maintenance:
  - {id: night, when: {field: title, known: true}, weekly: {days: sat, from: "22:00", to: "04:00", zone: Europe/Berlin}}
`)
  const [window] = book.maintenance
  const on = (text: string) => window?.isOn(toMs(instant(text)))
  // The night of 28 March 2026: at 02:00 it becomes 03:00, UTC+1 before and UTC+2 after.
  deepEqual(
    ['2026-03-28T20:59Z', '2026-03-28T21:00Z', '2026-03-29T01:59Z', '2026-03-29T02:00Z'].map(on),
    [false, true, true, false],
  )
  equal(window?.nextEdgeMs(toMs(instant('2026-03-28T21:00Z'))), toMs(instant('2026-03-29T02:00Z')))
})

test('what fires inhibits what is equal to it, and never itself', () => {
  const book = bookOf(`
inhibit:
  - {id: cluster-down, while: {field: labels.alertname, is: ClusterDown}, quiet: {field: urgency, is: warning}, equal: [labels.cluster]}
`)
  const down = subjectOf(signal({ labels: { alertname: 'ClusterDown', cluster: 'eu' } }), undefined)
  const slow = subjectOf(signal({ urgency: 'warning' }), undefined)
  deepEqual(inhibitsOf(book, down), inhibitedOf(book, slow))
  deepEqual(inhibitsOf(book, slow), [])
  const both = signal({ urgency: 'warning', labels: { alertname: 'ClusterDown', cluster: 'eu' } })
  deepEqual(inhibitedOf(book, subjectOf(both, undefined)), [])
})

test('a signal flaps after so many changes in so much time, until it has been calm', () => {
  const { flapping } = bookOf('flapping: {changes: 4, within: 10m, calm: 15m}')
  ok(flapping !== undefined)
  const minute = 60_000
  equal(flaps(flapping, [0], 0), undefined)
  deepEqual(flaps(flapping, [0, 9 * minute], 9 * minute)?.againMs, 24 * minute)
  equal(flaps(flapping, [0, 9 * minute], 24 * minute), undefined)
  equal(flaps(flapping, [0, 10 * minute], 10 * minute), undefined)
})

const MISTAKES: readonly (readonly [text: string, said: string])[] = [
  ['rules:\n  - when: {field: title, is: a}', '2:5 `rules[0]` lacks `id`.'],
  [
    'rules:\n  - {id: a, plan: p, when: {field: label.x, is: a}}',
    '2:36 A signal has no field "label".',
  ],
  ['rules:\n  - {id: a, do: close}', '2:17 `rules[0].do` is "close".'],
  [
    'rules:\n  - {id: a, when: {field: title, is: a}}\n  - {id: a}',
    '3:10 The id "a" is there twice.',
  ],
  [
    'rules:\n  - {id: a}\n  - {id: b}',
    '3:5 No signal ever comes here: the rule "a" above decides about all.',
  ],
  ['rules:\n  - {id: a, on-call: "rota payments"}', '2:22 `rules[0].on-call` is "rota payments".'],
  [
    'rules:\n  - {id: a, group: {by: labels.x, within: 1mo}}',
    '2:43 "1mo" is no span of up to 31 days.',
  ],
  ['rules:\n  - {id: a, title: "{{lables.x}}"}', '2:20 A signal has no field "lables".'],
  ['rule: []', '1:1 The routing book has no key "rule".'],
  ['maintenance:\n  - {id: a, when: {field: title, known: true}}', '2:5 The window has no end.'],
  [
    'maintenance:\n  - {id: a, when: {field: title, known: true}, from: 2026-05-02T12:00Z, to: 2026-05-02T10:00Z}',
    '2:77 The window ends before it begins.',
  ],
  [
    'maintenance:\n  - {id: a, when: {field: title, known: true}, weekly: {from: "22:00", to: "04:00", zone: Mars/Base}}',
    '2:91 There is no time zone "Mars/Base".',
  ],
  ['inhibit:\n  - {id: a, while: {field: title, known: true}}', '2:5 `inhibit[0]` lacks `quiet`.'],
  ['- a', '1:1 A routing book is a mapping of keys to values.'],
]

test('a mistake in a book names its place, what is wrong and what to write', () => {
  for (const [text, said] of MISTAKES) {
    const read = readBook(text)
    ok('mistakes' in read, text)
    const [first] = read.mistakes
    equal(`${first?.line}:${first?.column} ${first?.message}`, said)
    ok((first?.mend ?? '').length > 5)
  }
  deepEqual(readBook('# nothing yet\n'), readBook(''))
})

test('whatever is read as a book never throws, and whatever a signal says never swallows it', () => {
  const book = bookOf(PAYMENTS.replace('do: drop', 'do: hold'))
  fc.assert(
    fc.property(
      fc.string(),
      fc.dictionary(fc.string(), fc.string()),
      fc.json(),
      (title, labels, payload) => {
        readBook(`rules: [${title}]`)
        const decision = decideSignal(book, subjectOf(signal({ title, labels }), payload))
        ok(decision.does === 'open' || decision.rules.length > 0)
      },
    ),
    { numRuns: 300 },
  )
})

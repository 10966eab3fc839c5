import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readBook } from '#/core/routing/read.ts'
import { createReplay } from '#/core/routing/replay.ts'
import type { PastSignal } from '#/core/routing/replay.ts'
import { fromMs } from '#/core/time.ts'

const MINUTE = 60_000
const start = Date.parse('2026-05-02T10:00Z')

function past(
  minute: number,
  labels: Readonly<Record<string, string>>,
  more: { readonly until?: number; readonly urgency?: string; readonly key?: string } = {},
): PastSignal {
  const beganMs = start + minute * MINUTE
  return {
    signal: {
      key: more.key ?? JSON.stringify(labels),
      source: 'monitoring',
      title: labels['alertname'] ?? '',
      description: '',
      systems: [],
      urgency: more.urgency ?? 'warning',
      labels,
      startsAt: fromMs(beganMs),
      count: 1,
    },
    payload: undefined,
    beganMs,
    endedMs: more.until === undefined ? Infinity : start + more.until * MINUTE,
  }
}

function replayed(book: string, signals: readonly PastSignal[]) {
  const read = readBook(book)
  ok('book' in read, JSON.stringify(read))
  const replay = createReplay(read.book, {
    joinMs: 5 * MINUTE,
    isGrave: (_, { urgency }) => urgency === 'critical',
  })
  return signals.map(signal => {
    const { outcome, incident } = replay.step(signal)
    return incident === undefined ? outcome : `${outcome} ${incident}`
  })
}

test('without rules signals join as long as the last came within the joining of the plan', () => {
  const signals = [0, 4, 8, 13].map(minute => past(minute, { alertname: `A${minute}` }))
  deepEqual(replayed('', signals), ['opened 1', 'joined 1', 'joined 1', 'opened 2'])
})

test('what rules group, hold, drop and give to others does not join the rest', () => {
  const book = `
rules:
  - {id: noise, when: {field: labels.alertname, is: Noise}, do: drop}
  - {id: later, when: {field: labels.alertname, is: Later}, do: hold}
  - {id: money, when: {field: labels.team, is: money}, on-call: rota:money}
  - {id: rack, when: {field: labels.rack, known: true}, group: {by: labels.rack, within: 1h}}
`
  const signals = [
    past(0, { alertname: 'X' }),
    past(1, { alertname: 'Noise' }),
    past(1, { alertname: 'Later' }),
    past(1, { alertname: 'Y', team: 'money' }),
    past(2, { alertname: 'R', rack: '7' }),
    past(3, { alertname: 'Z' }),
    past(50, { alertname: 'S', rack: '7' }),
    past(51, { alertname: 'T', rack: '8' }),
  ]
  deepEqual(replayed(book, signals), [
    'opened 1',
    'dropped',
    'held',
    'opened 2',
    'opened 3',
    'joined 1',
    'joined 3',
    'opened 4',
  ])
})

test('what is quiet and outlasts its cause fires late; what ends before is quiet', () => {
  const book = `
maintenance: [{id: m, when: {field: labels.rack, is: "7"}, from: 2026-05-02T10:00Z, to: 2026-05-02T11:00Z}]
inhibit: [{id: down, while: {field: labels.alertname, is: Down}, quiet: {field: labels.alertname, is: Slow}}]
`
  const signals = [
    past(1, { alertname: 'Short', rack: '7' }, { until: 30 }),
    past(2, { alertname: 'Long', rack: '7' }),
    past(70, { alertname: 'Down' }, { until: 90 }),
    past(75, { alertname: 'Slow' }, { until: 80 }),
    past(95, { alertname: 'Slow' }),
  ]
  deepEqual(replayed(book, signals), ['quiet', 'opened 1', 'opened 2', 'quiet', 'opened 3'])
})

test('what comes and goes is damped in the replay too, but never what is grave', () => {
  const signals = (urgency: string) =>
    [0, 2, 4, 6].map(minute =>
      past(minute * 3, { alertname: 'F' }, { until: minute * 3 + 1, urgency, key: 'f' }),
    )
  const book = 'flapping: {changes: 4, within: 10m, calm: 15m}'
  equal(replayed(book, signals('warning')).at(-1), 'quiet')
  equal(replayed(book, signals('critical')).includes('quiet'), false)
})

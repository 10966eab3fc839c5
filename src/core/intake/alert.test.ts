import { equal, deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import type { Alert, AlertState } from '#/core/intake/alert.ts'
import { isHeartbeat, merge, stateOf } from '#/core/intake/alert.ts'

const NOW = 1_000_000

function alert(startsAtMs: number, endsAtMs: number, timeout = false): Alert {
  const labels = { alertname: 'a' }
  return {
    labels,
    text: JSON.stringify(labels),
    annotations: '{}',
    startsAtMs,
    endsAtMs,
    timeout,
    startGiven: true,
    generatorUrl: '',
  }
}

const MERGES: readonly (readonly [
  what: string,
  known: Alert,
  newer: Alert,
  starts: number,
  ends: number,
])[] = [
  [
    'a repeat keeps the first start',
    alert(NOW - 60, NOW + 10),
    alert(NOW - 5, NOW + 300),
    NOW - 60,
    NOW + 300,
  ],
  [
    'an end that was named outlives a reckoned one',
    alert(NOW - 60, NOW + 900),
    alert(NOW - 5, NOW + 300, true),
    NOW - 60,
    NOW + 900,
  ],
  [
    'a reckoned end gives way',
    alert(NOW - 60, NOW + 900, true),
    alert(NOW - 5, NOW + 300),
    NOW - 60,
    NOW + 300,
  ],
  [
    'an end that is past ends it',
    alert(NOW - 60, NOW + 900),
    alert(NOW - 60, NOW - 1),
    NOW - 60,
    NOW - 1,
  ],
  [
    'of two ends the later is true',
    alert(NOW - 60, NOW - 1),
    alert(NOW - 60, NOW - 5),
    NOW - 60,
    NOW - 1,
  ],
  [
    'after a pause it is another round',
    alert(NOW - 60, NOW - 50),
    alert(NOW - 5, NOW + 300),
    NOW - 5,
    NOW + 300,
  ],
]

for (const [what, known, newer, startsAtMs, endsAtMs] of MERGES)
  test(`two reports of one alert: ${what}`, () => {
    const merged = merge(known, newer, NOW)
    deepEqual([merged.startsAtMs, merged.endsAtMs], [startsAtMs, endsAtMs])
  })

const STATES: readonly (readonly [
  endsAtMs: number,
  heartbeat: boolean,
  silenced: boolean,
  state: AlertState,
])[] = [
  [NOW + 1, false, false, 'firing'],
  [NOW, false, false, 'resolved'],
  [NOW - 1, false, true, 'resolved'],
  [NOW + 1, false, true, 'silenced'],
  [NOW + 1, true, false, 'beating'],
  [NOW + 1, true, true, 'beating'],
  [NOW, true, false, 'firing'],
  [NOW, true, true, 'silenced'],
]

for (const [endsAtMs, heartbeat, silenced, state] of STATES)
  test(`${heartbeat ? 'a heartbeat' : 'an alert'}${silenced ? ' under a silence' : ''} that ends ${endsAtMs - NOW} ms from now is ${state}`, () => {
    equal(stateOf({ endsAtMs }, { nowMs: NOW, heartbeat, silenced }), state)
  })

test('an alert that always fires is a heartbeat, by the names that rules give it', () => {
  for (const alertname of [
    'Watchdog',
    'DeadMansSwitch',
    'DeadManSwitch',
    'PrometheusAlertmanagerE2eDeadManSwitch',
    'dead_mans_switch',
  ])
    equal(isHeartbeat({ alertname }), true, alertname)
  for (const alertname of ['WatchdogMissing', 'DeadMansSwitchFailed', 'HostDown', ''])
    equal(isHeartbeat({ alertname }), false, alertname)
})

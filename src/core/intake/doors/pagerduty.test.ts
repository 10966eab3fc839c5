import { deepEqual, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readPagerDuty } from '#/core/intake/doors/pagerduty.ts'

const NOW = Date.parse('2026-03-01T02:00:00Z')
const read = (body: unknown, path = 'v2/enqueue') =>
  readPagerDuty({ headers: {}, body, nowMs: NOW, path })
const payload = { summary: 'Disk full', source: 'db-1', severity: 'error' }

test('a trigger says what, where and how bad, and the rest by name', () => {
  const said = read({
    event_action: 'trigger',
    dedup_key: 'k',
    client: 'Checks',
    links: [{ href: 'https://checks.example/7', text: 'seven' }],
    payload: {
      ...payload,
      timestamp: '2026-03-01T01:00:00.000+0000',
      component: 'postgres',
      group: 'shop',
      class: 'disk',
      custom_details: { free: 0, hints: ['a'] },
    },
  })
  deepEqual(said, {
    reports: [
      {
        key: 'k',
        state: 'firing',
        title: 'Disk full',
        description: 'free: 0',
        urgency: 'error',
        systems: ['db-1'],
        url: 'https://checks.example/7',
        startsAtMs: Date.parse('2026-03-01T01:00:00Z'),
        labels: { component: 'postgres', group: 'shop', class: 'disk', client: 'Checks' },
      },
    ],
  })
})

test('an acknowledgement and an end need nothing but the key', () => {
  const of = (event_action: string) => read({ event_action, dedup_key: 'k' })
  deepEqual(of('acknowledge'), { reports: [{ key: 'k', state: 'acknowledged', title: '' }] })
  deepEqual(of('resolve'), { reports: [{ key: 'k', state: 'resolved', title: '' }] })
})

test('a change is no report', () => {
  ok('ignored' in read({ payload: { summary: 'Deployed' } }, 'v2/change/enqueue'))
  ok('malformed' in read({ payload: {} }, 'v2/change/enqueue'))
})

const WRONG: readonly (readonly [body: unknown, why: RegExp])[] = [
  ['text', /JSON object/],
  [{}, /'event_action' must be/],
  [{ event_action: 'constructor' }, /'event_action' must be/],
  [{ event_action: 'resolve' }, /'dedup_key' is missing/],
  [{ event_action: 'resolve', dedup_key: 7 }, /'dedup_key' must be a string/],
  [{ event_action: 'trigger' }, /summary.*source.*severity/],
  [{ event_action: 'trigger', payload: { ...payload, severity: 'bad' } }, /severity' must be/],
]

for (const [body, why] of WRONG)
  test(`${JSON.stringify(body)} is refused`, () => {
    const said = read(body)
    ok('malformed' in said)
    match(said.malformed, why)
  })

// The smaller senders: of each what begins, what goes on and what ends, by the same key.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readAxiom } from '#/core/intake/doors/axiom.ts'
import { readCheckly } from '#/core/intake/doors/checkly.ts'
import { readCheckmk } from '#/core/intake/doors/checkmk.ts'
import { readCoralogix } from '#/core/intake/doors/coralogix.ts'
import { readDash0 } from '#/core/intake/doors/dash0.ts'
import { readGcp } from '#/core/intake/doors/gcp.ts'
import { readGraylog } from '#/core/intake/doors/graylog.ts'
import { readLibrenms } from '#/core/intake/doors/librenms.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'
import { readSignalfx } from '#/core/intake/doors/signalfx.ts'
import { readSlack } from '#/core/intake/doors/slack.ts'
import { readThousandeyes } from '#/core/intake/doors/thousandeyes.ts'
import { readVictorops } from '#/core/intake/doors/victorops.ts'

/** A payload, what of it changes, and what each change makes of it: a state, or that nothing is told. */
type Story = {
  readonly read: DoorReader
  readonly payload: object
  readonly key: string
  readonly turns: readonly (readonly [object, 'firing' | 'resolved' | 'acknowledged' | 'ignored'])[]
}

const STORIES: Readonly<Record<string, Story>> = {
  axiom: {
    read: readAxiom,
    payload: { action: 'Open', event: { monitorID: 'M1', title: 'Triggered: Slow', body: 'x' } },
    key: 'M1',
    turns: [
      [{}, 'firing'],
      [{ action: 'Closed' }, 'resolved'],
      [{ action: '' }, 'firing'],
    ],
  },
  checkly: {
    read: readCheckly,
    payload: { check_id: 'c1', check_name: 'Shop', alert_type: 'ALERT_FAILURE' },
    key: 'c1',
    turns: [
      [{}, 'firing'],
      [{ alert_type: 'ALERT_DEGRADED_FAILURE' }, 'firing'],
      [{ alert_type: 'ALERT_RECOVERY' }, 'resolved'],
      [{ alert_type: 'ALERT_DEGRADED_RECOVERY' }, 'resolved'],
      [{ alert_type: 'NO_ALERT' }, 'ignored'],
    ],
  },
  checkmk: {
    read: readCheckmk,
    payload: {
      site: 'cmk',
      host: 'web-1',
      service: 'HTTP',
      status: 'CRITICAL',
      notification_type: 'PROBLEM',
      what: 'SERVICE',
    },
    key: 'cmk/web-1/HTTP',
    turns: [
      [{}, 'firing'],
      [{ notification_type: 'ACKNOWLEDGEMENT' }, 'acknowledged'],
      [{ notification_type: 'DOWNTIMESTART' }, 'ignored'],
      [{ notification_type: 'FLAPPINGSTART' }, 'ignored'],
      [{ notification_type: 'RECOVERY', status: 'OK' }, 'resolved'],
      [{ notification_type: 'CUSTOM' }, 'firing'],
    ],
  },
  coralogix: {
    read: readCoralogix,
    payload: {
      alert_id: 'a1',
      name: 'Errors',
      alert_action: 'trigger',
      service: '$SERVICE',
      fields: [
        { key: 'priority', value: 'P2' },
        { key: 'Group-by Value1', value: 'eu' },
        { key: 'computer', value: '*insert computer name*' },
      ],
    },
    key: 'a1/eu',
    turns: [
      [{}, 'firing'],
      [{ alert_action: 'resolve' }, 'resolved'],
      [{ alert_action: '$ALERT_ACTION' }, 'firing'],
    ],
  },
  dash0: {
    read: readDash0,
    payload: { type: 'alert.ongoing', data: { issue: { id: 'i1', status: 'critical' } } },
    key: 'i1',
    turns: [
      [{}, 'firing'],
      [{ type: 'alert.resolved', data: { issue: { id: 'i1', status: 'resolved' } } }, 'resolved'],
      [{ type: 'alert.resolved' }, 'firing'],
      [{ type: 'test', data: {} }, 'ignored'],
    ],
  },
  gcp: {
    read: readGcp,
    payload: { version: '1.2', incident: { incident_id: 'g1', state: 'open', policy_name: '5xx' } },
    key: 'g1',
    turns: [
      [{}, 'firing'],
      [{ incident: { incident_id: 'g1', state: 'closed' } }, 'resolved'],
      [{ incident: { incident_id: 'g1', state: 'acknowledged' } }, 'acknowledged'],
      [{ incident: { incident_id: 'g1' } }, 'firing'],
    ],
  },
  graylog: {
    read: readGraylog,
    payload: {
      event_definition_id: 'd1',
      event_definition_title: 'Logins',
      event: { message: 'Logins: 9', priority: 3, key: 'ana' },
    },
    key: 'd1/ana',
    turns: [[{}, 'firing']],
  },
  librenms: {
    read: readLibrenms,
    payload: { device_id: '2', rule_id: '13', name: 'Device down', hostname: 'sw-1', state: '1' },
    key: '2/13',
    turns: [
      [{}, 'firing'],
      [{ state: '2' }, 'acknowledged'],
      [{ state: '3' }, 'firing'],
      [{ state: '4' }, 'firing'],
      [{ state: '0' }, 'resolved'],
      [{ state: 0 }, 'resolved'],
      [{ state: '' }, 'firing'],
    ],
  },
  signalfx: {
    read: readSignalfx,
    payload: { incidentId: 's1', detector: 'Latency', rule: 'High', statusExtended: 'anomalous' },
    key: 's1',
    turns: [
      [{}, 'firing'],
      [{ messageTitle: 'Manually resolved: Latency' }, 'firing'],
      [{ statusExtended: 'ok' }, 'resolved'],
      [{ statusExtended: 'manually resolved' }, 'resolved'],
      [{ statusExtended: 'stopped' }, 'resolved'],
    ],
  },
  slack: {
    read: readSlack,
    payload: { attachments: [{ title: '[FIRING:1] Disk (db-1)', color: 'danger' }] },
    key: 'Disk (db-1)',
    turns: [
      [{}, 'firing'],
      [{ attachments: [{ title: '[RESOLVED] Disk (db-1)', color: 'good' }] }, 'resolved'],
      [{ attachments: [{ title: 'Disk (db-1)', color: 'good' }] }, 'firing'],
      [{ attachments: [], text: '*[FIRING:1]* Disk (db-1)' }, 'firing'],
      [{ attachments: [], blocks: [{ text: { text: ':fire: [FIRING] Disk (db-1)' } }] }, 'firing'],
    ],
  },
  thousandeyes: {
    read: readThousandeyes,
    payload: {
      eventType: 'ALERT_NOTIFICATION_TRIGGER',
      alert: { alertId: 5, ruleName: 'Loss', testName: 'Shop', severity: 'Major' },
    },
    key: '5',
    turns: [
      [{}, 'firing'],
      [{ eventType: 'ALERT_NOTIFICATION_CLEAR' }, 'resolved'],
      [{ eventType: 'ALERT_NOTIFICATION_TEST' }, 'ignored'],
    ],
  },
  victorops: {
    read: readVictorops,
    payload: { message_type: 'CRITICAL', entity_id: 'v1', entity_display_name: 'Disk' },
    key: 'v1',
    turns: [
      [{}, 'firing'],
      [{ message_type: 'warning' }, 'firing'],
      [{ message_type: 'ACKNOWLEDGEMENT' }, 'acknowledged'],
      [{ message_type: 'RECOVERY' }, 'resolved'],
      [{ message_type: 'INFO' }, 'ignored'],
    ],
  },
}

for (const [name, { read, payload, key, turns }] of Object.entries(STORIES))
  test(`${name}: what begins, goes on and ends has one key`, () => {
    for (const [change, expected] of turns) {
      const given = read({ headers: {}, body: { ...payload, ...change }, nowMs: 0 })
      const shown = JSON.stringify([change, given])
      if (expected === 'ignored') ok('ignored' in given, shown)
      else {
        ok('reports' in given, shown)
        deepEqual([given.reports[0]?.key, given.reports[0]?.state], [key, expected], shown)
        ok((given.reports[0]?.title ?? '') !== '', shown)
      }
    }
  })

test('nonsense is refused by each of them, and none falls over it', () => {
  const nonsense = [
    null,
    7,
    '',
    'text',
    [],
    [[]],
    {},
    { incident: 7 },
    { event: [] },
    { data: null },
  ]
  for (const [name, { read }] of Object.entries(STORIES))
    for (const body of nonsense)
      ok('malformed' in read({ headers: {}, body, nowMs: 0 }), `${name} ${JSON.stringify(body)}`)
})

test('the weight is the word of the sender', () => {
  const { read, payload } = STORIES['coralogix'] as Story
  const given = read({ headers: {}, body: payload, nowMs: 0 })
  ok('reports' in given)
  equal(given.reports[0]?.urgency, 'p2')
  equal(given.reports[0]?.systems, undefined)
})

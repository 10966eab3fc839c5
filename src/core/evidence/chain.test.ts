import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { GENESIS, open, REDACTED, seal } from '#/core/evidence/chain.ts'
import type { Notary } from '#/core/evidence/chain.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { instant } from '#/core/time.ts'

const at = instant('2026-03-01T02:00Z')
const sha256 = (text: string) => hash('sha256', text)
const notary: Notary = { sha256, newSalt: () => 'salt' }
const place = { incident: 'inc-1', version: 1, previous: GENESIS }

test('an event without free text is hashed in the clear', () => {
  const {
    record,
    hash: head,
    textPart,
    salt,
  } = seal(notary, place, { type: 'closed', by: 'ana', at })
  equal(
    record,
    `{"event":{"at":"${at}","by":"ana","type":"closed"},"incident":"inc-1","previous":"${GENESIS}","version":1}`,
  )
  deepEqual([head, textPart, salt], [sha256(record), null, null])
})

test('free text stands beside the record, which commits to it and says where it belongs', () => {
  const event = {
    type: 'gate-waived',
    at,
    by: 'ana',
    gate: 'g',
    open: ['t'],
    reason: 'Bo is on leave',
  }
  const { record, textPart } = seal(notary, place, event as IncidentEvent)
  equal(textPart, '{"reason":"Bo is on leave"}')
  equal(record.includes('leave'), false)
  const commitment = sha256('salt{"reason":"Bo is on leave"}')
  deepEqual(JSON.parse(record).text, { commitment, fields: ['/reason'] })
})

const notice: IncidentEvent = {
  type: 'notice-sent',
  at,
  by: 'ana',
  obligation: 'o',
  message: 'm',
  parts: { 'what/happened': 'Files~renamed', when: 'At night' },
  byHand: false,
}

for (const [what, event] of [
  ['texts by section', notice],
  ['no sections', { ...notice, parts: {} }],
  ['no text', { type: 'closed', at, by: 'ana' }],
  ['hostile text', { type: 'noted', at, by: 'ana', text: '“\u0000\ud800”' }],
  ['a field called as one of the record', { type: 'absorbed', at, by: 'ana', incident: 'inc-2' }],
  ['both', { type: 'redacted', at, by: 'ana', version: 3, reason: 'a password' }],
] as readonly (readonly [string, IncidentEvent])[])
  test(`an event with ${what} is read back as it was sealed`, () => {
    const { record, textPart } = seal(notary, place, event)
    deepEqual(open(record, textPart), { event, redacted: false })
  })

test('what is not there is not sealed', () => {
  const event = { type: 'declassified', at, by: 'ana', reason: 'x', note: undefined }
  const { record } = seal(notary, place, event as IncidentEvent)
  equal(record.includes('note'), false)
})

test('after a redaction one still sees which texts there were', () => {
  const { record } = seal(notary, place, notice)
  deepEqual(open(record, null), {
    event: { ...notice, parts: { 'what/happened': REDACTED, when: REDACTED } },
    redacted: true,
  })
})

test('two equal texts have two commitments, so that one cannot be guessed from the other', () => {
  let salts = 0
  const salted: Notary = { sha256, newSalt: () => `salt ${salts++}` }
  const noted: IncidentEvent = { type: 'noted', at, by: 'ana', text: 'hunter2' }
  notEqual(seal(salted, place, noted).record, seal(salted, place, noted).record)
})

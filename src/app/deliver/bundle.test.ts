import { equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#/core/time.ts'
import type { Message } from '#/outbound/message.ts'
import { bundleOf } from '#/app/deliver/bundle.ts'

function message(number: number, over: Partial<Message['incident']> = {}): Message {
  const incident = {
    id: `inc-${number}`,
    number,
    title: 'Fire',
    exercise: false,
    restricted: false,
    ...over,
  }
  return {
    idempotencyKey: String(number),
    messageId: String(number),
    threadId: incident.id,
    incident,
    channel: 'sms',
    act: 'page',
    subject: 'Take the lead',
    text: 'Fire',
    cites: [],
    to: { person: 'ana', address: '+3525550101' },
    acknowledgeUrl: `https://tocsin.example/acknowledge/${number}`,
    incidentUrl: `https://tocsin.example/incidents/${number}`,
    at: instant('2026-03-01T02:04:00Z'),
  }
}

test('of several incidents, of which few may see one, other readers are told of none', () => {
  ok(bundleOf([message(1), message(2, { restricted: true })]).incident.restricted)
  ok(!bundleOf([message(1), message(2)]).incident.restricted)
})

test('each that is practice says so by itself', () => {
  match(bundleOf([message(1), message(2, { exercise: true })]).text, /\n\[EXERCISE\] #2: /)
})

test('one alone stays as it is', () => {
  const one = message(7)
  equal(bundleOf([one]), one)
})

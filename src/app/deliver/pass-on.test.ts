import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import type { IncidentEvent, Receipt } from '#/core/incident/event.ts'
import type { Channel } from '#/core/plan/plan.ts'
import { instant } from '#/core/time.ts'
import { passOn, standingOf, type PassOn } from '#/app/deliver/pass-on.ts'

const at = instant('2026-03-01T02:00Z')
const reachable: readonly Channel[] = ['slack', 'email', 'webhook']

const page = (channels: readonly Channel[]): IncidentEvent => ({
  type: 'page-sent',
  at,
  by: 'tocsin',
  page: 'p1',
  party: 'commander',
  person: 'ana',
  attempt: 0,
  channels,
  subject: '',
  text: '',
  cites: [],
})

const step = (channels: readonly Channel[]): IncidentEvent =>
  ({ ...page(channels), step: 1 }) as IncidentEvent

const ended = (
  channel: Channel,
  outcome: Receipt['outcome'],
  more: Partial<Receipt> = {},
): IncidentEvent => ({
  type: 'receipts-recorded',
  at,
  by: 'tocsin',
  receipts: [{ message: 'p1', to: 'ana', channel, outcome, attempts: 1, ...more }],
})

const next = (channel: Channel): PassOn => ({ verdict: 'next', channel })

const cases: readonly [string, readonly IncidentEvent[], Channel, PassOn, boolean?][] = [
  [
    'the first channel that was not asked comes next',
    [page(['email']), ended('email', 'failed')],
    'email',
    next('slack'),
  ],
  [
    'another channel that was asked may yet deliver',
    [page(['email', 'slack']), ended('email', 'failed')],
    'email',
    { verdict: 'waiting' },
  ],
  [
    'a page in a hurry does not wait for it',
    [page(['email', 'slack'])],
    'email',
    next('webhook'),
    true,
  ],
  [
    'what one channel delivered needs no other',
    [page(['email', 'slack']), ended('slack', 'delivered'), ended('email', 'failed')],
    'email',
    { verdict: 'reached' },
  ],
  [
    'the last of those asked goes on to the next',
    [page(['email', 'slack']), ended('slack', 'channel-missing'), ended('email', 'failed')],
    'email',
    next('webhook'),
  ],
  [
    'what was tried instead and failed is not tried again',
    [page(['email']), ended('email', 'failed'), ended('slack', 'failed')],
    'slack',
    next('webhook'),
  ],
  [
    'when all have failed it is lost',
    [
      page(['email']),
      ended('email', 'failed'),
      ended('slack', 'failed'),
      ended('webhook', 'no-address'),
    ],
    'webhook',
    { verdict: 'lost' },
  ],
  [
    'a channel over which the same person is asked by a further step is no other way',
    [page(['email']), ended('email', 'failed'), step(['slack'])],
    'email',
    next('webhook'),
    true,
  ],
  [
    'a further step that is on its way may yet deliver',
    [page(['email']), ended('email', 'failed'), step(['slack'])],
    'email',
    { verdict: 'waiting' },
  ],
  [
    'receipts of another person and another message do not count',
    [
      page(['email']),
      ended('slack', 'delivered', { to: 'bo' }),
      ended('slack', 'delivered', { message: 'p2' }),
      ended('email', 'failed'),
    ],
    'email',
    next('slack'),
  ],
]

for (const [name, log, failed, expected, hurried = false] of cases)
  test(name, () => {
    const standing = standingOf(log, 'p1', 'ana')
    deepEqual(passOn(standing, failed, { reachable, hurried }), expected)
  })

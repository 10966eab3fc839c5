import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Person } from '#/core/directory.ts'
import type { Channel } from '#/core/plan/plan.ts'
import { readinessOf } from '#/core/readiness/readiness.ts'
import type { Reaching } from '#/core/readiness/readiness.ts'
import { instant } from '#/core/time.ts'

const now = instant('2026-03-02T02:00Z')
const mail = { email: 'ana@acme.example' }
const phone = { phone: '+3525550101' }

function told(
  person: Omit<Person, 'id' | 'name'>,
  {
    channels = ['email', 'sms', 'push'],
    via = ['email', 'sms'],
    ...rest
  }: Partial<Pick<Reaching, 'proofs' | 'tests'>> & {
    readonly channels?: readonly Channel[]
    readonly via?: readonly Channel[]
  } = {},
) {
  const { level, reasons } = readinessOf(
    {
      directory: { people: new Map([['ana', { id: 'ana', name: 'Ana', ...person }]]) },
      plan: { paging: { via } } as unknown as Reaching['plan'],
      channels: new Set(channels),
      proofs: new Map(),
      tests: new Map(),
      now,
      ...rest,
    },
    'ana',
  )
  return [level, ...reasons.map(({ code, channels: of }) => [code, ...of].join(' '))]
}
const tested = (sent: string, answered?: string) => ({
  tests: new Map([
    [
      'ana',
      { sent: instant(sent), answered: answered === undefined ? undefined : instant(answered) },
    ],
  ]),
})
const recently = tested('2026-03-01T12:00Z', '2026-03-01T12:01Z')

test('C9.1 whoever is not reached is told with what is missing', () => {
  deepEqual(told({}), ['unreachable', 'no-address'])
  deepEqual(told({ phone: '+3525550101' }, { channels: ['email'] }), [
    'unreachable',
    'channel-not-set-up sms voice',
  ])
  // Who was reached once has no address by now.
  deepEqual(told({}, recently), ['unreachable', 'no-address'])
})

test('C9.1 whoever is reached where nothing rings is told with what there is', () => {
  deepEqual(told(mail, recently), ['weak', 'nothing-wakes email'])
  deepEqual(told({ ...mail, ...phone }, { ...recently, channels: ['email'] }), [
    'weak',
    'nothing-wakes email',
  ])
  deepEqual(told({ ...mail, push: true }, recently), ['ready'])
})

test('what only helps once another way has failed is weak', () => {
  deepEqual(told(phone, { ...recently, via: ['slack'] }), ['weak', 'only-instead sms'])
  const contacts = [{ channel: 'sms', address: '+3525550102', verified: false }] as const
  deepEqual(told({ contacts }, recently), ['weak', 'only-unverified sms'])
})

test('a wish whose first step leads nowhere by now is told', () => {
  const reach = {
    pages: [
      { afterMinutes: 0, via: ['push'] as const },
      { afterMinutes: 5, via: ['sms'] as const },
    ],
  }
  deepEqual(told({ ...phone, reach }, recently), ['weak', 'first-step-empty push'])
  deepEqual(told({ ...phone, push: true, reach }, recently), ['ready'])
})

test('nobody counts as reached who was never seen to be, or long ago', () => {
  const whole = { ...mail, ...phone }
  deepEqual(told(whole), ['unproved', 'never-proved'])
  deepEqual(told(whole, recently), ['ready'])
  const proof = (at: string) => ({
    proofs: new Map([
      ['ana', [{ channel: 'sms', address: '+3525550101', at: instant(at) } as const]],
    ]),
  })
  deepEqual(told(whole, proof('2026-02-01T00:00Z')), ['ready'])
  deepEqual(told(whole, proof('2025-12-02T02:00Z')), ['ready'])
  deepEqual(told(whole, proof('2025-12-02T01:59Z')), ['unproved', 'proved-long-ago'])
})

test('a test that nobody answers counts against them, once there was time', () => {
  const whole = { ...mail, ...phone }
  deepEqual(told(whole, tested('2026-03-02T01:30Z')), ['unproved', 'never-proved'])
  deepEqual(told(whole, tested('2026-03-02T01:29Z', '2026-03-01T00:00Z')), [
    'weak',
    'test-unanswered',
  ])
})

test('who is in no directory any more is reached by nothing', () => {
  const gone = readinessOf(
    {
      directory: { people: new Map() },
      plan: undefined,
      channels: new Set(),
      proofs: new Map(),
      tests: new Map(),
      now,
    },
    'max',
  )
  equal(gone.reasons[0]?.code, 'person-gone')
})

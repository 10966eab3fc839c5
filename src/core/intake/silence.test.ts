import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Silence } from '#/core/intake/silence.ts'
import {
  expireSilence,
  hasMatchers,
  placeSilence,
  readSilence,
  silenceState,
} from '#/core/intake/silence.ts'
import { parseMatchers } from '#/core/intake/matchers.ts'

const NOW = Date.parse('2026-03-01T02:00:00Z')
const HOUR = 3_600_000
const AT = (ms: number) => new Date(NOW + ms).toISOString()

const BODY = {
  matchers: [{ name: 'alertname', value: 'HostDown', isRegex: false }],
  startsAt: AT(-HOUR),
  endsAt: AT(HOUR),
  createdBy: 'ana',
  comment: 'planned work',
}

function silence(change: Partial<Silence> = {}): Silence {
  const read = readSilence(BODY, NOW)
  ok('draft' in read)
  return { ...read.draft, id: 'old', updatedAtMs: NOW - HOUR, ...change }
}

test('a silence is pending before it starts, active from then on, and over at its end', () => {
  const { startsAtMs, endsAtMs } = silence()
  equal(silenceState({ startsAtMs, endsAtMs }, startsAtMs - 1), 'pending')
  equal(silenceState({ startsAtMs, endsAtMs }, startsAtMs), 'active')
  equal(silenceState({ startsAtMs, endsAtMs }, endsAtMs - 1), 'active')
  equal(silenceState({ startsAtMs, endsAtMs }, endsAtMs), 'expired')
})

const REFUSED: readonly (readonly [change: Record<string, unknown>, malformed: string])[] = [
  [{ endsAt: AT(-1) }, "Failed to create silence: end time can't be in the past"],
  [{ startsAt: AT(HOUR) }, 'Failed to create silence: start time must be before end time'],
  [{ matchers: [] }, 'matchers in body should have at least 1 items'],
  [{ comment: undefined }, 'comment in body is required'],
  [{ createdBy: 7 }, 'createdBy in body is required'],
  [{ startsAt: '0001-01-01T00:00:00Z' }, 'startsAt in body is required'],
  [{ endsAt: 'later' }, 'endsAt in body is required'],
  [{ id: 7 }, 'id in body must be a string'],
  [
    { matchers: [{ name: 'a', value: '(', isRegex: true }] },
    'silence invalid: invalid label matcher 0: invalid regular expression "(": error parsing regexp: missing closing ): `(`',
  ],
  [
    { matchers: [{ name: '', value: 'x' }] },
    'silence invalid: invalid label matcher 0: invalid label name ""',
  ],
  [
    { matchers: [{ name: 'a', value: '.*', isRegex: true }] },
    'silence invalid: at least one matcher must not match the empty string',
  ],
]

for (const [change, malformed] of REFUSED)
  test(`a silence with ${JSON.stringify(change)} is refused in Alertmanager's words`, () => {
    deepEqual(readSilence({ ...BODY, ...change }, NOW), { malformed })
  })

test('a new silence begins now at the earliest', () => {
  const { id, writes } = placeSilence(undefined, silence(), { nowMs: NOW, newId: 'new' })
  equal(id, 'new')
  deepEqual(
    writes.map(written => [written.id, written.startsAtMs]),
    [['new', NOW]],
  )
})

test('a silence that is only made longer stays the same silence', () => {
  const draft = { ...silence(), endsAtMs: NOW + 2 * HOUR, comment: 'takes longer' }
  const { id, writes } = placeSilence(silence(), draft, { nowMs: NOW, newId: 'new' })
  equal(id, 'old')
  deepEqual(
    writes.map(written => [written.id, written.endsAtMs, written.comment]),
    [['old', NOW + 2 * HOUR, 'takes longer']],
  )
})

test('a silence that comes to cover other alerts ends, and a new one takes over', () => {
  const matchers = parseMatchers(['alertname=Other'])
  ok(!('malformed' in matchers))
  const { id, writes } = placeSilence(
    silence(),
    { ...silence(), matchers },
    { nowMs: NOW, newId: 'new' },
  )
  equal(id, 'new')
  deepEqual(
    writes.map(written => [written.id, silenceState(written, NOW)]),
    [
      ['old', 'expired'],
      ['new', 'active'],
    ],
  )
})

test('a silence that is over is begun anew under a new name', () => {
  const over = silence({ endsAtMs: NOW - 1 })
  const { id, writes } = placeSilence(over, silence(), { nowMs: NOW, newId: 'new' })
  deepEqual([id, writes.length], ['new', 1])
})

test('ending a silence twice is not an error', () => {
  const ended = expireSilence(silence(), NOW)
  ok(ended !== undefined)
  equal(silenceState(ended, NOW), 'expired')
  equal(expireSilence(ended, NOW), undefined)
  const pending = expireSilence(silence({ startsAtMs: NOW + 1 }), NOW)
  equal(pending?.startsAtMs, NOW)
})

test('a filter finds silences that have the very same matcher', () => {
  const asked = (text: string) => {
    const matchers = parseMatchers([text])
    ok(!('malformed' in matchers))
    return hasMatchers(silence(), matchers)
  }
  equal(asked('alertname="HostDown"'), true)
  equal(asked('alertname=~"HostDown"'), false)
  equal(asked('alertname="Other"'), false)
})

import { deepEqual, equal, match } from 'node:assert/strict'
import { suite, test } from 'node:test'
import { instant, plusMs } from '#/core/time.ts'
import { CHECKS, judge, LATE_MS_MAX } from '#/app/watchdog/finding.ts'
import type { Check, Seen, SeenInside } from '#/app/watchdog/finding.ts'

const AT = instant('2026-03-01T02:00:00Z')
const INSIDE: SeenInside = {
  at: AT,
  databaseAt: AT,
  messageDueAt: null,
  wakeDueAt: plusMs(AT, 3_600_000),
  signalPendingAt: null,
  deadLetters: 0,
}
const WELL: Seen = {
  inside: INSIDE,
  deadLoops: [],
  alertsWaiting: 0,
  disk: { free: 50 * 2 ** 30, size: 100 * 2 ** 30 },
  hasPlan: true,
  operators: { named: 2, reached: 2 },
  channels: ['email', 'sms'],
  heldUpMs: 40,
  heartbeat: { failure: undefined },
}
const late = plusMs(AT, -LATE_MS_MAX)

suite('what a look at an installation finds', () => {
  test('all is well, and each check says so', () => {
    const findings = judge(WELL)
    deepEqual(new Set(findings.map(({ check }) => check)), new Set(CHECKS))
    deepEqual(
      findings.filter(({ state, mend }) => state !== 'good' || mend !== undefined),
      [],
    )
  })

  const TROUBLES: readonly (readonly [Check, 'bad' | 'doubtful', Partial<Seen>, RegExp])[] = [
    ['database', 'bad', { inside: undefined }, /does not answer/],
    ['messages', 'bad', { inside: { ...INSIDE, messageDueAt: late } }, /waiting for 60 s/],
    ['clocks of incidents', 'bad', { inside: { ...INSIDE, wakeDueAt: late } }, /waiting for 60 s/],
    ['signals', 'bad', { inside: { ...INSIDE, signalPendingAt: late } }, /waiting for 60 s/],
    ['dead letters', 'doubtful', { inside: { ...INSIDE, deadLetters: 3 } }, /3 messages/],
    ['clock', 'doubtful', { inside: { ...INSIDE, databaseAt: plusMs(AT, -2_500) } }, /2\.5 s/],
    ['loops', 'bad', { deadLoops: ['deliver'] }, /deliver/],
    ['intake', 'doubtful', { alertsWaiting: 200_000 }, /200000/],
    ['disk', 'doubtful', { disk: { free: 2 ** 30, size: 2 ** 40 } }, /1\.0 GB of 1024\.0 GB/],
    ['disk', 'bad', { disk: { free: 2 ** 20, size: 2 ** 40 } }, /0\.0 GB/],
    ['plan', 'bad', { hasPlan: false }, /No plan/],
    ['operators', 'doubtful', { operators: { named: 2, reached: 0 } }, /0 of 2/],
    ['channels', 'doubtful', { channels: [] }, /None/],
    ['responsiveness', 'doubtful', { heldUpMs: 4_000 }, /4000 ms/],
    ['outside heartbeat', 'doubtful', { heartbeat: undefined }, /None is set up/],
    ['outside heartbeat', 'doubtful', { heartbeat: { failure: 'It is away.' } }, /It is away/],
  ]
  for (const [check, state, seen, words] of TROUBLES)
    test(`${check} is ${state}: it says what was found, and how to mend it`, () => {
      const findings = judge({ ...WELL, ...seen })
      const finding = findings.find(one => one.check === check)
      equal(finding?.state, state)
      match(finding?.found ?? '', words)
      match(finding?.mend ?? '', /\w{3}/)
      deepEqual(
        findings.filter(one => one.state !== 'good' && one.check !== check),
        [],
      )
    })
})

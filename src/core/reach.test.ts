import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import type { Reach } from '#/core/directory.ts'
import { reachMistakes } from '#/core/reach.ts'

const SOUND: Reach = {
  pages: [
    { afterMinutes: 0, via: ['push', 'email'] },
    { afterMinutes: 2, via: ['sms'] },
    { afterMinutes: 5, via: ['voice'] },
  ],
  messages: ['email'],
  quiet: { from: '22:00', to: '07:00', zone: 'Europe/Luxembourg' },
}
const codes = (reach: Reach, reaches = ['push', 'email', 'sms']) =>
  reachMistakes(reach, channel => reaches.includes(channel)).map(({ at, code }) => `${at} ${code}`)

test('a wish that reaches somebody at once counts', () => {
  deepEqual(codes(SOUND), [])
  deepEqual(codes(SOUND, ['email']), [])
})

test('what would leave somebody asleep is refused, each with its place', () => {
  const step = (afterMinutes: number, ...via: Reach['pages'][number]['via']) => ({
    afterMinutes,
    via,
  })
  const cases: readonly (readonly [Reach, readonly string[]])[] = [
    [{ pages: [] }, ['pages steps-none']],
    [{ pages: [step(1, 'email')] }, ['pages.0 first-not-at-once']],
    [{ pages: [step(0)] }, ['pages.0 channels-none']],
    [{ pages: [step(0, 'email', 'email')] }, ['pages.0 channel-twice']],
    [{ pages: [step(0, 'email'), step(0, 'sms')] }, ['pages.1 minutes-wrong']],
    [{ pages: [step(0, 'email'), step(1.5, 'sms')] }, ['pages.1 minutes-wrong']],
    [{ pages: [step(0, 'email'), step(60, 'sms')] }, []],
    [{ pages: [step(0, 'email'), step(61, 'sms')] }, ['pages.1 minutes-wrong']],
    [
      { pages: [0, 1, 2, 3, 4, 5, 6].map(minute => step(minute, 'email')) },
      ['pages steps-too-many'],
    ],
    [{ ...SOUND, messages: ['sms', 'sms'] }, ['messages channel-twice']],
    [
      { ...SOUND, quiet: { from: '7:00', to: '24:00', zone: '+01:00' } },
      ['quiet.from quiet-time', 'quiet.to quiet-time', 'quiet.zone zone-unknown'],
    ],
    [
      { ...SOUND, quiet: { from: '07:00', to: '07:00', zone: 'Europe/Berlin' } },
      ['quiet.to quiet-empty'],
    ],
  ]
  for (const [reach, expected] of cases) deepEqual(codes(reach), expected)
  deepEqual(codes(SOUND, ['sms']), ['pages.0 first-reaches-nobody'])
})

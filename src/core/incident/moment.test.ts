import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { ALARM, after, asks, at } from '../../../test/kit/given.ts'
import { HOME } from '../../../test/kit/house.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'
import { momentOf } from '#/core/obligation/start.ts'

const begun = after(HOME, ALARM)

for (const [moment, marked] of [
  ['occurred', true],
  ['aware', true],
  ['verified', true],
  ['contained', true],
  ['disclosed', true],
  ['known', false],
  ['resolved', false],
  ['declared', false],
  ['detected', false],
  ['nothing', false],
] as const)
  test(`a person ${marked ? 'marks' : 'does not mark'} the moment ${moment}`, () => {
    const outcome = begun.when(asks('ana', '09:05', { do: 'mark', moment }))
    if (marked) outcome.recordsAmong({ type: 'moment-marked', moment, when: at('09:05') })
    else outcome.refuses('moment-unknown', { moment })
  })

test('who verifies a breach is aware of it from then on, unless that was known before', () => {
  const verify = asks('ana', '09:05', { do: 'verify-breach', when: at('08:00') })
  begun
    .when(verify)
    .recordsAmong(
      { moment: 'verified', type: 'moment-marked', when: at('08:00') },
      { moment: 'aware', type: 'moment-marked', when: at('08:00') },
    )
  const aware = begun.and(asks('ana', '09:01', { do: 'mark', moment: 'aware' }))
  equal(aware.and(verify).incident.moments.get('aware'), at('09:01'))
})

test('the first mark stands, and marking again is no error', () => {
  begun
    .and(asks('ana', '09:01', { do: 'contain' }))
    .when(asks('bo', '09:02', { do: 'contain' }))
    .records()
})

for (const [time, refused] of [
  ['09:04:59.999', false],
  ['09:05:00.000', false],
  ['09:05:00.001', true],
] as const)
  test(`at 09:05 a moment ${refused ? 'cannot' : 'can'} be marked for ${time}`, () => {
    const outcome = begun.when(
      asks('ana', '09:05', { do: 'mark', moment: 'aware', when: at(time) }),
    )
    if (refused) outcome.refuses('moment-in-future')
    else outcome.recordsAmong({ type: 'moment-marked', when: at(time) })
  })

test('a correction keeps what was said before; the same again is no correction', () => {
  const correct = (when: string) =>
    asks('ana', '09:10', {
      do: 'correct-moment',
      moment: 'detected',
      when: at(when),
      reason: 'The log says so',
    })
  begun.when(correct('08:30')).recordsAmong({
    type: 'moment-marked',
    moment: 'detected',
    when: at('08:30'),
    was: at('09:00'),
    reason: 'The log says so',
  })
  begun.when(correct('09:00')).records()
  begun.when(correct('09:10:00.001')).refuses('moment-in-future')
})

test('a moment that is derived follows the ones on record', () => {
  const read = (history: typeof begun) => momentOf(HOME.plan, history.incident, 'known')
  const verified = begun.and(asks('ana', '09:05', { do: 'verify-breach', when: at('08:00') }))
  const earlier = verified.and(
    asks('ana', '09:10', {
      do: 'correct-moment',
      moment: 'aware',
      when: at('07:00'),
      reason: 'A mail said so',
    }),
  )
  deepEqual([read(begun), read(verified), read(earlier)], [undefined, at('08:00'), at('07:00')])
  deepEqual(earlier.incident.moments.has('known'), false)
})

const DERIVED = settingOf(
  plan(`
    positions: {chief: {title: Chief}}
    roles: {lead: {title: Lead, holders: [chief]}}
    moments: {found: {title: Found, is: detected, by: lead}}
    obligations: [{id: tell, title: Tell, do: task, by: lead, from: found, within: 1h}]
  `),
  { chief: ['ana'] },
)

test('whom the plan names may mark a moment that is derived: what people know better counts, and what was derived is told', () => {
  const derived = after(DERIVED, ALARM)
  const mark = asks('ana', '09:30', {
    do: 'mark',
    moment: 'found',
    when: at('08:20'),
    reason: 'A mail',
  })
  derived.when(mark).recordsAmong(
    {
      type: 'moment-marked',
      moment: 'found',
      when: at('08:20'),
      was: at('09:00'),
      reason: 'A mail',
    },
    { type: 'obligation-rescheduled', obligation: 'tell', was: at('10:00'), due: at('09:20') },
  )
  equal(momentOf(DERIVED.plan, derived.and(mark).incident, 'found'), at('08:20'))
  // From then on a correction is one of what is on record.
  derived
    .and(mark)
    .when(
      asks('ana', '09:40', {
        do: 'correct-moment',
        moment: 'found',
        when: at('08:40'),
        reason: 'No',
      }),
    )
    .recordsAmong({ type: 'moment-marked', moment: 'found', when: at('08:40'), was: at('08:20') })
})

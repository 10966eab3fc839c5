import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { TOCSIN } from '#/core/incident/event.ts'
import { SIGNALS_NAMED_MAX } from '#/core/incident/declare.ts'
import { planHash } from '#/core/plan/hash.ts'
import { ALARM, after, asks, at } from '../../../test/kit/given.ts'
import { HOME } from '../../../test/kit/house.ts'

const unborn = after(HOME)
const { plan, sha256 } = HOME

test('the log begins with the detection: by which plan, what, by whom, since when', () => {
  unborn
    .when(
      asks('zoe', '09:00', {
        do: 'declare',
        title: 'Broken',
        description: 'Nothing works',
        detected: at('08:50'),
        occurred: at('08:00'),
        systems: ['web'],
      }),
    )
    .recordsAmong({
      type: 'declared',
      plan: { id: 'tiny', version: '1', hash: planHash(plan, sha256) },
      title: 'Broken',
      description: 'Nothing works',
      source: 'person',
      reporter: 'zoe',
      detectedAt: at('08:50'),
      occurredAt: at('08:00'),
      systems: ['web'],
      exercise: false,
      by: 'zoe',
    })
})

for (const [what, body] of [
  ['detected', { detected: at('09:00:00.001') }],
  ['begun', { occurred: at('09:00:00.001') }],
] as const)
  test(`nothing is ${what} in the future`, () => {
    unborn
      .when(asks('zoe', '09:00', { do: 'declare', title: 'Broken', ...body }))
      .refuses('moment-in-future')
  })

const signal = (id: string, more: object = {}) => ({
  id,
  source: 'monitoring',
  title: `Signal ${id}`,
  count: 1,
  ...more,
})
const joins = (time: string, ...signals: ReturnType<typeof signal>[]) =>
  asks(TOCSIN, time, { do: 'attach-signal', signals })
const alarm = {
  ...ALARM,
  signal: { id: 's1', source: 'monitoring', urgency: 'warning' },
} as typeof ALARM
const begun = after(HOME, alarm)

test('signals that come together join together, with the systems that are new', () => {
  begun
    .when(
      joins('09:01', signal('s2', { systems: ['db', 'web'] }), signal('s3', { systems: ['db'] })),
    )
    .records(
      {
        type: 'signals-attached',
        signals: [
          { id: 's2', source: 'monitoring', count: 1 },
          { id: 's3', source: 'monitoring', count: 1 },
        ],
        titles: ['Signal s2', 'Signal s3'],
        more: 0,
      },
      { type: 'systems-added', systems: ['db', 'web'] },
    )
})

test('a signal that says nothing new is not recorded; another count is', () => {
  const joined = begun.and(joins('09:01', signal('s2')))
  joined.when(joins('09:02', signal('s2'))).records()
  joined.when(joins('09:02', signal('s2', { count: 9 }))).recordsAmong({ type: 'signals-attached' })
})

test('a signal that is over is over once, and one that fires again is on again', () => {
  const over = begun.and(
    joins('09:01', signal('s2')),
    joins('09:02', signal('s2', { resolved: true })),
  )
  equal(over.incident.signals.get('s2')?.resolved, true)
  over
    .when(joins('09:03', signal('s2', { resolved: true }), signal('s9', { resolved: true })))
    .records()
  equal(over.and(joins('09:04', signal('s2'))).incident.signals.get('s2')?.resolved, false)
})

test('a storm is counted and not named, but what wakes people is named, and wakes them once', () => {
  const many = Array.from({ length: SIGNALS_NAMED_MAX + 50 }, (_, index) => signal(`m${index}`))
  const storm = begun.and(joins('09:01', ...many))
  deepEqual([storm.incident.signals.size, storm.incident.signalsMore], [SIGNALS_NAMED_MAX, 51])
  const heavy = storm.and(joins('09:02', signal('x1', { urgency: 'critical' })))
  equal(heavy.incident.signals.get('x1')?.urgency, 'critical')
  const pages = (history: typeof heavy) =>
    history.events.filter(event => event.type === 'page-sent').length
  equal(pages(heavy), pages(storm) + 1)
  const heavier = heavy.and(
    joins('09:03', signal('x2', { urgency: 'critical' }), signal('x3', { urgency: 'critical' })),
  )
  equal(pages(heavier), pages(heavy))
  equal(heavier.incident.signalsMore, 53)
})

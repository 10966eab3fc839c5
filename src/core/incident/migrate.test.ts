import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { decide, decideInFull } from '#/core/incident/decide.ts'
import { fold } from '#/core/incident/evolve.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import { planHash } from '#/core/plan/hash.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Setting } from '#/core/setting.ts'
import { ALARM, after, asks, at, wake } from '../../../test/kit/given.ts'
import { plan, settingOf, sha256 } from '../../../test/kit/setting.ts'

function version(number: number, obligations: string): Plan {
  return plan(`
    version: "${number}"
    positions: {lead: {}}
    roles: {commander: {holders: [lead]}}
    stages: {look: {}, mend: {}}
    obligations:
      - {id: kept, do: task, by: commander, from: declared, within: 2h}
${obligations}`)
}

const ONE = version(
  1,
  `      - {id: gone, do: task, by: commander, from: declared, within: 1h}
      - {id: done, do: task, by: commander, from: declared, within: 1h}`,
)
const TWO = version(
  2,
  `      - {id: done, do: task, by: commander, from: declared, within: 5m}
      - {id: new, do: task, by: commander, from: declared, within: 3h}`,
)
const BEFORE: Setting = { ...settingOf(ONE, { lead: ['ana'] }), next: TWO }
const begun = after(BEFORE, ALARM, asks('ana', '09:10', { do: 'complete', obligation: 'done' }))
const MIGRATE = asks('ana', '09:30', { do: 'migrate', plan: 'tiny', reason: 'Limits were wrong' })

test('an open incident goes on under another version, on record with both', () => {
  begun.when(MIGRATE).recordsAmong(
    {
      type: 'migrated',
      plan: { id: ONE.id, version: '2', hash: planHash(TWO, sha256) },
      was: { id: ONE.id, version: '1', hash: planHash(ONE, sha256) },
      reason: 'Limits were wrong',
    },
    { type: 'obligation-voided', obligation: 'gone', cause: 'plan-changed' },
    { type: 'obligations-opened', opened: [{ obligation: 'new', due: at('12:00') }] },
  )
})

test('what was met stays met as it was, whatever the other version would have wanted', () => {
  const { incident } = migrated()
  const done = obligations(TWO, incident, at('09:30')).find(it => it.key === 'done')
  deepEqual([done?.standing, done?.due], ['met', at('10:00')])
})

test('a limit that the other version counts otherwise is counted anew, and the log shows both', () => {
  const longer: Plan = {
    ...TWO,
    rules: TWO.rules.map(rule => (rule.id === 'kept' ? within(rule, '4h') : rule)),
  }
  const setting: Setting = { ...BEFORE, next: longer }
  const decided = decideInFull(setting, begun.incident, MIGRATE)
  ok('accepted' in decided)
  const moved = decided.accepted.find(it => it.type === 'obligation-rescheduled')
  deepEqual([moved?.obligation, moved?.was, moved?.due], ['kept', at('11:00'), at('13:00')])
  equal(decided.plan, longer)
})

test('it is woken by the limits of the version that it goes on under', () => {
  const decided = decideInFull(BEFORE, begun.incident, MIGRATE)
  ok('accepted' in decided)
  // A quarter before the limit of `kept`, as before; `gone` would have warned at 09:45.
  equal(decided.wakeAt, at('10:30'))
})

test('what is overdue does not vanish: it is done or waived first', () => {
  const late = begun.and(wake('10:05'))
  late
    .when(asks('ana', '10:10', { do: 'migrate', plan: 'tiny', reason: 'Limits were wrong' }))
    .refuses('migration-leaves-overdue', { open: ['gone'] })
})

test('a version that lacks the stage of the incident is refused, and another plan', () => {
  const staged = begun.and(
    asks('ana', '09:20', { do: 'begin-stage', stage: 'mend', reason: 'Now' }),
  )
  const without: Setting = { ...BEFORE, next: { ...TWO, stages: TWO.stages.slice(0, 1) } }
  const refused = decide(without, staged.incident, MIGRATE)
  ok('refused' in refused)
  equal(refused.refused.code, 'migration-leaves-state')
  const other = decide({ ...BEFORE, next: { ...TWO, id: 'another' } }, begun.incident, MIGRATE)
  equal('refused' in other && other.refused.code, 'plan-other')
})

test('to the version that it has already nothing happens', () => {
  const same = decide({ ...BEFORE, next: ONE }, begun.incident, MIGRATE)
  deepEqual(same, { accepted: [] })
})

function migrated() {
  const decision = decide(BEFORE, begun.incident, MIGRATE)
  ok('accepted' in decision)
  return { incident: fold('INC-1', [...begun.events, ...decision.accepted]) }
}

function within(rule: Plan['rules'][number], text: '4h'): Plan['rules'][number] {
  const { clock } = rule
  ok(clock)
  const span = { unit: 'elapsed', ms: 4 * 3_600_000, text } as const
  return { ...rule, clock: { ...clock, cases: [{ within: span }] } }
}

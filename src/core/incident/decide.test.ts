import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { decide, decideInFull } from '#/core/incident/decide.ts'
import { evolve, fold } from '#/core/incident/evolve.ts'
import { wakeAt } from '#/core/incident/keep.ts'
import { ALARM, after, asks, at, wake } from '../../../test/kit/given.ts'
import { HOME } from '../../../test/kit/house.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const begun = after(HOME, ALARM)
const note = asks('zoe', '09:03', { do: 'note', text: 'I look' })

test('a decision leaves the incident as it was, whether it is accepted or refused', () => {
  const incident = fold('INC-1', begun.events)
  const before = structuredClone(incident)
  decide(HOME, incident, note)
  decide(HOME, incident, asks('zoe', '09:30', { do: 'resolve', text: 'Done' }))
  deepEqual(incident, before)
})

test('before a command takes effect, everything that time has brought due is recorded', () => {
  const decision = decide(
    HOME,
    begun.incident,
    asks('zoe', '10:00', { do: 'note', text: 'I look' }),
  )
  ok('accepted' in decision)
  const types = decision.accepted.map(event => event.type)
  ok(types.indexOf('obligation-missed') < types.indexOf('noted'))
})

test('a refused command records nothing at all, not even what time had brought due', () => {
  const refused = decide(
    HOME,
    begun.incident,
    asks('zoe', '10:00', { do: 'resolve', text: 'Done' }),
  )
  deepEqual(Object.keys(refused), ['refused'])
})

test('what comes of a decision is the incident with its events, and when to wake it', () => {
  const decided = decideInFull(HOME, begun.incident, note)
  ok('accepted' in decided)
  const folded = fold('INC-1', [...begun.events, ...decided.accepted])
  deepEqual(decided.incident, folded)
  equal(decided.wakeAt, wakeAt(HOME.plan, folded, at('09:03')))
})

test('what a decision knows of the incident that it gave is forgotten when that is changed or the directory is', () => {
  const its = plan(`
    positions: {chief: {title: Chief}}
    roles: {lead: {title: Lead, holders: [chief]}}
    audiences: {team: {title: Team, members: [lead]}}
    obligations:
      - {id: tell, title: Tell, do: notify, to: team, text: Hello}
      - {id: late, title: Late, when: {severity: bad}, do: task, by: lead}
  `)
  const empty = settingOf(its)
  const decided = decideInFull(empty, fold('INC-1', []), ALARM)
  ok('accepted' in decided)
  const staffed = settingOf(its, { chief: ['ana'] })
  const told = decide(staffed, decided.incident, wake('09:01'))
  deepEqual('accepted' in told && told.accepted.map(event => event.type), [
    'message-sent',
    'obligation-met',
  ])
  evolve(decided.incident, {
    type: 'classified',
    severity: 'bad',
    incidentType: 'outage',
    at: at('09:01'),
    by: 'ana',
  })
  const opened = decide(empty, decided.incident, wake('09:01'))
  deepEqual('accepted' in opened && opened.accepted.map(event => event.type), [
    'obligations-opened',
  ])
})

test('a command that is stamped before the last event is a mistake of ours, and stops', () => {
  throws(() => decide(HOME, begun.incident, wake('08:59')), /time on record never goes back/)
})

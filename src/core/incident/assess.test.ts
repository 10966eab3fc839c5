import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { viewOf } from '#/core/obligation/view.ts'
import { proposeGrade, proposeSeverity } from '#/core/plan/propose.ts'
import { ALARM, after, asks, at, wake } from '../../../test/kit/given.ts'
import type { History } from '../../../test/kit/given.ts'
import { AT_BANK, BANK } from '../../../test/kit/bank.ts'

const open = after(AT_BANK, ALARM, asks('ana', '09:01', { do: 'acknowledge' }))
const answered = (fact: string, value: string | number | boolean, time = '09:02') =>
  asks('ana', time, { do: 'answer', fact, value })
const classified = (severity: string, time = '09:03', reason?: string) =>
  asks('ana', time, {
    do: 'classify',
    severity,
    type: 'outage',
    ...(reason !== undefined && { reason }),
  })
const assessed = (level: string, time = '09:04', reason?: string) =>
  asks('lea', time, {
    do: 'assess',
    classification: 'major',
    level,
    ...(reason !== undefined && { reason }),
  })

function proposals({ incident }: History) {
  const view = viewOf(BANK, incident, at('09:10'))
  const [major] = BANK.classifications
  return [
    proposeSeverity(BANK, view)?.severity.id,
    major && proposeGrade(BANK, major, view)?.grade.id,
  ]
}

test('in doubt the higher is proposed, and each answer brings it down as far as it goes', () => {
  deepEqual(proposals(open), ['worst', 'major'])
  // Whether it is serious hangs on how many and on who, and one of them is not known yet.
  deepEqual(proposals(open.and(answered('lost', 50))), ['bad', 'major'])
  deepEqual(proposals(open.and(answered('lost', 50), answered('inside', 'no'))), [
    'bad',
    'not-major',
  ])
  deepEqual(proposals(open.and(answered('lost', 5), answered('inside', 'no'))), [
    'mild',
    'not-major',
  ])
})

test('a computed fact follows its sources, and goes back to being unknown with them', () => {
  const view = (history: History) => viewOf(BANK, history.incident, at('09:10'))
  const serious = open.and(answered('lost', 101))
  equal(view(serious).answer('serious'), 'yes')
  const unsure = serious.and(asks('ana', '09:05', { do: 'answer', fact: 'lost', value: null }))
  equal(view(unsure).answer('serious'), undefined)
  equal(view(open).answer('we-are'), 'controller')
})

test('a classification is given and changed on record, with what the plan proposed', () => {
  open
    .and(answered('lost', 101))
    .when(assessed('major'))
    .recordsAmong({ type: 'assessed', level: 'major', proposed: 'major' })
  const given = open.and(assessed('not-major'))
  given.when(assessed('not-major', '09:05')).records()
  given.when(assessed('major', '09:05')).recordsAmong({
    type: 'assessed',
    level: 'major',
    was: 'not-major',
  })
})

test('its clocks run from when the level was given, while it has it', () => {
  const major = open.and(assessed('major', '09:04'))
  deepEqual(major.obligation('notify-authority', '09:05').due, at('13:04'))
  const less = major.and(assessed('not-major', '09:30', 'Fewer than we thought'))
  equal(less.standing('notify-authority', '09:31'), 'void')
  const again = less.and(assessed('major', '10:00'))
  equal(again.obligation('notify-authority', '10:01').due, at('14:00'))
})

test('a floor of a classification binds as one of the severity does', () => {
  open
    .and(answered('inside', true))
    .when(assessed('not-major', '09:05'))
    .refuses('below-floor', { floor: 'major' })
})

test('the severity becomes milder only by rule: when, by whom, and with a reason', () => {
  const bad = open.and(classified('bad'))
  bad
    .when(classified('mild', '09:10', 'Less'))
    .refuses('lower-not-yet', { 'waits-for': ['stable'] })
  const stable = bad.and(answered('stable', true, '09:05'))
  stable.when(classified('mild', '09:10')).refuses('reason-needed')
  stable
    .when(classified('mild', '09:10', 'Less'))
    .recordsAmong({ type: 'classified', severity: 'mild', reason: 'Less' })
  // To worse there is no rule.
  bad.when(classified('worst', '09:10')).recordsAmong({ type: 'classified', severity: 'worst' })
})

test('what the plan raises by itself says why, and raises no further than the worst', () => {
  const inside = open.and(classified('mild'), answered('inside', true, '09:05'))
  const { events } = inside
  deepEqual(
    events
      .filter(event => event.type === 'classified')
      .map(({ severity, by, cause }) => [severity, by, cause]),
    [
      ['mild', 'ana', undefined],
      ['worst', 'tocsin', 'inside-job'],
    ],
  )
  equal(inside.standing('inside-job', '09:06'), 'met')
  const late = open.and(classified('mild'), wake('10:00'))
  equal(late.incident.severity, 'bad')
  const latest = open.and(classified('worst'), wake('10:00'))
  equal(latest.incident.severity, 'worst')
})

test('a raise waits for the first classification', () => {
  const unclassified = open.and(answered('inside', true))
  equal(unclassified.standing('inside-job', '09:06'), 'open')
  const given = unclassified.and(classified('mild', '09:10'))
  deepEqual([given.incident.severity, given.standing('inside-job', '09:10')], ['worst', 'met'])
})

test('what the plan has raised was given by nobody, and anybody whose it is may confirm it', () => {
  const raised = open.and(classified('mild'), answered('inside', true, '09:05'))
  raised
    .when(asks('sam', '09:10', { do: 'complete', obligation: 'check-level', text: 'It is so' }))
    .records(
      {
        type: 'confirmed',
        obligation: 'check-level',
        of: 'severity',
        level: 'worst',
        text: 'It is so',
      },
      { type: 'obligation-met', obligation: 'check-level', when: at('09:10'), text: 'It is so' },
    )
})

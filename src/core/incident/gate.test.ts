import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { ALARM, after, asks, at } from '../../../test/kit/given.ts'
import { HOME } from '../../../test/kit/house.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const PEOPLE = `
  positions: {chief: {title: Chief}, engineer: {title: Engineer}}
  roles: {lead: {title: Lead, holders: [chief, engineer]}}
`
const CREW = { chief: ['ana'], engineer: ['bo'] }
const setting = settingOf(
  plan(
    PEOPLE,
    `
    facts: {personal: {ask: Personal data?, by: lead}}
    obligations:
      - {id: fix, title: Fix it, do: task, by: lead, waivable-by: lead}
      - {id: tell, title: Tell, when: {fact: {personal: yes}}, do: task, by: lead}
      - {id: calm, title: Calm, when: {severity: mild}, do: task, by: lead}
      - {id: each, title: Restore it, do: task, each: system, by: lead}
    gates:
      works: {title: It works, before: resolve, needs: [fix, tell, calm], waivable-by: lead}
      told: {title: Told, before: resolve, needs: [each], fields: [impact, severity], waivable-by: lead}
    record: {impact: {title: Impact}, severity: {title: Severity, from: severity}}
    `,
  ),
  CREW,
)
const BAD = asks('ana', '09:01', { do: 'classify', severity: 'bad', type: 'outage' })
const NO = asks('ana', '09:02', { do: 'answer', fact: 'personal', value: 'no' })
const FIXED = asks('ana', '09:03', { do: 'complete', obligation: 'fix' })
const WRITTEN = asks('ana', '09:04', { do: 'set-field', field: 'impact', value: 'Some' })
const resolve = asks('ana', '09:10', { do: 'resolve', text: 'It works again' })

test('a gate names everything that is open, what cannot be told yet as well, and who may waive it', () => {
  const systems = { ...ALARM, systems: ['web'] } as typeof ALARM
  after(setting, systems)
    .when(resolve)
    .refuses('gate-not-met', {
      gate: 'works',
      open: ['fix', 'tell', 'calm', 'each@web', 'field:impact', 'field:severity'],
      'waivable-by': 'lead',
    })
})

for (const [missing, commands] of [
  ['calm', [NO, FIXED, WRITTEN]],
  ['tell', [BAD, FIXED, WRITTEN]],
  ['fix', [BAD, NO, WRITTEN]],
  ['field:impact', [BAD, NO, FIXED]],
] as const)
  test(`a gate does not open while ${missing} is open`, () => {
    after(setting, ALARM, ...commands)
      .when(resolve)
      .refuses('gate-not-met', {})
  })

test('a gate whose needs are met, waived or void opens, on record, by whoever passes it', () => {
  after(setting, ALARM, BAD, NO, FIXED, WRITTEN)
    .when(resolve)
    .records(
      { type: 'gate-passed', gate: 'works' },
      { type: 'gate-passed', gate: 'told' },
      { type: 'resolved', text: 'It works again' },
    )
})

test('what is overdue keeps a gate shut until it is met late or waived', () => {
  const late = settingOf(
    plan(
      PEOPLE,
      `
      obligations: [{id: fix, title: Fix it, when: {severity: bad}, do: task, by: lead, within: 1h, waivable-by: lead}]
      gates: {works: {title: It works, before: resolve, needs: [fix], waivable-by: lead}}
      `,
    ),
    CREW,
  )
  const milder = after(
    late,
    ALARM,
    BAD,
    asks('ana', '11:00', { do: 'classify', severity: 'mild', reason: 'It calms down' }),
  )
  const end = asks('ana', '11:10', { do: 'resolve', text: 'It works again' })
  milder.when(end).refuses('gate-not-met', { open: ['fix'] })
  const waived = milder.and(
    asks('ana', '11:05', { do: 'waive', obligation: 'fix', reason: 'Moot' }),
  )
  waived.when(end).recordsAmong({ type: 'gate-passed', gate: 'works' }, { type: 'resolved' })
})

test('a waiver of a gate keeps what was open and why, and only who may gives it', () => {
  const lead = asks('ana', '09:01', { do: 'assign', role: 'lead', person: 'ana' })
  const begun = after(setting, ALARM, BAD, lead)
  const waiver = { do: 'waive', gate: 'works', reason: 'The plant is closed' } as const
  begun.when(asks('bo', '09:05', waiver)).refuses('waiver-not-yours', { role: 'lead' })
  begun.when(asks('ana', '09:05', waiver)).recordsAmong({
    type: 'gate-waived',
    gate: 'works',
    open: ['fix', 'tell'],
    reason: 'The plant is closed',
  })
})

test('asking twice for a waiver is no error, and records it once', () => {
  const waiver = { do: 'waive', gate: 'works', reason: 'The plant is closed' } as const
  after(setting, ALARM, asks('ana', '09:05', waiver))
    .when(asks('ana', '09:06', waiver))
    .records()
})

test('gates shut again when an incident is reopened', () => {
  const again = after(
    setting,
    ALARM,
    BAD,
    NO,
    FIXED,
    WRITTEN,
    resolve,
    asks('ana', '09:20', { do: 'reopen', reason: 'It is back' }),
  )
  equal(again.incident.gates.size, 0)
  again
    .when(asks('ana', '09:30', { do: 'resolve', text: 'Again' }))
    .recordsAmong({ type: 'gate-passed', gate: 'works' })
})

test('closing is behind its own gate, and names each note that is missing', () => {
  const resolved = after(
    HOME,
    ALARM,
    asks('ana', '09:01', { do: 'complete', obligation: 'look' }),
    asks('bo', '09:02', { do: 'note', text: 'I help' }),
    asks('ana', '09:03', { do: 'resolve', text: 'It works again' }),
  )
  resolved.when(asks('ana', '09:10', { do: 'close' })).refuses('gate-not-met', {
    gate: 'done',
    open: ['notes@ana', 'notes@bo', 'review', 'actions', 'field:impact'],
  })
})

test('an incident goes through all of its gates to the end', () => {
  const people = ['ana', 'bo']
  const reviewed = after(
    HOME,
    ALARM,
    asks('ana', '09:01', { do: 'complete', obligation: 'look' }),
    asks('bo', '09:02', { do: 'note', text: 'I help' }),
    asks('ana', '09:03', { do: 'resolve', text: 'It works again' }),
    ...people.map(person => asks(person, '09:04', { do: 'write-notes', text: 'I was there' })),
    asks('ana', '09:05', { do: 'hold-meeting', obligation: 'review', present: people }),
    asks('ana', '09:06', {
      do: 'add-follow-up',
      title: 'Buy disks',
      owner: 'bo',
      due: at('12:00'),
    }),
    asks('ana', '09:07', { do: 'set-field', field: 'impact', value: 'Some' }),
  )
  const [followUp = ''] = reviewed.incident.followUps.keys()
  const close = asks('ana', '09:10', { do: 'close' })
  reviewed.when(close).refuses('gate-not-met', { open: [`act@${followUp}`] })
  const done = reviewed.and(
    asks('bo', '09:08', { do: 'finish-follow-up', 'follow-up': followUp }),
    close,
  )
  equal(done.incident.status, 'closed')
})

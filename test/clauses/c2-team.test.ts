import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bundledPlan, play } from './play.ts'

const plan = bundledPlan('creditnexus')

const ROLES: readonly (readonly [clause: string, role: string, holders: readonly string[]])[] = [
  ['C2.1', 'commander', ['cto', 'lead-developer']],
  ['C2.2', 'security-lead', ['security-team', 'senior-developer']],
  ['C2.3', 'technical-lead', ['senior-developer', 'devops']],
  ['C2.4', 'communications-lead', ['product-manager', 'cto']],
]
for (const [clause, id, holders] of ROLES)
  test(`${clause} the ${id} is held by ${holders.join(' or ')}, and has four duties`, () => {
    const role = plan.roles.find(it => it.id === id)
    assert.deepEqual([role?.cite, role?.holders, role?.duties.length], [[clause], holders, 4])
  })

test('C2.1 the lead developer is asked when the CTO is silent, and takes command by answering', () => {
  const played = play(`
plan: creditnexus
starts: 2026-03-02T10:00:00Z
people: {cto: never, answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: system-monitoring, title: Errors}}
until: 1h
`)
  assert.deepEqual(
    played.events('page-sent').map(({ at, person }) => [at, person]),
    [
      ['2026-03-02T10:00:00.000Z', 'cto'],
      ['2026-03-02T10:02:00.000Z', 'lead-developer'],
    ],
  )
  assert.deepEqual(
    played.events('role-assigned').map(({ at, role, person }) => [at, role, person]),
    [['2026-03-02T10:03:00.000Z', 'commander', 'lead-developer']],
  )
})

test('C2.1 command is handed over on record, and is the new holder’s once accepted', () => {
  const played = play(`
plan: creditnexus
starts: 2026-03-02T10:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: system-monitoring, title: Errors}}
  - {at: 2m, as: commander, do: hand-over, role: commander, to: lead-developer, reason: End of my day}
  - {at: 9m, as: lead-developer, do: classify, severity: P2, type: outage}
until: 1h
`)
  const [handed] = played.events('role-handed-over')
  assert.deepEqual(
    [handed?.from, handed?.to, handed?.reason],
    ['cto', 'lead-developer', 'End of my day'],
  )
  assert.deepEqual(played.incident.roles.get('commander')?.accepted, true)
  assert.equal(played.incident.severity, 'P2')
})

/** Who is refused what is another role's own, while that role is held. */
const RESERVED: readonly (readonly [
  clause: string,
  as: string,
  command: string,
  roles: string[],
])[] = [
  ['C2.1', 'technical-lead', 'do: resolve, text: It is over', ['commander']],
  ['C2.1', 'communications-lead', 'do: close', ['commander']],
  ['C2.2', 'communications-lead', 'do: verify-breach', ['security-lead']],
  ['C2.3', 'communications-lead', 'do: contain', ['commander', 'technical-lead']],
  [
    'C2.4',
    'technical-lead',
    'do: submit-report, obligation: report-to-authority, parts: {nature: A breach}',
    ['communications-lead'],
  ],
]
for (const [clause, as, command, roles] of RESERVED)
  test(`${clause} only ${roles.join(' or ')} may: ${command.split(',')[0]}`, () => {
    const played = play(
      `
plan: creditnexus
starts: 2026-03-02T10:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: security-monitoring, title: Odd logins}}
  - {at: 2m, as: commander, do: classify, severity: P0, type: data-breach}
  - {at: 10m, as: ${as}, ${command}}
until: 1h
`,
      { refusals: true },
    )
    assert.deepEqual(
      played.refused.map(({ code, detail }) => [code, detail.roles]),
      [['not-yours', roles]],
    )
  })

test('C2.4 a role that nobody holds is taken by acting for it, and that goes on record', () => {
  const played = play(`
plan: creditnexus
starts: 2026-03-02T10:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: external-researcher, title: A flaw, reporter: robin@research.example}}
  - {at: 30m, as: security-lead, do: send-notice, obligation: acknowledge-report, parts: {next-steps: We look at it}}
until: 1h
`)
  assert.deepEqual(
    played.events('role-assigned').map(({ role, person, accepted }) => [role, person, accepted]),
    [
      ['commander', 'cto', true],
      ['security-lead', 'security-team', true],
    ],
  )
})

test('C2.1 escalating is the duty of the commander, and nobody who is alarmed has to wait for it', () => {
  const played = play(`
plan: creditnexus
starts: 2026-03-02T10:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: system-monitoring, title: Errors}}
  - {at: 10m, as: devops, do: escalate, level: 2, reason: It spreads}
until: 1h
`)
  assert.deepEqual(
    played.events('escalated').map(({ level, cause, reason }) => [level, cause, reason]),
    [[2, 'devops', 'It spreads']],
  )
})

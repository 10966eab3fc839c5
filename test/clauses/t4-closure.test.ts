import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bundledPlan, play } from './play.ts'

const plan = bundledPlan('tiered')

const RESOLVED = `
plan: tiered
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: person, title: Odd tokens, systems: [auth]}}
  - {at: 4m, as: on-call, do: classify, severity: tier-2, type: security}
  - {at: 1h, as: lead, do: resolve, text: Tokens are bound to their address}`
const NOTES = ['on-call', 'lead', 'second']
  .map(as => `  - {at: 2h, as: ${as}, do: write-notes, text: What I did}`)
  .join('\n')
const WAIVED =
  '  - {at: 2h, as: lead, do: waive, obligation: notes@second-engineer, reason: On leave since Monday}'
const BEGIN =
  '  - {at: 3h, as: lead, do: begin-stage, stage: review, reason: The stages before are being written up}'
const HELD =
  '  - {at: 27h, as: lead, do: hold-meeting, obligation: review-meeting, present: [engineer, cto, ceo]}'

test('T4.1 everyone who took part owes notes, and nobody else', () => {
  const played = play(`${RESOLVED}\nuntil: 2h\n`)
  assert.deepEqual(
    played.obligations
      .filter(it => it.cites.includes('T4.1'))
      .map(({ about, standing, by }) => [about, standing, by]),
    ['on-call-1', 'engineer', 'second-engineer'].map(person => [person, 'open', person]),
  )
})

test('T4.1 the review waits for the notes of all', () => {
  const played = play(
    `${RESOLVED}
${NOTES.split('\n').slice(0, 2).join('\n')}
${BEGIN}
until: 4h
`,
    { refusals: true },
  )
  assert.deepEqual(
    played.refused.map(({ code, detail }) => [code, detail.gate, detail.open]),
    [['gate-not-met', 'notes-complete', ['notes@second-engineer']]],
  )
  const complete = play(`${RESOLVED}\n${NOTES}\n${BEGIN}\nuntil: 4h\n`)
  assert.equal(complete.incident.stage, 'review')
})

test('T4.1 a waiver by name keeps who waived it, and why', () => {
  const played = play(`${RESOLVED}
${NOTES.split('\n').slice(0, 2).join('\n')}
${WAIVED}
${BEGIN}
until: 4h
`)
  const { waived } = played.obligation('notes@second-engineer')
  assert.deepEqual([waived?.by, waived?.reason], ['engineer', 'On leave since Monday'])
  assert.equal(played.incident.stage, 'review')
})

test('T4.1 the meeting too is not held before the notes are there', () => {
  const played = play(`${RESOLVED}\n${HELD}\nuntil: 28h\n`, { refusals: true })
  assert.deepEqual(
    played.refused.map(({ code, detail }) => [code, detail.first]),
    [['order-broken', ['notes']]],
  )
})

test('T4.2 the meeting is called with an invitation to everyone who took part, and to CTO and CEO', () => {
  const played = play(`${RESOLVED}
${NOTES}
  - {at: 3h, as: lead, do: schedule-meeting, obligation: review-meeting, starts: 26h, minutes: 90}
${HELD}
until: 28h
`)
  const [invited] = played.events('message-sent').filter(it => it.act === 'invitation')
  assert.deepEqual(invited?.meeting?.startsAt, '2026-03-03T05:00:00.000Z')
  assert.equal(invited?.meeting?.minutes, 90)
  assert.deepEqual(invited?.recipients.map(it => it.to).toSorted(), [
    'ceo',
    'cto',
    'engineer',
    'on-call-1',
    'second-engineer',
  ])
  assert.deepEqual(played.events('meeting-held')[0]?.present, ['engineer', 'cto', 'ceo'])
  assert.equal(played.obligation('review-meeting').standing, 'met')
  assert.equal(played.events('notes-written').length, 3)
})

const FINDING = (as: string, kind: string) => `
  - {at: 28h, as: ${as}, do: add-finding, kind: ${kind}, text: Tokens outlive a change of password}
  - {at: 28h, as: ${as}, do: complete, obligation: ${kind}-findings}`

for (const [clause, chief, kind] of [
  ['T4.3', 'cto', 'technology'],
  ['T5.1', 'ceo', 'process'],
] as const)
  test(`${clause} findings of kind ${kind}, and the presence of the ${chief.toUpperCase()}, are on record`, () => {
    const others = ['cto', 'ceo'].filter(it => it !== chief)
    const without = play(
      `${RESOLVED}
${NOTES}
  - {at: 27h, as: lead, do: hold-meeting, obligation: review-meeting, present: [engineer, ${others.join(', ')}]}
  - {at: 28h, as: ${chief}, do: complete, obligation: ${kind}-findings}
until: 29h
`,
      { refusals: true },
    )
    assert.deepEqual(
      without.refused.map(({ code, detail }) => [code, detail.missing ?? detail.command]),
      [
        ['attendance-missing', [chief]],
        ['obligation-needs-act', 'add-finding'],
      ],
    )
    const played = play(`${RESOLVED}\n${NOTES}\n${HELD}${FINDING(chief, kind)}\nuntil: 29h\n`)
    assert.ok(played.events('meeting-held')[0]?.present.includes(chief))
    assert.equal(played.events('finding-added')[0]?.kind, kind)
    const found = played.obligation(`${kind}-findings`)
    assert.deepEqual([found.standing, found.met_by, found.cites], ['met', chief, [clause]])
  })

const FOLLOW_UP = (as: string) =>
  `  - {at: 29h, as: ${as}, do: add-follow-up, title: End tokens with the password, owner: engineer, due: 10d}`

test('T4.4 only the CTO designates who owns a resolution', () => {
  const played = play(`${RESOLVED}\n${NOTES}\n${HELD}\n${FOLLOW_UP('ceo')}\nuntil: 30h\n`, {
    refusals: true,
  })
  assert.deepEqual(
    played.refused.map(({ code, detail }) => [code, detail.roles]),
    [['not-yours', ['cto']]],
  )
})

test('T4.4 each resolution has an owner and a date, and is tracked until it is done', () => {
  const played = play(`${RESOLVED}\n${NOTES}\n${HELD}\n${FOLLOW_UP('cto')}\nuntil: 12d\n`)
  const [designated] = played.events('follow-up-added')
  assert.deepEqual(
    [designated?.by, designated?.owner, designated?.dueAt],
    ['cto', 'engineer', '2026-03-12T03:00:00.000Z'],
  )
  const tracked = `finish-resolution@${designated?.followUp}`
  const late = played.obligation(tracked)
  assert.deepEqual([late.due, late.standing], ['2026-03-12T03:00:00.000Z', 'overdue'])
  const done = play(`${RESOLVED}\n${NOTES}\n${HELD}\n${FOLLOW_UP('cto')}
  - {at: 5d, as: engineer, do: finish-follow-up, follow-up: ${designated?.followUp}}
until: 12d
`)
  assert.equal(done.obligation(tracked).standing, 'met')
})

test('T4.4 closing waits for the designation', () => {
  const played = play(
    `${RESOLVED}\n${NOTES}\n${HELD}\n  - {at: 30h, as: lead, do: close}\nuntil: 31h\n`,
    {
      refusals: true,
    },
  )
  const open = played.refused[0]?.detail.open
  assert.ok(Array.isArray(open) && open.includes('owners-of-resolutions'))
  assert.ok(plan.gates.find(it => it.id === 'owners-designated')?.cite.includes('T4.4'))
})

test('T4.5 a notice to customers opens for the Client Partners with the resolution', () => {
  const before = play(`${RESOLVED.split('\n').slice(0, -1).join('\n')}\nuntil: 2h\n`)
  assert.equal(before.obligation('tell-customers').standing, 'armed')
  const owed = play(`${RESOLVED}\nuntil: 2h\n`).obligation('tell-customers')
  assert.deepEqual(
    [owed.standing, owed.from, owed.by, owed.to],
    ['open', '2026-03-02T04:00:00.000Z', 'client-partners', ['customers']],
  )
  const sent = play(`${RESOLVED}
  - {at: 2h, as: client-partners, do: send-notice, obligation: tell-customers, parts: {what-was-done: All sessions were ended}}
until: 3h
`)
  assert.deepEqual(sent.reachedFor('T4.5', 'notice'), ['customers@outside.example'])
  assert.equal(sent.obligation('tell-customers').standing, 'met')
})

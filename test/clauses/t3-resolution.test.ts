import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bundledPlan, play } from './play.ts'

const plan = bundledPlan('tiered')

function incident(more: string, until = '2h', options: { readonly refusals?: boolean } = {}) {
  return play(
    `
plan: tiered
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: person, title: Odd tokens, systems: [auth, api]}}
  - {at: 4m, as: on-call, do: classify, severity: tier-2, type: security}
${more}
until: ${until}
`,
    options,
  )
}

const GATHERED = [
  ['gather-server-logs', 'server-logs'],
  ['gather-audit-logs', 'audit-logs'],
  ['gather-application', 'application-records'],
] as const
const evidence = (kind: string, at = '20m') =>
  `  - {at: ${at}, as: lead, do: add-evidence, kind: ${kind}, title: ${kind}, bytes: 10, sha256: ${'ab'.repeat(32)}}`

test('T3.1 there is a task for each source, and what is gathered becomes evidence of that kind', () => {
  const asked = incident('')
  assert.deepEqual(
    asked.obligations.filter(it => it.cites.includes('T3.1')).map(it => [it.id, it.standing]),
    GATHERED.map(([id]) => [id, 'open']),
  )
  for (const [id, kind] of GATHERED) {
    const played = incident(evidence(kind))
    assert.equal(played.obligation(id).standing, 'met')
    const held = [...played.incident.evidence.values()]
    assert.deepEqual(
      held.map(it => [it.kind, it.sha256, it.heldBy]),
      [[kind, 'ab'.repeat(32), 'engineer']],
    )
  }
})

test('T3.2 evidence is never deleted: the attempt goes on record, and the evidence stays', () => {
  const added = incident(evidence('server-logs')).events('evidence-added')[0]?.evidence ?? ''
  const played = incident(`${evidence('server-logs')}
  - {at: 30m, as: lead, do: delete-evidence, evidence: ${added}, reason: It is large}`)
  const [refused] = played.events('evidence-deletion-refused')
  assert.deepEqual(
    [refused?.by, refused?.evidence, refused?.reason],
    ['engineer', added, 'It is large'],
  )
  assert.ok(played.incident.evidence.has(added))
})

test('T3.2 logs are kept without end, and closing waits until they are secured', () => {
  assert.deepEqual(
    plan.retention.map(({ kind, keep, cite }) => [kind, keep, cite]),
    ['server-logs', 'audit-logs', 'application-records'].map(kind => [kind, undefined, ['T3.2']]),
  )
  const played = incident(
    `
  - {at: 1h, as: lead, do: resolve, text: Mended}
  - {at: 90m, as: lead, do: close}`,
    '2h',
    { refusals: true },
  )
  const open = played.refused[0]?.detail.open
  assert.ok(Array.isArray(open))
  assert.ok(open.includes('gather-server-logs') && open.includes('gather-audit-logs'))
})

test('T3.3 limiting the damage is the first stage of resolution: patch quickly if possible, end the access', () => {
  const stages = plan.stages.map(({ id }) => id)
  assert.ok(stages.indexOf('limit') < stages.indexOf('fix'))
  assert.ok(stages.indexOf('fix') < stages.indexOf('restore'))
  const played = incident('')
  assert.deepEqual(
    [played.obligation('patch-quickly').waits_for, played.obligation('end-access').standing],
    [['quick-patch'], 'open'],
  )
  const quick = (value: string) =>
    incident(`  - {at: 9m, as: lead, do: answer, fact: quick-patch, value: ${value}}`).obligation(
      'patch-quickly',
    ).standing
  assert.deepEqual([quick('yes'), quick('no')], ['open', 'void'])
})

test('T3.4 fixing before the damage is limited wants a reason, and both go on record', () => {
  const played = incident(
    `
  - {at: 10m, as: lead, do: begin-stage, stage: limit, reason: Logs are being copied}
  - {at: 20m, as: lead, do: begin-stage, stage: fix}
  - {at: 21m, as: lead, do: begin-stage, stage: fix, reason: The fix ends the access too}`,
    '1h',
    { refusals: true },
  )
  assert.deepEqual(
    played.refused.map(({ code }) => code),
    ['stage-before-done'],
  )
  const began = played.events('stage-began').find(it => it.stage === 'fix')
  assert.equal(began?.reason, 'The fix ends the access too')
  assert.ok(began?.over.includes('end-access'))
})

test('T3.4 in order it begins without a reason', () => {
  const played = incident(`
${GATHERED.map(([, kind]) => evidence(kind)).join('\n')}
  - {at: 21m, as: lead, do: begin-stage, stage: limit}
  - {at: 22m, as: lead, do: answer, fact: quick-patch, value: no}
  - {at: 23m, as: lead, do: complete, obligation: end-access}
  - {at: 24m, as: lead, do: begin-stage, stage: fix}`)
  assert.deepEqual(played.events('stage-began').find(it => it.stage === 'fix')?.over, [])
})

test('T3.5 each affected system is restored by itself, also one that is found later', () => {
  const played = incident(`
  - {at: 30m, as: lead, do: add-systems, systems: [billing]}
  - {at: 40m, as: lead, do: complete, obligation: restore-system@auth}`)
  assert.deepEqual(
    played.obligations
      .filter(it => it.rule === 'restore-system')
      .map(({ about, standing, stage }) => [about, standing, stage]),
    [
      ['auth', 'met', 'restore'],
      ['api', 'open', 'restore'],
      ['billing', 'open', 'restore'],
    ],
  )
})

test('T3.6 verifying the breach starts the clock of the Client Partners at once; no figure is invented', () => {
  assert.equal(incident('').obligation('tell-parties').standing, 'void')
  const owed = incident('  - {at: 50m, as: lead, do: verify-breach}').obligation('tell-parties')
  assert.deepEqual(
    [owed.standing, owed.from, owed.due, owed.unmeasured, owed.by, owed.to],
    [
      'open',
      '2026-03-02T03:50:00.000Z',
      undefined,
      'as soon as it is verified',
      'client-partners',
      ['parties-concerned'],
    ],
  )
})

test('T3.6 what was sent, and to whom, is on record', () => {
  const played = incident(`
  - {at: 50m, as: lead, do: verify-breach}
  - {at: 60m, as: client-partners, do: send-notice, obligation: tell-parties, parts: {what-happened: Sessions were used, what-it-means: Log in again}}`)
  const [sent] = played.events('message-sent').filter(it => it.act === 'notice')
  assert.deepEqual(
    sent?.recipients.map(it => it.to),
    ['parties-concerned@outside.example'],
  )
  assert.match(sent?.text ?? '', /Sessions were used[^]*Log in again/)
  assert.deepEqual(
    { ...played.events('notice-sent')[0]?.parts },
    {
      'what-happened': 'Sessions were used',
      'what-it-means': 'Log in again',
    },
  )
  assert.equal(played.obligation('tell-parties').met_at, '2026-03-02T04:00:00.000Z')
})

const CRITICAL = '  - {at: 40m, as: on-call, do: answer, fact: critical-vulnerability, value: yes}'

test('T3.7 a critical vulnerability has 24 hours from the detection, is warned of before, and missed on record', () => {
  const played = incident(CRITICAL, '30h')
  const owed = played.obligation('fix-critical-vulnerability')
  assert.deepEqual(
    [owed.from, owed.due, owed.standing],
    ['2026-03-02T03:00:00.000Z', '2026-03-03T03:00:00.000Z', 'overdue'],
  )
  const at = (type: 'obligation-warned' | 'obligation-missed') =>
    played.events(type).map(it => [it.at, it.obligation])
  assert.deepEqual(at('obligation-warned'), [
    ['2026-03-02T21:00:00.000Z', 'fix-critical-vulnerability'],
  ])
  assert.deepEqual(at('obligation-missed'), [
    ['2026-03-03T03:00:00.000Z', 'fix-critical-vulnerability'],
  ])
  assert.deepEqual(
    played.events('escalated').map(({ level, cause }) => [level, cause]),
    [[1, 'late:fix-critical-vulnerability']],
  )
})

test('T3.7 resolving it in time meets the clock; later it is late for ever', () => {
  const resolved = (at: string) =>
    incident(
      `${CRITICAL}\n  - {at: ${at}, as: lead, do: resolve, text: Upgraded}`,
      '40h',
    ).obligation('fix-critical-vulnerability').standing
  assert.deepEqual([resolved('23h59m'), resolved('27h')], ['met', 'met-late'])
})

test('T3.7 a vulnerability that is not critical has no such clock', () => {
  const played = incident(
    '  - {at: 40m, as: on-call, do: answer, fact: critical-vulnerability, value: no}',
  )
  assert.equal(played.obligation('fix-critical-vulnerability').standing, 'void')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bundledPlan, play, ruleOf } from './play.ts'

const plan = bundledPlan('creditnexus')

const SOURCES = [
  'security-monitoring',
  'user-report',
  'automated-scan',
  'system-monitoring',
  'external-researcher',
]
test('C3.1 each of the five sources is a kind of intake, and figures split by it', () => {
  assert.deepEqual(
    plan.sources.map(({ id, cite }) => [id, cite]),
    SOURCES.map(id => [id, ['C3.1']]),
  )
  for (const source of SOURCES) {
    const played = play(`
plan: creditnexus
starts: 2026-03-02T10:00:00Z
steps:
  - {at: 0m, signal: {source: ${source}, title: Something}}
until: 1m
`)
    assert.equal(played.incident.source, source)
  }
  assert.ok(plan.measures.find(it => it.id === 'frequency')?.by.includes('source'))
})

test('C3.2 whoever triages has four tasks from the first minute: classify, systems, impact, findings', () => {
  const started = `
plan: creditnexus
starts: 2026-03-02T10:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: system-monitoring, title: Errors, systems: [web]}}`
  const tasks = [
    'classify-severity',
    'identify-systems',
    'assess-impact',
    'document-first-findings',
  ]
  const before = play(`${started}\nuntil: 2m\n`)
  assert.deepEqual(
    before.obligations
      .filter(it => it.cites.includes('C3.2'))
      .map(({ id, standing, by }) => [id, standing, by]),
    tasks.map(id => [id, 'open', 'commander']),
  )
  const after = play(`${started}
  - {at: 3m, as: commander, do: classify, severity: P2, type: outage}
  - {at: 4m, as: commander, do: add-systems, systems: [web, api]}
  - {at: 5m, as: commander, do: complete, obligation: identify-systems}
  - {at: 6m, as: commander, do: complete, obligation: assess-impact, text: A tenth of requests fail}
  - {at: 7m, as: commander, do: waive, obligation: document-first-findings, reason: Written into the impact}
until: 1h
`)
  assert.deepEqual(after.standings(...tasks), ['met', 'met', 'met', 'waived'])
  assert.deepEqual([...after.incident.systems], ['web', 'api'])
  const waived = after.obligation('document-first-findings').waived
  assert.deepEqual([waived?.by, waived?.reason], ['cto', 'Written into the impact'])
})

test('C3.3 the commander is paged at the detection, and what became of the page is on record', () => {
  const played = play(`
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 2m}
steps:
  - {at: 0m, signal: {source: system-monitoring, title: Errors}}
  - at: 1m
    as: tocsin
    do: record-receipts
    receipts: [{message: page-commander/commander, to: cto, channel: email, outcome: delivered, attempts: 1}]
until: 1h
`)
  const [page] = played.events('page-sent')
  assert.deepEqual(
    [page?.at, page?.party, page?.person, page?.channels, page?.cites],
    ['2026-03-02T03:00:00.000Z', 'commander', 'cto', ['email', 'slack'], ['C3.3']],
  )
  const [receipts] = played.events('receipts-recorded')
  assert.equal(receipts?.receipts[0]?.outcome, 'delivered')
  const notified = played.obligation('page-commander')
  assert.deepEqual(
    [notified.standing, notified.met_at, notified.unmeasured],
    ['met', '2026-03-02T03:02:00.000Z', 'at once'],
  )
})

for (const severity of ['P0', 'P1'])
  test(`C3.4 every role is paged when it is ${severity}`, () => {
    const played = classifiedAs(severity)
    assert.deepEqual(played.reachedFor('C3.3', 'page'), ['cto'])
    assert.deepEqual(played.reachedFor('C3.4', 'page'), [
      'security-team',
      'senior-developer',
      'product-manager',
    ])
    assert.deepEqual([...played.incident.roles.keys()].toSorted(), [
      'commander',
      'communications-lead',
      'security-lead',
      'technical-lead',
    ])
  })
for (const severity of ['P2', 'P3'])
  test(`C3.4 nobody but the commander is paged when it is ${severity}`, () => {
    const played = classifiedAs(severity)
    assert.deepEqual(played.reachedFor('C3.4'), [])
    assert.deepEqual(
      played.events('page-sent').map(({ person }) => person),
      ['cto'],
    )
  })

function classifiedAs(severity: string) {
  return play(`
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: system-monitoring, title: Errors}}
  - {at: 2m, as: commander, do: classify, severity: ${severity}, type: outage}
until: 30m
`)
}

test('C3.5 the log begins with the detection itself', () => {
  const played = play(`
plan: creditnexus
starts: 2026-03-02T03:00:00Z
steps:
  - {at: 0m, as: cto, do: declare, title: Errors, detected: -7m}
until: 1m
`)
  const [first] = played.log
  assert.equal(first?.type, 'declared')
  assert.equal(first?.type === 'declared' && first.detectedAt, '2026-03-02T02:53:00.000Z')
  assert.equal(played.obligation('begin-log').standing, 'met')
})

const GATHERING = `
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: system-monitoring, title: Errors}}
  - {at: 5m, as: technical-lead, do: add-evidence, kind: logs, title: web.log, bytes: 10, sha256: ${'a'.repeat(64)}}`

test('C3.6 logs and snapshots are asked for at once; what comes in is held by name and passed on by record', () => {
  const asked = play(`${GATHERING}\nuntil: 30m\n`)
  assert.deepEqual(asked.standings('preserve-logs', 'preserve-snapshots'), ['met', 'open'])
  assert.equal(asked.obligation('preserve-logs').unmeasured, 'at once')
  const [added] = asked.events('evidence-added')
  assert.deepEqual([added?.by, added?.sha256], ['senior-developer', 'a'.repeat(64)])
  const played = play(`${GATHERING}
  - {at: 6m, as: technical-lead, do: transfer-evidence, evidence: ${added?.evidence}, to: security-team, reason: For analysis}
until: 30m
`)
  const [passed] = played.events('evidence-transferred')
  assert.deepEqual([passed?.by, passed?.to], ['senior-developer', 'security-team'])
  assert.equal(played.incident.evidence.get(added?.evidence ?? '')?.heldBy, 'security-team')
})

/** The stages with their tasks; those that hang on an "if needed" are marked by the fact that decides. */
const STAGES: readonly (readonly [
  clause: string,
  stage: string,
  tasks: readonly (readonly [id: string, conditional?: string])[],
])[] = [
  [
    'C3.7',
    'contain',
    [
      ['isolate-systems'],
      ['revoke-credentials'],
      ['block-attacker'],
      ['disable-features', 'features-to-disable'],
    ],
  ],
  ['C3.8', 'hold', [['temporary-fixes'], ['watch-activity'], ['prepare-remediation']]],
  [
    'C3.9',
    'eradicate',
    [
      ['find-cause'],
      ['find-all-systems'],
      ['document-vectors'],
      ['review-controls'],
      ['remove-actors'],
      ['patch-vulnerabilities'],
      ['update-controls'],
      ['add-safeguards'],
    ],
  ],
  [
    'C3.10',
    'recover',
    [
      ['restore-backups', 'backups-needed'],
      ['verify-integrity'],
      ['reenable-services'],
      ['watch-anomalies'],
    ],
  ],
]
for (const [clause, stage, tasks] of STAGES)
  test(`${clause} the stage ${stage} has a goal and its tasks, done by name or waived with a reason`, () => {
    const of = plan.stages.find(it => it.id === stage)
    assert.ok((of?.goal ?? '') !== '')
    const started = `
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: security-monitoring, title: Odd logins}}
  - {at: 2m, as: commander, do: classify, severity: P0, type: unauthorized-access}`
    const asked = play(`${started}\nuntil: 10m\n`)
    assert.deepEqual(
      asked.obligations
        .filter(it => it.cites.includes(clause))
        .map(it => [it.id, it.stage, it.standing, it.waits_for?.[0]]),
      tasks.map(([id, fact]) => [id, stage, fact === undefined ? 'open' : 'armed', fact]),
    )
    const [first] = tasks.filter(([, fact]) => fact === undefined).map(([id]) => id)
    const rest = tasks.filter(([id, fact]) => fact === undefined && id !== first)
    const facts = tasks.flatMap(([, fact]) => fact ?? [])
    const done = play(`${started}
  - {at: 20m, as: commander, do: waive, obligation: ${first}, reason: Done by the provider}
${rest.map(([id]) => `  - {at: 21m, as: technical-lead, do: complete, obligation: ${id}}`).join('\n')}
${facts.map(fact => `  - {at: 22m, as: technical-lead, do: answer, fact: ${fact}, value: no}`).join('\n')}
until: 1h
`)
    assert.equal(done.obligation(first ?? '').waived?.reason, 'Done by the provider')
    for (const [id] of rest) assert.equal(done.obligation(id).met_by, 'senior-developer')
    for (const [id, fact] of tasks)
      if (fact !== undefined) assert.equal(done.obligation(id).standing, 'void')
  })

test('C3.9 root cause analysis and remediation are two groups of four tasks', () => {
  const groups = Map.groupBy(
    plan.rules.filter(rule => rule.cite.includes('C3.9')),
    rule => rule.heading,
  )
  assert.deepEqual(
    [...groups].map(([heading, rules]) => [heading, rules.length]),
    [
      ['Root cause analysis', 4],
      ['Remediation', 4],
    ],
  )
})

const VALIDATION = ['verify-fix', 'test-functions', 'confirm-no-threat', 'document-recovery']
const UNDER_WAY = `
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: system-monitoring, title: Errors}}
  - {at: 2m, as: commander, do: classify, severity: P2, type: outage}`

test('C3.11 resolution waits for the four validations, and names those that are open', () => {
  const played = play(
    `${UNDER_WAY}
  - {at: 20m, as: technical-lead, do: complete, obligation: verify-fix}
  - {at: 30m, as: commander, do: resolve, text: Restarted}
${VALIDATION.slice(1)
  .map(id => `  - {at: 40m, as: technical-lead, do: complete, obligation: ${id}}`)
  .join('\n')}
  - {at: 50m, as: commander, do: resolve, text: Restarted}
until: 1h
`,
    { refusals: true },
  )
  assert.deepEqual(
    played.refused.map(({ code, detail }) => [code, detail.open]),
    [['gate-not-met', VALIDATION.slice(1)]],
  )
  assert.deepEqual(
    played.events('gate-passed').map(({ gate }) => gate),
    ['recovery-validated'],
  )
  assert.equal(played.events('resolved')[0]?.at, '2026-03-02T03:50:00.000Z')
})

test('C3.11 the gate is waived by name, with a reason, and over what was open', () => {
  const played = play(`${UNDER_WAY}
  - {at: 30m, as: commander, do: waive, gate: recovery-validated, reason: The provider has validated it}
  - {at: 31m, as: commander, do: resolve, text: Restarted}
until: 1h
`)
  const [waived] = played.events('gate-waived')
  assert.deepEqual(
    [waived?.by, waived?.reason, waived?.open],
    ['cto', 'The provider has validated it', VALIDATION],
  )
})

const RESOLVED = `${UNDER_WAY}
  - {at: 30m, as: commander, do: waive, gate: recovery-validated, reason: The provider has validated it}
  - {at: 1h, as: commander, do: resolve, text: Restarted}`

test('C3.12 the four tasks of learning open when it is resolved, not before', () => {
  const tasks = ['post-mortem', 'document-timeline', 'identify-improvements', 'update-procedures']
  assert.deepEqual(
    tasks.map(id => ruleOf(plan, id).cite),
    tasks.map(() => ['C3.12']),
  )
  const before = play(`${UNDER_WAY}\nuntil: 1h\n`)
  assert.deepEqual(
    before.standings(...tasks),
    tasks.map(() => 'armed'),
  )
  const after = play(`${RESOLVED}
  - {at: 24h, as: commander, do: schedule-meeting, obligation: post-mortem, starts: 26h}
  - {at: 27h, as: commander, do: hold-meeting, obligation: post-mortem, present: [cto, security-team, senior-developer, product-manager]}
  - {at: 28h, as: security-lead, do: complete, obligation: document-timeline}
  - {at: 28h, as: commander, do: add-finding, kind: improvement, text: Watch the disk}
  - {at: 28h, as: commander, do: complete, obligation: identify-improvements}
until: 30h
`)
  assert.deepEqual(after.standings(...tasks), ['met', 'met', 'met', 'open'])
  assert.equal(after.obligation('post-mortem').from, '2026-03-02T04:00:00.000Z')
})

// The CTO commands, and stands in for the Communications Lead (C2.4).
test('C3.12 the post-mortem cannot be held without someone for each of the four roles', () => {
  const played = play(
    `${RESOLVED}
  - {at: 27h, as: commander, do: hold-meeting, obligation: post-mortem, present: [cto, security-team]}
until: 30h
`,
    { refusals: true },
  )
  assert.deepEqual(
    played.refused.map(({ code, detail }) => [code, detail.missing]),
    [['attendance-missing', ['technical-lead']]],
  )
})

test('C3.13 preventive measures have an owner and a date, and a change of the plan keeps the link to the incident', () => {
  const played = play(`${RESOLVED}
  - {at: 26h, as: commander, do: add-follow-up, title: Alarm on disk space, owner: devops, due: 7d}
  - {at: 26h, as: commander, do: add-follow-up, title: Add the provider to the contacts, owner: security-team, due: 8d, plan-change: true}
until: 9d
`)
  assert.equal(played.obligation('preventive-measures').standing, 'met')
  assert.deepEqual(
    played
      .events('follow-up-added')
      .map(({ owner, dueAt, planChange }) => [owner, dueAt, planChange]),
    [
      ['devops', '2026-03-09T03:00:00.000Z', false],
      ['security-team', '2026-03-10T03:00:00.000Z', true],
    ],
  )
  const tracked = played.obligations.filter(it => it.rule === 'finish-measures')
  assert.deepEqual(
    tracked.map(({ standing, due }) => [standing, due]),
    [
      ['overdue', '2026-03-09T03:00:00.000Z'],
      ['overdue', '2026-03-10T03:00:00.000Z'],
    ],
  )
  const others = ['strengthen-controls', 'train-on-lessons', 'review-this-plan']
  assert.deepEqual(
    others.map(id => [played.obligation(id).cites, played.obligation(id).standing]),
    others.map(() => [['C3.13'], 'open']),
  )
})

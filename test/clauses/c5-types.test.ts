import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bundledPlan, play } from './play.ts'

const plan = bundledPlan('creditnexus')

function incident(type: string, more = '', until = '1h', source = 'security-monitoring'): string {
  return `
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: ${source}, title: Something, reporter: robin@research.example}}
  - {at: 2m, as: commander, do: classify, severity: P1, type: ${type}}
${more}
until: ${until}
`
}

/**
 * What each clause of a type adds, by stage, and which of it the general stages want anyway: that is taken up, not
 * repeated. Tasks that hang on an answer name the fact.
 */
const PLAYBOOKS: readonly (readonly [
  clause: string,
  type: string,
  own: readonly (readonly [id: string, stage: string | undefined, fact?: string])[],
  takenUp: readonly string[],
])[] = [
  [
    'C5.1',
    'data-breach',
    [
      ['scope-of-breach', 'assess'],
      ['kinds-of-data', 'assess'],
      ['number-of-users', 'assess'],
    ],
    ['preserve-logs', 'preserve-snapshots'],
  ],
  ['C5.2', 'data-breach', [], ['isolate-systems', 'revoke-credentials', 'block-attacker']],
  [
    'C5.3',
    'data-breach',
    [['offer-credit-monitoring', undefined, 'credit-monitoring']],
    ['notify-customers', 'report-to-authority'],
  ],
  [
    'C5.4',
    'unauthorized-access',
    [
      ['review-access-logs', 'assess'],
      ['resources-reached', 'assess'],
      ['change-secrets', 'contain'],
    ],
    ['revoke-credentials'],
  ],
  [
    'C5.5',
    'unauthorized-access',
    [
      ['entry-point', 'eradicate'],
      ['data-reached', 'eradicate'],
      ['find-exfiltration', 'eradicate'],
      ['breach-question', 'eradicate', 'exfiltration'],
    ],
    [],
  ],
  [
    'C5.6',
    'unauthorized-access',
    [
      ['access-controls', 'eradicate'],
      ['enhance-monitoring', 'eradicate'],
    ],
    ['patch-vulnerabilities'],
  ],
  [
    'C5.7',
    'outage',
    [
      ['scope-of-outage', 'assess'],
      ['workarounds', 'contain', 'workaround-possible'],
      ['outage-status', 'assess'],
    ],
    ['find-cause'],
  ],
  ['C5.8', 'outage', [['verify-data', 'recover']], ['reenable-services', 'watch-anomalies']],
  [
    'C5.9',
    'outage',
    [
      ['outage-analysis', 'learn', 'resolved'],
      ['update-runbooks', 'learn', 'resolved'],
    ],
    ['preventive-measures'],
  ],
  [
    'C5.11',
    'vulnerability',
    [['verify-vulnerability', 'assess']],
    ['assess-impact', 'prepare-remediation'],
  ],
  [
    'C5.12',
    'vulnerability',
    [
      ['develop-fix', 'eradicate'],
      ['test-fix', 'eradicate'],
      ['credit-researcher', 'learn', 'credit-due'],
    ],
    ['patch-vulnerabilities'],
  ],
]

for (const [clause, type, own, takenUp] of PLAYBOOKS)
  test(`${clause} the type ${type} adds its tasks to the stages, and repeats none that is there`, () => {
    const played = play(incident(type, '', '1h', 'external-researcher'))
    for (const [id, stage, waitsFor] of own) {
      const task = played.obligation(id)
      assert.deepEqual(
        [task.cites, task.stage, task.standing, task.waits_for?.[0]],
        [[clause], stage, waitsFor === undefined ? 'open' : 'armed', waitsFor],
        id,
      )
    }
    for (const id of takenUp) {
      const task = played.obligation(id)
      assert.ok(task.cites.includes(clause) && task.cites.length > 1, id)
      assert.notEqual(task.standing, 'void', id)
    }
    const titles = plan.rules.map(rule => rule.title)
    assert.equal(new Set(titles).size, titles.length)
    const other = play(incident(type === 'outage' ? 'vulnerability' : 'outage'))
    for (const [id] of own) assert.equal(other.obligation(id).standing, 'void', id)
  })

test('C5.1 what was found out of kinds of data and number of users answers the tasks', () => {
  const played = play(
    incident(
      'data-breach',
      `
  - {at: 20m, as: security-lead, do: complete, obligation: scope-of-breach, text: One export}
  - {at: 21m, as: security-lead, do: answer, fact: data-types, value: names and addresses}
  - {at: 22m, as: security-lead, do: answer, fact: affected-users, value: 1840}`,
    ),
  )
  assert.deepEqual(played.standings('scope-of-breach', 'kinds-of-data', 'number-of-users'), [
    'met',
    'met',
    'met',
  ])
})

test('C5.3 users are told within 72 hours and credit monitoring is provided, where the answers ask for it', () => {
  const answered = (customers: string, monitoring: string) =>
    play(
      incident(
        'data-breach',
        `
  - {at: 20m, as: security-lead, do: answer, fact: customer-data, value: ${customers}}
  - {at: 20m, as: security-lead, do: answer, fact: personal-data, value: ${customers}}
  - {at: 21m, as: communications-lead, do: answer, fact: credit-monitoring, value: ${monitoring}}
  - {at: 30m, as: security-lead, do: verify-breach}`,
      ),
    )
  const asked = answered('yes', 'yes')
  assert.equal(asked.obligation('notify-customers').due, '2026-03-05T03:30:00.000Z')
  assert.equal(asked.obligation('report-to-authority').due, '2026-03-05T03:30:00.000Z')
  assert.equal(asked.obligation('offer-credit-monitoring').standing, 'open')
  assert.deepEqual(
    answered('no', 'no').standings(
      'notify-customers',
      'report-to-authority',
      'offer-credit-monitoring',
    ),
    ['void', 'void', 'void'],
  )
})

test('C5.5 data that were taken out raise the question of a breach; with yes everything of a breach is owed', () => {
  const found = (more: string) => play(incident('unauthorized-access', more, '3h'))
  const taken = '  - {at: 30m, as: security-lead, do: answer, fact: exfiltration, value: yes}'
  const raised = found(taken)
  assert.deepEqual(
    [raised.obligation('breach-question').standing, raised.obligation('breach-question').by],
    ['open', 'commander'],
  )
  assert.deepEqual(raised.obligation('scope-of-breach').waits_for, ['is-breach'])
  const breach = found(
    `${taken}\n  - {at: 40m, as: commander, do: answer, fact: is-breach, value: yes}`,
  )
  assert.deepEqual(breach.standings('breach-question', 'scope-of-breach', 'review-access-logs'), [
    'met',
    'open',
    'open',
  ])
  assert.equal(breach.obligation('escalate-breach').due, '2026-03-02T04:40:00.000Z')
  const nothing = found(
    '  - {at: 30m, as: security-lead, do: answer, fact: exfiltration, value: no}',
  )
  assert.deepEqual(nothing.standings('breach-question', 'scope-of-breach'), ['void', 'void'])
})

test('C5.7 the status of an outage is communicated, and workarounds only where there is one', () => {
  const played = play(
    incident(
      'outage',
      `
  - {at: 10m, as: communications-lead, do: update, to: [team-members-concerned], text: Exports are down}
  - {at: 11m, as: technical-lead, do: answer, fact: workaround-possible, value: no}`,
    ),
  )
  assert.deepEqual(played.standings('outage-status', 'workarounds'), ['met', 'void'])
})

test('C5.10 a report from outside is acknowledged to whoever made it within 24 hours of its receipt', () => {
  const report = `
plan: creditnexus
starts: 2026-03-06T17:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: external-researcher, title: A flaw, reporter: robin@research.example}}`
  const silent = play(`${report}\nuntil: 25h\n`)
  const owed = silent.obligation('acknowledge-report')
  assert.deepEqual(
    [owed.from, owed.due, owed.standing, owed.by],
    ['2026-03-06T17:00:00.000Z', '2026-03-07T17:00:00.000Z', 'overdue', 'security-lead'],
  )
  assert.ok(silent.reachedFor('C5.10', 'missed').includes('cto'))
  const answered = play(`${report}
  - {at: 20h, as: security-lead, do: send-notice, obligation: acknowledge-report, parts: {next-steps: We write by Friday}}
until: 25h
`)
  assert.equal(answered.obligation('acknowledge-report').standing, 'met')
  assert.deepEqual(answered.reachedFor('C5.10', 'notice'), ['robin@research.example'])
})

test('C5.10 a report is classified and assigned to the security team; what a scan finds needs no answer', () => {
  const played = play(incident('vulnerability', '', '1h', 'automated-scan'))
  assert.deepEqual(
    played.standings('classify-severity', 'assign-security-team', 'acknowledge-report'),
    ['met', 'open', 'void'],
  )
  assert.ok(played.obligation('classify-severity').cites.includes('C5.10'))
})

test('C5.12 the credit is asked for, recorded, and shown in the public statement', () => {
  const played = play(
    incident(
      'vulnerability',
      `
  - {at: 20m, as: security-lead, do: answer, fact: credit-due, value: yes}
  - {at: 30m, as: security-lead, do: set-field, field: credit, value: "Robin, research.example"}`,
      '1h',
      'external-researcher',
    ),
  )
  assert.equal(played.obligation('credit-researcher').standing, 'met')
  const statement = plan.templates.find(it => it.id === 'public-statement')
  assert.match(statement?.body ?? '', /\{\{field:credit\}\}/)
  const publishes = plan.rules.find(it => it.id === 'public-statement')?.act
  assert.equal(publishes?.do === 'publish' && publishes.template, 'public-statement')
  assert.equal(
    play(incident('vulnerability')).obligation('credit-researcher').standing,
    'void',
    'a machine is not credited',
  )
})

test('C5.12 the fix is tested after it is developed', () => {
  const played = play(
    incident(
      'vulnerability',
      `
  - {at: 20m, as: technical-lead, do: complete, obligation: test-fix}
  - {at: 30m, as: technical-lead, do: complete, obligation: develop-fix}
  - {at: 40m, as: technical-lead, do: complete, obligation: test-fix}
  - {at: 50m, as: technical-lead, do: complete, obligation: patch-vulnerabilities}`,
    ),
    { refusals: true },
  )
  assert.deepEqual(
    played.refused.map(({ code, detail }) => [code, detail.first]),
    [['order-broken', ['develop-fix']]],
  )
  assert.deepEqual(played.standings('develop-fix', 'test-fix', 'patch-vulnerabilities'), [
    'met',
    'met',
    'met',
  ])
})

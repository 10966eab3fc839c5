import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bundledPlan, play } from './play.ts'

const plan = bundledPlan('creditnexus')

/** An incident of a severity and type, classified after two minutes, with everyone at their posts. */
function classified(severity: string, type: string, more = '', until = '1h'): string {
  return `
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: security-monitoring, title: Odd logins, systems: [crm]}}
  - {at: 2m, as: commander, do: classify, severity: ${severity}, type: ${type}}
${more}
until: ${until}
`
}

for (const severity of ['P0', 'P1'])
  test(`C4.1 the response team is alerted by Slack and by email in the instant at which it is ${severity}`, () => {
    const alerts = play(classified(severity, 'outage')).sent.filter(it => it.act === 'notify')
    assert.deepEqual([...new Set(alerts.map(it => it.at))], ['2026-03-02T03:02:00.000Z'])
    for (const person of ['cto', 'security-team', 'senior-developer', 'product-manager'])
      assert.deepEqual(
        alerts.filter(it => it.to === person).map(it => it.channel),
        ['slack', 'email'],
      )
    assert.deepEqual(alerts[0]?.cites, ['C4.1'])
  })
test('C4.1 a medium incident alerts nobody', () => {
  assert.deepEqual(play(classified('P2', 'outage')).reachedFor('C4.1'), [])
})

test('C4.2 within an hour of the declaration everyone is told; telling the response team alone does not do', () => {
  const teamOnly = play(
    classified(
      'P0',
      'outage',
      '  - {at: 30m, as: communications-lead, do: update, to: [response-team], text: We are on it}',
    ),
  )
  const status = teamOnly.obligation('status-to-everyone')
  assert.deepEqual(
    [status.from, status.due, status.standing],
    ['2026-03-02T03:00:00.000Z', '2026-03-02T04:00:00.000Z', 'overdue'],
  )
  const everyone = play(
    classified(
      'P0',
      'outage',
      '  - {at: 30m, as: communications-lead, do: update, to: [everyone], text: We are on it}',
    ),
  )
  assert.equal(everyone.obligation('status-to-everyone').standing, 'met')
  assert.ok(everyone.reachedFor('C4.2', 'update').includes('ceo'))
})

test('C4.2 a missed status is warned of before, is on record, and is told to the executives', () => {
  const played = play(classified('P1', 'outage', '', '2h'))
  assert.equal(
    played.events('obligation-warned').find(it => it.obligation === 'status-to-everyone')?.at,
    '2026-03-02T03:45:00.000Z',
  )
  assert.equal(
    played.events('obligation-missed').find(it => it.obligation === 'status-to-everyone')?.at,
    '2026-03-02T04:00:00.000Z',
  )
  const [escalated] = played.events('escalated')
  assert.deepEqual(
    [escalated?.at, escalated?.level, escalated?.cause],
    ['2026-03-02T04:00:00.000Z', 2, 'late:status-to-everyone'],
  )
})

test('C4.3 an update is due after 2 hours and overdue after 4; each one starts the time anew; resolution ends it', () => {
  const played = play(
    classified(
      'P0',
      'outage',
      `
  - {at: 1h30m, as: communications-lead, do: update, to: [response-team], text: First}
  - {at: 4h, as: communications-lead, do: update, to: [response-team], text: Second}
  - {at: 5h, as: commander, do: waive, gate: recovery-validated, reason: The provider has validated it}
  - {at: 5h, as: commander, do: resolve, text: Restarted}`,
      '12h',
    ),
  )
  assert.deepEqual(
    played.obligations
      .filter(it => it.rule === 'regular-updates')
      .map(({ from, aim, due, standing }) => [from, aim, due, standing]),
    [
      ['2026-03-02T03:00:00.000Z', '2026-03-02T05:00:00.000Z', '2026-03-02T07:00:00.000Z', 'met'],
      ['2026-03-02T04:30:00.000Z', '2026-03-02T06:30:00.000Z', '2026-03-02T08:30:00.000Z', 'met'],
      // The third began with the second update, and ended unmissed with the resolution.
      [undefined, undefined, undefined, 'void'],
    ],
  )
  assert.deepEqual(
    played
      .events('obligation-warned')
      .map(({ at, obligation }) => [at, obligation])
      .at(-1),
    ['2026-03-02T06:30:00.000Z', 'regular-updates#2'],
  )
})

test('C4.3 an update that does not come in 4 hours is overdue', () => {
  const played = play(classified('P0', 'outage', '', '5h'))
  const [first] = played.obligations.filter(it => it.rule === 'regular-updates')
  assert.deepEqual([first?.standing, first?.missed_at], ['overdue', '2026-03-02T07:00:00.000Z'])
})

test('C4.2 C4.3 lowering it from critical to high does not wind the clocks back', () => {
  const played = play(
    classified(
      'P0',
      'outage',
      '  - {at: 50m, as: commander, do: classify, severity: P1, reason: Part of it works}',
    ),
  )
  assert.equal(played.obligation('status-to-everyone').due, '2026-03-02T04:00:00.000Z')
  assert.equal(played.obligation('regular-updates#1').due, '2026-03-02T07:00:00.000Z')
})

for (const severity of ['P2', 'P3'])
  test(`C4.4 the members concerned are told within 4 hours when it is ${severity}`, () => {
    const silent = play(classified(severity, 'outage', '', '5h'))
    const owed = silent.obligation('notify-members-concerned')
    assert.deepEqual([owed.due, owed.standing], ['2026-03-02T07:00:00.000Z', 'overdue'])
    // Nobody is woken for it: the commander is told.
    assert.ok(silent.reachedFor('C4.4', 'missed').includes('cto'))
    const told = play(
      classified(
        severity,
        'outage',
        '  - {at: 30m, as: communications-lead, do: update, to: [team-members-concerned], text: A small one}',
      ),
    )
    assert.equal(told.obligation('notify-members-concerned').standing, 'met')
  })

test('C4.5 a medium incident has a status each day, counted on the calendar, until it is resolved', () => {
  const played = play(`
plan: creditnexus
starts: 2026-10-24T09:00:00+02:00
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: system-monitoring, title: Slow exports}}
  - {at: 2m, as: commander, do: classify, severity: P2, type: outage}
  - {at: 1h, as: communications-lead, do: update, to: [team-members-concerned], text: We look at it}
  - {at: 25h30m, as: communications-lead, do: update, to: [team-members-concerned], text: Still looking}
  - {at: 30h, as: commander, do: waive, gate: recovery-validated, reason: Nothing was changed}
  - {at: 30h, as: commander, do: resolve, text: It went away}
until: 72h
`)
  // The clocks go back in between: from 10:00 to 10:00 it is 25 hours.
  assert.deepEqual(
    played.obligations
      .filter(it => it.rule === 'daily-status')
      .map(({ from, due, standing }) => [from, due, standing]),
    [
      ['2026-10-24T07:00:00.000Z', '2026-10-25T08:00:00.000Z', 'met'],
      ['2026-10-24T08:00:00.000Z', '2026-10-25T09:00:00.000Z', 'met'],
      [undefined, undefined, 'void'],
    ],
  )
})

const BREACH = `
  - {at: 40m, as: security-lead, do: answer, fact: customer-data, value: yes}
  - {at: 41m, as: security-lead, do: answer, fact: personal-data, value: yes}
  - {at: 60m, as: security-lead, do: verify-breach, when: 30m}`

test('C4.6 customers are owed a notice only when their data are affected, 72 hours after awareness', () => {
  const unknown = play(classified('P0', 'data-breach'))
  const armed = unknown.obligation('notify-customers')
  assert.deepEqual([armed.standing, armed.waits_for], ['armed', ['customer-data', 'personal-data']])
  const notAware = play(
    classified(
      'P0',
      'data-breach',
      '  - {at: 40m, as: security-lead, do: answer, fact: customer-data, value: yes}',
    ),
  )
  assert.deepEqual(notAware.obligation('notify-customers').waits_for, ['aware'])
  assert.equal(notAware.obligation('establish-awareness').standing, 'open')
  const affected = play(classified('P0', 'data-breach', BREACH, '2h')).obligation(
    'notify-customers',
  )
  assert.deepEqual(
    [affected.from, affected.due, affected.by, affected.to],
    [
      '2026-03-02T03:30:00.000Z',
      '2026-03-05T03:30:00.000Z',
      'communications-lead',
      ['affected-customers'],
    ],
  )
  const spared = play(
    classified(
      'P0',
      'data-breach',
      `${BREACH}
  - {at: 90m, as: security-lead, do: answer, fact: customer-data, value: no}`,
      '2h',
    ),
  )
  assert.equal(spared.obligation('notify-customers').standing, 'void')
})

test('C4.6 the 72 hours are missed on record, and the executives hear of it', () => {
  const played = play(classified('P2', 'data-breach', BREACH, '80h'))
  assert.equal(played.obligation('notify-customers').standing, 'overdue')
  assert.ok(
    played
      .events('obligation-missed')
      .some(it => it.obligation === 'notify-customers' && it.at === '2026-03-05T03:30:00.000Z'),
  )
  assert.ok(played.incident.levels.has(2))
})

const NOTICE: Readonly<Record<string, string>> = {
  'what-happened': 'Records were copied',
  'what-data': 'Names',
  'what-we-do': 'The way in is closed',
  'what-to-do': 'Be wary of calls',
  contact: 'support@acme.example',
}
const notice = (parts: Readonly<Record<string, string>>) =>
  `  - {at: 2h, as: communications-lead, do: send-notice, obligation: notify-customers, parts: ${JSON.stringify(parts)}}`

for (const missing of Object.keys(NOTICE))
  test(`C4.7 a notice to customers without "${missing}" cannot be sent`, () => {
    const { [missing]: _, ...parts } = NOTICE
    for (const text of [parts, { ...parts, [missing]: '  ' }].slice(0, 1)) {
      const played = play(classified('P0', 'data-breach', `${BREACH}\n${notice(text)}`, '3h'), {
        refusals: true,
      })
      assert.deepEqual(
        played.refused.map(({ code, detail }) => [code, detail.missing]),
        [['part-missing', [missing]]],
      )
      assert.deepEqual(played.reachedFor('C4.6', 'notice'), [])
    }
  })
test('C4.7 a notice with all five goes out to the customers as it was written', () => {
  const played = play(classified('P0', 'data-breach', `${BREACH}\n${notice(NOTICE)}`, '3h'))
  assert.deepEqual(played.reachedFor('C4.6', 'notice'), ['customers@outside.example'])
  const [sent] = played.events('notice-sent')
  assert.deepEqual({ ...sent?.parts }, NOTICE)
  assert.equal(played.obligation('notify-customers').standing, 'met')
})

test('C4.8 the authority is owed a report 72 hours after awareness, over weekends and clock changes', () => {
  const played = play(`
plan: creditnexus
starts: 2026-03-27T11:00:00+01:00
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: user-report, title: A stranger’s contract is shown}}
  - {at: 2m, as: commander, do: classify, severity: P1, type: data-breach}
  - {at: 30m, as: security-lead, do: answer, fact: personal-data, value: yes}
  - {at: 60m, as: security-lead, do: verify-breach}
until: 2h
`)
  const owed = played.obligation('report-to-authority')
  assert.deepEqual(
    [owed.from, owed.due, owed.to],
    // Friday noon to Monday at one o'clock in Luxembourg, since the clocks go forward in between.
    ['2026-03-27T11:00:00.000Z', '2026-03-30T11:00:00.000Z', ['supervisory-authority']],
  )
})

test('C4.8 the report holds what article 33(3) asks for, drafted from the record, and is on record with its number', () => {
  const template = plan.templates.find(it => it.id === 'authority-report')
  const parts = ['nature', 'persons', 'records', 'contact', 'consequences', 'measures', 'delay']
  assert.deepEqual(
    template?.parts.map(it => it.id),
    parts,
  )
  const drafted = template?.parts.filter(it => it.draft !== undefined).map(it => it.id)
  assert.deepEqual(drafted, ['nature', 'persons', 'records', 'consequences', 'measures'])
  const texts = JSON.stringify(Object.fromEntries(parts.map(id => [id, `About ${id}`])))
  const played = play(
    classified(
      'P0',
      'data-breach',
      `${BREACH}
  - {at: 20h, as: communications-lead, do: submit-report, obligation: report-to-authority, receipt: DPA-1, parts: ${texts}}`,
      '24h',
    ),
  )
  assert.equal(played.events('report-submitted')[0]?.receipt, 'DPA-1')
  assert.equal(played.obligation('report-to-authority').standing, 'met')
})

test('C4.8 the report is spared only when a risk is found unlikely; while that is open the clock runs', () => {
  const found = (answer: string) =>
    play(
      classified(
        'P0',
        'data-breach',
        `${BREACH}
  - {at: 90m, as: security-lead, do: answer, fact: risk-to-persons, value: ${answer}}`,
        '2h',
      ),
    ).obligation('report-to-authority').standing
  assert.equal(
    play(classified('P0', 'data-breach', BREACH, '2h')).obligation('report-to-authority').standing,
    'open',
  )
  assert.deepEqual([found('likely'), found('high'), found('unlikely')], ['open', 'open', 'void'])
})

const STATEMENT = 'Customer records were copied; everyone concerned has been told.'
const DISCLOSURE = `
  - {at: 10m, as: commander, do: answer, fact: public-disclosure, value: yes}`

test('C4.11 whether to disclose is asked for a significant security incident', () => {
  const asked = (severity: string, type: string) =>
    play(classified(severity, type)).obligation('decide-disclosure').standing
  assert.deepEqual(
    [asked('P0', 'data-breach'), asked('P2', 'data-breach'), asked('P0', 'outage')],
    ['open', 'void', 'void'],
  )
})

test('C4.11 a statement is published only when it was reviewed and its very words were approved', () => {
  const refused = play(
    classified(
      'P0',
      'data-breach',
      `${DISCLOSURE}
  - {at: 20m, as: communications-lead, do: publish, obligation: public-statement, text: ${STATEMENT}}
  - {at: 25m, as: commander, do: approve, obligation: public-statement, text: ${STATEMENT}}
  - {at: 30m, as: communications-lead, do: publish, obligation: public-statement, text: Nothing happened}
  - {at: 35m, as: communications-lead, do: publish, obligation: public-statement, text: ${STATEMENT}}
  - {at: 40m, as: security-lead, do: complete, obligation: review-statement}
  - {at: 45m, as: communications-lead, do: publish, obligation: public-statement, text: ${STATEMENT}}`,
    ),
    { refusals: true },
  )
  assert.deepEqual(
    refused.refused.map(({ code }) => code),
    ['approval-missing', 'approval-missing', 'gate-not-met'],
  )
  const [published] = refused.events('published')
  assert.deepEqual(
    [published?.at, published?.where, published?.text],
    ['2026-03-02T03:45:00.000Z', 'status-page', STATEMENT],
  )
  assert.equal(refused.events('approved')[0]?.role, 'commander')
})

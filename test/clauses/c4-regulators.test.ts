import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { compile } from '#/core/plan/compile.ts'
import { proposeGrade } from '#/core/plan/propose.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { REGIMES } from '../kit/regimes.ts'
import { bundledPlan, play } from './play.ts'

const plan = bundledPlan('creditnexus')

/** An intrusion, of which the organisation was aware at 03:20, with more steps. */
function intrusion(more: string, until = '1h') {
  return play(`
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: security-monitoring, title: Odd logins}}
  - {at: 2m, as: commander, do: classify, severity: P1, type: unauthorized-access}
  - {at: 20m, as: security-lead, do: mark, moment: aware}
${more}
until: ${until}
`)
}

function answers(given: Readonly<Record<string, string | number>>): string {
  return Object.entries(given)
    .map(
      ([fact, value]) =>
        `  - {at: 25m, as: security-lead, do: answer, fact: ${fact}, value: ${value}}`,
    )
    .join('\n')
}

function proposed(given: Readonly<Record<string, string | number>>) {
  const { incident } = intrusion(answers(given))
  const classification = plan.classifications.find(({ id }) => id === 'dora')
  assert.ok(classification !== undefined)
  const view = viewOf(plan, incident, incident.lastAt ?? assert.fail('it has events'))
  return proposeGrade(plan, classification, view)
}

/** Nothing of what the criteria ask for. */
const NOTHING = {
  'dora-critical-functions': 'yes',
  'dora-authorised-services': 'no',
  'dora-malicious-access': 'no',
  'dora-clients-share': 0,
  'dora-clients-number': 0,
  'dora-counterparts-share': 0,
  'dora-transactions-share': 0,
  'dora-transactions-value-share': 0,
  'dora-relevant-clients': 'no',
  'dora-media': 'no',
  'dora-complaints': 'no',
  'dora-requirements': 'no',
  'dora-lost-clients': 'no',
  'dora-outage': 'no',
  'dora-member-states': 1,
  'dora-data-hit': 'no',
  'dora-costs': 0,
  'dora-recurring-number': 1,
}

for (const [given, level] of [
  [{}, 'not-major'],
  [{ 'dora-clients-share': 10, 'dora-costs': 100_000 }, 'not-major'],
  [{ 'dora-clients-share': 10.1, 'dora-costs': 100_000 }, 'not-major'],
  [{ 'dora-clients-share': 10.1, 'dora-costs': 100_001 }, 'major'],
  [{ 'dora-member-states': 2, 'dora-media': 'yes' }, 'major'],
  [{ 'dora-malicious-access': 'yes', 'dora-may-lose-data': 'no' }, 'not-major'],
  [{ 'dora-malicious-access': 'yes', 'dora-may-lose-data': 'yes' }, 'major'],
  [{ 'dora-critical-functions': 'no', 'dora-media': 'yes', 'dora-costs': 1e6 }, 'not-major'],
  [{ 'dora-recurring-number': 2, 'dora-recurring-together': 'yes' }, 'major'],
] as const)
  test(`C4.9 after the criteria of DORA ${JSON.stringify(given)} is ${level}`, () => {
    assert.equal(proposed({ ...NOTHING, ...given })?.grade.id, level)
  })

test('C4.9 while a fact is missing that matters nothing is proposed, and the facts that matter are asked for', () => {
  const { 'dora-costs': _costs, ...known } = NOTHING
  assert.equal(proposed({ ...known, 'dora-media': 'yes' }), undefined)
  const played = intrusion(answers({ ...known, 'dora-media': 'yes' }))
  assert.equal(played.obligation('dora-classify').standing, 'open')
  assert.equal(played.obligation('dora-initial').standing, 'armed')
  // One threshold alone decides nothing; with none, what is missing could not make it two.
  assert.equal(proposed(known)?.grade.id, 'not-major')
})

const MAJOR = '  - {at: 30m, as: security-lead, do: assess, classification: dora, level: major}'

test('C4.9 the initial notification is due 4 hours after classification, at the latest 24 hours after awareness', () => {
  const soon = intrusion(MAJOR).obligation('dora-initial')
  assert.deepEqual([soon.standing, soon.due], ['open', '2026-03-02T07:30:00.000Z'])
  const late = intrusion(MAJOR.replace('30m', '24h10m'), '25h').obligation('dora-initial')
  assert.equal(late.due, '2026-03-03T03:20:00.000Z')
  const after = intrusion(MAJOR.replace('30m', '30h'), '31h').obligation('dora-initial')
  assert.equal(after.due, '2026-03-03T13:00:00.000Z')
})

test('C4.9 a major incident by time alone asks to be classified again', () => {
  const played = intrusion(
    `${answers({ ...NOTHING, 'dora-media': 'yes' })}
  - {at: 30m, as: security-lead, do: assess, classification: dora, level: not-major}`,
    '24h30m',
  )
  assert.equal(played.obligation('dora-classify-again').standing, 'open')
  assert.equal(played.obligation('dora-classify-again').from, '2026-03-03T03:00:00.001Z')
})

const PARTS = plan.templates.find(({ id }) => id === 'dora-initial-notification')?.parts ?? []
const INITIAL = `
  - at: 1h
    as: communications-lead
    do: submit-report
    obligation: dora-initial
    parts:
${PARTS.filter(({ when, optional }) => when === undefined && optional !== true)
  .map(({ id }) => `      ${id}: What is known`)
  .join('\n')}`

test('C4.9 the intermediate report counts from the submission of the initial, and the final from that of the intermediate', () => {
  const sent = intrusion(`${MAJOR}${INITIAL}`, '2h')
  const { due, from } = sent.obligation('dora-intermediate')
  assert.deepEqual([from, due], ['2026-03-02T04:00:00.000Z', '2026-03-05T04:00:00.000Z'])
  assert.equal(sent.obligation('dora-final').standing, 'void')
})

test('C4.9 the initial notification holds the fields of the regulation, filled in from the record where it can be', () => {
  assert.deepEqual(
    PARTS.filter(({ optional }) => optional === true).map(({ id }) => id),
    ['f2-10'],
  )
  const refused = play(
    `
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: security-monitoring, title: Odd logins}}
  - {at: 2m, as: commander, do: classify, severity: P1, type: unauthorized-access}
  - {at: 20m, as: security-lead, do: mark, moment: aware}
${answers({ 'dora-member-states': 3 })}
${MAJOR}
  - {at: 40m, as: communications-lead, do: submit-report, obligation: dora-initial, parts: {f2-1: INC-1}}
until: 1h
`,
    { refusals: true },
  ).refused[0]
  const missing =
    (refused?.detail as { readonly missing?: readonly string[] } | undefined)?.missing ?? []
  assert.equal(refused?.code, 'part-missing')
  // Member States are wanted since more than one is hit, and the parent undertaking is not, since there is none.
  assert.deepEqual([missing.includes('f2-6'), missing.includes('f1-13')], [true, false])
})

test('C4.9 an incident that turns out not to be major is reported as such, and until then the other reports stay owed', () => {
  const reclassified = intrusion(
    `${MAJOR}${INITIAL}
  - {at: 90m, as: security-lead, do: assess, classification: dora, level: not-major, reason: The access was a test}`,
    '2h',
  )
  assert.deepEqual(reclassified.standings('dora-reclassification', 'dora-intermediate'), [
    'open',
    'open',
  ])
})

test('C4.9 an incident that is declassified keeps what the law wants', () => {
  const { incident, standings } = intrusion(
    `${MAJOR}${INITIAL}
  - {at: 90m, as: commander, do: declassify, reason: It was a test}`,
    '2h',
  )
  assert.equal(incident.status, 'declassified')
  assert.deepEqual(standings('dora-intermediate'), ['open'])
})

test('C4.9 a major incident goes to the outside advisers as a regulatory requirement', () => {
  assert.ok(intrusion(MAJOR).incident.levels.has(4))
})

test('C4.10 another regulation is switched on by naming it, and its duties stand among the others', () => {
  const text = readFileSync(new URL('../../plans/creditnexus.yaml', import.meta.url), 'utf8')
  const more = text.replace(
    '\nuses:\n',
    `
uses:
  nis2:
    cite: C4.10
    entity: {kind: important}
    by: {reporter: communications-lead, assessor: security-lead, counsel: commander}
    to: {authority: other-authorities, recipients: affected-customers}
`,
  )
  const compiled = compile(more, { regimes: REGIMES })
  assert.ok('plan' in compiled, JSON.stringify(compiled))
  const warning = compiled.plan.rules.find(({ id }) => id === 'nis2-warning')
  assert.deepEqual(
    [warning?.law, warning?.cite, warning?.by],
    ['Art. 23(4)(a) NIS2', ['C4.10'], 'communications-lead'],
  )
  assert.equal(
    plan.rules.some(({ regime }) => regime === 'nis2'),
    false,
  )
})

test('C4.10 whatever other rule asks for a report is asked for by name', () => {
  const played = intrusion(
    '  - {at: 30m, as: communications-lead, do: answer, fact: other-regulation, value: yes}',
  )
  assert.deepEqual(played.standings('report-elsewhere'), ['open'])
})

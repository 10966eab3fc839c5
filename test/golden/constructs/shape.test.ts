import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { markdownOf } from '#/core/document/markdown.ts'
import { figures } from '#/core/metrics/measure.ts'
import { renderPlan } from '#/core/plan/render.ts'
import { after, construct, does, limitOf, refusedOn } from './construct.ts'

/*
 * The constructs of "Shape of the document" in the list of what 41 plans of real organisations say, with the figures that they
 * name, the steps of their playbooks, and the laws that they point to. Each has a small plan beside this file.
 */

const COMMANDER = 'commander'

function classified(severity: string, type = 'outage'): string {
  return does('0m', COMMANDER, `classify, severity: ${severity}, type: ${type}`)
}

function answer(at: string, fact: string, value: string): string {
  return does(at, COMMANDER, `answer, fact: ${fact}, value: ${value}`)
}

const DOCUMENT = markdownOf(
  renderPlan(construct('honesty'), { hash: '0'.repeat(64), date: '2026-11-22' }),
)

test('hands over to another plan or runbook at run time', () => {
  const played = after('honesty', `${classified('P0')} until 2h`)
  equal(played.obligation('continuity').standing, 'overdue')
  ok(DOCUMENT.includes('Business continuity plan 3.1'))
})

test('blanks or variables still to be filled in; contradicts itself (noticed while reading)', () => {
  ok(DOCUMENT.includes('The telephone number is left blank.'))
  ok(DOCUMENT.includes('The shorter is kept.'))
})

test('the plan itself is signed off by named roles, which is shown and comes due anew', () => {
  ok(DOCUMENT.includes('The chief, on 2 November 2026'))
  deepEqual(construct('honesty').program.map(({ id, by }) => [id, by]), [['sign-off', 'chief']])
})

test('what is recorded only is shown, and never owed', () => {
  ok(DOCUMENT.includes('Be friendly'))
  const { events } = after('honesty', `${classified('P0')} until 2h`)
  const opened = events.flatMap(event =>
    event.type === 'obligations-opened' ? event.opened.map(it => it.obligation) : [],
  )
  deepEqual(opened, ['wake-commander', 'continuity', 'fix'])
})

test('parallel tracks that must run at once', () => {
  const played = after('tracks', `${classified('P0')} until 10m`)
  equal(limitOf(played, 'patch'), 'Mon 2026-03-02 12:00')
  equal(limitOf(played, 'call-them'), 'Mon 2026-03-02 11:00')
})

test('named states with transition rules: what may be begun, and when', () => {
  const recovered = does('3h', COMMANDER, 'begin-stage, stage: recovered')
  const patched = does('1h', COMMANDER, 'complete, obligation: patch')
  const called = does('1h', COMMANDER, 'complete, obligation: call-them')
  const steps = [classified('P0'), patched, called]
  deepEqual(refusedOn('tracks', ...steps, answer('2h', 'spreading', 'yes'), recovered), [
    'begin-stage: gate-not-met',
  ])
  deepEqual(refusedOn('tracks', ...steps, answer('2h', 'spreading', 'no'), recovered), [])
})

test('loop until a condition holds', () => {
  const scanned = does('50m', COMMANDER, 'complete, obligation: "scan#1"')
  const round = after('tracks', classified('P0'), `${scanned} until 55m`)
  equal(limitOf(round, 'scan#2'), 'Mon 2026-03-02 11:50')
  const over = after('tracks', classified('P0'), scanned, `${answer('1h', 'spreading', 'no')} until 9h`)
  equal(over.obligation('scan#2').standing, 'void')
})

test('each playbook step has an owner and its own time limit', () => {
  const played = after(
    'playbook-steps',
    classified('P0', 'ransomware'),
    `${does('10m', 'fixer', 'complete, obligation: isolate')} until 20m`,
  )
  deepEqual(
    ['ask-counsel', 'rebuild'].map(key => [played.obligation(key).by, limitOf(played, key)]),
    [
      ['commander', 'Mon 2026-03-02 11:00'],
      ['fixer', 'Mon 2026-03-02 18:10'],
    ],
  )
})

test('metrics named; metrics with numeric targets', () => {
  const resolved = does('5h', COMMANDER, 'resolve, text: It works')
  const { incident } = after('figures', classified('P0'), `${resolved} until 6h`)
  const found = figures(construct('figures'), incident).map(({ measure, onTarget }) => [
    measure.id,
    onTarget,
  ])
  deepEqual(found, [
    ['how-often', undefined],
    ['to-answer', undefined],
    ['to-restore', false],
  ])
})

test('lawful delay (police request; written vs oral)', () => {
  const aware = does('1m', COMMANDER, 'mark, moment: aware')
  const asked = (how: string) => [classified('P0'), aware, answer('1d', 'police', how)]
  const orally = after('lawful-delay', ...asked('orally'), `${answer('2d', 'down', 'yes')} until 3d`)
  equal(orally.obligation('tell').standing, 'void')
  equal(limitOf(orally, 'tell-after-30-days'), 'Fri 2026-04-03 10:00')
  const lifted = after('lawful-delay', ...asked('in-writing'), `${answer('90d', 'police', 'lifted')} until 91d`)
  equal(lifted.obligation('tell-once-lifted').unmeasured, 'without undue delay')
})

/** What the law asks for of an incident of which someone was aware at 10:00 on a Monday in Berlin. */
function lawful(facts: Readonly<Record<string, string>>, key: string): string | undefined {
  const aware = does('0m', COMMANDER, 'mark, moment: aware')
  const answers = Object.entries(facts).map(([fact, value]) => does('1m', 'officer', `answer, fact: ${fact}, value: ${value}`))
  const played = after('regimes', classified('P0', 'breach'), aware, ...answers.slice(0, -1), `${answers.at(-1) ?? ''} until 10m`)
  return limitOf(played, key)
}

test('GDPR / UK GDPR 72 h; some duty towards a regulator or other authority', () => {
  equal(lawful({ 'gdpr-personal-data': 'yes' }, 'gdpr-authority'), 'Thu 2026-03-05 10:00')
})

test('named authority other than GDPR/HIPAA/PCI/state (national CERT, ministry, FedRAMP, central bank, registrar)', () => {
  equal(lawful({ 'nis2-severe': 'yes' }, 'nis2-warning'), 'Tue 2026-03-03 10:00')
})

test('HIPAA; US state authorities; card brands / acquirer', () => {
  equal(lawful({ 'hipaa-breach': 'yes' }, 'hipaa-individuals')?.slice(4, 14), '2026-05-01')
  equal(lawful({ 'us-states-new-york': 'yes' }, 'us-states-ny')?.slice(4, 14), '2026-04-01')
  const played = after(
    'regimes',
    classified('P0', 'breach'),
    does('1m', 'officer', 'mark, moment: pci-suspected'),
    `${does('2m', 'officer', 'answer, fact: pci-compromise, value: yes')} until 5m`,
  )
  equal(played.obligation('pci-acquirer').standing, 'open')
})

// Classification after DORA: Delegated Regulation (EU) 2024/1772, a second time by hand, against the regime.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { undeclared } from '#/core/incident/incident.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { compile } from '#/core/plan/compile.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { proposeGrade } from '#/core/plan/propose.ts'
import { instant } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { REGIMES } from '../kit/regimes.ts'

function planOf(entity: string) {
  const compiled = compile(
    `
plan: entity
title: Financial entity
version: "1"
severities: {any: {}}
positions: {dana: {}}
calendars: {office: {place: DE}}
audiences: {outside: {outside: true, members: [outside]}}
uses: {dora: {entity: ${entity}, calendar: office, by: {reporter: dana, assessor: dana, counsel: dana}, to: {authority: outside, clients: outside}}}
`,
    { regimes: REGIMES },
  )
  assert.ok('plan' in compiled, JSON.stringify(compiled))
  return compiled.plan
}

const PLAN = planOf('{kind: credit-institution}')
const SMALL = planOf('{kind: payment-institution, small: yes}')

/** Answers by the last words of their ids; what is absent is not known. */
type Answers = Readonly<Record<string, string | number | undefined>>
type Times = {
  readonly began?: string
  readonly over?: string
  readonly down?: string
  readonly up?: string
  readonly now?: string
}

const BEGAN = '2026-03-02T08:00:00Z'

function levelOf(answers: Answers, times: Times = {}, plan = PLAN): string | undefined {
  const { now = BEGAN, began = BEGAN, over, down, up } = times
  const marked = { detected: began, 'dora-over': over, 'dora-down': down, 'dora-up': up }
  const incident = {
    ...undeclared('INC-1'),
    status: 'open' as const,
    lastAt: instant(now),
    moments: new Map<string, Instant>(
      Object.entries(marked).flatMap(([id, time]) =>
        time === undefined ? [] : [[id, instant(time)]],
      ),
    ),
    answers: new Map(
      Object.entries(answers).flatMap(([id, answer]) =>
        answer === undefined ? [] : [[`dora-${id}`, { answer, at: instant(now), by: 'dana' }]],
      ),
    ),
  }
  const classification = lookup(plan).classifications.get('dora')
  assert.ok(classification !== undefined)
  return proposeGrade(plan, classification, viewOf(plan, incident, instant(now)))?.grade.id
}

/** Each question with answers of which the last passes its threshold, and the one before it lies on it. */
const QUESTIONS = {
  'critical-functions': ['no', 'yes'],
  'authorised-services': ['no', 'yes'],
  'malicious-access': ['no', 'yes'],
  'clients-share': [10, 10.01],
  'clients-number': [100_000, 100_001],
  'counterparts-share': [30, 30.01],
  'transactions-share': [10, 10.01],
  'transactions-value-share': [10, 10.01],
  'relevant-clients': ['no', 'yes'],
  media: ['no', 'yes'],
  complaints: ['no', 'yes'],
  requirements: ['no', 'yes'],
  'lost-clients': ['no', 'yes'],
  outage: ['no', 'yes'],
  'member-states': [1, 2],
  'data-hit': ['no', 'yes'],
  'may-lose-data': ['no', 'yes'],
  costs: [100_000, 100_000.01],
  'recurring-number': [1, 2],
  'recurring-together': ['no', 'yes'],
} as const
type Question = keyof typeof QUESTIONS
const NAMES = Object.keys(QUESTIONS) as readonly Question[]

type Passed = Readonly<Record<Question, boolean>>

/** Which thresholds are passed: Articles 6, 8 and 9, by hand. */
function isMajor(passed: Passed, isLong: boolean, wasDown: boolean): boolean {
  const critical =
    passed['critical-functions'] || passed['authorised-services'] || passed['malicious-access']
  const clients =
    passed['clients-share'] ||
    passed['clients-number'] ||
    passed['counterparts-share'] ||
    passed['transactions-share'] ||
    passed['transactions-value-share'] ||
    passed['relevant-clients']
  const reputation =
    passed.media || passed.complaints || passed.requirements || passed['lost-clients']
  const duration = isLong || (passed.outage && wasDown)
  const malicious = passed['malicious-access'] && passed['may-lose-data']
  const thresholds = [
    clients,
    reputation,
    duration,
    passed['member-states'],
    passed['data-hit'] || malicious,
    passed.costs,
  ]
  const recurring = passed['recurring-number'] && passed['recurring-together']
  return (critical && (malicious || thresholds.filter(Boolean).length >= 2)) || recurring
}

function answersOf(passed: Passed): Answers {
  return Object.fromEntries(NAMES.map(name => [name, QUESTIONS[name][passed[name] ? 1 : 0]]))
}

const passedBy = fc.record(
  Object.fromEntries(NAMES.map(name => [name, fc.boolean()])) as Record<
    Question,
    fc.Arbitrary<boolean>
  >,
)

/** Lasted for exactly the threshold, or a millisecond longer. */
function timesOf(isLong: boolean, wasDown: boolean): Times {
  return {
    over: isLong ? '2026-03-03T08:00:00.001Z' : '2026-03-03T08:00:00Z',
    down: '2026-03-02T09:00:00Z',
    up: wasDown ? '2026-03-02T11:00:00.001Z' : '2026-03-02T11:00:00Z',
    now: '2026-03-04T08:00:00Z',
  }
}

test('an incident is major exactly when Article 8 says so, on and just beyond every threshold', () => {
  fc.assert(
    fc.property(passedBy, fc.boolean(), fc.boolean(), (passed, isLong, wasDown) => {
      const level = levelOf(answersOf(passed), timesOf(isLong, wasDown))
      assert.equal(level, isMajor(passed, isLong, wasDown) ? 'major' : 'not-major')
    }),
    { numRuns: 1500 },
  )
})

test('each threshold alone makes none, and with a second one does', () => {
  const none = Object.fromEntries(NAMES.map(name => [name, false])) as Passed
  const thresholds = NAMES.slice(NAMES.indexOf('clients-share'), NAMES.indexOf('recurring-number'))
  for (const name of thresholds.filter(it => it !== 'outage' && it !== 'may-lose-data')) {
    const alone = { ...none, 'critical-functions': true, [name]: true }
    assert.equal(levelOf(answersOf(alone)), 'not-major', name)
    const other = name === 'costs' ? 'media' : 'costs'
    const both = [name, other] as const
    const ofOne = new Set(['media', 'complaints', 'requirements', 'lost-clients'])
    const expected = both.every(it => ofOne.has(it)) ? 'not-major' : 'major'
    assert.equal(levelOf(answersOf({ ...alone, [other]: true })), expected, both.join(' and '))
  }
})

test('one malicious intrusion that may lead to data loss is major by itself', () => {
  assert.equal(levelOf({ 'malicious-access': 'yes', 'may-lose-data': 'yes' }), 'major')
})

test('what is not known never decides: whatever is proposed holds however the rest is answered', () => {
  fc.assert(
    fc.property(
      passedBy,
      passedBy,
      fc.uniqueArray(fc.constantFrom(...NAMES)),
      (passed, other, open) => {
        const known = answersOf(passed)
        const partly = Object.fromEntries(
          Object.entries(known).filter(([name]) => !open.includes(name as Question)),
        )
        const level = levelOf(partly)
        if (level === undefined) return
        const filled = {
          ...passed,
          ...Object.fromEntries(open.map(name => [name, other[name]])),
        } as Passed
        assert.equal(level, isMajor(filled, false, false) ? 'major' : 'not-major')
      },
    ),
    { numRuns: 1500 },
  )
})

test('duration and downtime count from the record, and up to now while they go on', () => {
  const critical = {
    ...answersOf(Object.fromEntries(NAMES.map(name => [name, false])) as Passed),
    'critical-functions': 'yes',
    media: 'yes',
  }
  assert.equal(levelOf(critical, { now: '2026-03-03T08:00:00Z' }), 'not-major')
  assert.equal(levelOf(critical, { now: '2026-03-03T08:00:00.001Z' }), 'major')
  const down = { ...critical, outage: 'yes' }
  const went = '2026-03-02T09:00:00Z'
  assert.equal(levelOf(down, { down: went, now: '2026-03-02T11:00:00Z' }), 'not-major')
  assert.equal(levelOf(down, { down: went, now: '2026-03-02T11:00:00.001Z' }), 'major')
  assert.equal(
    levelOf(down, { down: went, up: '2026-03-02T10:00:00Z', now: '2026-03-02T12:00:00Z' }),
    'not-major',
  )
})

test('recurring incidents are not judged together by microenterprises and entities of Article 16(1)', () => {
  const recurring = {
    ...answersOf(Object.fromEntries(NAMES.map(name => [name, false])) as Passed),
    'recurring-number': 2,
    'recurring-together': 'yes',
  }
  assert.equal(levelOf(recurring), 'major')
  assert.equal(levelOf(recurring, {}, SMALL), 'not-major')
})

test('facts carry their units in their questions', () => {
  for (const fact of PLAN.facts.filter(
    ({ kind, regime }) => kind === 'number' && regime === 'dora',
  ))
    assert.match(fact.ask, /percent|EUR|how many/i, fact.id)
})

/** The fields of Implementing Regulation (EU) 2025/302 from whose stage on they are mandatory. 1.1 is the template itself. */
const MANDATORY = {
  'dora-initial-notification':
    '1.2 1.3 1.4 1.7 1.8 1.9 1.10 1.11 1.12 1.15 2.1 2.2 2.3 2.4 2.5 2.7 2.9',
  'dora-intermediate-report': '3.2 3.4 3.5 3.6 3.7 3.12 3.15 3.22 3.23 3.27 3.28 3.30 3.31 3.33',
  'dora-final-report': '4.1 4.2 4.5 4.6 4.7 4.8 4.12 4.13 4.14',
}
/** Those that it wants only under a condition, or leaves open. */
const OTHERS = {
  'dora-initial-notification': '1.5 1.6 1.13 1.14 2.6 2.8 2.10',
  'dora-intermediate-report':
    '3.1 3.3 3.8 3.9 3.10 3.11 3.13 3.14 3.16 3.17 3.18 3.19 3.20 3.21 3.24 3.25 3.26 3.29 3.32 3.34 3.35',
  'dora-final-report': '4.3 4.4 4.9 4.10 4.11 4.15 4.16',
}

test('each stage of the report has the fields of its stage and of those before it', () => {
  let mandatory: readonly string[] = []
  let others: readonly string[] = []
  for (const id of Object.keys(MANDATORY) as (keyof typeof MANDATORY)[]) {
    mandatory = [...mandatory, ...MANDATORY[id].split(' ')]
    others = [...others, ...OTHERS[id].split(' ')]
    const parts = lookup(PLAN).templates.get(id)?.parts ?? []
    const number = (part: string) => part.slice(1).replace('-', '.')
    const isAlways = (part: (typeof parts)[number]) =>
      part.when === undefined && part.optional !== true
    assert.deepEqual(
      new Set(parts.filter(isAlways).map(part => number(part.id))),
      new Set(mandatory),
      id,
    )
    assert.deepEqual(
      new Set(parts.filter(part => !isAlways(part)).map(part => number(part.id))),
      new Set(others),
      id,
    )
    for (const part of parts) assert.ok(part.title.startsWith(`${number(part.id)} `), part.title)
  }
})

test('what the record knows is filled in and not typed again', () => {
  const drafted = lookup(PLAN).templates.get('dora-final-report')?.parts ?? []
  for (const number of ['2-2', '2-3', '3-2', '3-15', '3-16', '4-8'])
    assert.match(drafted.find(({ id }) => id === `f${number}`)?.draft ?? '', /^\{\{/, number)
})

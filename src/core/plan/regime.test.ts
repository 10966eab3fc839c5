import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { undeclared } from '#/core/incident/incident.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { check } from '#/core/plan/check.ts'
import { compile } from '#/core/plan/compile.ts'
import { evaluate } from '#/core/plan/condition.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Regimes } from '#/core/plan/regime.ts'
import { instant } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

const LAW = `
regime: law
title: The law
version: "2026-11"
law: Act 1
in-force: {since: 2026-01-01}
by: {clerk: who files, judge: who judges}
to: {office: the office}
entity:
  kind: {ask: Which kind are we?, choices: [big, small], otherwise: small, law: s. 1}
  listed: {ask: Are we listed?, otherwise: no, law: s. 2}
facts:
  law-hit: {ask: Is it hit?, by: judge, law: s. 3}
  law-deep: {ask: Is it deep?, by: judge, law: s. 4}
  law-wide: {ask: Is it wide?, by: judge, law: s. 5}
moments:
  law-known: {title: It is known, is: aware, by: judge, law: s. 6}
  law-filed: {title: It is filed, is: {met: law-report}, law: s. 7}
templates:
  law-form: {title: Form, law: s. 8, subject: Form, body: "About {{fact:law-hit}}", parts: {what: What}}
record:
  law-number: {title: Number of the case, law: s. 9}
obligations:
  - id: law-report
    title: Report
    law: s. 10
    report: [report]
    when: {fact: {law-hit: yes}}
    do: report
    to: office
    template: law-form
    by: clerk
    from: law-known
    within: 72h
    waivable-by: judge
  - {id: law-more, title: More, law: s. 11, when: {fact: {law-deep: yes}}, do: task, by: clerk, from: law-filed, within: 30d}
  - {id: law-register, title: Register, law: s. 12, unverified: Hearsay., when: {fact: {law-wide: yes, law-kind: big}}, do: task, by: clerk, met: {recorded: law-number}}
`

const REGIMES: Regimes = {
  names: ['law'],
  read: id => (id === 'law' ? { text: LAW, file: 'law.yaml' } : undefined),
}

const PLAIN = '{cite: K1, by: {clerk: ana, judge: lead}, to: {office: outside}}'

function compiled(use: string, more = '') {
  return compile(
    `
plan: p
title: P
version: "1"
zone: Europe/Berlin
clauses: {K1: Obey the law}
severities: {bad: {}}
types: {leak: {}, outage: {}}
positions: {ana: {}}
roles: {lead: {holders: [ana]}}
audiences: {outside: {outside: true, members: [outside]}}
uses: {law: ${use}}
${more}`,
    { file: 'p.yaml', regimes: REGIMES },
  )
}

function planOf(use = PLAIN, more = ''): Plan {
  const result = compiled(use, more)
  ok('plan' in result, JSON.stringify(result))
  return result.plan
}

function ruleOf(plan: Plan, id: string) {
  const rule = plan.rules.find(it => it.id === id)
  ok(rule !== undefined, id)
  return rule
}

test('what a regime asks stands among the promises of the plan, with its law and with parties of the plan', () => {
  const plan = planOf()
  const { law, regime, cite, by, report, marks } = ruleOf(plan, 'law-report')
  deepEqual([law, regime, cite, by, report], ['s. 10', 'law', ['K1'], 'ana', ['report']])
  deepEqual(marks, {})
  equal(ruleOf(plan, 'law-register').marks.unverified, 'Hearsay.')
  deepEqual(
    plan.regimes?.map(({ id, title, version, law: text }) => [id, title, version, text]),
    [['law', 'The law', '2026-11', 'Act 1']],
  )
  equal(ruleOf(plan, 'law-report').waivableBy, 'lead')
})

test('what the organisation is, is answered once for all incidents', () => {
  const known = (plan: Plan) =>
    plan.facts.filter(fact => fact.known !== undefined).map(({ id, known: answer }) => [id, answer])
  // Nothing asks whether it is listed.
  deepEqual(known(planOf()), [['law-kind', 'small']])
  const big = planOf(PLAIN.replace('{cite', '{entity: {kind: big}, cite'))
  deepEqual(known(big), [['law-kind', 'big']])
})

test('a question that the plan asks already is answered by it, and asked no second time', () => {
  const plan = planOf(PLAIN.replace('{cite', '{facts: {law-hit: {type: leak}}, cite'))
  const hit = plan.facts.find(({ id }) => id === 'law-hit')
  deepEqual([hit?.by, hit?.is], [undefined, { kind: 'type', in: ['leak'] }])
})

test('a moment of the regime may be told by the plan', () => {
  const plan = planOf(PLAIN.replace('{cite', '{moments: {law-known: detected}, cite'))
  deepEqual(plan.moments.find(({ id }) => id === 'law-known')?.is, {
    kind: 'moment',
    moment: 'detected',
  })
})

const MINE =
  'obligations: [{id: tell, title: Tell, when: {type: leak}, do: task, by: lead, from: aware, within: 48h}]'

test('an obligation of the plan may stand for one of the regime: it carries its law, and others count on it', () => {
  const plan = planOf(PLAIN.replace('{cite', '{same: {law-report: tell}, cite'), MINE)
  equal(
    plan.rules.some(({ id }) => id === 'law-report'),
    false,
  )
  const { law, cite, report } = ruleOf(plan, 'tell')
  deepEqual([law, cite, report], ['s. 10', [], ['report']])
  deepEqual(plan.moments.find(({ id }) => id === 'law-filed')?.is, { kind: 'met', rule: 'tell' })
})

test('where it keeps what the law asks, the check says nothing', () => {
  const plan = planOf(
    PLAIN.replace('{cite', '{same: {law-report: tell}, cite'),
    MINE.replace('{type: leak}', '{fact: {law-hit: yes}}'),
  )
  deepEqual(
    check(plan).filter(({ code }) => code === 'regime-contradicted'),
    [],
  )
})

test('where it is looser than the law, the check says so, with the shortest case', () => {
  const same = PLAIN.replace('{cite', '{same: {law-report: tell}, cite')
  const looser = planOf(same, MINE.replace('48h', '96h').replace('from: aware', 'from: contained'))
  const found = check(looser).filter(({ code }) => code === 'regime-contradicted')
  deepEqual(
    found.map(({ message }) => message.slice(message.indexOf(', and') + 6)),
    [
      'may take longer than the 72h of the law.',
      'counts from contained, where the law counts from aware.',
      'does not apply where the law does: law-hit is yes and the type is outage.',
    ],
  )
})

test('what only obligations need that are left out is not asked, shown or kept', () => {
  const plan = planOf(PLAIN.replace('{cite', '{leave-out: {law-register: We have none}, cite'))
  deepEqual(
    [plan.facts, plan.fields, plan.templates].map(elements => elements.map(({ id }) => id)),
    [['law-hit', 'law-deep'], [], ['law-form']],
  )
  deepEqual(plan.regimes?.[0]?.leftOut, [
    { obligation: { id: 'law-register', title: 'Register', law: 's. 12' }, why: 'We have none' },
  ])
})

function owed(plan: Plan, moments: Readonly<Record<string, string>>, now: string) {
  const incident = {
    ...undeclared('INC-1'),
    status: 'open' as const,
    moments: new Map<string, Instant>(
      Object.entries(moments).map(([id, time]) => [id, instant(time)]),
    ),
    answers: new Map([['law-hit', { answer: 'yes', at: instant(now), by: 'ana' }]]),
  }
  return evaluate(ruleOf(plan, 'law-report').when, viewOf(plan, incident, instant(now)))
}

test('the law is in force by when its clock starts, on the first day of the place', () => {
  const plan = planOf()
  const now = '2026-02-01T00:00:00Z'
  // The year begins in Berlin at 23:00 UTC.
  equal(owed(plan, { aware: '2025-12-31T22:59:59.999Z' }, now), 'no')
  equal(owed(plan, { aware: '2025-12-31T23:00:00Z' }, now), 'yes')
  // Until somebody is aware, by when it was detected.
  equal(owed(plan, { detected: '2025-12-31T20:00:00Z' }, now), 'no')
  equal(owed(plan, { detected: '2026-01-02T20:00:00Z' }, now), 'yes')
  equal(owed(plan, { detected: '2025-12-31T20:00:00Z', aware: '2026-01-02T00:00:00Z' }, now), 'yes')
})

test('where it is shown and what happens when it is missed, the plan says for all of them', () => {
  const plan = planOf(
    PLAIN.replace('{cite', '{stage: after, late: {escalate: 1}, cite'),
    'stages: {after: {}}\nescalation: {1: {title: One, members: [lead]}}',
  )
  const { stage, late, heading } = ruleOf(plan, 'law-more')
  deepEqual([stage, late, heading], ['after', { escalate: 1, notify: [] }, 'The law'])
})

test('mistakes of a regime stand in its own file, those of the plan in the plan', () => {
  const broken: Regimes = {
    ...REGIMES,
    read: () => ({
      text: LAW.replace('template: law-form', 'template: law-from'),
      file: 'law.yaml',
    }),
  }
  const result = compile(
    `plan: p\ntitle: P\nversion: "1"\nseverities: {bad: {}}\npositions: {ana: {}}\naudiences: {outside: {members: [ana]}}\nuses: {law: {by: {clerk: anna, judge: ana}, to: {office: outside}}}\n`,
    { file: 'p.yaml', regimes: broken },
  )
  ok('mistakes' in result)
  deepEqual(
    result.mistakes.map(({ file, message }) => [file, message]),
    [
      ['p.yaml', 'There is no role, position or group "anna".'],
      ['law.yaml', 'There is no template "law-from".'],
    ],
  )
})

test('a plan that uses nothing has no regimes', () => {
  const result = compile('plan: p\ntitle: P\nversion: "1"\nseverities: {bad: {}}\n')
  ok('plan' in result)
  equal(result.plan.regimes, undefined)
})

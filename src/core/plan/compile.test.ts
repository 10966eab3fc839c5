import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { compile } from '#/core/plan/compile.ts'
import { MISTAKES_MAX, SOURCE_LENGTH_MAX } from '#/core/plan/limits.ts'
import type { Mistake } from '#/core/plan/mistake.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'

const HEAD = `
plan: small
title: Small plan
version: "1.0"
clauses: {A1: One, A1.1: Two, A1.10: Three, A2: {text: Four, later: someone}}
severities: {high: {}, low: {}}
types: {outage: {}, breach: {security: yes}}
positions: {chief: {}, deputy: {}}
roles: {commander: {holders: [chief, deputy]}}
audiences: {team: {members: everyone}}
`

function planOf(text: string): Plan {
  const compiled = compile(HEAD + text)
  ok('plan' in compiled, JSON.stringify(compiled))
  return compiled.plan
}

function ruleOf(text: string, id = 'one'): Rule {
  const rule = planOf(text).rules.find(candidate => candidate.id === id)
  ok(rule !== undefined)
  return rule
}

function mistakesOf(text: string): readonly Mistake[] {
  const compiled = compile(text)
  return 'mistakes' in compiled ? compiled.mistakes : []
}

test('what a source leaves out has the value that the language gives it', () => {
  const plan = planOf('')
  equal(plan.zone, 'UTC')
  deepEqual(plan.paging, {
    wait: { unit: 'elapsed', ms: 300_000, text: '5m' },
    rounds: 3,
    via: ['email'],
  })
  deepEqual(plan.intake.groupBy, ['alertname', 'cluster', 'service'])
  deepEqual(plan.audiences[0]?.via, ['email'])
  equal(plan.roles[0]?.title, 'Commander')
})

test('the order of the source is kept, and clauses are named as they are written', () => {
  const { clauses, severities } = planOf('')
  deepEqual(
    clauses.map(clause => clause.id),
    ['A1', 'A1.1', 'A1.10', 'A2'],
  )
  deepEqual(clauses.at(-1), { id: 'A2', text: 'Four', later: 'someone', line: 5 })
  deepEqual(
    severities.map(severity => severity.id),
    ['high', 'low'],
  )
})

test('clause ids that look like numbers stay what they are, in their order', () => {
  const compiled = compile(
    'plan: p\ntitle: P\nversion: "1"\nseverities: {high: {}}\nclauses:\n  10: Ten\n  2: Two\n  1.10: Later\n  1.1: Sooner\n',
  )
  ok('plan' in compiled)
  deepEqual(
    compiled.plan.clauses.map(clause => clause.id),
    ['10', '2', '1.10', '1.1'],
  )
})

test('several keys of a condition must all hold, and yes is the answer yes', () => {
  const rule = ruleOf(`
facts: {leaked: {ask: Leaked?, by: commander}, users: {ask: How many?, kind: number, by: commander}}
obligations:
  - {id: one, do: task, by: commander, when: {severity: high, security: no, fact: {leaked: true, users: {over: 5, at-most: 9}}}}`)
  deepEqual(rule.when, {
    kind: 'all',
    of: [
      { kind: 'severity', in: ['high'] },
      { kind: 'none', of: [{ kind: 'security' }] },
      { kind: 'fact', fact: 'leaked', test: { is: ['yes'] } },
      { kind: 'fact', fact: 'users', test: { over: 5 } },
      { kind: 'fact', fact: 'users', test: { atMost: 9 } },
    ],
  })
})

test('a clock counts from where the source says, else from when the obligation applies', () => {
  const plan = `
obligations:
  - {id: one, do: task, by: commander, within: 1h}
  - {id: two, do: task, by: commander, from: {latest: [contained, {met: one}]}, aim: 2d}
  - {id: three, do: update, to: team, by: commander, from: declared, every: {aim: 2h, limit: 4h}, until: resolved}
  - {id: four, do: task, by: commander}`
  deepEqual(ruleOf(plan).clock?.from, { kind: 'applies' })
  deepEqual(ruleOf(plan, 'two').clock?.from, {
    kind: 'latest',
    of: [
      { kind: 'moment', moment: 'contained' },
      { kind: 'met', rule: 'one' },
    ],
  })
  deepEqual(ruleOf(plan, 'three').every?.from, { kind: 'moment', moment: 'declared' })
  deepEqual(ruleOf(plan, 'three').until, { kind: 'reached', moment: 'resolved' })
  equal(ruleOf(plan, 'four').clock, undefined)
})

test('a deadline that is only words is kept as those words, without a number', () => {
  const rule = ruleOf(
    'obligations: [{id: one, do: task, by: commander, from: aware, unmeasured: without undue delay}]',
  )
  deepEqual(rule.clock, {
    from: { kind: 'moment', moment: 'aware' },
    cases: [{ unmeasured: 'without undue delay' }],
    noLaterThan: [],
  })
})

test('C5.1 a playbook takes up what exists without repeating it, and adds what is new', () => {
  const plan = planOf(`
obligations:
  - {id: one, do: task, by: commander, cite: A1, when: {severity: high}}
playbooks:
  breach:
    cite: A1.10
    steps:
      - {same: one, cite: A1.1}
      - {id: two, do: task, by: commander, when: {severity: low}}`)
  const [one, two] = plan.rules
  deepEqual(one?.when, {
    kind: 'any',
    of: [
      { kind: 'severity', in: ['high'] },
      { kind: 'type', in: ['breach'] },
    ],
  })
  deepEqual(one?.cite, ['A1', 'A1.1'])
  deepEqual(two?.when, {
    kind: 'all',
    of: [
      { kind: 'type', in: ['breach'] },
      { kind: 'severity', in: ['low'] },
    ],
  })
  deepEqual(two?.cite, ['A1.10'])
  deepEqual([one?.playbooks, two?.playbooks], [['breach'], ['breach']])
  deepEqual(plan.playbooks?.[0]?.rules, ['one', 'two'])
})

test('an obligation that always applies still always applies when a playbook takes it up', () => {
  const rule = ruleOf(
    'obligations: [{id: one, do: task, by: commander}]\nplaybooks: {breach: {steps: [{same: one}]}}',
  )
  deepEqual(rule.when, { kind: 'always' })
})

test('a gate with complete fields waits for those that are required', () => {
  const plan = planOf(
    'record: {a: {required: yes}, b: {}, c: {required: true}}\ngates: {g: {before: close, fields: complete, waivable-by: commander}}',
  )
  deepEqual(plan.gates[0]?.fields, ['a', 'c'])
})

test('an element knows the line on which it begins', () => {
  const rule = ruleOf('obligations:\n\n  - id: one\n    do: task\n    by: commander\n')
  equal(rule.line, HEAD.split('\n').length + 2)
})

test('aliases repeat a value', () => {
  const plan = planOf(
    'obligations:\n  - {id: one, do: task, by: commander, when: &serious {severity: high}}\n  - {id: two, do: notes, by: commander, when: *serious}\n',
  )
  deepEqual(plan.rules[0]?.when, plan.rules[1]?.when)
})

test('a plan is plain JSON', () => {
  const plan = planOf('obligations: [{id: one, do: task, by: commander, within: 1h}]')
  deepEqual(JSON.parse(JSON.stringify(plan)), plan)
})

test('a source beyond the limit is refused without being read', () => {
  deepEqual(
    mistakesOf(' '.repeat(SOURCE_LENGTH_MAX + 1)).map(({ code }) => code),
    ['too-long'],
  )
})

test('aliases cannot multiply without end', () => {
  const rows = [...'abcdefgh'].map(
    (name, index, names) => `${name}: &${name} [${`*${names[index - 1] ?? 'x'},`.repeat(9)}]`,
  )
  const codes = mistakesOf(`x: &x [1]\n${rows.join('\n')}`).map(({ code }) => code)
  deepEqual(codes, ['too-many-values'])
})

test('of very many mistakes the first are told and the rest counted', () => {
  const mistakes = mistakesOf(
    `plan: p\ntitle: P\nversion: "1"\nseverities: {high: {}}\n${Array.from({ length: 500 }, (_, index) => `key${index}: 1`).join('\n')}`,
  )
  equal(mistakes.length, MISTAKES_MAX + 1)
  equal(mistakes.at(-1)?.code, 'too-many-mistakes')
  equal(mistakes.at(-1)?.message, '300 more mistakes are not shown.')
})

test('mistakes in one place do not hide those in another, and none is told twice', () => {
  const mistakes = mistakesOf(
    'plan: p\ntitle: P\nversion: 2\nseverities: {high: {title: 5, titel: x}}\nroles: {commander: {holders: [chef]}}\n',
  )
  deepEqual(
    mistakes.map(({ where }) => where),
    ['version', 'severities.high.title', 'severities.high.titel', 'roles.commander.holders[0]'],
  )
})

test('a mistake quotes hostile text on one line and cut short', () => {
  const [mistake] = mistakesOf(
    `plan: p\ntitle: P\nversion: "1"\nseverities: {high: {}}\n"evil\\n\\u202e${'x'.repeat(100)}": 1`,
  )
  equal(mistake?.message, `The plan has no key "evil\\n\\u202e${'x'.repeat(54)}…".`)
})

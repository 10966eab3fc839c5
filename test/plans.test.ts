import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'yaml'

import { compile } from '#/core/plan/compile.ts'
import type { Element, Plan } from '#/core/plan/plan.ts'

/** The clauses that wait for regulations as plan fragments. */
const LATER = ['C4.9', 'C4.10', 'C10.3']
const CLAUSES_FILE = new URL('../../shared/clauses.yaml', import.meta.url)
const noClausesFile = existsSync(CLAUSES_FILE)
  ? false
  : 'the list of clauses is not beside this checkout'

type Mode = 'model' | 'task' | 'clock' | 'act' | 'gate' | 'record' | 'measure' | 'program'
type ListedClause = { readonly id: string; readonly mode: Mode }

function bundled(name: string): Plan {
  const text = readFileSync(new URL(`../plans/${name}.yaml`, import.meta.url), 'utf8')
  const compiled = compile(text, { file: `plans/${name}.yaml` })
  if ('mistakes' in compiled) assert.fail(JSON.stringify(compiled.mistakes, null, 2))
  return compiled.plan
}

const creditnexus = bundled('creditnexus')
const tiered = bundled('tiered')
const PLANS = [creditnexus, tiered]

function citing(elements: readonly Element[], clause: string): boolean {
  return elements.some(
    element => element.marks.recordedOnly === undefined && element.cite.includes(clause),
  )
}

/** Whether a clause is carried by an element of the kind that its mode asks for: a clock has a clock, a gate holds something back. */
const CARRIERS: Readonly<Record<Mode, (plan: Plan, clause: string) => boolean>> = {
  model: (plan, clause) =>
    citing(
      [
        plan.severities,
        plan.types,
        plan.sources,
        plan.roles,
        plan.stages,
        plan.levels,
        plan.audiences,
      ].flat(),
      clause,
    ),
  task: (plan, clause) => citing(plan.rules, clause),
  clock: (plan, clause) =>
    citing(
      plan.rules.filter(rule => rule.clock !== undefined || rule.every !== undefined),
      clause,
    ),
  act: (plan, clause) => citing(plan.rules, clause),
  gate: (plan, clause) =>
    citing(
      [plan.gates, plan.templates.filter(template => template.parts.length > 0)].flat(),
      clause,
    ),
  record: (plan, clause) => citing(plan.fields, clause),
  measure: (plan, clause) => citing(plan.measures, clause),
  program: (plan, clause) => citing(plan.program, clause),
}

for (const plan of PLANS) {
  const carried = plan.clauses.filter(clause => clause.later === undefined).map(({ id }) => id)

  test(`${plan.id}: every clause that is not for later is carried by an element`, () => {
    const everything: readonly Element[] = [
      plan.severities,
      plan.types,
      plan.sources,
      plan.facts,
      plan.roles,
      plan.audiences,
      plan.templates,
      plan.stages,
      plan.rules,
      plan.gates,
      plan.levels,
      plan.fields,
      plan.measures,
      plan.program,
      plan.retention,
    ].flat()
    assert.deepEqual(
      carried.filter(clause => !citing(everything, clause)),
      [],
    )
  })

  test(
    `${plan.id}: its clauses are those of the source document, in its order`,
    {
      skip: noClausesFile,
    },
    () => {
      assert.deepEqual(
        plan.clauses.map(clause => clause.id),
        listed(plan).map(clause => clause.id),
      )
    },
  )

  test(
    `${plan.id}: each clause is carried by an element of the kind that it asks for`,
    {
      skip: noClausesFile,
    },
    () => {
      const wrong = listed(plan)
        .filter(({ id }) => !LATER.includes(id))
        .filter(({ id, mode }) => !CARRIERS[mode](plan, id))
      assert.deepEqual(wrong, [])
    },
  )

  test(`${plan.id}: everything with a limit says what happens when it is missed`, () => {
    const silent = plan.rules
      .filter(rule => (rule.clock?.within ?? rule.every?.limit) !== undefined)
      .filter(rule => rule.act.do !== 'escalate')
      .filter(rule => rule.late.escalate === undefined && rule.late.notify.length === 0)
    assert.deepEqual(
      silent.map(rule => rule.id),
      [],
    )
  })

  test(`${plan.id}: nothing that gates a step can be stuck for want of someone who may waive it`, () => {
    const roles = new Set(plan.roles.map(role => role.id))
    for (const gate of plan.gates) assert.ok(roles.has(gate.waivableBy), gate.id)
  })
}

function listed(plan: Plan): readonly ListedClause[] {
  const all = parse(readFileSync(CLAUSES_FILE, 'utf8')) as Readonly<Record<string, ListedClause[]>>
  return all[plan.id] ?? []
}

test('creditnexus: only the clauses that wait for the regulations are marked for later', () => {
  const later = creditnexus.clauses.filter(clause => clause.later !== undefined)
  assert.deepEqual(
    later.map(clause => [clause.id, clause.later]),
    LATER.map(id => [id, 'regimes']),
  )
})

test('no limit is in a plan that its document does not state', () => {
  const limits = (plan: Plan) =>
    plan.rules
      .map(rule => [rule.id, rule.clock?.within?.text ?? rule.every?.limit.text] as const)
      .filter(([, limit]) => limit !== undefined)
  assert.deepEqual(limits(creditnexus), [
    ['respond-critical', '15m'],
    ['respond-high', '1h'],
    ['respond-medium', '4h'],
    ['respond-low', '24h'],
    ['status-to-everyone', '1h'],
    ['regular-updates', '4h'],
    ['notify-members-concerned', '4h'],
    ['daily-status', '1d'],
    ['notify-customers', '72h'],
    ['report-to-authority', '72h'],
    ['escalate-breach', '1h'],
    ['acknowledge-report', '24h'],
  ])
  assert.deepEqual(limits(tiered), [['fix-critical-vulnerability', '24h']])
})

test('every clause that is not for later is named by a test, and no test names another', () => {
  const folder = new URL('./clauses/', import.meta.url)
  const sources = readdirSync(folder).map(name => readFileSync(new URL(name, folder), 'utf8'))
  // A test title, or the first word of a row of a table of tests, begins with the clause.
  const named = new Set(
    sources.flatMap(source => [...source.matchAll(/['"`]([CT]\d+\.\d+)\b/g)].map(([, id]) => id)),
  )
  const clauses = PLANS.flatMap(plan => plan.clauses)
  assert.deepEqual(
    clauses.filter(({ id, later }) => later === undefined && !named.has(id)),
    [],
  )
  const known = new Set(clauses.map(({ id }) => id))
  assert.deepEqual(
    [...named].filter(id => id !== undefined && !known.has(id)),
    [],
  )
})

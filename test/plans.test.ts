import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'yaml'

import { check } from '#/core/plan/check.ts'
import { coverage } from '#/core/plan/check/coverage.ts'
import type { ElementKind } from '#/core/plan/check/coverage.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'
import type { Span } from '#/core/time.ts'
import { bundledPlan, exampleDirectory } from './clauses/play.ts'

const creditnexus = bundledPlan('creditnexus')
const tiered = bundledPlan('tiered')
const PLANS = [creditnexus, tiered]

const CLAUSES_FILE = new URL('../../shared/clauses.yaml', import.meta.url)
const skip = existsSync(CLAUSES_FILE) ? false : 'the list of clauses is not beside this checkout'

type Mode = 'model' | 'task' | 'clock' | 'act' | 'gate' | 'record' | 'measure' | 'program'
type ListedClause = { readonly id: string; readonly mode: Mode }

function listed(plan: Plan): readonly ListedClause[] {
  const all = parse(readFileSync(CLAUSES_FILE, 'utf8')) as Readonly<Record<string, ListedClause[]>>
  return all[plan.id] ?? []
}

/** The kinds of element of which one at least must carry a clause of each mode. */
const CARRIERS: Readonly<Record<Mode, readonly ElementKind[]>> = {
  model: ['severity', 'type', 'source', 'role', 'stage', 'level', 'position'],
  task: ['obligation'],
  clock: ['obligation'],
  act: ['obligation'],
  // A template holds back what lacks one of its parts.
  gate: ['gate', 'template'],
  record: ['field'],
  measure: ['measure'],
  program: ['program'],
}

for (const plan of PLANS) {
  test(`${plan.id}: the check proves that every clause is carried, and finds no error`, () => {
    const findings = check(plan, exampleDirectory())
    assert.deepEqual(
      findings.filter(finding => finding.severity === 'error'),
      [],
    )
    for (const { clause, carriedBy, later } of coverage(plan))
      assert.ok(later !== undefined || carriedBy.length > 0, clause)
  })

  test(`${plan.id}: its clauses are those of the source document, in its order`, { skip }, () => {
    assert.deepEqual(
      plan.clauses.map(clause => clause.id),
      listed(plan).map(clause => clause.id),
    )
  })

  test(
    `${plan.id}: each clause is carried by an element of the kind that it asks for`,
    {
      skip,
    },
    () => {
      const table = new Map(coverage(plan).map(row => [row.clause, row.carriedBy]))
      for (const { id, mode } of listed(plan)) {
        const kinds = table.get(id)?.map(carrier => carrier.kind) ?? []
        assert.ok(
          kinds.some(kind => CARRIERS[mode].includes(kind)),
          `${id} wants a ${mode}, and is carried by ${kinds.join(', ')}`,
        )
        const clocked = plan.rules.filter(rule => rule.cite.includes(id))
        if (mode === 'clock')
          assert.ok(
            clocked.some(rule => rule.clock !== undefined || rule.every !== undefined),
            `${id} wants a clock`,
          )
      }
    },
  )

  test(`${plan.id}: everything with a limit says what happens when it is missed`, () => {
    const silent = plan.rules
      .filter(rule => limitOf(rule) !== undefined)
      .filter(rule => rule.act.do !== 'escalate')
      .filter(rule => rule.late.escalate === undefined && rule.late.notify.length === 0)
    assert.deepEqual(
      silent.map(rule => rule.id),
      [],
    )
  })
}

test('the check warns of what the documents themselves leave thin, and of nothing else', () => {
  const warnings = PLANS.flatMap(plan => check(plan, exampleDirectory()))
    .filter(finding => finding.severity === 'warning')
    .map(({ code, message }) => [code, message.split(':')[0]])
  assert.deepEqual(warnings, [
    ['role-alone', 'Only "Ana Silva" can hold the role "Chair of the review for technology"'],
    ['role-alone', 'Only "Hana Kovač" can hold the role "Chair of the review for operations"'],
  ])
})

test('no clause of the two source documents is left for later', () => {
  const clauses = PLANS.flatMap(plan => plan.clauses)
  assert.deepEqual(
    clauses.filter(clause => clause.later !== undefined),
    [],
  )
  assert.equal(clauses.length, 88)
})

/** The longest time that a rule may have. */
function limitOf({ clock, every }: Rule): Span | undefined {
  return [...((every ?? clock)?.cases ?? [])].findLast(it => it.within !== undefined)?.within
}

test('no limit is in a plan that its document does not state', () => {
  const limits = (plan: Plan) =>
    plan.rules
      // What a law gives is not for the document to state.
      .filter(rule => rule.regime === undefined)
      .map(rule => [rule.id, limitOf(rule)?.text] as const)
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

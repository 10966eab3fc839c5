import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { compile } from '#/core/plan/compile.ts'
import { diffPlans } from '#/core/plan/diff.ts'
import type { Plan } from '#/core/plan/plan.ts'

const SOURCE = readFileSync(new URL('../../../plans/tiered.yaml', import.meta.url), 'utf8')

function tiered(...edits: readonly (readonly [string, string])[]): Plan {
  let text = SOURCE
  for (const [from, to] of edits) {
    ok(text.includes(from), `the plan says "${from}"`)
    text = text.replace(from, to)
  }
  const compiled = compile(text)
  if ('mistakes' in compiled) throw new Error(JSON.stringify(compiled.mistakes))
  return compiled.plan
}

test('a plan does not differ from itself, nor from itself with comments and empty lines', () => {
  deepEqual(diffPlans(tiered(), tiered(['\nseverities:', '\n\n# A comment.\n\nseverities:'])), [])
})

test('T3.7 a shorter limit is shown with both times, and as stricter', () => {
  const [change, ...others] = diffPlans(tiered(), tiered(['within: 24h', 'within: 12h']))
  deepEqual(others, [])
  equal(change?.kind, 'changed')
  ok(change?.cites.includes('T3.7'))
  const [facet] = change?.facets ?? []
  equal(facet?.facet, 'time')
  ok(
    facet?.before?.includes('24 hours') && facet.after?.includes('12 hours'),
    JSON.stringify(facet),
  )
  equal(facet?.weight, 'stricter')
})

test('a promise that only has another name is renamed, and not gone', () => {
  const plan = tiered()
  const [first] = plan.rules
  ok(first)
  const renamed: Plan = {
    ...plan,
    rules: [{ ...first, id: 'quite-another' }, ...plan.rules.slice(1)],
  }
  const changes = diffPlans(plan, renamed)
  deepEqual(
    changes.map(({ kind, id }) => [kind, id]),
    [['renamed', 'quite-another']],
  )
})

test('what is new and what is gone says what it promises', () => {
  const plan = tiered()
  const fewer: Plan = { ...plan, rules: plan.rules.slice(1) }
  const [gone] = diffPlans(plan, fewer)
  equal(gone?.kind, 'removed')
  ok((gone?.facets[0]?.before ?? '').length > 10)
  const [added] = diffPlans(fewer, plan)
  equal(added?.kind, 'added')
  equal(added?.facets[0]?.after, gone?.facets[0]?.before)
})

test('what else the plan says is compared part by part', () => {
  const changes = diffPlans(tiered(), tiered(['zone: ', 'zone: Europe/Oslo # ']))
  deepEqual(
    changes.map(({ section, facets }) => [section, facets.map(it => it.facet)]),
    [['plan', ['zone']]],
  )
})

test('whatever element is changed, the difference is told', () => {
  const plan = tiered()
  const sections = Object.entries(plan).filter(
    ([, value]) => Array.isArray(value) && value.length > 0,
  )
  for (const [key, value] of sections) {
    if (key === 'rules') continue
    const [first, ...others] = value as readonly object[]
    const changed = {
      ...plan,
      [key]: [{ ...first, title: 'Another title', text: 'Another text' }, ...others],
    }
    equal(diffPlans(plan, changed as Plan).length, 1, key)
    equal(diffPlans(plan, { ...plan, [key]: others } as Plan).length, 1, `${key} without its first`)
  }
})

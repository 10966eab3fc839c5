import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { readScenario } from '#/core/exercise/scenario.ts'
import { simulate } from '#/core/exercise/simulate.ts'
import { silences } from '#/core/plan/check/silence.ts'
import { compile } from '#/core/plan/compile.ts'
import { msBetween } from '#/core/time.ts'

/**
 * What the check computes about silence against what the engine does when nobody ever answers: one page, so that nothing else
 * climbs the ladder.
 */
const PLAN = `
plan: silent
title: Silent plan
version: "1.0"
severities: {high: {}, low: {}}
types: {outage: {}}
sources: {monitoring: {machine: yes}}
positions: {first: {}, second: {}, third: {}, chief: {}, owner: {}}
roles: {commander: {holders: [first, second, third]}}
obligations: [{id: wake, do: page, to: commander}]
escalation:
  1: {members: [commander]}
  2: {members: [chief, second]}
  3: {members: [owner]}
`
const SCENARIO = readScenario(`
scenario: nobody answers
plan: silent
starts: 2026-03-02T02:00:00Z
people: {answer_pages: never}
steps: [{at: 0m, signal: {source: monitoring, title: Down}}]
until: 48h
`)

for (const paging of ['wait: 5m, rounds: 3', 'wait: 90s, rounds: 1', 'wait: 1h, rounds: 2'])
  test(`C7.1 with ${paging} silence wakes each level when the check says so`, () => {
    const compiled = compile(`${PLAN}paging: {${paging}}\n`)
    ok('plan' in compiled && 'scenario' in SCENARIO)
    const { setting, events } = simulate(compiled.plan, SCENARIO.scenario, { sha256: () => '' })
    const [silence] = silences(compiled.plan, setting.directory)
    const [first] = events
    ok(silence !== undefined && first !== undefined)
    const woken = events.flatMap(event =>
      event.type === 'escalated' ? [[event.level, msBetween(first.at, event.at)]] : [],
    )
    deepEqual(woken, silence.steps.map(({ level, afterMs }) => [level, afterMs]))
    // From here on those asked last are asked again and again.
    const asked = events.find(event => event.type === 'page-ended' && event.page.startsWith('level-3/'))
    ok(asked !== undefined)
    equal(msBetween(first.at, asked.at), silence.endsAfterMs)
  })

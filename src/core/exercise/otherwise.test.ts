import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isSame, otherwise } from '#/core/exercise/otherwise.ts'
import { readScenario } from '#/core/exercise/scenario.ts'
import { simulate } from '#/core/exercise/simulate.ts'
import { compile } from '#/core/plan/compile.ts'
import type { Setting } from '#/core/setting.ts'
import { REGIMES } from '../../../test/kit/regimes.ts'
import { bundled, sha256 } from '../../../test/kit/setting.ts'

const SCENARIOS = new URL('../../../scenarios/', import.meta.url)
const SOURCE = new URL('../../../plans/creditnexus.yaml', import.meta.url)

function played(name: string) {
  const read = readScenario(readFileSync(new URL(`${name}.yaml`, SCENARIOS), 'utf8'))
  if ('mistakes' in read) throw new Error(`${name} is no scenario`)
  const { setting, events } = simulate(bundled('creditnexus'), read.scenario, { sha256 })
  return { setting, past: { id: 'INC-1', log: events } }
}

/** The plan with one thing written otherwise. */
function changed(setting: Setting, from: string, to: string): Setting {
  const source = readFileSync(SOURCE, 'utf8')
  ok(source.includes(from), `the plan says "${from}"`)
  const compiled = compile(source.replace(from, to), { regimes: REGIMES })
  if ('mistakes' in compiled) throw new Error(JSON.stringify(compiled.mistakes))
  return { ...setting, plan: compiled.plan }
}

test('under the same plan nothing would have gone differently', () => {
  const { setting, past } = played('ransomware-at-night')
  ok(isSame(otherwise(past, setting, setting)))
})

test('C4.2 a shorter limit shows the incident of the past that would have missed it sooner', () => {
  const { setting, past } = played('ransomware-at-night')
  const limit = 'from: {newest: [declared, entered]}\n    within: 1h'
  const sooner = changed(setting, limit, limit.replace('1h', '30m'))
  const { promises, refused } = otherwise(past, setting, sooner)
  const status = promises.find(it => it.obligation === 'status-to-everyone')
  equal(status?.was?.due, '2026-03-01T03:00:00.000Z')
  equal(status?.now?.due, '2026-03-01T02:30:00.000Z')
  deepEqual(refused, [])
})

test('what people did and the other plan would not have let them do is named', () => {
  const { setting, past } = played('reclassified-twice')
  const stricter = changed(
    setting,
    'labels: [critical,',
    'floor: {reached: detected}\n    labels: [critical,',
  )
  const { refused } = otherwise(past, setting, stricter)
  deepEqual(new Set(refused.map(it => it.code)), new Set(['below-floor']))
})

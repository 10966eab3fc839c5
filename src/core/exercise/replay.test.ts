import { deepEqual } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { replay } from '#/core/exercise/replay.ts'
import { readScenario } from '#/core/exercise/scenario.ts'
import { simulate } from '#/core/exercise/simulate.ts'
import type { Simulation } from '#/core/exercise/simulate.ts'
import { bundled, sha256 } from '../../../test/kit/setting.ts'

const SCENARIOS = new URL('../../../scenarios/', import.meta.url)

function played(name: string): Simulation {
  const read = readScenario(readFileSync(new URL(name, SCENARIOS), 'utf8'))
  if ('mistakes' in read) throw new Error(`${name} is no scenario`)
  return simulate(
    bundled(read.scenario.plan === 'tiered' ? 'tiered' : 'creditnexus'),
    read.scenario,
    { sha256 },
  )
}

for (const name of readdirSync(SCENARIOS).filter(file => file.endsWith('.yaml')))
  test(`what people did in ${name}, done again under the same plan, comes to the same log`, () => {
    const { setting, events, ended } = played(name)
    const again = replay(setting, events, { id: 'INC-1', until: ended })
    deepEqual(again.events, events)
    deepEqual(again.refused, [])
  })

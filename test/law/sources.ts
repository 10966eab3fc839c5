import assert from 'node:assert/strict'

import { readShape } from '#/core/plan/source/read.ts'
import { REGIME_FORM } from '#/core/plan/source/regime.ts'
import type { RegimeSource } from '#/core/plan/source/regime.ts'
import { readYaml } from '#/core/plan/yaml.ts'
import { REGIMES } from '../kit/regimes.ts'

/** The bundled regimes as their files have them, before a plan switches them on. */
export const SOURCES: readonly RegimeSource[] = REGIMES.names.map(sourceOf)

function sourceOf(name: string): RegimeSource {
  const { text = '' } = REGIMES.read(name) ?? {}
  const yaml = readYaml(text, ['cite'])
  assert.ok('source' in yaml, name)
  const { source, mistakes } = readShape(yaml.source, REGIME_FORM)
  assert.deepEqual(mistakes, [], name)
  return source
}

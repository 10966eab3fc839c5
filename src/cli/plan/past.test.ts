import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { pastsIn } from '#/cli/plan/past.ts'
import { sha256 } from '#/cli/sha256.ts'
import { GENESIS, seal } from '#/core/evidence/chain.ts'
import { writeEntry } from '#/core/evidence/pack.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { instant } from '#/core/time.ts'

const LOG: readonly IncidentEvent[] = [
  { type: 'noted', text: 'We look', at: instant('2026-03-02T09:00Z'), by: 'ana' },
  { type: 'closed', at: instant('2026-03-02T10:00Z'), by: 'ana' },
]

function pack(): string {
  let previous = GENESIS
  const lines = LOG.map((event, index) => {
    const place = { incident: 'INC-7', version: index + 1, previous }
    const sealed = seal({ sha256, newSalt: () => 'salt' }, place, event)
    previous = sealed.hash
    return writeEntry({ line: 'event', incident: 'INC-7', version: index + 1, ...sealed })
  })
  return `${lines.join('\n')}\n`
}

test('the logs of an exported pack are read, texts in their places', () => {
  deepEqual(pastsIn(pack()), [{ id: 'INC-7', log: LOG }])
})

test('the log of a simulation is read from its document', () => {
  const document = {
    incident: { id: 'INC-1' },
    log: LOG.map((event, index) => ({ version: index + 1, ...event })),
  }
  equal(pastsIn(JSON.stringify(document))?.[0]?.id, 'INC-1')
})

for (const text of ['', 'plan: x', '{}', '[]', 'null', '{"log": []}'])
  test(`"${text}" holds no incidents`, () => equal(pastsIn(text), undefined))

import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readCorpus, skipWithout } from './corpus.ts'
import { differentEvents, labelledEvents, scoreOf, shippedRules } from './security-rules.ts'

const WANTED = 0.95

const rules = shippedRules()

test('the rules for security events can be read, and no id is there twice in the folder', () => {
  ok(rules.length > 100)
  equal(new Set(rules.map(({ id }) => id)).size, rules.length)
})

test('no rule holds for an event that says nothing, or for one of another kind', () => {
  const others = [{}, [], null, 'text', { alerts: [] }, { title: 'Disk full', status: 'firing' }]
  for (const other of others)
    for (const { id, holds } of rules) equal(holds(other), false, `${id} ${JSON.stringify(other)}`)
})

test(
  'of labelled events the rules find 0.95, and 0.95 of what they find is worth it',
  { skip: skipWithout('security-events') },
  () => {
    const labelled = labelledEvents(readCorpus('security-events', /\.jsonl$/), rules)
    for (const events of [labelled, differentEvents(labelled)]) {
      const { recall, precision } = scoreOf(events)
      ok(recall >= WANTED, `recall ${recall}`)
      ok(precision >= WANTED, `precision ${precision}`)
    }
  },
)

import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { belongsTo, forgetWritten } from './whose.ts'

function storeOf(kept: Readonly<Record<string, string>>) {
  const map = new Map(Object.entries(kept))
  return {
    map,
    getItem: (name: string) => map.get(name) ?? null,
    setItem: (name: string, value: string) => void map.set(name, value),
    removeItem: (name: string) => void map.delete(name),
    key: (index: number) => [...map.keys()][index] ?? null,
    get length() {
      return map.size
    },
  }
}

const KEPT = {
  'tocsin.draft.inc-1.note': 'half a sentence',
  'tocsin.draft.plan.creditnexus': 'plan: creditnexus',
  'tocsin.asked.inc-1.note.{}': 'a key',
  'tocsin.language': 'de',
}

test('drafts wait for the one who wrote them', () => {
  const store = storeOf(KEPT)
  belongsTo('ana', store)
  belongsTo('ana', store)
  deepEqual([...store.map.keys()].toSorted(), [...Object.keys(KEPT), 'tocsin.person'].toSorted())
})

test('the next one at this browser finds the language, and nothing that was written', () => {
  const store = storeOf(KEPT)
  belongsTo('ana', store)
  belongsTo('bo', store)
  deepEqual(Object.fromEntries(store.map), { 'tocsin.language': 'de', 'tocsin.person': 'bo' })
})

test('whoever signs out leaves nothing behind that was written', () => {
  const store = storeOf(KEPT)
  forgetWritten(store)
  deepEqual([...store.map.keys()], ['tocsin.language'])
})

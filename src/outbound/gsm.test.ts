import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { fitted, partsOf, plainForPhones } from './gsm.ts'

test('parts are counted as carriers count them', () => {
  equal(partsOf('a'.repeat(160)), 1)
  equal(partsOf('a'.repeat(161)), 2)
  equal(partsOf('a'.repeat(306)), 2)
  equal(partsOf('a'.repeat(307)), 3)
  equal(partsOf('€'.repeat(80)), 1)
  equal(partsOf('€'.repeat(81)), 2)
  equal(partsOf('世'.repeat(70)), 1)
  equal(partsOf('世'.repeat(71)), 2)
})

test('what telephones lack becomes plain, and another script stays as it is', () => {
  equal(
    plainForPhones('Grüße – „schön“ … señor Ňovák'),
    'Grüße - "schön" ... señor Novák'.replace('á', 'a'),
  )
  equal(plainForPhones('サーバーが落ちました'), 'サーバーが落ちました')
})

test('what has to be said last is said, however long the rest is', () => {
  for (const text of ['x'.repeat(5_000), '🚒'.repeat(500), '{'.repeat(400), ''])
    for (const tail of ['\nReply 1\nhttps://tocsin.example/incidents/12', '']) {
      const whole = fitted(text, tail, 2)
      ok(whole.endsWith(tail) && partsOf(whole) <= 2 && whole.isWellFormed(), whole)
    }
})

import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { kill } from '../../bench/kill.ts'

test('no alert that was answered with success is lost when the server is killed', async () => {
  const { acknowledged, lost } = await kill('tocsin', 500)
  ok(acknowledged > 0)
  equal(lost, 0)
})

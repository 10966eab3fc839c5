import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { plusMs } from '#/core/time.ts'
import { appendMany } from '#/store/append.ts'
import { transaction } from '#/store/db.ts'
import { claimDueWakes, deferWake, nextWakeAt } from '#/store/wake.ts'
import { freshDatabase } from '../kit/database.ts'
import { append, at, begin, closed, notary, OPEN } from './logs.ts'

const { pool } = await freshDatabase()

const wakes = { soon: 1, now: 0, before: -5, never: undefined }
for (const [id, ms] of Object.entries(wakes)) {
  const wakeAt = ms === undefined ? undefined : plusMs(at, ms)
  await append(pool, await begin(pool, id), 0, [], { standing: { ...OPEN, wakeAt } })
}

test('what is due is claimed, the longest waiting first, up to and at its instant', async () => {
  equal(await nextWakeAt(pool), plusMs(at, -5))
  const claimed = await transaction(pool, tx => claimDueWakes(tx, { now: at, limit: 10 }))
  deepEqual(
    claimed.map(({ id, version, wakeAt }) => [id, version, wakeAt]),
    [
      ['before', 0, plusMs(at, -5)],
      ['now', 0, at],
    ],
  )
})

test('two nodes share what is due; a node that dies has done nothing', async () => {
  const seen = await transaction(pool, async one => {
    const mine = await claimDueWakes(one, { now: at, limit: 1 })
    const yours = await transaction(pool, two => claimDueWakes(two, { now: at, limit: 10 }))
    return [mine, yours].map(heads => heads.map(({ id }) => id))
  })
  deepEqual(seen, [['before'], ['now']])
  const again = await transaction(pool, tx => claimDueWakes(tx, { now: at, limit: 10 }))
  equal(again.length, 2)
})

test('what was done in the claim moves the instant on, in one transaction', async () => {
  await transaction(pool, async tx => {
    const due = await claimDueWakes(tx, { now: at, limit: 10 })
    const appends = due.map(({ id, version }) => ({
      incidentId: id,
      expectedVersion: version,
      events: [closed],
      standing: OPEN,
      messages: [],
    }))
    const answers = await appendMany(tx, notary, appends, at)
    equal(
      answers.every(({ conflict }) => !conflict),
      true,
    )
  })
  equal(await nextWakeAt(pool), plusMs(at, 1))
  equal(await deferWake(pool, 'soon', plusMs(at, 9)), true)
  equal(await nextWakeAt(pool), plusMs(at, 9))
})

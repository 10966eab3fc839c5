import { test } from 'node:test'
import { createSleeper } from '#/app/deliver/sleeper.ts'

const AN_HOUR_MS = 3_600_000

test('a sleep ends when it is called', async () => {
  const sleeper = createSleeper()
  const slept = sleeper.sleep(AN_HOUR_MS)
  sleeper.wake()
  await slept
})

test('a call that came just before is not slept through', async () => {
  const sleeper = createSleeper()
  sleeper.wake()
  await sleeper.sleep(AN_HOUR_MS)
})

test('one call ends one sleep', async () => {
  const sleeper = createSleeper()
  sleeper.wake()
  sleeper.wake()
  await sleeper.sleep(AN_HOUR_MS)
  await sleeper.sleep(1)
})

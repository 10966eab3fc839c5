import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { instant, plusMs } from '#/core/time.ts'
import { startLoop } from '#/app/loop.ts'

const NOW = instant('2026-03-02T09:00Z')
const PAUSE_MS = 4_000

/** A loop whose turns end when the test says so. */
function begin() {
  let turns = 0
  let endTurn: () => void = () => {}
  const turn = () => {
    turns++
    return new Promise<number>(resolve => {
      endTurn = () => resolve(PAUSE_MS)
    })
  }
  const loop = startLoop(() => NOW, turn)
  return {
    loop,
    turns: () => turns,
    endTurn: () => {
      endTurn()
      return setImmediate()
    },
    stop: () => {
      endTurn()
      return loop.stop()
    },
  }
}

test('a sleeping loop is woken for what is due before it would wake by itself, and for nothing else', async () => {
  const { loop, turns, endTurn, stop } = begin()
  await endTurn()
  loop.poke(plusMs(NOW, PAUSE_MS))
  await setImmediate()
  equal(turns(), 1)
  loop.poke(plusMs(NOW, PAUSE_MS - 1))
  await setImmediate()
  equal(turns(), 2)
  await stop()
})

test('a poke that comes while a turn is running is not slept through', async () => {
  const { loop, turns, endTurn, stop } = begin()
  loop.poke(plusMs(NOW, PAUSE_MS))
  await endTurn()
  equal(turns(), 1)
  loop.poke()
  await setImmediate()
  loop.poke(plusMs(NOW, 1))
  await endTurn()
  equal(turns(), 3)
  await stop()
})

import { equal, ok } from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { LIMITS, LIMITS_REACH_MS, roomFor } from '#/core/paging/limits.ts'
import { instant, plusMs, toMs } from '#/core/time.ts'

const NOW = instant('2026-03-01T02:00:00Z')
const SMS = LIMITS.sms ?? []
const ago = (...seconds: readonly number[]) => seconds.map(second => plusMs(NOW, -second * 1_000))

suite('how much may reach one person over one channel', () => {
  test('one text message a minute, five in a quarter of an hour', () => {
    equal(roomFor(SMS, [], NOW).count, 1)
    equal(roomFor(SMS, ago(59), NOW).count, 0)
    equal(roomFor(SMS, ago(59), NOW).from, plusMs(NOW, 1_000))
    equal(roomFor(SMS, ago(60), NOW).count, 1)
    const five = roomFor(SMS, ago(100, 200, 300, 400, 500), NOW)
    equal(five.count, 0)
    equal(five.from, plusMs(NOW, 400_000))
  })

  test('machines are read to without a limit', () => {
    equal(LIMITS.webhook, undefined)
    equal(LIMITS.log, undefined)
  })

  test('whoever sends as much as there is room, when there is, keeps every limit, and always gets on', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(LIMITS)),
        fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 60 }),
        (limits, pauses) => {
          let now = NOW
          const sent: (typeof NOW)[] = []
          for (const pause of pauses) {
            now = plusMs(now, pause)
            const room = roomFor(limits, sent, now)
            if (room.count === 0) ok(room.from > now && roomFor(limits, sent, room.from).count > 0)
            if (room.count === 0) now = room.from
            sent.push(now)
            for (const { count, withinMs } of limits)
              ok(sent.filter(at => toMs(at) > toMs(now) - withinMs).length <= count)
          }
        },
      ),
    )
  })

  test('nothing is looked at that is older than what is remembered', () => {
    for (const limits of Object.values(LIMITS))
      for (const { withinMs } of limits) ok(withinMs <= LIMITS_REACH_MS)
  })
})

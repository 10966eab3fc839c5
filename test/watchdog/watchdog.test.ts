// The watchdog against a real database that is there, away, or left lying, with operators who write down what they are told.
import { equal, match } from 'node:assert/strict'
import { suite, test } from 'node:test'
import { EMPTY_DIRECTORY } from '#/core/directory.ts'
import type { Directory } from '#/core/directory.ts'
import { createWatching } from '#/app/watchdog/watchdog.ts'
import type { WatchdogNeeds } from '#/app/watchdog/watchdog.ts'
import type { Destination, Message } from '#/outbound/message.ts'
import { openPool } from '#/store/db.ts'
import { freshDatabase } from '../kit/database.ts'
import { clock, declare, messageTo, put } from '../outbound/outbox.ts'

const { pool } = await freshDatabase()
const SILENT = { info() {}, warn() {}, error() {} }
const OPERATORS: Directory = {
  ...EMPTY_DIRECTORY,
  people: new Map([['omar', { id: 'omar', name: 'Omar', email: 'omar@acme.example' }]]),
  groups: new Map([['operators', ['omar']]]),
}

function scene(given: Partial<WatchdogNeeds> = {}) {
  const time = clock()
  let elapsed = 0
  const told: Message[] = []
  const calls: string[] = []
  const mail: Destination = {
    channel: 'email',
    async send(message) {
      told.push(message)
      return { delivered: true }
    },
  }
  const watching = createWatching({
    pool,
    now: time.now,
    elapsedMs: () => elapsed,
    destinations: [mail],
    directory: async () => OPERATORS,
    publicUrl: 'https://tocsin.acme.example',
    log: SILENT,
    loops: {},
    hasPlan: () => true,
    alertsWaiting: () => 0,
    disk: async () => undefined,
    heldUpMs: () => 0,
    heartbeat: async () => {
      calls.push(time.now())
    },
    ...given,
  })
  return {
    time,
    told,
    calls,
    watching,
    /** Looks, as often as the loop would, until so much real time is over. */
    lookFor: async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 10_000) {
        await watching.look()
        elapsed += 10_000
        time.pass(10_000)
      }
      await watching.settled()
    },
  }
}

suite('the watchdog', () => {
  test('while all is well nobody is told, and the outside is called once a minute', async () => {
    const { lookFor, told, calls } = scene()
    await lookFor(300_000)
    equal(told.length, 0)
    equal(calls.length, 5)
  })

  test('a database that is away wakes whoever the directory named before, and lets the outside ring', async () => {
    const away = openPool({ host: '127.0.0.1', port: 1 }, () => {})
    let isAway = false
    const { lookFor, told, calls } = scene({
      pool: Object.assign(Object.create(pool), {
        query: (...asked: Parameters<typeof pool.query>) => (isAway ? away : pool).query(...asked),
      }),
      directory: async () => {
        if (isAway) throw new Error('the database is away')
        return OPERATORS
      },
    })
    await lookFor(10_000)
    isAway = true
    await lookFor(20_000)
    equal(told.length, 0, 'a restart is over by then')
    await lookFor(20_000)
    equal(told.length, 1)
    match(told[0]?.subject ?? '', /in trouble: database/)
    match(told[0]?.text ?? '', /nothing is lost/)
    equal(told[0]?.to.address, 'omar@acme.example')
    const called = calls.length
    await lookFor(600_000)
    equal(calls.length, called, 'the outside rings by itself')
    equal(told.length, 2, 'told again after ten minutes')
    isAway = false
    await lookFor(20_000)
    match(told.at(-1)?.subject ?? '', /recovered: database/)
    equal(calls.length, called + 1)
    await away.end()
  })

  test('a message that nobody delivers shows that the loop is dead, though it says that it lives', async () => {
    const { lookFor, told, time, watching } = scene({ loops: { deliver: { isAlive: () => true } } })
    const incident = await declare(pool, 'inc-left-lying')
    await put(pool, incident, messageTo(['omar'], { at: time.now() }))
    await lookFor(60_000)
    equal(told.length, 0)
    await lookFor(40_000)
    match(told[0]?.subject ?? '', /in trouble: messages/)
    equal((await watching.examine()).find(({ check }) => check === 'messages')?.state, 'bad')
    await pool.query('truncate outbox')
  })

  test('an address outside that does not take the call is a doubt, and is called again at the next look', async () => {
    let calls = 0
    const { lookFor, told, watching } = scene({
      heartbeat: async () => {
        calls += 1
        throw new Error('The address answered 500.')
      },
    })
    await lookFor(30_000)
    equal(calls, 3)
    equal(told.length, 0)
    const found = (await watching.examine()).find(({ check }) => check === 'outside heartbeat')
    match(found?.found ?? '', /answered 500/)
  })
})

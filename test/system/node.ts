// One node: the whole system, doors and all, as a process of its own that can be frozen, on a clock that runs fast. Reads
// what it is to do from its argument.
import { setInterval } from 'node:timers'
import { pino } from 'pino'
import { readSettings } from '#/app/settings.ts'
import { fromMs } from '#/core/time.ts'
import { createEmail } from '#/outbound/email.ts'
import { parseSmtpUrl } from '#/outbound/smtp-url.ts'
import { startSystem } from '#/system.ts'
import { mintToken } from '#/app/access/tokens.ts'
import { REGIMES } from '../kit/regimes.ts'
import type { NodeOrders } from './nodes.ts'

const orders = JSON.parse(process.argv[2] ?? '') as NodeOrders
const nowMs = () => orders.clock.from + (Date.now() - orders.clock.real) * orders.clock.speed
const now = () => fromMs(Math.floor(nowMs()))

const smtp = parseSmtpUrl(orders.smtp)
if ('problem' in smtp) throw new Error(smtp.problem)
const email = createEmail({ smtp, from: { name: 'Tocsin', address: 'tocsin@example.org' } })
const read = readSettings({ PORT: '0', DATABASE_URL: orders.databaseUrl })
if ('problems' in read) throw new Error(read.problems.join('\n'))

const system = await startSystem({
  settings: read.settings,
  connection: { connectionString: orders.databaseUrl },
  destinations: [email],
  nowMs: () => Math.floor(nowMs()),
  elapsedMs: () => performance.now(),
  random: Math.random,
  log: pino({ level: 'fatal' }),
  regimes: REGIMES,
  prepare: async () => {},
})
const { shell } = system
const operator = await mintToken(shell, { name: now(), scopes: ['admin'] })
const intake = await mintToken(shell, { name: now(), scopes: ['signal:write', 'signal:read'] })

// Its loops sleep by the real clock, so they are woken as often as the fast one asks.
const poking = setInterval(() => {
  shell.notices.publish({ kind: 'outbox' })
  shell.notices.publish({ kind: 'wake', at: now() })
}, 50)

process.on('SIGTERM', () => {
  const end = async () => {
    clearInterval(poking)
    await system.stop()
    email.close?.()
    process.disconnect?.()
  }
  void end()
})
process.send?.({
  address: system.address,
  operatorToken: operator.secret,
  intakeToken: intake.secret,
})

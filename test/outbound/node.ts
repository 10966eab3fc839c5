// One node as a process of its own, so that it can be frozen and killed. Reads what it is to do from its argument.
import { setInterval } from 'node:timers'
import { fromMs } from '#/core/time.ts'
import { createEmail } from '#/outbound/email.ts'
import type { Destination } from '#/outbound/message.ts'
import { parseSmtpUrl } from '#/outbound/smtp-url.ts'
import { openPool } from '#/store/db.ts'
import { deliverWith, directoryOf, logTo, recordReceipts, type Line } from './outbox.ts'
import type { NodeOrders, Point } from './nodes.ts'

const orders = JSON.parse(process.argv[2] ?? '') as NodeOrders

// The clock is handed in here too: it runs fast, so that a claim of a minute lapses in one.
const now = () => fromMs(orders.clock.from + (Date.now() - orders.clock.real) * orders.clock.speed)

/** Does to this very process what the test ordered, at the point that it ordered. */
let struck = false
function reach(point: Point): void {
  if (struck || orders.strike?.at !== point) return
  struck = true
  process.send?.(point)
  process.kill(process.pid, orders.strike.signal)
}

const smtp = parseSmtpUrl(orders.smtp)
if ('problem' in smtp) throw new Error(smtp.problem)
const email = createEmail({ smtp, from: { name: 'Tocsin', address: 'tocsin@example.org' } })
const struckEmail: Destination = {
  channel: 'email',
  async send(message, signal) {
    const outcome = await email.send(message, signal)
    reach('sent')
    return outcome
  },
}

const pool = openPool(orders.connection, error => {
  throw error
})
const lines: Line[] = []
const people = directoryOf(orders.people.map(id => ({ id, name: id, email: `${id}@example.org` })))
const deliver = deliverWith({
  pool,
  now,
  destinations: [struckEmail],
  people,
  log: logTo(lines),
  directory: async () => {
    reach('claimed')
    return people
  },
  recordReceipts: async (tx, id, receipts) => {
    await recordReceipts(tx, id, receipts)
    reach('recording')
  },
})
deliver.start()
const poking = setInterval(() => deliver.poke(), 50)

process.on('SIGTERM', () => {
  const end = async () => {
    clearInterval(poking)
    await deliver.stop()
    email.close?.()
    await pool.end()
    process.disconnect?.()
  }
  void end()
})
process.send?.('started')

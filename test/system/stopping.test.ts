// Told to end, the program finishes what is under way, answers it, and ends at once with exit code 0.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { freshDatabase } from '../kit/database.ts'
import { ask, newDataDirectory, removeDirectory, startProgram } from '../kit/program.ts'
import type { Program } from '../kit/program.ts'
import { startMailServer } from '../outbound/mail-server.ts'
import { knownValues, postAlerts } from './alerts.ts'
import { until, urlOf } from './starts.ts'

const { connection } = await freshDatabase()
const DATABASE_URL = urlOf(connection)
const mail = await startMailServer()
const directory = newDataDirectory()
const DIRECTORY = readFileSync(join(import.meta.dirname, '../../directory.example.yaml'), 'utf8')
after(async () => {
  await mail.close()
  removeDirectory(directory)
})

/** An idle stop takes a tenth of a second; this leaves room for a machine that has other things to do. */
const IDLE_STOP_MS_MAX = 3_000
/** What clients hold open is cut after five seconds. */
const HELD_STOP_MS_MAX = 9_000

const start = () =>
  startProgram({ DATABASE_URL, TOCSIN_SMTP_URL: mail.url, TOCSIN_LOG_LEVEL: 'warn' }, directory)

async function stopTakes(program: Program): Promise<number> {
  const from = performance.now()
  equal(await program.stop(), 0, program.lines.join('\n'))
  return performance.now() - from
}

test('nothing that is merely open keeps it: connections kept alive, a live stream, a mail server', async () => {
  const program = await start()
  equal((await ask(program, 'POST', '/api/directory', { body: DIRECTORY })).status, 201)
  equal(await postAlerts(program, [{ alertname: 'Down', severity: 'critical' }]), 200)
  await mail.arrivals(1)
  const watching = await fetch(new URL('/api/live', program.address), {
    headers: { authorization: `Bearer ${program.operatorToken}` },
  })
  const idle = connect(Number(new URL(program.address).port), '127.0.0.1')
  await once(idle, 'connect')
  const ended = once(idle, 'close')
  const took = await stopTakes(program)
  ok(took < IDLE_STOP_MS_MAX, `it took ${took} ms`)
  await watching.text()
  await ended
})

test('a client that never finishes its request holds it up for a few seconds only', async () => {
  const program = await start()
  const socket = connect(Number(new URL(program.address).port), '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write('POST /api/incidents HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{')
  await pause(100)
  const took = await stopTakes(program)
  ok(took < HELD_STOP_MS_MAX, `it took ${took} ms`)
})

test('in the middle of a storm it answers what it took, refuses the rest, and all that it took is there', async () => {
  const program = await start()
  const taken: string[] = []
  let stopped = false
  const post = async (sender: number) => {
    for (let count = 0; !stopped; count++) {
      const instances = Array.from({ length: 20 }, (_, index) => `${sender}-${count}-${index}`)
      const alerts = instances.map(instance => ({ alertname: 'Storm', instance }))
      const status = await postAlerts(program, alerts).catch(() => 0)
      if (status === 200) taken.push(...instances)
      else if (status === 0) return
    }
  }
  const senders = [1, 2, 3, 4].map(post)
  await until('a few hundred alerts are taken', () => taken.length > 400)
  const took = await stopTakes(program)
  stopped = true
  await Promise.all(senders)
  ok(took < HELD_STOP_MS_MAX, `it took ${took} ms`)
  const next = await start()
  const known = await knownValues(next, 'instance')
  deepEqual(
    taken.filter(instance => !known.has(instance)),
    [],
    'everything that was answered with success is there',
  )
  equal(await next.stop(), 0)
})

test('Ctrl-C that comes twice, from the terminal and from npm, is one', async () => {
  const program = await start()
  process.kill(program.pid, 'SIGINT')
  process.kill(program.pid, 'SIGINT')
  equal(await program.stop(), 0, program.lines.join('\n'))
})

// The database goes away under a running program and comes back: nobody is told anything false meanwhile, nothing that was
// answered with success is lost, and everything goes on by itself.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { startPostgres } from '#/store/postgres/start.ts'
import type { Postgres } from '#/store/postgres/start.ts'
import { ask, newDataDirectory, removeDirectory, startProgram } from '../kit/program.ts'
import type { Program } from '../kit/program.ts'
import { readMail, startMailServer } from '../outbound/mail-server.ts'
import type { Answers } from '../outbound/mail-server.ts'
import { knownValues, postAlerts } from './alerts.ts'
import { processesOf, sentOf } from './record.ts'
import { until, urlOf } from './starts.ts'

const DIRECTORY = readFileSync(join(import.meta.dirname, '../../directory.example.yaml'), 'utf8')
/** Stopped as asked and not killed, so that nothing hangs on the disk here. */
const settings = { fsync: 'off' }

const dataDirectory = newDataDirectory()
const databaseDirectory = newDataDirectory()
// The user that PostgreSQL runs under when we are root must pass.
chmodSync(databaseDirectory, 0o711)
const answers: Answers = {}
const mail = await startMailServer(answers)
let postgres: Postgres
let program: Program

const startDatabase = () => startPostgres({ dataDirectory: databaseDirectory, settings })

before(async () => {
  postgres = await startDatabase()
  const DATABASE_URL = urlOf(postgres.connection)
  const environment = { DATABASE_URL, TOCSIN_SMTP_URL: mail.url, TOCSIN_LOG_LEVEL: 'warn' }
  program = await startProgram(environment, dataDirectory)
  equal((await ask(program, 'POST', '/api/directory', { body: DIRECTORY })).status, 201)
})
after(async () => {
  equal(await program.stop(), 0)
  await postgres.stop()
  await mail.close()
  removeDirectory(dataDirectory)
  removeDirectory(databaseDirectory)
})

const ready = async () => (await fetch(new URL('/readyz', program.address))).status
const alert = (instance: string) => [
  { alertname: `Down-${instance}`, instance, severity: 'critical' },
]
const messageIds = () => mail.mails.map(({ raw }) => readMail(raw).headers.get('message-id') ?? '')

test('while it is away intake says "try again", and everything is taken up where it was left', async () => {
  equal(await postAlerts(program, alert('before')), 200)
  await mail.arrivals(1)
  const { answer } = await ask(program, 'GET', '/api/incidents')
  const [incident] = (answer as { incidents: readonly { id: string }[] }).incidents
  ok(incident !== undefined)
  const path = `/api/incidents/${incident.id}`
  // A mail that is on its way when the database goes: its end is known to this process alone.
  let release = () => {}
  answers.hold = new Promise(resolve => {
    release = resolve
  })
  const before = mail.mails.length
  equal((await ask(program, 'POST', `${path}/escalate`, ESCALATE)).status, 200)
  await mail.arrivals(before + 1)

  await postgres.stop()
  release()
  delete answers.hold
  equal(await ready(), 503)
  const asked = performance.now()
  equal(await postAlerts(program, alert('during')), 503)
  ok(performance.now() - asked < 5_000, 'whoever posts does not wait long for it')
  equal((await ask(program, 'GET', '/api/incidents')).status, 503)
  equal((await note(path)).status, 503)
  await pause(4_000)
  equal(await ready(), 503)

  postgres = await startDatabase()
  await until('it is ready again', async () => (await ready()) === 200)
  equal(await postAlerts(program, alert('after')), 200)
  equal((await note(path)).status, 200)
  equal((await note(path)).status, 200)
  await until('every message has an end on record', async () => {
    const sent = await sentOf(program, incident.id)
    return sent.length > 0 && sent.every(({ outcome }) => outcome !== null)
  })
  const events = await ask(program, 'GET', `${path}/events?limit=1000`)
  equal(JSON.stringify(events.answer).split('Was it the disk?').length - 1, 1, 'said once')
  const known = await knownValues(program, 'instance')
  ok(known.has('before') && known.has('after'))
  deepEqual(messageIds().toSorted(), [...new Set(messageIds())].toSorted(), 'no mail twice')
  const verified = await ask(program, 'GET', '/api/verify')
  equal((verified.answer as { intact: boolean }).intact, true)
  match(program.lines.join('\n'), /trying again/)
})

test('a database that only hangs is waited for, and told of in the same way', async () => {
  const processes = processesOf(databaseDirectory)
  for (const pid of processes) process.kill(pid, 'SIGSTOP')
  try {
    equal(await ready(), 503)
  } finally {
    for (const pid of processes) process.kill(pid, 'SIGCONT')
  }
  await until('it is ready again', async () => (await ready()) === 200)
  equal(await postAlerts(program, alert('thawed')), 200)
})

const ESCALATE = { person: 'ana', body: { level: 2, reason: 'Nobody knows why.' } }

function note(path: string) {
  return fetch(new URL(`${path}/note`, program.address), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${program.operatorToken}`,
      'tocsin-as': 'ana',
      'content-type': 'application/json',
      'idempotency-key': 'the-only-note',
    },
    body: JSON.stringify({ text: 'Was it the disk?' }),
  })
}

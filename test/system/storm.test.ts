// Goal: a hundred thousand alerts are one incident, with a log that a person can read; the lead is woken at once, and again for
// what is heavier; and whoever works on it meanwhile is not kept waiting.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { ask, removeDirectory, startProgram } from '../kit/program.ts'
import type { Program } from '../kit/program.ts'
import { readMail, startMailServer, textOf } from '../outbound/mail-server.ts'
import { postAlerts } from './alerts.ts'
import type { Labels } from './alerts.ts'
import { eventsOf, incidentsOf, sentOf, signalsOf } from './record.ts'
import { until } from './starts.ts'

const DIRECTORY = readFileSync(join(import.meta.dirname, '../../directory.example.yaml'), 'utf8')
const ALERTS_PER_POST = 500
const SENDERS = 4
/** What a person reads through in the night; the rest is in the alerts themselves. */
const EVENTS_MAX = 250
/** What somebody who works on the incident waits, on a machine whose two processors are both taken. */
const ANSWER_MS_MAX = 2_000

const mail = await startMailServer()
let program: Program
before(async () => {
  program = await startProgram({ TOCSIN_SMTP_URL: mail.url, TOCSIN_LOG_LEVEL: 'error' })
  equal((await ask(program, 'POST', '/api/directory', { body: DIRECTORY })).status, 201)
})
after(async () => {
  equal(await program.stop(), 0)
  await mail.close()
  removeDirectory(program.dataDirectory)
})

const shapes: readonly ((index: number) => Labels)[] = [
  index => ({ alertname: 'NodeDown', instance: `node-${index}`, severity: 'warning' }),
  index => ({ alertname: `Errors${index % 1_000}`, pod: `pod-${index}`, severity: 'warning' }),
  index => ({ alertname: `Unique${index}`, severity: 'warning' }),
]
const COUNTS = [40_000, 30_000, 30_000]

/** All the alerts of a shape, from several senders at once. */
async function storm(shape: (index: number) => Labels, count: number): Promise<void> {
  let next = 0
  const send = async () => {
    while (next < count) {
      const from = next
      next += ALERTS_PER_POST
      const labels = Array.from({ length: Math.min(ALERTS_PER_POST, count - from) }, (_, index) =>
        shape(from + index),
      )
      equal(await postAlerts(program, labels), 200)
    }
  }
  await Promise.all(Array.from({ length: SENDERS }, send))
}

/** Asks what a responder asks, again and again, until told to stop. Gives how long each answer took. */
async function watch(signal: AbortSignal): Promise<readonly number[]> {
  const waits: number[] = []
  while (!signal.aborted) {
    const from = performance.now()
    const [incident] = await incidentsOf(program)
    if (incident !== undefined) {
      const { status } = await ask(program, 'GET', `/api/incidents/${incident.id}`)
      equal(status, 200)
    }
    waits.push(performance.now() - from)
    await new Promise(resume => setTimeout(resume, 50))
  }
  return waits
}

test('a hundred thousand alerts of three shapes are one incident, and its log can be read', async t => {
  const stopped = new AbortController()
  const watching = watch(stopped.signal)
  const from = performance.now()
  for (const [index, shape] of shapes.entries()) {
    await storm(shape, COUNTS[index] ?? 0)
    t.diagnostic(`shape ${index}: taken after ${Math.round(performance.now() - from)} ms`)
  }
  stopped.abort()
  const waits = (await watching).toSorted((a, b) => a - b)
  const tookMs = performance.now() - from
  await until(
    'every group is in an incident',
    async () => (await signalsOf(program)).every(({ incident }) => incident !== null),
    20_000,
  )
  const incidents = await incidentsOf(program)
  equal(incidents.length, 1)
  const [{ id } = { id: '' }] = incidents
  const events = await eventsOf(program, id)
  const bytes = JSON.stringify(events).length
  t.diagnostic(
    `${Math.round(100_000 / (tookMs / 1000))} alerts a second, all told after ${Math.round(performance.now() - from)} ms; ` +
      `${events.length} events of ${bytes} bytes; answers in ${Math.round(waits[Math.floor(waits.length / 2)] ?? 0)} ms, ` +
      `at most ${Math.round(waits.at(-1) ?? 0)} ms`,
  )
  ok(events.length < EVENTS_MAX, `${events.length} events`)
  ok((waits.at(-1) ?? 0) < ANSWER_MS_MAX, `an answer took ${waits.at(-1)} ms`)
  const pages = events.filter(({ type }) => type === 'page-sent')
  ok(pages.length > 0)
  await until('the lead is mailed', () => mail.mails.length > 0)
})

test('a heavier alert in the middle of it wakes the lead again', async t => {
  const [{ id } = { id: '' }] = await incidentsOf(program)
  const before = (await eventsOf(program, id)).length
  const mails = mail.mails.length
  equal(await postAlerts(program, [{ alertname: 'DataLoss', severity: 'critical' }]), 200)
  await until('another mail is there', () => mail.mails.length > mails)
  const since = (await eventsOf(program, id)).slice(before)
  t.diagnostic(since.map(({ type }) => type).join(', '))
  const { raw } = mail.mails[mails] ?? { raw: '' }
  t.diagnostic(textOf(readMail(raw), 'text/plain').split('\n').slice(0, 3).join(' | '))
  deepEqual((await incidentsOf(program)).length, 1)
  ok((await sentOf(program, id)).length > 0)
})

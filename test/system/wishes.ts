// What people and machines ask of a program that may die at any moment: each keeps asking for the same until it was answered.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { Program } from '../kit/program.ts'
import type { Chance } from '#/core/chance.ts'
import { knownValues, postAlerts } from './alerts.ts'
import { eventsOf, incidentsOf } from './record.ts'

const ALERTS_PER_POST = 10
const POSTERS = 2
const COMMANDERS = 3
/** So that the record is read through in a moment. */
const INCIDENTS_MAX = 10

/** A pause between two wishes of one, so that a life is not thousands of them. */
const BETWEEN_MS = 20

/** A command under its own Idempotency-Key. `text`, if any, is in the record once when it has been carried out. */
type Wish = {
  readonly key: string
  readonly path: string
  readonly body: object
  readonly text?: string
}

export type Wishes = {
  /** Asks and asks, until told to stop or the program is gone. */
  readonly askUntil: (program: Program, signal: AbortSignal) => Promise<void>
  /** Whatever was not answered is asked again, and is answered now. */
  readonly askAgain: (program: Program) => Promise<void>
  /** Everything that was ever answered with success is there, once. */
  readonly allKept: (program: Program) => Promise<void>
  readonly said: () => string
}

export function createWishes(chance: Chance): Wishes {
  const alerts: string[] = []
  const silences: string[] = []
  const open = new Map<string, Wish>()
  const done = new Map<string, Wish>()
  const incidents: string[] = []
  let count = 0

  async function postOnce(program: Program): Promise<void> {
    const alertname = `Storm${chance.below(4)}`
    const instances = Array.from({ length: ALERTS_PER_POST }, () => `host-${count++}`)
    const labels = instances.map(instance => ({ alertname, instance, severity: 'warning' }))
    if ((await postAlerts(program, labels)) === 200) alerts.push(...instances)
    if (!chance.of(1, 4)) return
    const silenced = await silence(program, `unheard-${count++}`)
    if (silenced !== undefined) silences.push(silenced)
  }

  function nextWish(): Wish {
    const text = `wish-${count++}`
    const key = `key-${text}`
    const isNew = incidents.length === 0 || (incidents.length < INCIDENTS_MAX && chance.of(1, 30))
    if (isNew) return { key, path: '/api/incidents', body: { title: text }, text }
    const path = `/api/incidents/${chance.one(incidents)}`
    return chance.of(1, 3)
      ? { key, path: `${path}/escalate`, body: { level: 2, reason: text } }
      : { key, path: `${path}/note`, body: { text }, text }
  }

  /** One who wants one thing at a time, and asks for it until it is answered. */
  function commander(program: Program): () => Promise<void> {
    let wish: Wish | undefined
    return async () => {
      wish ??= nextWish()
      await give(program, wish)
      if (!open.has(wish.key)) wish = undefined
    }
  }

  async function give(program: Program, wish: Wish): Promise<void> {
    open.set(wish.key, wish)
    const answered = await command(program, wish)
    ok(answered.status < 500 || answered.status === 503, `${wish.path}: ${answered.status}`)
    if (answered.status === 503) return
    ok(answered.status < 300, `${wish.path}: ${answered.status} ${JSON.stringify(answered.answer)}`)
    open.delete(wish.key)
    done.set(wish.key, wish)
    if (wish.path === '/api/incidents') incidents.push((answered.answer as { id: string }).id)
  }

  async function untilGone(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      try {
        await work()
        await pause(BETWEEN_MS)
      } catch (error) {
        // The connection broke: it was killed, and whether it had been faster is not known.
        if (!(error instanceof TypeError)) throw error
        await pause(BETWEEN_MS)
      }
    }
  }

  return {
    async askUntil(program, signal) {
      await Promise.all([
        ...Array.from({ length: POSTERS }, () => untilGone(signal, () => postOnce(program))),
        ...Array.from({ length: COMMANDERS }, () => untilGone(signal, commander(program))),
      ])
    },
    async askAgain(program) {
      for (const wish of open.values()) await give(program, wish)
      equal(open.size, 0, 'everything is answered in the end')
    },
    async allKept(program) {
      const known = await knownValues(program, 'instance')
      deepEqual(
        alerts.filter(instance => !known.has(instance)),
        [],
        'alerts',
      )
      for (const id of silences) equal((await read(program, id)).status, 200, `silence ${id}`)
      const record = await wholeRecord(program)
      // To escalate to a level that was reached before is no error, and no event.
      for (const { path, text } of done.values())
        if (text !== undefined)
          equal(record.split(`"${text}"`).length - 1, 1, `${path} with ${text} is on record once`)
    },
    said: () =>
      `${alerts.length} alerts, ${silences.length} silences and ${done.size} commands were answered`,
  }
}

async function command(program: Program, { key, path, body }: Wish) {
  const answered = await fetch(new URL(path, program.address), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${program.operatorToken}`,
      'tocsin-as': 'ana',
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify(body),
  })
  return { status: answered.status, answer: (await answered.json()) as unknown }
}

async function silence(program: Program, instance: string): Promise<string | undefined> {
  const answered = await fetch(new URL('/in/alertmanager/api/v2/silences', program.address), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${program.intakeToken}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      matchers: [{ name: 'instance', value: instance, isRegex: false, isEqual: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      createdBy: 'ana',
      comment: 'Known',
    }),
  })
  const answer = (await answered.json()) as { readonly silenceID?: string }
  return answered.ok ? answer.silenceID : undefined
}

async function read(program: Program, id: string): Promise<{ readonly status: number }> {
  const answered = await fetch(new URL(`/in/alertmanager/api/v2/silence/${id}`, program.address), {
    headers: { authorization: `Bearer ${program.intakeToken}` },
  })
  await answered.text()
  return { status: answered.status }
}

/** What people said in every incident, as one text: without what Tocsin sent because of it. */
async function wholeRecord(program: Program): Promise<string> {
  const said: unknown[] = []
  for (const { id } of await incidentsOf(program))
    for (const event of await eventsOf(program, id))
      if (event.type === 'declared' || event.type === 'noted') said.push(event)
  return JSON.stringify(said)
}

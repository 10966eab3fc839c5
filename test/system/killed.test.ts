// Goal: whatever was answered with success is there after any death, and exactly the promised mails went out.
// Method: while alerts are posted, silences set, incidents declared and commands given, the program, its PostgreSQL or both are
// killed at moments drawn from a seed. What was not answered is asked again under the same Idempotency-Key. In the end
// the record is compared with what was answered, and with what the mail server was given. Set SEED to replay a run's moments,
// ROUNDS for more of them.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { opaqueId } from '#/outbound/opaque-id.ts'
import { kill, parentOf } from '../crash/processes.ts'
import { ask, newDataDirectory, removeDirectory, startProgram } from '../kit/program.ts'
import type { Program } from '../kit/program.ts'
import { seeded } from '#/core/chance.ts'
import { readMail, startMailServer } from '../outbound/mail-server.ts'
import { incidentsOf, processesOf, sentOf, signalsOf } from './record.ts'
import { until } from './starts.ts'
import { createWishes } from './wishes.ts'

const seed = Number(process.env['SEED'] ?? 4870)
const rounds = Number(process.env['ROUNDS'] ?? 4)
const LIFE_MS = { least: 150, most: 900 }
const DIRECTORY = readFileSync(join(import.meta.dirname, '../../directory.example.yaml'), 'utf8')

const dataDirectory = newDataDirectory()
const mail = await startMailServer()
let program: Program | undefined
after(async () => {
  await program?.kill()
  await mail.close()
  removeDirectory(dataDirectory)
})

/** How many mails were there each time the program had died. */
const deaths: number[] = []

const killings: Readonly<Record<string, (living: Program) => Promise<unknown>>> = {
  'the program': living => living.kill(),
  PostgreSQL: async () => kill(...processesOf(dataDirectory)),
  both: living => {
    const [postmaster = 0, ...others] = processesOf(dataDirectory)
    kill(parentOf(postmaster), ...others, postmaster)
    return living.kill()
  },
}

async function start(): Promise<Program> {
  program = await startProgram(
    { TOCSIN_SMTP_URL: mail.url, TOCSIN_LOG_LEVEL: 'warn' },
    dataDirectory,
  )
  return program
}

async function dies(name: string, living: Program): Promise<Program> {
  await killings[name]?.(living)
  if (name === 'PostgreSQL') {
    await until('PostgreSQL is up again', async () => (await readiness(living)) === 200)
    return living
  }
  // What had left before it died has arrived by then.
  await pause(200)
  deaths.push(mail.mails.length)
  return start()
}

async function readiness({ address }: Program): Promise<number> {
  return (await fetch(new URL('/readyz', address))).status
}

test(`nothing that was answered is lost and nobody is mailed what is not on record, whatever is killed (seed ${seed}, ${rounds} rounds)`, async t => {
  const chance = seeded(seed)
  const wishes = createWishes(chance)
  let living = await start()
  equal((await ask(living, 'POST', '/api/directory', { body: DIRECTORY })).status, 201)
  for (let round = 0; round < rounds; round++) {
    const stopped = new AbortController()
    const asking = wishes.askUntil(living, stopped.signal)
    await pause(chance.between(LIFE_MS.least, LIFE_MS.most))
    living = await dies(['the program', 'PostgreSQL', 'both'][round % 3] ?? '', living)
    stopped.abort()
    await asking
  }
  await wishes.askAgain(living)
  await wishes.allKept(living)

  const incidents = await incidentsOf(living)
  for (const { id } of incidents)
    await until(
      `every message of ${id} has an end on record`,
      async () => (await sentOf(living, id)).every(({ outcome }) => outcome !== null),
      20_000,
    )
  await mailsAreThoseOnRecord(living, incidents)
  for (const { incident } of await signalsOf(living))
    ok(incident !== null, 'a group of alerts that fires is in an incident')
  const { answer } = await ask(living, 'GET', '/api/verify')
  equal((answer as { intact: boolean }).intact, true, JSON.stringify(answer))
  t.diagnostic(`${wishes.said()}; ${incidents.length} incidents, ${mail.mails.length} mails`)
  equal(await living.stop(), 0)
  program = undefined
})

async function mailsAreThoseOnRecord(
  living: Program,
  incidents: readonly { readonly id: string }[],
): Promise<void> {
  const promised = new Set<string>()
  for (const { id } of incidents)
    for (const { version, to, channel, outcome } of await sentOf(living, id))
      if (channel === 'email' && outcome === 'delivered')
        promised.add(`<${opaqueId(JSON.stringify([id, version, to]))}@localhost>`)
  const arrived = mail.mails.map(({ raw }) => readMail(raw).headers.get('message-id') ?? '')
  deepEqual(new Set(arrived), promised, 'the mails are those that are on record as delivered')
  // Sent twice is only what was on its way when its sender died.
  const lives = [0, ...deaths].map((from, life) => arrived.slice(from, deaths[life]))
  for (const life of lives) equal(new Set(life).size, life.length, 'no mail twice in one life')
}

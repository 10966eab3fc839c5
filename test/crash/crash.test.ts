// Goal: what was answered with success is there after any death.
// Method: programs with eight writers are killed at moments drawn from a seed, alone, or PostgreSQL alone, or both at once, or
// with all processes of PostgreSQL; after each death the next program starts on what is left, and what it finds is compared
// with what its forerunners said. Set SEED to replay one run's moments, ROUNDS for more of them.
import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { childrenOf, kill, postmasterOf } from './processes.ts'

const directory = mkdtempSync(join(tmpdir(), 'tocsin-crash-'))
chmodSync(directory, 0o711)
let living: Victim | undefined
after(async () => {
  // It lives on only when the test failed.
  living?.process.kill('SIGKILL')
  await living?.dead
  rmSync(directory, { recursive: true })
})

const seed = Number(process.env['SEED'] ?? 4870)
const rounds = Number(process.env['ROUNDS'] ?? 8)
const LIFE_MILLISECONDS_MAX = 400
const NUMBERS_PER_LIFE = 1_000_000

type Victim = {
  readonly process: ChildProcessByStdio<null, Readable, null>
  readonly found: ReadonlySet<number>
  /** Grows while it lives. */
  readonly kept: Set<number>
  readonly dead: Promise<unknown>
}

const dataDirectory = join(directory, 'data')
const postmaster = () => postmasterOf(dataDirectory)

const killings: Readonly<Record<string, (program: number) => void>> = {
  'the program': program => kill(program),
  PostgreSQL: () => kill(postmaster()),
  both: program => kill(program, postmaster()),
  'the program and all of PostgreSQL': program => kill(program, ...everyProcess()),
}

test(`nothing that was kept is lost, whatever is killed (seed ${seed}, ${rounds} rounds)`, async t => {
  const chance = seeded(seed)
  const kept = new Set<number>()
  for (let round = 0; round < rounds; round++) {
    const [name = '', killing] = Object.entries(killings)[round % 4] ?? []
    const victim = await live(`${round * NUMBERS_PER_LIFE}`)
    deepEqual(
      [...kept.difference(victim.found)],
      [],
      `round ${round} starts with all that was kept`,
    )
    await sleep(chance() * LIFE_MILLISECONDS_MAX)
    killing?.(victim.process.pid ?? 0)
    if (name === 'PostgreSQL') await outlive(victim)
    await victim.dead
    for (const number of victim.kept) kept.add(number)
  }
  const last = await live(`${rounds * NUMBERS_PER_LIFE}`)
  deepEqual([...kept.difference(last.found)], [])
  notEqual(kept.size, 0)
  t.diagnostic(`${kept.size} kept, ${last.found.size - kept.size} more were committed unheard`)
  last.process.kill('SIGTERM')
  const [code] = (await last.dead) as [number]
  equal(code, 0)
})

/** PostgreSQL died alone: the program starts it again and goes on, and then stops in order. */
async function outlive(victim: Victim): Promise<void> {
  const before = victim.kept.size
  for (let waits = 0; victim.kept.size < before + 50; waits++) {
    ok(waits < 1000, 'the program keeps numbers again after PostgreSQL was killed')
    await sleep(10)
  }
  victim.process.kill('SIGTERM')
}

async function live(first: string): Promise<Victim> {
  const program = join(import.meta.dirname, 'victim.ts')
  const child = spawn(process.execPath, [program, dataDirectory, first], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kept = new Set<number>()
  const found = Promise.withResolvers<ReadonlySet<number>>()
  createInterface({ input: child.stdout }).on('line', line => {
    const [word, numbers = ''] = line.split(' ')
    if (word === 'found') found.resolve(new Set(numbers.split(',').filter(Boolean).map(Number)))
    else kept.add(Number(numbers))
  })
  // Not `exit`: what it said last is then still on its way.
  const dead = once(child, 'close')
  void dead.then(() => found.reject(new Error('it died before it was ready')))
  living = { process: child, found: await found.promise, kept, dead }
  return living
}

function everyProcess(): readonly number[] {
  const pid = postmaster()
  return [pid, ...childrenOf(pid)]
}

/** Numbers from 0 to 1 that a seed determines (mulberry32). */
function seeded(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

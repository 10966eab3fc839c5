// What a start finds after the one before it died at an awkward moment.
import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startPostgres, type Postgres } from '#/store/postgres/start.ts'
import { childrenOf, isRunning, kill, parentOf, postmasterOf } from './processes.ts'

const victims: Victim[] = []
const home = mkdtempSync(join(tmpdir(), 'tocsin-heal-'))
chmodSync(home, 0o711)
after(async () => {
  // Some live on when a test failed.
  for (const { process: program, dead } of victims) {
    program.kill('SIGKILL')
    await dead
  }
  rmSync(home, { recursive: true })
})

// Most of these tests follow one another on one directory: each is also a start after the one before.
const dataDirectory = join(home, 'data')

test('a first start that is killed at any moment leaves nothing that stops the next', async () => {
  const empty = join(home, 'first')
  for (const lifeMilliseconds of [200, 400, 700]) {
    const victim = spawnVictim(empty)
    await sleep(lifeMilliseconds)
    victim.process.kill('SIGKILL')
    await victim.dead
  }
  // What an initdb that is still ending writes behind the back of the first start, the second clears away.
  await serving(empty, postgres => ask(postgres, 'select 1 as answer'))
  await serving(empty, postgres => ask(postgres, 'select 1 as answer'))
  deepEqual(readdirSync(empty).toSorted(), ['postgres', 'program.lock', 'program.pid'])
})

test('a second start on a data directory says who uses it, and harms nothing', async () => {
  await serving(dataDirectory, async postgres => {
    await rejects(startPostgres({ dataDirectory }), {
      name: 'PostgresUnavailable',
      reason: 'directory-in-use',
      message: `The data directory ${dataDirectory} is in use by process ${process.pid}. Stop that program, or set TOCSIN_DATA to another directory.`,
    })
    const other = spawnVictim()
    await other.dead
    match(other.said(), new RegExp(`in use by process ${process.pid}\\.`))
    deepEqual(await ask(postgres, 'select 1 as answer'), [{ answer: 1 }])
  })
})

test('a pid file whose pid belongs to somebody else by now does not stop a start', async () => {
  await killed()
  const file = join(dataDirectory, 'postgres/postmaster.pid')
  const [, ...rest] = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, [process.pid, ...rest].join('\n'))
  await serving(dataDirectory, postgres => ask(postgres, 'select 1 as answer'))
})

test('a PostgreSQL that outlived its program and its watchdog is ended by the next start', async () => {
  const victim = await ready(spawnVictim())
  const orphan = postmasterOf(dataDirectory)
  // The shell that started it, and the part of it that waits for the program to end.
  const watchdog = parentOf(orphan)
  kill(...childrenOf(watchdog).filter(child => child !== orphan), watchdog)
  victim.process.kill('SIGKILL')
  await victim.dead
  equal(isRunning(orphan), true)
  await serving(dataDirectory, postgres => ask(postgres, 'select 1 as answer'))
  equal(isRunning(orphan), false)
})

test('PostgreSQL ends soon after its program, however that ended', async () => {
  const victim = await ready(spawnVictim())
  const pid = postmasterOf(dataDirectory)
  victim.process.kill('SIGKILL')
  for (let waits = 0; isRunning(pid); waits++) {
    equal(waits < 500, true, 'PostgreSQL is still there after five seconds')
    await sleep(10)
  }
})

test('a data directory that cannot be made is named', async () => {
  const file = join(home, 'file')
  writeFileSync(file, '')
  await rejects(startPostgres({ dataDirectory: join(file, 'data') }), {
    reason: 'out-of-reach',
    message: /TOCSIN_DATA/,
  })
})

test('the cluster of another PostgreSQL is left alone, and the message says how to move it', async () => {
  const older = join(home, 'older')
  mkdirSync(join(older, 'postgres'), { recursive: true })
  writeFileSync(join(older, 'postgres/PG_VERSION'), '17\n')
  await rejects(startPostgres({ dataDirectory: older }), {
    reason: 'other-version',
    message: /backup/,
  })
})

test('what was durable by default stays so', async () => {
  await serving(dataDirectory, async postgres => {
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']
    const settings = names.map(name => `current_setting('${name}') as ${name}`)
    deepEqual(await ask(postgres, `select ${settings.join(', ')}`), [
      { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', data_checksums: 'on' },
    ])
  })
})

test('only the user that PostgreSQL runs under can reach its socket', async () => {
  await serving(dataDirectory, async ({ connection }) => {
    equal(statSync(connection.host).mode & 0o777, 0o700)
  })
})

test(
  'root can start it below a directory that only root may enter',
  { skip: process.getuid?.() === 0 ? false : 'this runs as an ordinary user' },
  async () => {
    const closed = join(home, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const inside = join(closed, 'data')
    await serving(inside, postgres => ask(postgres, 'select 1 as answer'))
    equal(statSync(join(inside, 'postgres')).uid === 0, false)
    equal(statSync(closed).mode & 0o777, 0o700)
  },
)

async function serving(
  directory: string,
  use: (postgres: Postgres) => Promise<unknown>,
): Promise<void> {
  const postgres = await startPostgres({ dataDirectory: directory })
  try {
    await use(postgres)
  } finally {
    await postgres.stop()
  }
}

async function ask({ connection }: Postgres, query: string): Promise<readonly unknown[]> {
  const client = new pg.Client(connection)
  await client.connect()
  const { rows } = await client.query(query)
  await client.end()
  return rows
}

type Victim = {
  readonly process: ChildProcess
  readonly isReady: Promise<unknown>
  readonly dead: Promise<unknown>
  readonly said: () => string
}

function spawnVictim(directory = dataDirectory): Victim {
  const program = join(import.meta.dirname, 'victim.ts')
  const child = spawn(process.execPath, [program, directory, '0'])
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const isReady = once(child.stdout, 'data')
  // Nobody wants its numbers here, but it must not wait for somebody to read them.
  child.stdout.resume()
  const victim = { process: child, isReady, dead: once(child, 'close'), said: () => said }
  victims.push(victim)
  return victim
}

async function ready(victim: Victim): Promise<Victim> {
  await victim.isReady
  return victim
}

/** Leaves a data directory as a start finds it when everything was killed at once. */
async function killed(): Promise<void> {
  const victim = await ready(spawnVictim())
  const pid = postmasterOf(dataDirectory)
  kill(parentOf(pid), ...childrenOf(pid), pid, victim.process.pid ?? 0)
  await victim.dead
}

// What PostgreSQL writes about itself into its directory, and what may be believed of it.
import { spawnSync } from 'node:child_process'
import { chownSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PostgresUnavailable } from '#/store/postgres/unavailable.ts'

/** A postmaster as its pid file tells it; after a crash the file still says what was true before. */
export type Postmaster = { readonly pid: number; readonly isReady: boolean }

/** Reads `postmaster.pid`; `undefined` when it names none. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  const lines = readLines(pidFile(cluster))
  const pid = Number(lines?.[0])
  return pid > 0 && pid !== NO_PID ? { pid, isReady: lines?.[7]?.trim() === 'ready' } : undefined
}

/** Whether there is such a process; a zombie counts, and so does another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Leaves the cluster without a postmaster, and its pid file without a pid that could be taken for a living one.
 * Call it with the data directory locked: what still runs there has lost its program. Its watchdog is stopping it,
 * unless that was killed too; asking twice does no harm.
 */
export async function clearAway(cluster: string): Promise<void> {
  const found = readPostmaster(cluster)
  if (found === undefined) return
  if (runsIn(found.pid, cluster)) await end(found.pid, cluster)
  disown(cluster)
}

async function end(pid: number, cluster: string): Promise<void> {
  process.kill(pid, 'SIGINT')
  for (let waits = 0; runsIn(pid, cluster); waits++) {
    if (waits === WAITS_MAX) {
      throw new PostgresUnavailable(
        'directory-in-use',
        `PostgreSQL process ${pid} still runs in ${cluster} and does not stop. Stop it by hand.`,
      )
    }
    await sleep(WAIT_MILLISECONDS)
  }
}

// A fast shutdown writes out all that is dirty. Ten minutes are too many for any disk that we would like to run on.
const WAIT_MILLISECONDS = 10
const WAITS_MAX = 60_000

/**
 * The pid of a postmaster that crashed may by now belong to anything; in a container it often does, even to the next
 * postmaster. PostgreSQL then refuses to start, for ever. Deleting the file would also delete the key of the shared
 * memory, by which PostgreSQL sees that processes of the crashed one are still at work. So only the pid is replaced,
 * by one that no process can have.
 */
function disown(cluster: string): void {
  const file = pidFile(cluster)
  const lines = readLines(file)
  // A postmaster that stopped as asked has taken its file with it.
  if (lines === undefined) return
  const { uid, gid, mode } = statSync(file)
  writeFileSync(`${file}.new`, [NO_PID, ...lines.slice(1)].join('\n'), { mode })
  chownSync(`${file}.new`, uid, gid)
  renameSync(`${file}.new`, file)
}

const NO_PID = 2 ** 31 - 1

// Its command line tells a postmaster from a process that inherited its pid. The working directory would too,
// but root in a container may not read another user's. A zombie has no command line.
function runsIn(pid: number, cluster: string): boolean {
  if (process.platform === 'linux') {
    const command = readLines(`/proc/${pid}/cmdline`)?.join('\n') ?? ''
    return command.split('\0').includes(cluster)
  }
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], {
    encoding: 'utf8',
  })
  return stdout.includes(cluster)
}

function pidFile(cluster: string): string {
  return join(cluster, 'postmaster.pid')
}

// A process that ends while its command line is read gives the second.
const GONE = new Set(['ENOENT', 'ESRCH'])

function readLines(file: string): readonly string[] | undefined {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch (error) {
    if (error instanceof Error && 'code' in error && GONE.has(String(error.code))) return undefined
    throw error
  }
}

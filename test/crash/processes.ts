// Processes as Linux shows them, for tests that kill some.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The pid of the PostgreSQL that runs, or ran last, in a data directory. */
export function postmasterOf(dataDirectory: string): number {
  return Number(readFileSync(join(dataDirectory, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
}

export function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}

export function childrenOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return children.split(' ').filter(Boolean).map(Number)
}

export function isRunning(pid: number): boolean {
  const status = `/proc/${pid}/status`
  // A zombie has ended; it waits for a parent that is in no hurry.
  return existsSync(status) && !/^State:\s+Z/m.test(readFileSync(status, 'utf8'))
}

/** Kills without a chance to tidy up. One that has ended by itself in the meantime is as dead. */
export function kill(...pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }
}

// Processor time of this process and of a PostgreSQL beside it: steadier than rates where the machine is shared. Linux only.
import { readFileSync, writeFileSync } from 'node:fs'

export type Spent = { readonly nodeUs: number; readonly postgresUs: number }

/** Starts to count; calling what it gives tells the microseconds spent since. `postmaster`: the pid that all of PostgreSQL hangs on. */
export function startCounting(postmaster: number): () => Spent {
  const node = process.cpuUsage()
  const postgres = treeUs(postmaster)
  return () => {
    const { user, system } = process.cpuUsage(node)
    return { nodeUs: user + system, postgresUs: treeUs(postmaster) - postgres }
  }
}

/**
 * Lets this process and PostgreSQL go first on a machine that is shared, as far as the system allows. Not `nice` alone: Linux
 * weighs sessions before it weighs the processes in them, and every PostgreSQL connection is a session of its own.
 */
export function goFirst(postmaster: number): void {
  for (const pid of [process.pid, postmaster, ...childrenOf(postmaster)])
    try {
      writeFileSync(`/proc/${pid}/autogroup`, '-10')
    } catch {
      // Only root may, and only where there are such groups; then the load average has to explain the figures.
      return
    }
}

/** The same for a program of ours or of others, with all that it has started by now. */
export function goFirstWithAll(pid: number): void {
  goFirst(pid)
  for (const child of childrenOf(pid)) goFirstWithAll(child)
}

/** Of a process with its children, those that have ended included. */
function treeUs(pid: number): number {
  return [pid, ...childrenOf(pid)].reduce((sum, one) => sum + ownUs(one), 0)
}

function childrenOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  return children.filter(child => child !== '').map(Number)
}

/** In `/proc/PID/stat`, after the name: utime, stime, and for the postmaster those of its children that have ended. */
const TIMES = [11, 12, 13, 14]
/** The clock of that file ticks 100 times a second on every Linux that Node runs on. */
const TICK_US = 10_000

function ownUs(pid: number): number {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const fields = rest.split(' ')
    return TIMES.reduce((sum, at) => sum + Number(fields[at]), 0) * TICK_US
  } catch {
    // It has ended between the list and the look.
    return 0
  }
}

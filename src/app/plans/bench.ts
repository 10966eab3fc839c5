// Where plans are tried: compiled while somebody writes them, rehearsed, played against the past. Any of it may take seconds,
// and a plan may be written so that it takes for ever; it is done in threads beside the program, which answers meanwhile.
import { Worker } from 'node:worker_threads'
import type { Regimes } from '#/core/plan/regime.ts'
import type { JobName, Jobs } from '#/app/plans/jobs.ts'

export type Bench = {
  readonly do: <N extends JobName>(
    name: N,
    takes: Jobs[N]['takes'],
  ) => Promise<BenchAnswer<Jobs[N]['gives']>>
  readonly close: () => Promise<void>
}

/** `busy`: too many others wait. `too-long`: it was stopped. */
export type BenchAnswer<A> = { readonly done: A } | { readonly failed: 'busy' | 'too-long' }

/** A thread for what somebody waits for while typing, and one for what takes as long as it takes. */
const LANES = {
  check: 'quick',
  revise: 'quick',
  play: 'slow',
  rehearse: 'slow',
  past: 'slow',
} as const
type Lane = (typeof LANES)[JobName]

/** Twenty times what the longest bundled plan takes on a small machine. */
const MS_MAX: Readonly<Record<Lane, number>> = { quick: 10_000, slow: 30_000 }
const WAITING_MAX: Readonly<Record<Lane, number>> = { quick: 8, slow: 4 }
const MEMORY_MIB_MAX = 512

type Job = {
  readonly name: JobName
  readonly takes: unknown
  readonly settle: (answer: BenchAnswer<unknown>) => void
  readonly fail: (error: Error) => void
}

export function createBench(regimes: Regimes): Bench {
  const lanes = { quick: openLane('quick', regimes), slow: openLane('slow', regimes) }
  return {
    do<N extends JobName>(name: N, takes: Jobs[N]['takes']) {
      return new Promise<BenchAnswer<Jobs[N]['gives']>>((resolve, reject) => {
        const settle = resolve as (answer: BenchAnswer<unknown>) => void
        lanes[LANES[name]].take({ name, takes, settle, fail: reject })
      })
    },
    async close() {
      await Promise.all([lanes.quick.close(), lanes.slow.close()])
    },
  }
}

/** Jobs one after the other in one thread, which is there from the first on; one that was stopped is replaced. */
function openLane(lane: Lane, regimes: Regimes) {
  const waiting: Job[] = []
  let worker: Worker | undefined
  let current: Job | undefined
  let patience: ReturnType<typeof setTimeout> | undefined

  function begin(): Worker {
    const texts = regimes.names.map(name => [name, regimes.read(name)] as const)
    const begun = new Worker(new URL('bench-thread.ts', import.meta.url), {
      workerData: texts,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB_MAX },
    })
    // Alone it keeps no program from ending.
    begun.unref()
    begun.on('message', (done: { readonly done?: unknown; readonly error?: Error }) => {
      if (done.error !== undefined) finish(job => job.fail(done.error ?? new Error('unknown')))
      else finish(job => job.settle({ done: done.done }))
    })
    begun.on('error', () => stopped(begun))
    begun.on('exit', () => stopped(begun))
    return begun
  }

  /** It ran out of memory, or was ended. */
  function stopped(which: Worker): void {
    if (worker !== which) return
    worker = undefined
    finish(job => job.settle({ failed: 'too-long' }))
  }

  function finish(tell: (job: Job) => void): void {
    clearTimeout(patience)
    const job = current
    current = undefined
    if (job !== undefined) tell(job)
    next()
  }

  function next(): void {
    if (current !== undefined) return
    current = waiting.shift()
    if (current === undefined) return
    worker ??= begin()
    const at = worker
    patience = setTimeout(() => void at.terminate(), MS_MAX[lane])
    at.postMessage({ name: current.name, takes: current.takes })
  }

  return {
    take(job: Job): void {
      if (waiting.length >= WAITING_MAX[lane]) return job.settle({ failed: 'busy' })
      waiting.push(job)
      next()
    },
    async close(): Promise<void> {
      waiting.length = 0
      clearTimeout(patience)
      await worker?.terminate()
    },
  }
}

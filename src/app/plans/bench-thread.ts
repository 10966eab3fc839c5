// What runs in a thread that `plan-bench.ts` starts: one job after the other, as they come.
import { hash } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '#/core/assert.ts'
import type { RegimeText } from '#/core/plan/regime.ts'
import { createJobs, doJob } from '#/app/plans/jobs.ts'

assert(parentPort !== null, 'this runs in a thread of the bench')
const port = parentPort
const texts = new Map(workerData as readonly (readonly [string, RegimeText | undefined])[])
const jobs = createJobs({
  regimes: { names: [...texts.keys()], read: name => texts.get(name) },
  sha256: text => hash('sha256', text),
})

port.on('message', ({ name, takes }: { readonly name: string; readonly takes: unknown }) => {
  try {
    port.postMessage({ done: doJob(jobs, name, takes) })
  } catch (error) {
    port.postMessage({ error })
  }
})

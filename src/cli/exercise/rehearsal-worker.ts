// One part of a rehearsal, on a thread of its own.
import { parentPort, workerData } from 'node:worker_threads'
import type { Part } from '#/cli/exercise/rehearsal.ts'
import { sha256 } from '#/cli/sha256.ts'
import { rehearse } from '#/core/exercise/rehearse.ts'

const { plan, scenario, ...given } = workerData as Part
parentPort?.postMessage(rehearse(plan, scenario, { ...given, sha256 }))

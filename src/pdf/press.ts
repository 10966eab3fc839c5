// PDFs for a server. Laying out pages takes a second in which nothing else runs; a page that must go out does not wait for that.
import { Worker } from 'node:worker_threads'
import type { Document } from '#/core/document/document.ts'

/** Writes PDFs in a thread beside the program, one at a time. Close it when the program ends. */
export type Press = {
  /**
   * A document as a PDF. `name` says which document it is: asked for again under the same name it is not written again, as long
   * as it is among the last few. Undefined when too many others are waited for.
   */
  readonly print: (name: string, document: () => Document) => Promise<Uint8Array> | undefined
  readonly close: () => Promise<void>
}

/** Waited for at once; each takes a second or so. */
const WAITING_MAX = 8
/** Of those that were written last. A plan of a hundred promises takes a megabyte. */
const KEPT_MAX = 8
/** Ten times what the longest plan takes that the compiler accepts and people have written. */
const PRINT_MS_MAX = 60_000
const MEMORY_MIB_MAX = 1_024

export function createPress(): Press {
  const printed = new Map<string, Promise<Uint8Array>>()
  const atWork = new Set<Worker>()
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0

  function begin(document: Document): Promise<Uint8Array> {
    waiting++
    const turn = last.then(() => inThread(document, atWork)).finally(() => waiting--)
    // Whoever asked is told of a failure; the next in line does not wait for what has failed.
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    print(name, document) {
      const known = printed.get(name)
      if (known !== undefined) return known
      if (waiting >= WAITING_MAX) return undefined
      const turn = begin(document())
      printed.set(name, turn)
      turn.catch(() => printed.delete(name))
      const [oldest] = printed.keys()
      if (printed.size > KEPT_MAX && oldest !== undefined) printed.delete(oldest)
      return turn
    },
    async close() {
      await Promise.all([...atWork].map(worker => worker.terminate()))
    },
  }
}

/** A thread of its own each time: it starts in a moment, and nothing that a document does to it outlives it. */
function inThread(document: Document, atWork: Set<Worker>): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('press-thread.ts', import.meta.url), {
      workerData: document,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB_MAX },
    })
    atWork.add(worker)
    const patience = setTimeout(() => {
      reject(new Error(`A PDF was not written within ${PRINT_MS_MAX} ms.`))
      void worker.terminate()
    }, PRINT_MS_MAX)
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(patience)
      atWork.delete(worker)
      // After a message or an error this says nothing new; alone it is the only word of a thread that was stopped.
      reject(new Error('The thread that wrote a PDF ended without it.'))
    })
  })
}

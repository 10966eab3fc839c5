// What runs in the thread that `press.ts` starts: writes the one document that it is handed.
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '#/core/assert.ts'
import type { Document } from '#/core/document/document.ts'
import { pdfOf } from '#/pdf/write.ts'

assert(parentPort !== null, 'this runs in a thread of the press')
const pdf = new Uint8Array(await pdfOf(workerData as Document))
parentPort.postMessage(pdf, [pdf.buffer])

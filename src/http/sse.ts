// One client of a live stream (WHATWG HTML 9.2, server-sent events): written to for as long as it keeps up.
import type { ServerResponse } from 'node:http'

/**
 * A client that has this much unread is cut off: it is slower than what happens, and memory is for everyone. It comes
 * back by itself and says how far it got.
 */
export const LIVE_BACKLOG_BYTES_MAX = 1_048_576
/** Proxies close connections on which nothing moves; and a client that is gone is noticed by writing to it. */
export const LIVE_HEARTBEAT_MS = 15_000
/** Streams of one node. */
export const LIVE_CONNECTIONS_MAX = 2_000
/** How long a client waits before it comes back. */
const RETRY_MS = 2_000

export type LiveConnection = {
  /** Writes what `event` or `comment` made. Gives false when the client is gone or was cut off. */
  readonly write: (chunk: string | Buffer) => boolean
  /** Resolves when what was written has gone out, or the client is gone. */
  readonly drained: () => Promise<void>
  readonly close: () => void
  readonly isOpen: () => boolean
  readonly onClose: (listener: () => void) => void
  /** Whether the token may still do this: asked now and then, for streams live longer than tokens. */
  readonly stillAllowed: () => Promise<boolean>
}

/** One event; `id` is what a client that comes back says as Last-Event-ID. */
export function event(fields: {
  readonly id?: number
  readonly name?: string
  readonly content: object
}): string {
  const id = fields.id === undefined ? '' : `id: ${fields.id}\n`
  const name = fields.name === undefined ? '' : `event: ${fields.name}\n`
  // JSON has no line break in it, so one data line is enough whatever the texts are.
  return `${id}${name}data: ${JSON.stringify(fields.content)}\n\n`
}

export const HEARTBEAT = ': still here\n\n'

export const LIVE_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  // Nginx would hold events back until its buffer is full.
  'x-accel-buffering': 'no',
} as const

/** Begins the stream on a response that nothing was written to. */
export function openConnection(
  response: ServerResponse,
  stillAllowed: () => Promise<boolean>,
): LiveConnection {
  response.writeHead(200, LIVE_HEADERS)
  response.write(`retry: ${RETRY_MS}\n\n`)
  const isOpen = () => !response.writableEnded && !response.destroyed
  return {
    write(chunk) {
      if (!isOpen()) return false
      response.write(chunk)
      if (response.writableLength <= LIVE_BACKLOG_BYTES_MAX) return true
      response.destroy()
      return false
    },
    drained: () =>
      new Promise(resolve => {
        if (!isOpen() || !response.writableNeedDrain) return resolve()
        const go = () => {
          response.off('drain', go).off('close', go)
          resolve()
        }
        response.on('drain', go).on('close', go)
      }),
    close: () => {
      response.end()
    },
    isOpen,
    onClose: listener => {
      response.once('close', listener)
    },
    stillAllowed,
  }
}

// A sender over raw sockets, the same for every target: one request at a time on each connection, the next as soon as the answer
// is whole. It costs 25 to 35 µs a request; a client library would cost more than some of the servers.
import { createConnection } from 'node:net'
import type { Socket } from 'node:net'

export type Target = {
  readonly port: number
  readonly path: string
  readonly headers: readonly string[]
}

export type Sent = {
  readonly requests: number
  readonly seconds: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Answers other than 200. */
  readonly refused: number
}

/** A whole request as bytes. */
export function postRequest({ port, path, headers }: Target, body: string): Buffer {
  const lines = [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers,
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`)
}

/** Sends all requests over `connections` connections; `onAnswered` is called with the index of each that got a 200. */
export async function send(
  target: Target,
  requests: readonly Buffer[],
  connections: number,
  onAnswered: (index: number) => void = () => {},
): Promise<Sent> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => connect(target.port)))
  const latencies = new Float64Array(requests.length)
  let next = 0
  let refused = 0
  const began = performance.now()
  await Promise.all(
    sockets.map(async socket => {
      const answers = answersOf(socket)
      for (let index = next++; index < requests.length; index = next++) {
        const sentAt = performance.now()
        const status = await answers.ask(requests[index] ?? Buffer.alloc(0))
        latencies[index] = performance.now() - sentAt
        if (status === 200) onAnswered(index)
        else refused += 1
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  for (const socket of sockets) socket.destroy()
  const sorted = latencies.toSorted()
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { requests: requests.length, seconds, p50Ms: at(0.5), p99Ms: at(0.99), refused }
}

function connect(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ port, host: '127.0.0.1', noDelay: true })
    socket.once('connect', () => resolve(socket))
    socket.once('error', reject)
  })
}

/** Reads answers that carry a Content-Length. A lost connection is the status 0. */
function answersOf(socket: Socket): { ask: (request: Buffer) => Promise<number> } {
  let received = ''
  let waiting: ((status: number) => void) | undefined
  const settle = (status: number) => {
    received = ''
    waiting?.(status)
    waiting = undefined
  }
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    received += chunk
    const end = received.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0)
    if (received.length >= end + 4 + length) settle(Number(received.slice(9, 12)))
  })
  socket.on('close', () => settle(0))
  socket.on('error', () => settle(0))
  return {
    ask: request =>
      new Promise(resolve => {
        waiting = resolve
        if (socket.destroyed) settle(0)
        else socket.write(request)
      }),
  }
}

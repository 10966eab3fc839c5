// A push service that speaks TLS, and a browser that reads what came through it (RFC 8030, 8188, 8291).
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:https'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'

/** A certificate for localhost that is good for tests and nothing else, with its key. */
export const LOCALHOST = readFileSync(new URL('localhost.pem', import.meta.url), 'utf8')

export type Pushed = {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export type PushService = {
  readonly port: number
  readonly pushed: readonly Pushed[]
  /** What it answers from now on, by path. */
  readonly answer: (path: string, status: number) => void
  /** The next one that comes, or one that has come and was not taken. */
  readonly next: () => Promise<Pushed>
  readonly close: () => Promise<void>
}

export async function startPushService(): Promise<PushService> {
  const pushed: Pushed[] = []
  const answers = new Map<string, number>()
  let taken = 0
  let arrived = Promise.withResolvers<void>()
  const server = createServer({ key: LOCALHOST, cert: LOCALHOST }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = request.url ?? ''
      pushed.push({ path, headers: request.headers, body: Buffer.concat(chunks) })
      response.writeHead(answers.get(path) ?? 201).end()
      arrived.resolve()
      arrived = Promise.withResolvers()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    pushed,
    answer: (path, status) => answers.set(path, status),
    async next() {
      for (;;) {
        const waiting = arrived.promise
        const one = pushed[taken]
        if (one !== undefined) {
          taken++
          return one
        }
        await waiting
      }
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export type Browser = {
  readonly p256dh: string
  readonly auth: string
  /** What it was sent, decrypted. */
  readonly read: (body: Buffer) => unknown
}

/** A browser with keys of its own. */
export function createBrowser(): Browser {
  const own = createECDH('prime256v1')
  const publicKey = own.generateKeys()
  const auth = randomBytes(16)
  return {
    p256dh: publicKey.toString('base64url'),
    auth: auth.toString('base64url'),
    read(body) {
      // RFC 8188 2.1: salt, record size, length of the key, key; then the one record.
      const salt = body.subarray(0, 16)
      const keyLength = body.readUInt8(20)
      const theirs = body.subarray(21, 21 + keyLength)
      const record = body.subarray(21 + keyLength)
      const secret = own.computeSecret(theirs)
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, theirs])
      const key = Buffer.from(hkdfSync('sha256', secret, auth, info, 32))
      const derive = (name: string, length: number) =>
        Buffer.from(hkdfSync('sha256', key, salt, `Content-Encoding: ${name}\0`, length))
      const cipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
      cipher.setAuthTag(record.subarray(-16))
      const padded = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()])
      const end = padded.lastIndexOf(2)
      return JSON.parse(padded.subarray(0, end).toString('utf8')) as unknown
    },
  }
}

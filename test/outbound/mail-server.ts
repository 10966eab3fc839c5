import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail as it arrived: the envelope, and the text byte for byte. */
export type Arrived = {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  readonly user: string | undefined
}

export type MailServer = {
  readonly url: string
  readonly port: number
  readonly mails: readonly Arrived[]
  /** Resolves when this many mails are there. */
  arrivals(count: number): Promise<void>
  close(): Promise<void>
}

/** How the server answers; each may be changed while it runs. Absent: takes everything. */
export type Answers = {
  recipient?: (address: string) => Error | undefined
  content?: (raw: string) => Error | undefined
  /** Settles before the final reply is given. */
  hold?: Promise<void>
}

/** An SMTP reply other than success. */
export function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}

/** A real SMTP server on a port of its own, which keeps what it takes. */
export async function startMailServer(
  answers: Answers = {},
  options: SMTPServerOptions = {},
  port = 0,
): Promise<MailServer> {
  const mails: Arrived[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo: ({ address }, _session, callback) => callback(answers.recipient?.(address)),
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      const answer = async () => {
        const raw = Buffer.concat(chunks).toString('utf8')
        const { mailFrom, rcptTo } = session.envelope
        const problem = answers.content?.(raw)
        if (problem === undefined)
          mails.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            raw,
            user: session.user as string | undefined,
          })
        for (const { count, resolve } of waiting) if (mails.length >= count) resolve()
        await answers.hold
        callback(problem)
      }
      stream.on('end', () => void answer())
    },
    ...options,
  })
  // A client that hangs up in the middle is what some tests are about.
  server.on('error', () => {})
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const bound = (server.server.address() as AddressInfo).port
  return {
    url: `smtp://127.0.0.1:${bound}`,
    port: bound,
    mails,
    arrivals: count =>
      mails.length >= count
        ? Promise.resolve()
        : new Promise(resolve => waiting.push({ count, resolve })),
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}

export type Part = {
  readonly headers: ReadonlyMap<string, string>
  /** As they stand, in order, folded lines joined. */
  readonly headerLines: readonly string[]
  readonly body: string
  readonly parts: readonly Part[]
}

/** Takes a mail apart (RFC 5322, 2045, 2047), as far as ours go. Throws on what a strict reader would refuse. */
export function readMail(raw: string): Part {
  const split = raw.indexOf('\r\n\r\n')
  if (split < 0) throw new Error('a mail has an empty line after its header')
  const headerLines = raw
    .slice(0, split)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = new Map<string, string>()
  for (const line of headerLines) {
    const [, name, value] = /^([!-9;-~]+):\s*(.*)$/s.exec(line) ?? []
    if (name === undefined || value === undefined) throw new Error(`not a header: ${line}`)
    if (headers.has(name.toLowerCase())) throw new Error(`a header twice: ${name}`)
    headers.set(name.toLowerCase(), decodeWords(value))
  }
  const encoded = raw.slice(split + 4)
  const type = headers.get('content-type') ?? ''
  const boundary = /^multipart\/.*boundary="([^"]+)"/s.exec(type)?.[1]
  if (boundary === undefined)
    return { headers, headerLines, body: decodeBody(encoded, headers), parts: [] }
  const parts = encoded
    .split(`--${boundary}`)
    .slice(1, -1)
    .map(part => readMail(part.replace(/^\r\n/, '').replace(/\r\n$/, '')))
  return { headers, headerLines, body: '', parts }
}

/** The text of the first part of this type, with line breaks as JavaScript has them. */
export function textOf(part: Part, type: string): string {
  return (partOf(part, type)?.body ?? '').replaceAll('\r\n', '\n')
}

/** The first part of this type, however deep. */
export function partOf(part: Part, type: string): Part | undefined {
  if (part.headers.get('content-type')?.startsWith(type) === true) return part
  return part.parts.map(inner => partOf(inner, type)).find(found => found !== undefined)
}

function decodeBody(text: string, headers: ReadonlyMap<string, string>): string {
  const encoding = headers.get('content-transfer-encoding') ?? '7bit'
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString('utf8')
  if (encoding === 'quoted-printable') return quoted(text.replace(/=\r\n/g, ''))
  return text
}

function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?(q|b)\?([^?]*)\?=/gi, (_all, kind: string, word: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('utf8')
        : quoted(word.replaceAll('_', ' ')),
    )
}

function quoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

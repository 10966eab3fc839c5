// Mail in: an SMTP server that takes mail for the mailboxes of doors and for nobody else. What it answers with 250 is durable.
import type { Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type {
  SMTPServerAddress,
  SMTPServerDataStream,
  SMTPServerOptions,
  SMTPServerSession,
} from 'smtp-server'
import type { Mailboxes } from '#/mail/mailboxes.ts'
import { createPace } from '#/app/pace.ts'
import { parseMail } from '#/mail/parse.ts'

export const SMTP_LIMITS = {
  /** Ten megabytes: a report with pictures. It is also what the server announces. */
  bytes: 10 * 1_048_576,
  connections: 100,
  connectionsOfOne: 10,
  connectionsOfOnePerMinute: 120,
  mailsOfOnePerMinute: 120,
  recipients: 10,
  idleMs: 60_000,
  /** Of all mails that are being taken at once: a hundred strangers must not fill the memory. */
  bytesHeld: 64 * 1_048_576,
  /** A connection that trickles is closed, whatever it is about. */
  sessionMs: 600_000,
} as const

export type MailNeeds = {
  readonly mailboxes: Mailboxes
  /** How the server calls itself. */
  readonly name: string
  /** PEM; without it there is no STARTTLS. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined
  readonly nowMs: () => number
  readonly log: {
    readonly info: (fields: object, text: string) => void
    readonly warn: (fields: object, text: string) => void
  }
}

export type MailListener = { readonly port: number; readonly stop: () => Promise<void> }

const MINUTE_MS = 60_000

/** `at`: `2525` or `0.0.0.0:2525`; without a host, this machine alone. */
export async function listenForMail(needs: MailNeeds, at: MailAddress): Promise<MailListener> {
  const server = new SMTPServer(optionsOf(needs))
  // A client that breaks off, or does not get through its handshake, is no trouble of ours.
  server.on('error', error =>
    needs.log.info({ err: error }, 'a client of the mail server went wrong'),
  )
  server.server.on('connection', (socket: Socket) => {
    // Once it is encrypted the socket does not say when it closes: the timer must not keep the program.
    const cut = setTimeout(() => socket.destroy(), SMTP_LIMITS.sessionMs).unref()
    socket.once('close', () => clearTimeout(cut))
  })
  await new Promise<void>((resolve, reject) => {
    const failed = (cause: Error) => reject(cannotListen(at, cause))
    server.server.once('error', failed)
    server.listen(at.port, at.host, () => {
      server.server.off('error', failed)
      resolve()
    })
  })
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : at.port,
    stop: () => new Promise(resolve => server.close(() => resolve())),
  }
}

/** The operator gave it an address where it cannot listen, or a certificate that is none. */
export class CannotListenForMail extends Error {
  override readonly name = 'CannotListenForMail'
}

function cannotListen({ host, port }: MailAddress, cause: Error): CannotListenForMail {
  const where = `TOCSIN_SMTP_LISTEN: mail cannot be taken at ${host}:${port}`
  return new CannotListenForMail(`${where} (${cause.message}). Set another, or none.`, { cause })
}

export type MailAddress = { readonly host: string; readonly port: number }

function optionsOf(needs: MailNeeds): SMTPServerOptions {
  const { tls, name } = needs
  const held: Held = { bytes: 0 }
  return {
    name,
    banner: 'Tocsin takes mail for its own mailboxes only',
    size: SMTP_LIMITS.bytes,
    disabledCommands: tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    ...(tls === undefined ? {} : { ...tls, minVersion: 'TLSv1.2' as const }),
    disableReverseLookup: true,
    maxClients: SMTP_LIMITS.connections,
    socketTimeout: SMTP_LIMITS.idleMs,
    closeTimeout: 5_000,
    logger: false,
    ...gate(needs),
    onRcptTo: (address, session, done) => void answer(addressed(needs, address, session), done),
    onData: (stream, session, done) => void answer(taken(needs, held, stream, session), done),
  }
}

type Gate = Pick<SMTPServerOptions, 'onConnect' | 'onClose' | 'onMailFrom'>

/** Who may talk to us at all, and how often. */
function gate({ nowMs }: MailNeeds): Gate {
  const open = new Map<string, number>()
  // Of a connection that ends before it is greeted we hear the end alone.
  const greeted = new Set<string>()
  const connecting = createPace(nowMs, MINUTE_MS, SMTP_LIMITS.connectionsOfOnePerMinute)
  const mailing = createPace(nowMs, MINUTE_MS, SMTP_LIMITS.mailsOfOnePerMinute)
  return {
    onConnect({ id, remoteAddress }, done) {
      greeted.add(id)
      const now = (open.get(remoteAddress) ?? 0) + 1
      open.set(remoteAddress, now)
      const isTooMuch = now > SMTP_LIMITS.connectionsOfOne || !connecting.allows(remoteAddress)
      done(isTooMuch ? refusal(421, 'Too many connections from you; come again later') : null)
    },
    onClose({ id, remoteAddress }) {
      if (!greeted.delete(id)) return
      const left = (open.get(remoteAddress) ?? 1) - 1
      if (left > 0) open.set(remoteAddress, left)
      else open.delete(remoteAddress)
    },
    onMailFrom(_address, { remoteAddress }, done) {
      done(
        mailing.allows(remoteAddress)
          ? null
          : refusal(451, 'Too many mails from you; come again later'),
      )
    },
  }
}

/** Only our own mailboxes: nothing is ever passed on. */
async function addressed(
  { mailboxes, log }: MailNeeds,
  { address }: SMTPServerAddress,
  { envelope }: SMTPServerSession,
): Promise<string> {
  if (envelope.rcptTo.length >= SMTP_LIMITS.recipients)
    throw refusal(452, 'Too many recipients in one mail')
  const found = await mailboxes.find(address).catch((error: unknown) => {
    log.warn({ err: error }, 'the mailboxes could not be read')
    throw refusal(451, 'The database does not answer; send it again later')
  })
  if (found === undefined) throw refusal(550, 'No such mailbox here, and nothing is passed on')
  return 'OK'
}

/** How much of the memory mails have now. */
type Held = { bytes: number }

async function taken(
  needs: MailNeeds,
  held: Held,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<string> {
  const own: Held = { bytes: 0 }
  try {
    const raw = await readAll(stream, held, own)
    if (raw === 'too-much') throw refusal(451, 'Too many mails at once; send it again later')
    if (stream.sizeExceeded || raw === undefined)
      throw refusal(552, `A mail may have ${SMTP_LIMITS.bytes} bytes at most`)
    return await takenWhole(needs, raw, session)
  } finally {
    held.bytes -= own.bytes
  }
}

async function takenWhole(
  { mailboxes, log }: MailNeeds,
  raw: Buffer,
  { envelope }: SMTPServerSession,
): Promise<string> {
  const addresses = envelope.rcptTo.map(({ address }) => address)
  const fits = await mailboxes.fits(addresses, raw.length).catch((error: unknown) => {
    log.warn({ err: error }, 'the mailboxes could not be read')
    throw refusal(451, 'The database does not answer; send it again later')
  })
  if (!fits) throw refusal(554, 'The mail is longer than this mailbox takes')
  const returnPath = envelope.mailFrom === false ? '' : envelope.mailFrom.address
  const parsed = await parseMail(raw, returnPath)
  if ('unreadable' in parsed) throw refusal(554, `The mail cannot be read: ${parsed.unreadable}`)
  // Each recipient by itself: sent again because one failed, the others know the mail by its id.
  for (const address of addresses) {
    const outcome = await mailboxes.take(address, parsed.mail, raw).catch((error: unknown) => {
      log.warn({ err: error }, 'a mail could not be written down')
      return { is: 'not-taken' as const, why: 'the database does not answer' }
    })
    if (outcome.is === 'not-taken') throw refusal(451, `${outcome.why}; send it again later`)
    if (outcome.is === 'refused') throw refusal(554, outcome.why)
  }
  return 'OK: it is written down'
}

/** Undefined where there is more than a mail may have; the rest is read and dropped, so that the client hears why. */
async function readAll(
  stream: SMTPServerDataStream,
  held: Held,
  own: Held,
): Promise<Buffer | 'too-much' | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  let isTooMuch = false
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length
    isTooMuch ||= held.bytes + chunk.length > SMTP_LIMITS.bytesHeld
    if (length > SMTP_LIMITS.bytes || isTooMuch) continue
    chunks.push(chunk)
    held.bytes += chunk.length
    own.bytes += chunk.length
  }
  if (length > SMTP_LIMITS.bytes) return undefined
  return isTooMuch ? 'too-much' : Buffer.concat(chunks)
}

type SmtpRefusal = Error & { responseCode: number }

function refusal(responseCode: number, text: string): SmtpRefusal {
  return Object.assign(new Error(text), { responseCode })
}

async function answer(
  work: Promise<string>,
  done: (error?: Error | null, message?: string) => void,
): Promise<void> {
  try {
    done(null, await work)
  } catch (error) {
    done(isRefusal(error) ? error : refusal(451, 'It could not be done; send it again later'))
  }
}

function isRefusal(error: unknown): error is SmtpRefusal {
  return error instanceof Error && 'responseCode' in error
}

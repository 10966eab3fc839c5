import { createTransport } from 'nodemailer'
import { invitation } from './calendar.ts'
import { oneLine } from './escape.ts'
import { letterHtml, letterText, subjectLine } from './letter.ts'
import { isMailAddress, type Mailbox } from './mailbox.ts'
import type { Destination, Message, Outcome } from './message.ts'
import { opaqueId } from './opaque-id.ts'
import type { SmtpSettings } from './smtp-url.ts'

/** From handing a mail to the pool until the server has taken it. A server that trickles its replies ends here too. */
const EMAIL_TIMEOUT_MS = 30_000
/** For the connection, for the greeting, and for each reply. */
const SMTP_REPLY_TIMEOUT_MS = 10_000
/** Below the idle time after which servers hang up, so that it is we who close. RFC 5321 4.5.3.2.7 asks for 5 min. */
const SMTP_IDLE_MS = 60_000
const SMTP_CONNECTIONS_MAX = 4
const MAILS_PER_CONNECTION_MAX = 100
const NAME_CHARACTERS_MAX = 100

export type EmailSettings = {
  readonly smtp: SmtpSettings
  readonly from: Mailbox
}

/**
 * Mail over SMTP. The Message-ID is the message's, so that two attempts are one mail to whoever drops duplicates;
 * every mail of an incident refers to the same root, by which mail readers show them as one thread.
 */
export function createEmail({ smtp, from }: EmailSettings): Destination {
  const transport = createTransport({
    pool: true,
    host: smtp.host,
    port: smtp.port,
    secure: smtp.tls === 'implicit',
    requireTLS: smtp.tls === 'required',
    ignoreTLS: smtp.tls === 'off',
    // Where TLS is only if offered, whoever stands between can take the offer away; to insist on the certificate
    // then would only turn away the self-signed one of the mail server next door.
    tls: { rejectUnauthorized: smtp.tls !== 'if-offered' },
    ...(smtp.auth === undefined ? {} : { auth: smtp.auth }),
    maxConnections: SMTP_CONNECTIONS_MAX,
    maxMessages: MAILS_PER_CONNECTION_MAX,
    // Retries are the deliver loop's, where they are counted and on record.
    maxRequeues: 1,
    idleTimeout: SMTP_IDLE_MS,
    connectionTimeout: SMTP_REPLY_TIMEOUT_MS,
    greetingTimeout: SMTP_REPLY_TIMEOUT_MS,
    dnsTimeout: SMTP_REPLY_TIMEOUT_MS,
    socketTimeout: SMTP_REPLY_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    channel: 'email',
    async send(message, signal) {
      if (!isMailAddress(message.to.address))
        return refused(new Error('The address on record is not a mail address.'))
      const until = AbortSignal.any([signal, AbortSignal.timeout(EMAIL_TIMEOUT_MS)])
      try {
        await transport.sendMail({ ...mailOf(message, from), signal: until })
        return { delivered: true, detail: 'The mail server took it.' }
      } catch (error) {
        return outcomeOf(error)
      }
    },
    close: () => transport.close(),
  }
}

function mailOf(message: Message, from: Mailbox) {
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  const root = `<${opaqueId(message.threadId)}@${domain}>`
  const to = {
    name: oneLine(message.to.name ?? '', NAME_CHARACTERS_MAX),
    address: message.to.address,
  }
  return {
    envelope: { from: from.address, to: message.to.address },
    from,
    to,
    subject: subjectLine(message),
    text: letterText(message),
    html: letterHtml(message),
    messageId: `<${opaqueId(message.messageId)}@${domain}>`,
    inReplyTo: root,
    references: root,
    date: new Date(message.at),
    ...(message.act === 'page' ? { priority: 'high' as const } : {}),
    headers: {
      // RFC 3834: no out-of-office notice in return. Exchange looks at the second only.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Id': `Tocsin <tocsin.${domain}>`,
      'X-Tocsin-Idempotency-Key': opaqueId(message.idempotencyKey),
    },
    ...(message.meeting === undefined ? {} : { icalEvent: eventOf(message, from, to, domain) }),
  }
}

function eventOf(message: Message, from: Mailbox, to: Mailbox, domain: string) {
  if (message.meeting === undefined) return undefined
  const content = invitation({
    meeting: message.meeting,
    domain,
    at: message.at,
    summary: subjectLine(message),
    description: letterText(message),
    url: message.incidentUrl,
    organizer: { name: from.name || from.address, address: from.address },
    attendee: { name: to.name || to.address, address: to.address },
  })
  return { method: 'REQUEST', filename: 'invitation.ics', content }
}

/** What nodemailer adds to its errors. */
type SmtpFailure = Error & {
  readonly code?: string
  readonly responseCode?: number
  readonly command?: string
}

/**
 * RFC 5321 4.2.1: 4yz may pass later, 5yz will not. But only an answer about this recipient or this message is final
 * for it: a server that refuses our password or our greeting may take the same mail once someone has mended that.
 */
function outcomeOf(error: unknown): Outcome {
  const failure = error as SmtpFailure
  const { code = 'no code', responseCode } = failure
  // The server's own words may quote what a stranger wrote, so only codes are kept.
  const reply = responseCode === undefined ? code : `${responseCode} (${code})`
  const cause = new Error(`The mail server did not take it: ${reply}.`, { cause: error })
  // Without a reply code it is nodemailer that refused the address or the size, and will again. 503 says that the
  // conversation went wrong, not the mail.
  const final = responseCode === undefined || (responseCode >= 500 && responseCode !== 503)
  const aboutThisMail = code === 'EENVELOPE' ? failure.command !== 'MAIL FROM' : code === 'EMESSAGE'
  if (!aboutThisMail || responseCode === 421) return { delivered: false, retry: 'later', cause }
  return { delivered: false, retry: final ? 'never' : 'later', cause, channelWorks: true }
}

function refused(cause: Error): Outcome {
  return { delivered: false, retry: 'never', cause, channelWorks: true }
}

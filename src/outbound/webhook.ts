import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestTls } from 'node:https'
import type { LookupFunction } from 'node:net'
import { Webhook } from 'standardwebhooks'
import type { Instant } from '#/core/time.ts'
import { reachable, resolveAll, type Resolve, type Resolved } from './address-guard.ts'
import { oneLine, plainText } from './escape.ts'
import type { Destination, Message, Outcome } from './message.ts'
import { opaqueId } from './opaque-id.ts'

/** From looking up the name until the answer's head is here. */
const WEBHOOK_TIMEOUT_MS = 3_000
/** The longest wait that a receiver may ask for with Retry-After. */
const RETRY_AFTER_MS_MAX = 3_600_000
/** Standard Webhooks asks for payloads below 20 KB. A character takes at most 12 bytes here (`\ud83d\ude00`). */
const TEXT_CHARACTERS_MAX = 4_000
const LINE_CHARACTERS_MAX = 500
const CITES_MAX = 50
/** Octets of the answer's head; its body is not read at all. */
const ANSWER_HEAD_BYTES_MAX = 16_384
const SECRET_BYTES = { least: 24, most: 64 }

export type WebhookSettings = {
  /** The first signs; the others too, so that receivers can change theirs one by one. Each as `whsec_…`. */
  readonly secrets: readonly string[]
  /** `host` or `host:port`, lower case: these may be private addresses, and may be spoken to without TLS. */
  readonly allow: readonly string[]
  readonly now: () => Instant
  readonly resolve?: Resolve
}

/**
 * A signed POST (Standard Webhooks 1.0) to an address that someone else chose. So the name is looked up once, every
 * address it stands for is judged, and the connection goes to those very addresses; redirects are failures.
 */
export function createWebhook(settings: WebhookSettings): Destination {
  const signers = settings.secrets.map(secret => new Webhook(secret))
  const resolve = settings.resolve ?? resolveAll
  return {
    channel: 'webhook',
    peerOf: message => URL.parse(message.to.address)?.host ?? '',
    async send(message, signal) {
      const url = targetOf(message.to.address, settings.allow)
      if ('problem' in url) return refused(url.problem)
      const until = AbortSignal.any([signal, AbortSignal.timeout(WEBHOOK_TIMEOUT_MS)])
      try {
        const host = url.target.hostname.replace(/^\[|\]$/g, '')
        const pinned = await before(until, reachable(host, { anywhere: url.anywhere, resolve }))
        if ('problem' in pinned) return refused(pinned.problem)
        const payload = JSON.stringify(payloadOf(message))
        const headers = signed(signers, opaqueId(message.idempotencyKey), settings.now(), payload)
        const answer = await post(url.target, pinned, headers, payload, until)
        return outcomeOf(answer, settings.now())
      } catch (error) {
        return later(new Error('The receiver could not be reached.', { cause: error }))
      }
    },
  }
}

/** What is wrong with a signing secret, or undefined. Standard Webhooks: `whsec_` and base64 of 24 to 64 bytes. */
export function webhookSecretProblem(secret: string): string | undefined {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1]
  const bytes = encoded === undefined ? 0 : Buffer.from(encoded, 'base64').length
  if (bytes >= SECRET_BYTES.least && bytes <= SECRET_BYTES.most) return undefined
  return 'A signing secret is whsec_ followed by 24 to 64 random bytes in base64.'
}

type Target = { readonly target: URL; readonly anywhere: boolean }

function targetOf(
  address: string,
  allow: readonly string[],
): Target | { readonly problem: string } {
  const target = URL.parse(address)
  if (target === null) return { problem: 'The address on record is not a URL.' }
  if (target.protocol !== 'https:' && target.protocol !== 'http:')
    return { problem: 'The address on record is neither https nor http.' }
  if (target.username !== '' || target.password !== '')
    return { problem: 'The address on record holds a user name or a password.' }
  const anywhere = allow.includes(target.host) || allow.includes(target.hostname)
  if (target.protocol === 'http:' && !anywhere)
    return {
      problem:
        'The address on record is not https and TOCSIN_WEBHOOK_ALLOW does not list its host.',
    }
  return { target, anywhere }
}

function payloadOf(message: Message) {
  const { incident } = message
  return {
    type: `incident.${message.act}`,
    timestamp: message.at,
    data: {
      message: message.messageId,
      thread: message.threadId,
      incident: {
        id: incident.id,
        number: incident.number,
        title: oneLine(incident.title, LINE_CHARACTERS_MAX),
        severity: incident.severity ?? null,
        exercise: incident.exercise,
        url: message.incidentUrl,
      },
      act: message.act,
      subject: oneLine(message.subject, LINE_CHARACTERS_MAX),
      text: plainText(message.text, TEXT_CHARACTERS_MAX),
      cites: message.cites.slice(0, CITES_MAX),
      to: message.to.person ?? null,
      acknowledgeUrl: message.acknowledgeUrl ?? null,
      meeting: message.meeting ?? null,
    },
  }
}

/** The time is that of this attempt, since receivers refuse what is older than five minutes; the id is not. */
function signed(signers: readonly Webhook[], id: string, at: Instant, payload: string) {
  const time = new Date(at)
  return {
    'content-type': 'application/json',
    'user-agent': 'Tocsin',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
    'webhook-signature': signers.map(signer => signer.sign(id, time, payload)).join(' '),
  }
}

type Answer = { readonly status: number; readonly retryAfter?: string }

function post(
  target: URL,
  pinned: readonly Resolved[],
  headers: Readonly<Record<string, string>>,
  payload: string,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(payload) },
      signal,
      // A connection kept from an earlier message would go wherever the name pointed then.
      agent: false,
      maxHeaderSize: ANSWER_HEAD_BYTES_MAX,
      // Pins the addresses; the name stays for the certificate and the Host header. Node tries them in turn.
      lookup: pinnedTo(pinned),
    }
    const answered = (response: IncomingMessage) => {
      const retryAfter = response.headers['retry-after']
      resolve({
        status: response.statusCode ?? 0,
        ...(retryAfter === undefined ? {} : { retryAfter }),
      })
      // The head says all that counts. A body could be endless.
      response.destroy()
    }
    const asked =
      target.protocol === 'https:'
        ? requestTls(target, options, answered)
        : requestPlain(target, options, answered)
    asked.on('error', reject)
    asked.end(payload)
  })
}

function pinnedTo(pinned: readonly Resolved[]): LookupFunction {
  return (_host, { all }, answer) => {
    const [first] = pinned
    if (all === true) answer(null, [...pinned])
    else answer(null, first?.address ?? '', first?.family)
  }
}

/** A name server that does not answer must not hold up the loop: looking up a name cannot be called off. */
function before<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/** What may pass at another time. Of the 4xx, all others say that this request will not be taken as it is. */
const MAY_PASS_LATER: ReadonlySet<number> = new Set([408, 409, 425, 429])

/** Standard Webhooks: 2xx is success, 3xx is failure, 410 asks us to stop, 429, 502 and 504 to slow down. */
function outcomeOf({ status, retryAfter }: Answer, now: Instant): Outcome {
  if (status >= 200 && status < 300) return { delivered: true, detail: `HTTP ${status}` }
  const cause = new Error(`The receiver answered with HTTP ${status}.`)
  if (status < 500 && !MAY_PASS_LATER.has(status))
    return { delivered: false, retry: 'never', cause, channelWorks: true }
  const after = retryAfterMs(retryAfter, now)
  return { delivered: false, retry: 'later', cause, ...(after === undefined ? {} : { after }) }
}

/** Seconds or an HTTP date (RFC 9110 10.2.3), as milliseconds from now. */
function retryAfterMs(text: string | undefined, now: Instant): number | undefined {
  if (text === undefined || !/^(\d{1,9}|[A-Z][a-z]{2}, .*)$/.test(text)) return undefined
  const ms = /^\d/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.parse(now)
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), RETRY_AFTER_MS_MAX) : undefined
}

function refused(problem: string): Outcome {
  return { delivered: false, retry: 'never', cause: new Error(problem), channelWorks: true }
}

function later(cause: Error): Outcome {
  return { delivered: false, retry: 'later', cause }
}

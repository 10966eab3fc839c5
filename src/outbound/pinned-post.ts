// A POST to an address that somebody else chose: its name is looked up once, every address that it stands for is judged, and
// the connection goes to those very addresses. Redirects are failures.
import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestTls } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Instant } from '#/core/time.ts'
import { reachable, type Resolve, type Resolved } from './address-guard.ts'
import type { Outcome } from './message.ts'

/** The longest wait that a receiver may ask for with Retry-After. */
const RETRY_AFTER_MS_MAX = 3_600_000
/** Octets of the answer's head; its body is not read at all. */
const ANSWER_HEAD_BYTES_MAX = 16_384

export type Post = {
  readonly target: URL
  /** Private addresses, too. */
  readonly anywhere: boolean
  readonly resolve: Resolve
  readonly headers: Readonly<Record<string, string | number>>
  readonly payload: string | Buffer
  readonly signal: AbortSignal
  /** A certificate authority besides those that Node trusts. */
  readonly ca?: string | undefined
}

export type Answer = { readonly status: number; readonly retryAfter?: string }

/** Throws when nobody answers. `problem`: the address is none to which anything may be sent. */
export async function postPinned(asked: Post): Promise<Answer | { readonly problem: string }> {
  const { target, anywhere, resolve, signal } = asked
  const host = target.hostname.replace(/^\[|\]$/g, '')
  const pinned = await before(signal, reachable(host, { anywhere, resolve }))
  return 'problem' in pinned ? pinned : post(asked, pinned)
}

function post(
  { target, headers, payload, signal, ca }: Post,
  pinned: readonly Resolved[],
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(payload) },
      signal,
      ...(ca !== undefined && { ca }),
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

export function pinnedTo(pinned: readonly Resolved[]): LookupFunction {
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

/** 2xx is success, 3xx is failure; 429, 502 and 504 ask us to slow down. */
export function outcomeOf({ status, retryAfter }: Answer, now: Instant): Outcome {
  if (status >= 200 && status < 300) return { delivered: true, detail: `HTTP ${status}` }
  const cause = new Error(`The receiver answered with HTTP ${status}.`)
  if (status < 500 && !MAY_PASS_LATER.has(status))
    return { delivered: false, retry: 'never', cause, channelWorks: true }
  const after = retryAfterMs(retryAfter, now)
  return { delivered: false, retry: 'later', cause, ...(after === undefined ? {} : { after }) }
}

/** Seconds or an HTTP date (RFC 9110 10.2.3), as milliseconds from now. */
export function retryAfterMs(text: string | undefined, now: Instant): number | undefined {
  if (text === undefined || !/^(\d{1,9}|[A-Z][a-z]{2}, .*)$/.test(text)) return undefined
  const ms = /^\d/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.parse(now)
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), RETRY_AFTER_MS_MAX) : undefined
}

export function neverSent(problem: string): Outcome {
  return { delivered: false, retry: 'never', cause: new Error(problem), channelWorks: true }
}

export function unreachable(cause: unknown): Outcome {
  return {
    delivered: false,
    retry: 'later',
    cause: new Error('The receiver could not be reached.', { cause }),
  }
}

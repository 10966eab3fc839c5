// Requests to a service that the operator chose by name, at an address from the settings: Slack, Twilio.
import type { Instant } from '#/core/time.ts'
import type { Outcome } from './message.ts'
import { retryAfterMs } from './pinned-post.ts'

/** From the request until the whole answer is here. */
export const VENDOR_TIMEOUT_MS = 10_000
const ANSWER_BYTES_MAX = 1_048_576

export type VendorRequest = {
  readonly url: string
  readonly authorization: string
  readonly form: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

export type VendorAnswer = {
  readonly status: number
  readonly retryAfter?: string
  /** Undefined where it was not JSON. */
  readonly body: unknown
}

type Failed = Extract<Outcome, { delivered: false }>

/** Posts a form and reads the answer as JSON. Throws when nobody answers in time. Redirects are answers like others. */
export async function askVendor(asked: VendorRequest): Promise<VendorAnswer> {
  const response = await fetch(asked.url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      authorization: asked.authorization,
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      accept: 'application/json',
      'user-agent': 'Tocsin',
    },
    body: new URLSearchParams(asked.form).toString(),
    signal: AbortSignal.any([asked.signal, AbortSignal.timeout(VENDOR_TIMEOUT_MS)]),
  })
  const retryAfter = response.headers.get('retry-after')
  return {
    status: response.status,
    ...(retryAfter === null ? {} : { retryAfter }),
    body: parsed(await textOf(response)),
  }
}

/** An answer has no length that we know of beforehand. */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > ANSWER_BYTES_MAX) throw new Error('The answer is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** A field of an answer, when it is text. */
export function textField(body: unknown, name: string): string | undefined {
  const value = field(body, name)
  return typeof value === 'string' ? value : undefined
}

export function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Record<string, unknown>)[name]
    : undefined
}

/** It may pass later, and the channel is to be looked after: nothing in it was about this one message. */
export function troubled(reason: string, answer?: VendorAnswer, now?: Instant): Failed {
  const after =
    answer?.retryAfter === undefined || now === undefined
      ? undefined
      : retryAfterMs(answer.retryAfter, now)
  return {
    delivered: false,
    retry: 'later',
    cause: new Error(reason),
    ...(after === undefined ? {} : { after }),
  }
}

/** This message will not pass over this channel. */
export function refusedFor(reason: string): Failed {
  return { delivered: false, retry: 'never', cause: new Error(reason), channelWorks: true }
}

export function outOfReach(vendor: string, cause: unknown): Failed {
  return {
    delivered: false,
    retry: 'later',
    cause: new Error(`${vendor} could not be reached.`, { cause }),
  }
}

// What a door says to a sender. Each kind of sender has a form that its clients expect; where it has none, this one is used.
import type { DoorHeaders } from '#/core/intake/doors/reading.ts'
import type { Outcome } from '#/app/doors/intake.ts'

/** What became of a request: what was posted was read, or it did not come that far. */
export type Said =
  | Outcome
  /** No key, a wrong one, or a wrong signature: a stranger learns no more than that. */
  | { readonly is: 'no-key' }
  /** The key is right and the door is switched off. */
  | { readonly is: 'closed' }
  | { readonly is: 'too-fast'; readonly seconds: number }
  | { readonly is: 'too-large'; readonly bytesMax: number }
  | { readonly is: 'no-method'; readonly allow: string }
  /** The database is away, or the program ends. */
  | { readonly is: 'away' }

export type Asked = {
  readonly method: string
  /** Behind the address of the door, as it came, without slashes around it. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: DoorHeaders
  /** As the log of the program names this request. */
  readonly request: string
}

/** `body`: written as JSON, unless it is text; undefined: none. */
export type Answer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export const RETRY_AFTER_S = 5

export function plainAnswer(said: Said): Answer {
  switch (said.is) {
    case 'taken':
      return {
        status: 202,
        body: { status: 'accepted', keys: said.reports.map(report => report.key) },
      }
    case 'beat':
      return { status: 202, body: { status: 'accepted', heartbeat: said.name } }
    case 'ignored':
      return { status: 202, body: { status: 'ignored', reason: said.why } }
    case 'malformed':
      return { status: 400, body: { status: 'refused', reason: said.why } }
    case 'no-key':
      return {
        status: 401,
        headers: { 'www-authenticate': 'Bearer realm="tocsin"' },
        body: { status: 'refused', reason: 'the key is missing or wrong' },
      }
    case 'closed':
      return { status: 403, body: { status: 'refused', reason: 'this door is switched off' } }
    case 'too-large': {
      const reason = `the body is longer than ${said.bytesMax} bytes`
      return { status: 413, body: { status: 'refused', reason } }
    }
    case 'no-method':
      return { status: 405, headers: { allow: said.allow }, body: { status: 'refused' } }
    case 'too-fast':
      return again(429, said.seconds, 'more than this door takes; send it again')
    case 'not-taken':
      return again(503, RETRY_AFTER_S, `${said.why}; send it again`)
    case 'away':
      return again(503, RETRY_AFTER_S, 'not ready; send it again')
  }
}

function again(status: number, seconds: number, reason: string): Answer {
  const headers = { 'retry-after': String(seconds) }
  return { status, headers, body: { status: 'refused', reason } }
}

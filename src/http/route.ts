// A route is one entry of a table: what it is called, who may ask it, what it takes and gives, and who answers it. From the same
// entry it is registered, checked and documented, so that none of the three can lie about the others.
import type { z } from 'zod'
import type { Refusal } from '#/core/refusal.ts'
import type { Within } from '#/app/idempotency.ts'
import type { Scope } from '#/app/access/scopes.ts'
import type { Visitor } from '#/app/sign-in/sessions.ts'
import type { Caller } from '#/http/authenticate.ts'
import type { SetCookie } from '#/http/cookies.ts'
import type { Needs } from '#/http/needs.ts'
import type { Problem } from '#/http/problem.ts'
import type { LiveConnection } from '#/http/sse.ts'

export const JSON_BYTES_MAX = 1_048_576

/** What comes in the body: JSON that fits a schema, text of one kind, or bytes of any. */
export type Takes<B> =
  | { readonly kind: 'json'; readonly schema: z.ZodType<B> }
  | {
      readonly kind: 'text'
      readonly content: readonly string[]
      readonly bytesMax: number
      readonly means: string
      readonly of?: B
    }
  | {
      readonly kind: 'bytes'
      readonly bytesMax: number
      readonly means: string
      readonly of?: B
    }

/** What is answered when all goes well. */
export type Gives<A> = {
  readonly status: 200 | 201 | 202 | 303
  readonly means: string
  readonly content: string
  /** What it may be instead; the reply's headers then say so. */
  readonly instead?: readonly string[]
  /** How the answer is written: JSON, as it is, line by line, for as long as the client stays, or as where to go on. */
  readonly kind: 'json' | 'text' | 'bytes' | 'lines' | 'live' | 'redirect'
  /** Of JSON. */
  readonly schema?: z.ZodType<unknown, A>
}

export type Reply<A> =
  | {
      readonly answer: A
      readonly headers?: Readonly<Record<string, string>>
      readonly cookies?: readonly SetCookie[]
    }
  /** `stands`: that it was asked for is on record, and stays there; otherwise nothing that the request did is kept. */
  | { readonly refused: Refusal; readonly stands?: true }
  | { readonly problem: Problem }

export type Asked<P, Q, B> = {
  readonly needs: Needs
  readonly caller: Caller
  readonly params: P
  readonly query: Q
  readonly body: B
  /** The transaction to write in, when the answer is to be kept under an Idempotency-Key. */
  readonly within: Within | undefined
  /** As the log of the program names this request. */
  readonly request: string
  /** How far a client of a live stream had got that comes back. */
  readonly lastEventId: number | undefined
  readonly visitor: Visiting
  /** Done once what the request changed is there for everyone, and before it is answered. */
  readonly afterwards: (work: () => void) => void
}

/** From where a request comes, with which cookies, and at which origin its page is, as far as it says so. */
export type Visiting = Visitor & {
  readonly cookies: Readonly<Record<string, string | undefined>>
  readonly origin: string | undefined
  /** What the browser asks for, as it writes that: `de-LU,de;q=0.9`. */
  readonly languages: string | undefined
}

/** What a route is made from; `route` and `openRoute` check that its parts fit together. */
type Definition<P, Q, B, A, C> = {
  readonly method: 'GET' | 'POST'
  /** With parameters as `{name}`. */
  readonly path: string
  /** Unique, in kebab-case: the operation's name in OpenAPI and in generated clients. */
  readonly name: string
  readonly summary: string
  readonly params?: z.ZodType<P>
  readonly query?: z.ZodType<Q>
  readonly takes?: Takes<B>
  readonly gives: Gives<A>
  /** Of a POST that only asks: a key means nothing to it, and its answer is kept for nobody. */
  readonly changesNothing?: true
  /**
   * The body holds what people choose and could be guessed: not even a hash of it may be kept to tell a repetition, and so an
   * Idempotency-Key is not looked at.
   */
  readonly takesSecret?: true
  /** An answer that must not be kept for a repetition: `kept` gives what is kept instead. */
  readonly kept?: (answer: A) => A
  readonly handle: (asked: Omit<Asked<P, Q, B>, 'caller'> & C) => Promise<Reply<A>> | Reply<A>
}

/**
 * What a route asks of whoever comes: a scope; any token, or being signed in; `session`: being signed in, for what one
 * does for oneself alone; `page`: nothing but that our own page sends it, for what signs somebody in; or nothing.
 */
export type Asks = Scope | 'any-token' | 'session' | 'page' | 'open'

/** A route as the registry sees it, its types forgotten. */
export type Route = Definition<unknown, unknown, unknown, unknown, { caller: Caller }> & {
  readonly asks: Asks
}

/** A route for whoever has a token with this scope, or any token. */
export function route<A, P = object, Q = object, B = undefined>(
  asks: Exclude<Asks, 'open' | 'page'>,
  definition: Definition<P, Q, B, A, { caller: Caller }>,
): Route {
  return { ...definition, asks } as unknown as Route
}

/** A route of signing in: it asks for nothing but that our own page sends it. */
export function pageRoute<A, P = object, Q = object, B = undefined>(
  definition: Definition<P, Q, B, A, object>,
): Route {
  return { ...definition, asks: 'page' } as unknown as Route
}

/** A route that needs no token. */
export function openRoute<A, P = object, Q = object, B = undefined>(
  definition: Definition<P, Q, B, A, object>,
): Route {
  return { ...definition, asks: 'open' } as unknown as Route
}

export function json<B>(schema: z.ZodType<B>): Takes<B> {
  return { kind: 'json', schema }
}

export function text(content: readonly string[], bytesMax: number, means: string): Takes<string> {
  return { kind: 'text', content, bytesMax, means }
}

export function bytes(bytesMax: number, means: string): Takes<Uint8Array> {
  return { kind: 'bytes', bytesMax, means }
}

export function givesJson<A>(
  means: string,
  schema: z.ZodType<unknown, A>,
  status: Gives<A>['status'] = 200,
): Gives<A> {
  return { status, means, content: 'application/json', kind: 'json', schema }
}

export function givesText(means: string, content: string): Gives<string> {
  return { status: 200, means, content, kind: 'text' }
}

export function givesBytes(means: string): Gives<Uint8Array> {
  return { status: 200, means, content: 'application/octet-stream', kind: 'bytes' }
}

/** Sends a browser on to the address that is answered. */
export function givesRedirect(means: string): Gives<string> {
  return { status: 303, means, content: 'text/plain', kind: 'redirect' }
}

/** Writes lines one by one; the promise of each resolves when the client has room for the next, and rejects when it is gone. */
export type LineSource = (write: (line: string) => Promise<void>) => Promise<void>

/** JSON Lines, written as fast as the client reads them. */
export function givesLines(means: string): Gives<LineSource> {
  return { status: 200, means, content: 'application/jsonl', kind: 'lines' }
}

/** Server-sent events (WHATWG HTML 9.2), until the client goes or the program ends. */
export function givesLive(means: string): Gives<(connection: LiveConnection) => void> {
  return { status: 200, means, content: 'text/event-stream', kind: 'live' }
}

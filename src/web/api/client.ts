// Asks the server. Every operation of the API by its name, with what it takes and gives.
import { OPERATIONS } from './operations.ts'
import type { Operations, Problem } from './operations.ts'

export type Name = keyof Operations
export type Answer<N extends Name> = Operations[N]['answer']

/** What an operation is asked with; only what it takes may be given. */
export type Asked<N extends Name> = {
  readonly params?: Operations[N]['params']
  readonly query?: Operations[N]['query']
  readonly body?: Operations[N]['body']
  /** Of a command that may be sent twice and must act once. */
  readonly key?: string
  readonly signal?: AbortSignal
}

/** The server said no, and why: `problem.detail` is written for whoever reads it. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/** The server could not be reached; nothing is known of what became of the request. */
export class Unreachable extends Error {}

/** Does nothing, so that there is no answer to keep for a repetition. */
const ONLY_ASKS = 'foresee'

/** Throws `Refused` or `Unreachable`. */
export async function call<N extends Name>(name: N, asked: Asked<N> = {}): Promise<Answer<N>> {
  const response = await send(name, asked)
  const kind = response.headers.get('content-type') ?? ''
  if (!response.ok) throw new Refused(await problemIn(response, kind))
  if (kind.startsWith('application/json')) return (await response.json()) as Answer<N>
  return (await response.text()) as Answer<N>
}

async function send<N extends Name>(name: N, asked: Asked<N>): Promise<Response> {
  const [method] = OPERATIONS[name]
  const { body, key, signal } = asked
  const headers = new Headers(contentOf(body))
  // Only a page of ours can set it, so that no other site can make a browser act with our cookie.
  headers.set('tocsin-page', '1')
  if (method === 'POST' && name !== ONLY_ASKS)
    headers.set('idempotency-key', key ?? crypto.randomUUID())
  try {
    return await fetch(addressOf(name, asked), {
      method,
      headers,
      ...(body !== undefined && { body: written(body) }),
      ...(signal && { signal }),
    })
  } catch (cause) {
    if (signal?.aborted === true) throw cause
    throw new Unreachable('The server cannot be reached.', { cause })
  }
}

/** The address of an operation, for links and streams. */
export function addressOf<N extends Name>(
  name: N,
  { params = {}, query = {} }: Pick<Asked<N>, 'params' | 'query'> = {},
): string {
  const path = OPERATIONS[name][1].replaceAll(/\{(\w+)\}/g, (_, parameter: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[parameter])),
  )
  const wanted = Object.entries(query).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(wanted.map(([name, value]) => [name, String(value)]))
  return search.size === 0 ? path : `${path}?${search.toString()}`
}

function contentOf(body: unknown): Record<string, string> {
  if (body === undefined) return {}
  if (body instanceof Blob) return { 'content-type': 'application/octet-stream' }
  return { 'content-type': typeof body === 'string' ? 'application/yaml' : 'application/json' }
}

function written(body: unknown): BodyInit {
  return body instanceof Blob || typeof body === 'string' ? body : JSON.stringify(body)
}

async function problemIn(response: Response, kind: string): Promise<Problem> {
  if (kind.startsWith('application/problem+json')) return (await response.json()) as Problem
  // A proxy in between has answered for us.
  const detail = `The server answered ${response.status} ${response.statusText}.`
  const { status } = response
  return { type: '', title: detail, status, code: 'unreadable', detail, instance: '' }
}

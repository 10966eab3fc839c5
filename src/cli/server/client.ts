// The API, asked from a terminal.
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { EXIT } from '#/cli/exit-codes.ts'
import { readText } from '#/cli/files.ts'
import { readProblem, ServerProblem } from '#/cli/server/problem.ts'
import { Stop } from '#/cli/stop.ts'
import { operatorTokenFile, serverAddress, variable } from '#/cli/surroundings.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { line } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'

/** Longer than the slowest answer takes, shorter than the patience of whoever was woken. */
const ANSWER_MS_MAX = 30_000
/** A connection may break after the server did what it was asked: asked again under the same key, it is done once. */
const ATTEMPTS_MAX = 3
const BETWEEN_ATTEMPTS_MS = 300

export type Request = {
  readonly method?: 'GET' | 'POST'
  /** Made with `path`, which escapes what is put into it. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  /** JSON, unless `content` says what it is. */
  readonly body?: unknown
  readonly content?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Leaves out for whom it is asked. */
  readonly asNobody?: boolean
  /** Ends a stream. What is not a stream has its own limit. */
  readonly stream?: AbortSignal
}

export type Answered<A> = {
  /** As it came, for `--json`. */
  readonly document: unknown
  readonly answer: A
}

export type Client = {
  readonly address: string
  /** Whom the commands are given as, where that was said. */
  readonly person: string | undefined
  /** Asks, and reads the answer. Throws a ServerProblem for anything but success, a Stop when nobody answers. */
  readonly ask: <S extends z.ZodType>(request: Request, schema: S) => Promise<Answered<z.output<S>>>
  /** Asks, and leaves the reading to the caller. */
  readonly open: (request: Request) => Promise<Response>
}

/** An address within the server: path`/api/incidents/${id}`. */
export function path(
  literals: TemplateStringsArray,
  ...values: readonly (string | number)[]
): string {
  return String.raw({ raw: literals }, ...values.map(value => encodeURIComponent(value)))
}

/** A client with the token of whoever runs the command. `as` overrules TOCSIN_AS. */
export function clientOf(surroundings: Surroundings, as: string | undefined): Client {
  const address = serverAddress(surroundings)
  const person = as ?? variable(surroundings, 'TOCSIN_AS')

  function identified(request: Request): Request {
    // Read at the first question: `verify FILE` asks nobody, and needs no token.
    const headers = {
      authorization: `Bearer ${tokenOf(surroundings)}`,
      ...(person !== undefined && request.asNobody !== true && { 'tocsin-as': headerOf(person) }),
    }
    return { ...request, headers }
  }

  return {
    address,
    person,
    async open(request) {
      const response = await reach(surroundings, address, identified(request), keepOpen)
      await refuseProblems(address, request, response, () => response.text())
      return response
    },
    async ask(request, schema) {
      const { response, body } = await reach(surroundings, address, identified(request), readWhole)
      await refuseProblems(address, request, response, () => body)
      const document = documentIn(body, address)
      const read = schema.safeParse(document)
      if (read.success) return { document, answer: read.data }
      const [issue] = read.error.issues
      throw notUnderstood(address, line`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
    },
  }
}

const keepOpen = (response: Response): Response => response
/** The connection may break in the middle of an answer too. */
const readWhole = async (response: Response) => ({ response, body: await response.text() })

/** Goes on only where the server did what it was asked. */
async function refuseProblems(
  address: string,
  { path: asked }: Request,
  response: Response,
  body: () => string | Promise<string>,
): Promise<void> {
  const { status, ok } = response
  if (ok) return
  if (status >= 300 && status < 400) throw elsewhere(address, response)
  throw new ServerProblem(readProblem(status, await body()), asked)
}

/** A header has no room for other characters, and no id has them. */
function headerOf(person: string): string {
  if (/^[\x21-\x7e]+$/.test(person)) return person
  throw new Stop(EXIT.usage, { what: line`"${person}" is nobody's id.` })
}

function tokenOf(surroundings: Surroundings): string {
  const given = variable(surroundings, 'TOCSIN_TOKEN')
  if (given !== undefined) return given
  const file = operatorTokenFile(surroundings)
  if (existsSync(file)) return readText(file).trim()
  throw new Stop(EXIT.notAllowed, {
    what: 'There is no token to ask the server with.',
    more: [
      line`Set TOCSIN_TOKEN, or TOCSIN_DATA to the server's data directory: it was not in ${file}.`,
      'The first `npm start` writes that file; `tocsin token create` makes more.',
    ],
  })
}

async function reach<T>(
  surroundings: Surroundings,
  address: string,
  request: Request,
  read: (response: Response) => T | Promise<T>,
): Promise<T> {
  const url = addressOf(address, request)
  const { method = 'GET', body, stream } = request
  const sent: RequestInit = {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': request.content ?? 'application/json' }),
      ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
      ...request.headers,
    },
    ...(body !== undefined && { body: bodyOf(request) }),
    // A token goes nowhere that nobody named.
    redirect: 'manual',
  }
  for (let attempt = 1; ; attempt++) {
    try {
      const signal = stream ?? AbortSignal.timeout(ANSWER_MS_MAX)
      return await read(await fetch(url, { ...sent, signal }))
    } catch (error) {
      if (isBroken(error) && attempt < ATTEMPTS_MAX) await sleep(BETWEEN_ATTEMPTS_MS)
      else throw unreachable(surroundings, address, error)
    }
  }
}

function addressOf(address: string, { path: within, query = {} }: Request): URL {
  if (!URL.canParse(address) || !/^https?:/.test(address))
    throw new Stop(EXIT.usage, {
      what: line`TOCSIN_URL is no address: ${address}`,
      more: ['Write it as http://127.0.0.1:4870.'],
    })
  const url = new URL(address + within)
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, String(value))
  return url
}

function bodyOf({ body, content }: Request): string | Uint8Array<ArrayBuffer> {
  if (content === undefined) return JSON.stringify(body)
  return typeof body === 'string' ? body : new Uint8Array(body as Uint8Array)
}

const BROKEN: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

/** The connection was there, and went. */
export function isBroken(error: unknown): boolean {
  return BROKEN.has(codeOf(error))
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const { code } = error as NodeJS.ErrnoException
  return error.cause === undefined ? (code ?? error.name) : codeOf(error.cause)
}

function rootOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : rootOf(error.cause)
}

const SILENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'its name cannot be looked up now',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  ETIMEDOUT: 'it does not answer',
  TimeoutError: `it did not answer within ${ANSWER_MS_MAX / 1000} s`,
}

/** Says which address, why, and what would help. */
export function unreachable(surroundings: Surroundings, address: string, error: unknown): Stop {
  const code = codeOf(error)
  const reason = SILENCES[code] ?? (isBroken(error) ? 'the connection broke' : rootOf(error))
  return new Stop(EXIT.unreachable, {
    what: line`Tocsin is not reached at ${address}: ${reason}.`,
    more: [...mendsOf(surroundings)],
  })
}

function mendsOf(surroundings: Surroundings): readonly Line[] {
  if (variable(surroundings, 'TOCSIN_URL') !== undefined)
    return [line`Is TOCSIN_URL the right address, and the server up?`]
  return [
    line`Start it with \`npm start\` in ${surroundings.root}, or set TOCSIN_URL to where it runs.`,
  ]
}

function documentIn(body: string, address: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    throw notUnderstood(address, line`not JSON but ${body.slice(0, 80)}`)
  }
}

function elsewhere(address: string, { headers }: Response): Stop {
  return new Stop(EXIT.unreachable, {
    what: line`Tocsin is not at ${address}, which sends us on to ${headers.get('location') ?? 'nowhere'}.`,
    more: ['Set TOCSIN_URL to where it is.'],
  })
}

function notUnderstood(address: string, what: Line): Stop {
  return new Stop(EXIT.bug, {
    what: line`The answer of ${address} is not what this \`tocsin\` knows: ${what}`,
    more: ['Is the server of another version? `tocsin doctor` tells more.'],
  })
}

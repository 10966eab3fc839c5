// What the server answers when it does not do what it was asked: problem details (RFC 9457), told to a person.
import { z } from 'zod'
import { EXIT } from '#/cli/exit-codes.ts'
import type { ExitCode } from '#/cli/exit-codes.ts'
import { Stop } from '#/cli/stop.ts'
import { joined, line } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'
import { REFUSALS } from '#/core/refusal.ts'
import type { RefusalCode } from '#/core/refusal.ts'

const PROBLEM = z.looseObject({
  code: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string().default(''),
  instance: z.string().default(''),
  about: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])).default({}),
  errors: z
    .array(
      z.looseObject({
        in: z.string().optional(),
        pointer: z.string().optional(),
        line: z.number().optional(),
        column: z.number().optional(),
        detail: z.string(),
      }),
    )
    .default([]),
})

export type Problem = z.output<typeof PROBLEM>

/** The server did not do it, and said why. Thrown on the way to `toldProblem`, which makes sentences of it. */
export class ServerProblem extends Error {
  readonly problem: Problem
  /** Path of the address that was asked. */
  readonly path: string

  constructor(problem: Problem, path: string) {
    super(problem.code)
    this.problem = problem
    this.path = path
  }
}

/** Reads what was answered with an error status; a proxy in between may answer something else altogether. */
export function readProblem(status: number, body: string): Problem {
  const read = PROBLEM.safeParse(parsed(body))
  if (read.success) return read.data
  return {
    code: 'not-understood',
    title: `HTTP ${status}, and no word of what is wrong`,
    status,
    detail: 'Is this a Tocsin server, or a proxy before it? Look at TOCSIN_URL.',
    instance: '',
    about: {},
    errors: [],
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // Then it is not ours either.
    return undefined
  }
}

/** What a command ends with to which the server answered this. */
export function exitOf({ code, status }: Problem): ExitCode {
  if (code === 'plan-has-mistakes' || code === 'directory-has-mistakes') return EXIT.faults
  if (status === 404) return EXIT.notFound
  if (code in REFUSALS) return EXIT.refused
  if (status === 401 || status === 403) return EXIT.notAllowed
  if (status === 502 || status === 503 || status === 504) return EXIT.unreachable
  if (status === 400) return EXIT.usage
  return status >= 500 ? EXIT.bug : EXIT.refused
}

/** Told to a person: what, each place that is wrong, about what, the mend, and `hints` from whoever knows more. */
export function toldProblem(problem: Problem, hints: readonly Shown[] = []): Stop {
  const { what, mend } = problem.code in REFUSALS ? refusalTold(problem) : problemTold(problem)
  return new Stop(exitOf(problem), {
    what,
    more: [
      ...problem.errors.map(placed),
      // Where each place says what is wrong with it, "correct what is wrong" says nothing.
      ...(problem.errors.length > 0 ? [] : mend),
      ...(problem.status >= 500 ? [line`The server's log has it as ${problem.instance}.`] : []),
      ...hints,
    ],
    document: problem,
  })
}

type Told = { readonly what: Line; readonly mend: readonly Shown[] }

function refusalTold({ code, title, about }: Problem): Told {
  const named = Object.entries(about).map(([name, value]) => aboutLine(name, value))
  return {
    what: line`Refused: ${lowerFirst(title)}.`,
    mend: [...named, REFUSALS[code as RefusalCode]],
  }
}

/** Problems whose mend is for programs; the hints say how it is done at a terminal. */
const MENDED_BY_HINTS: ReadonlySet<string> = new Set(['person-needed'])

/** Its detail is what went wrong, about what in parentheses, and the mend. */
function problemTold({ code, title, detail }: Problem): Told {
  const rest = detail.startsWith(title) ? detail.slice(title.length) : `. ${detail}`
  const [, about = '', mend = ''] = /^( \(.*\))?\. ?(.*)$/s.exec(rest) ?? []
  return {
    what: line`${title}${about}.`,
    mend: mend === '' || MENDED_BY_HINTS.has(code) ? [] : [mend],
  }
}

function aboutLine(name: string, value: string | number | readonly string[]): Line {
  return typeof value === 'object' ? line`${name}: ${joined(value)}` : line`${name}: ${value}`
}

/** Where a request is wrong. `#/due` of a body is the option of that name. */
function placed({ pointer = '', line: at, column, detail, in: place }: Problem['errors'][number]) {
  if (at !== undefined) return line`line ${at}, column ${column ?? 1}: ${detail}`
  const where = pointer
    .replace(/^#?\/?/, '')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')
  return line`${where === '' ? (place ?? 'request') : where}: ${detail}`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

// What is answered when a request fails: problem details (RFC 9457), with a stable code and what to do next.
import type { z } from 'zod'
import { REFUSALS } from '#/core/refusal.ts'
import type { Refusal, RefusalCode, RefusalDetail } from '#/core/refusal.ts'
import { PROBLEMS } from '#/http/problem-codes.ts'
import type { ProblemCode } from '#/http/problem-codes.ts'
import { STATUS } from '#/http/status.ts'

export type Code = RefusalCode | ProblemCode

/** One place in a request that is wrong. `pointer`: RFC 6901, as a fragment; of a text, `line` and `column` instead. */
export type Wrong = {
  readonly in: 'body' | 'query' | 'path' | 'header'
  readonly pointer?: string
  readonly line?: number
  readonly column?: number
  readonly detail: string
}

export type Problem = {
  readonly code: Code
  /** What it is about: ids and numbers. */
  readonly about?: RefusalDetail
  readonly errors?: readonly Wrong[]
  readonly headers?: Readonly<Record<string, string>>
}

/** Places that are listed at most: somebody reads them. */
export const WRONGS_SHOWN_MAX = 50
const POINTER_LENGTH_MAX = 200

export function problem(code: ProblemCode, about?: RefusalDetail): Problem {
  return about === undefined ? { code } : { code, about }
}

export function refusalProblem({ code, detail }: Refusal): Problem {
  return Object.keys(detail).length === 0 ? { code } : { code, about: detail }
}

/** The document that is sent. `instance` is the request, as the program's own log names it. */
export function problemDocument({ code, about, errors }: Problem, request: string) {
  return {
    type: `/docs/errors#${code}`,
    title: titleOf(code),
    status: STATUS[code],
    code,
    detail: detailOf(code, about),
    instance: request,
    ...(about !== undefined && { about }),
    ...(errors !== undefined && { errors: errors.slice(0, WRONGS_SHOWN_MAX) }),
  }
}

/** `gate-not-met` as "Gate not met". */
export function titleOf(code: string): string {
  const words = code.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function mendOf(code: Code): string {
  return code in REFUSALS ? REFUSALS[code as RefusalCode] : PROBLEMS[code as ProblemCode]
}

/** What, about what, and how to mend it, in one sentence or two. */
function detailOf(code: Code, about: RefusalDetail | undefined): string {
  const named = Object.entries(about ?? {}).map(([name, value]) => `${name}: ${listed(value)}`)
  const what = named.length === 0 ? titleOf(code) : `${titleOf(code)} (${named.join('; ')})`
  return `${what}. ${mendOf(code)}`
}

const NAMES_SHOWN_MAX = 10

function listed(value: string | number | readonly string[]): string {
  if (!Array.isArray(value)) return String(value)
  const shown = value.slice(0, NAMES_SHOWN_MAX).join(', ')
  return value.length > NAMES_SHOWN_MAX
    ? `${shown} and ${value.length - NAMES_SHOWN_MAX} more`
    : shown
}

/** What a schema found wrong, each with its place; names that it does not know are placed one by one. */
export function wrongs(place: Wrong['in'], issues: readonly z.core.$ZodIssue[]): readonly Wrong[] {
  return issues.slice(0, WRONGS_SHOWN_MAX).flatMap(issue => {
    if (issue.code !== 'unrecognized_keys')
      return [{ in: place, pointer: pointer(issue.path), detail: issue.message }]
    return issue.keys.slice(0, WRONGS_SHOWN_MAX).map(key => ({
      in: place,
      pointer: pointer([...issue.path, key]),
      detail: 'There is no such property here.',
    }))
  })
}

function pointer(path: readonly PropertyKey[]): string {
  const steps = path.map(step => String(step).replaceAll('~', '~0').replaceAll('/', '~1'))
  const text = `#${steps.map(step => `/${step}`).join('')}`
  return text.length > POINTER_LENGTH_MAX ? `${text.slice(0, POINTER_LENGTH_MAX)}…` : text
}

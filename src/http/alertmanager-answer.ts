// What the routes that imitate Alertmanager are handed, and the forms in which they answer.
import type { FastifyError, FastifyReply, FastifyRequest, preHandlerHookHandler } from 'fastify'
import type { Matcher } from '#/core/intake/matchers.ts'
import { parseMatchers } from '#/core/intake/matchers.ts'
import type { Ingest } from '#/app/ingest/ingest.ts'
import type { QuietCause } from '#/app/routing/shelf.ts'

/** One alert of Prometheus has 0.5 to 1 kB, and it sends no more than 256 at a time. */
export const ALERTS_BODY_BYTES_MAX = 16 * 1024 * 1024
export const SILENCE_BODY_BYTES_MAX = 512 * 1024

export type AlertmanagerNeeds = {
  /** Where it stands, without a slash at the end: `/in/alertmanager`. A POST to it is the webhook. */
  readonly base: string
  readonly ingest: Ingest
  /** Lets in who may: bearer token, or basic authentication with the token as the password. It answers those it refuses itself. */
  readonly authorize: (scope: 'signal:write' | 'signal:read') => preHandlerHookHandler
  readonly nowMs: () => number
  /** Why groups that fire tell nobody, by their keys. */
  readonly quiet: () => ReadonlyMap<string, QuietCause>
  /** The groups whose incident whoever asks may not see, by key. */
  readonly hiddenGroups: (request: FastifyRequest) => Promise<ReadonlySet<string>>
  /** Is told of what could not be answered. */
  readonly report: (error: FastifyError) => void
  /** Of the program, for the status page. */
  readonly version: string
}

/** All that is told goes to the plan; to Alertmanager's clients that is one receiver. */
export const RECEIVER = 'tocsin'

/** Answers with an error as Alertmanager does: a JSON string. */
export function refuse(reply: FastifyReply, status: number, reason: string): FastifyReply {
  return json(reply.code(status), JSON.stringify(reason))
}

/** Answers with text that is JSON already. */
export function json(reply: FastifyReply, text: string): FastifyReply {
  return reply.header('content-type', 'application/json').send(text)
}

/** The date is formatted by `Date`, which needs a third of the time of `Temporal`. */
export function isoText(ms: number): string {
  return new Date(ms).toISOString()
}

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>

/** The matchers of a `filter`, which may stand there several times. */
export function filterOf(query: Query): readonly Matcher[] | { readonly malformed: string } {
  const filter = query['filter']
  return parseMatchers(filter === undefined ? [] : typeof filter === 'string' ? [filter] : filter)
}

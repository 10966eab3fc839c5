// Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): a request that is sent again is answered again, and acts once.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { once } from '#/app/idempotency.ts'
import type { Needs } from '#/http/needs.ts'
import { problem, problemDocument, refusalProblem } from '#/http/problem.ts'
import type { Problem } from '#/http/problem.ts'
import type { Asked, Reply, Route } from '#/http/route.ts'
import { contentType, PROBLEM_CONTENT, problemIn, send, sendProblem } from '#/http/send.ts'

export const KEY_HEADER = 'idempotency-key'
export const REPLAYED_HEADER = 'idempotent-replayed'
export const KEY_LENGTH_MAX = 200

/** The key of a request, undefined when it has none. Keys mean something only where something is done, and by whom is known. */
export function keyOf(
  route: Route,
  { headers }: FastifyRequest,
): string | undefined | { readonly problem: Problem } {
  const key = headers[KEY_HEADER]
  if (key === undefined || !takesKey(route)) return undefined
  if (typeof key === 'string' && /^[\x21-\x7e]+$/.test(key) && key.length <= KEY_LENGTH_MAX)
    return key
  const detail = `Idempotency-Key holds 1 to ${KEY_LENGTH_MAX} visible ASCII characters.`
  return { problem: { ...problem('request-invalid'), errors: [{ in: 'header', detail }] } }
}

/** Where it is not known who asks there is nobody whose key it could be. */
export function takesKey({ method, asks, changesNothing, takesSecret }: Route): boolean {
  if (method !== 'POST' || asks === 'open' || asks === 'page') return false
  return changesNothing !== true && takesSecret !== true
}

/** Handles a request once; sends what it answered, now or the first time. */
export async function oncePerKey(
  needs: Needs,
  route: Route,
  {
    asked,
    finish,
  }: { readonly asked: Asked<unknown, unknown, unknown>; readonly finish: () => void },
  key: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { shell } = needs
  const result = await once(
    shell,
    { tokenId: asked.caller.token.id, key },
    fingerprint(shell.notary.sha256, asked, request),
    async within => {
      const given = await route.handle({ ...asked, within })
      return { given, ...keptAs(route, given, request.id) }
    },
  )
  finish()
  if ('reused' in result) return sendProblem(request, reply, problem('key-reused'))
  if ('refused' in result) return sendProblem(request, reply, refusalProblem(result.refused))
  if ('done' in result) return send(needs, route, request, reply, result.done.given)
  const { status, body } = result.replayed
  return reply
    .code(status)
    .header(REPLAYED_HEADER, 'true')
    .type(status < 400 ? contentType(route) : PROBLEM_CONTENT)
    .send(body)
}

/** What is kept for a repetition; `keep` false: nothing, and what was done is undone. */
function keptAs(route: Route, given: Reply<unknown>, request: string) {
  const failed = problemIn(given)
  if (failed !== undefined) {
    const document = problemDocument(failed, request)
    const keep = 'refused' in given && given.stands === true
    return { keep, status: document.status, body: JSON.stringify(document) }
  }
  const answer = 'answer' in given ? given.answer : null
  const kept = route.kept === undefined ? answer : route.kept(answer)
  return { keep: true, status: route.gives.status as number, body: JSON.stringify(kept) }
}

/** Says whether two requests ask for the same: by the same person, at the same address, with the same body. */
function fingerprint(
  sha256: (text: string) => string,
  { caller, body }: Asked<unknown, unknown, unknown>,
  { method, url }: FastifyRequest,
): string {
  const content = body instanceof Uint8Array ? Buffer.from(body).toString('base64') : body
  return sha256(JSON.stringify([method, url, caller.person ?? null, content ?? null]))
}

// A POST of JSON to a webhook that a chat program gave somebody, who wrote it down as their address.
import type { Instant } from '#/core/time.ts'
import { resolveAll, type Resolve } from './address-guard.ts'
import type { Outcome } from './message.ts'
import { neverSent, outcomeOf, postPinned, unreachable } from './pinned-post.ts'

const HOOK_TIMEOUT_MS = 10_000

export type HookSettings = {
  /** `host` or `host:port`, lower case: these may be private addresses, and may be spoken to without TLS. */
  readonly allow: readonly string[]
  readonly now: () => Instant
  readonly resolve?: Resolve
  /** A certificate authority besides those that Node trusts. */
  readonly ca?: string
}

type Hook = {
  readonly address: string
  readonly payload: object
  readonly headers?: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** Whose hooks these are, and what to do about one that is gone. */
  readonly sender: string
}

/** Posts to it, where it is an address to which anything may be sent at all. */
export async function postToHook(settings: HookSettings, hook: Hook): Promise<Outcome> {
  const { allow, now, ca, resolve = resolveAll } = settings
  const target = URL.parse(hook.address)
  if (target === null || !/^https?:$/.test(target.protocol))
    return neverSent(`The address on record is not an https address of ${hook.sender}.`)
  const anywhere = allow.includes(target.host) || allow.includes(target.hostname)
  if (target.protocol === 'http:' && !anywhere)
    return neverSent(
      'The address on record is not https and TOCSIN_WEBHOOK_ALLOW does not list its host.',
    )
  if (target.username !== '' || target.password !== '')
    return neverSent('The address on record holds a user name or a password.')
  const headers = { 'content-type': 'application/json', 'user-agent': 'Tocsin', ...hook.headers }
  const signal = AbortSignal.any([hook.signal, AbortSignal.timeout(HOOK_TIMEOUT_MS)])
  const payload = JSON.stringify(hook.payload)
  try {
    const answer = await postPinned({ target, anywhere, resolve, headers, payload, signal, ca })
    if ('problem' in answer) return neverSent(answer.problem)
    if (GONE.has(answer.status))
      return neverSent(
        `${hook.sender} does not know this address any more (HTTP ${answer.status}): make a new one.`,
      )
    return outcomeOf(answer, now())
  } catch (error) {
    return unreachable(error)
  }
}

const GONE: ReadonlySet<number> = new Set([401, 403, 404, 410])

/** The machine that answers for a hook: they fail each by themselves. */
export function hostOf(address: string): string {
  return URL.parse(address)?.host ?? ''
}

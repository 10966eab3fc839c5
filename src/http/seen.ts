import { refuse } from '#/core/refusal.ts'
import type { Within } from '#/app/idempotency.ts'
import { readLive } from '#/app/read.ts'
import type { Live } from '#/app/read.ts'
import { maySee } from '#/app/access/visibility.ts'
import type { Caller } from '#/http/authenticate.ts'
import type { Needs } from '#/http/needs.ts'
import type { Reply } from '#/http/route.ts'

type AskedOfOne = {
  readonly needs: Pick<Needs, 'shell'>
  readonly caller: Caller
  readonly params: { readonly id: string }
  readonly within: Within | undefined
}

/** Goes on with an incident that the caller may see. One that is hidden is answered exactly as one that does not exist. */
export async function unlessHidden<A>(
  { needs, caller, params, within }: AskedOfOne,
  then: (live: Live) => Reply<A> | Promise<Reply<A>>,
): Promise<Reply<A>> {
  // Inside a transaction everything is read over its connection: waiting for a second one, all could wait for ever.
  const live = await readLive(needs.shell, params.id, within)
  if (live === undefined || !maySee(live.setting, live.incident, caller))
    return refuse('incident-unknown', { incident: params.id })
  return then(live)
}

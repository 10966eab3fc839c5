// What the board holds, told piece by piece.
import type { ListedIncident } from '../api/operations.ts'

export type Told =
  | { readonly is: 'incident'; readonly incident: ListedIncident }
  /** Hidden from now on. */
  | { readonly is: 'gone'; readonly id: string }
  /** A stream begins: it tells all again, then `ready`. */
  | { readonly is: 'anew' }
  | { readonly is: 'ready'; readonly more: boolean }

export type Shown = {
  /** Open ones, by id. */
  readonly incidents: ReadonlyMap<string, ListedIncident>
  /** Told since the stream began that is not `ready` yet. */
  readonly since: ReadonlySet<string> | undefined
  /** All has been told at least once. */
  readonly isReady: boolean
  /** There are more open ones than are told. */
  readonly more: boolean
}

export const NOTHING_SHOWN: Shown = {
  incidents: new Map(),
  since: undefined,
  isReady: false,
  more: false,
}

type Draft = {
  incidents: Map<string, ListedIncident>
  since: Set<string> | undefined
  isReady: boolean
  more: boolean
}

/** What is shown after all of these, in their order. */
export function told(shown: Shown, all: readonly Told[]): Shown {
  const draft: Draft = {
    ...shown,
    incidents: new Map(shown.incidents),
    since: shown.since && new Set(shown.since),
  }
  for (const it of all) take(draft, it)
  return draft
}

function take(draft: Draft, it: Told): void {
  switch (it.is) {
    case 'incident':
      return takeIncident(draft, it.incident)
    case 'gone':
      draft.incidents.delete(it.id)
      return
    case 'anew':
      // What was shown stays until all has been told: better a minute old than an empty board.
      draft.since = new Set()
      return
    case 'ready':
      settle(draft)
      draft.isReady = true
      draft.more = it.more
  }
}

function takeIncident({ incidents, since }: Draft, incident: ListedIncident): void {
  const { id, version, open } = incident
  since?.add(id)
  // A line read before a change may come after the one that tells of it.
  if ((incidents.get(id)?.version ?? 0) > version) return
  if (open) incidents.set(id, incident)
  else incidents.delete(id)
}

/** What was not told again has ended meanwhile. */
function settle(draft: Draft): void {
  const { incidents, since } = draft
  if (since === undefined) return
  for (const id of incidents.keys()) if (!since.has(id)) incidents.delete(id)
  draft.since = undefined
}

// One incident as it happens: the tail of its log, then every event, over connections that break and come back.
import { addressOf, call, Unreachable } from '../api/client.ts'
import { openLive } from '../api/live.ts'
import type { LiveState } from '../api/live.ts'
import type { Incident } from '../api/operations.ts'
import { asking, queries } from '../api/queries.ts'
import { coalesced } from './coalesce.ts'
import type { Happened } from './happened.ts'
import type { Log } from './log.ts'

/** Events with which a room opens: more than fit on any screen. */
const TAIL = 200
/** Of the end of a log, whatever its length. */
const END = 2_147_483_647
const ASK_AGAIN_MS = 100
/** Until a server that could not be reached is asked for the tail again. */
const RETURN_MS = 2_000

export type Told = {
  readonly state: (state: LiveState) => void
  /** The tail is there; or why not. */
  readonly begun: (error?: Error) => void
  /** The connection had been lost; so many events came meanwhile. */
  readonly back: (events: number) => void
}

/** Follows an incident until what it gives is called. */
export function follow(id: string, log: Log, told: Told): () => void {
  const { ask, stop } = coalesced(() => askAgain(id), ASK_AGAIN_MS)
  let close: (() => void) | undefined
  let isLeft = false
  let lostAt: number | undefined
  const watch = () =>
    openLive(() => addressOf('watch-incident', { params: { id }, query: { after: log.last() } }), {
      on: {
        message(content) {
          if (log.append([content as Happened]) > 0) ask()
        },
        clock(content) {
          const { queryKey } = asking('get-incident', { params: { id } })
          queries.setQueryData<Incident>(
            queryKey,
            known => known && { ...known, clock: content as Incident['clock'] },
          )
        },
      },
      state(state) {
        told.state(state)
        if (state === 'lost') lostAt ??= log.last()
        if (state !== 'live') return
        // What is not of the log may have changed since it was asked.
        ask()
        if (lostAt === undefined) return
        const from = lostAt
        lostAt = undefined
        void queries
          .fetchQuery({ ...asking('get-incident', { params: { id } }), staleTime: 0 })
          .then(({ version }) => told.back(Math.max(0, version - from)))
          // It is lost again, and that is said.
          .catch(() => {})
      },
    })
  let timer: ReturnType<typeof setTimeout> | undefined
  const begin = () => {
    call('list-events', { params: { id }, query: { before: END, limit: TAIL } }).then(
      ({ events }) => {
        if (isLeft) return
        log.append(events as readonly unknown[] as readonly Happened[])
        told.begun()
        close = watch()
      },
      (error: Error) => {
        told.begun(error)
        if (error instanceof Unreachable && !isLeft) timer = setTimeout(begin, RETURN_MS)
      },
    )
  }
  begin()
  return () => {
    isLeft = true
    clearTimeout(timer)
    stop()
    close?.()
  }
}

/** Everything that was asked of an incident is asked again. */
export const askAgain = (id: string): Promise<void> =>
  queries.invalidateQueries({
    predicate: ({ queryKey }) => (queryKey[1] as { readonly id?: string } | undefined)?.id === id,
  })

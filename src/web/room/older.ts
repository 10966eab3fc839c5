// What came before the tail with which a room opens: fetched as somebody scrolls up, searches, or follows a link.
import { useCallback, useRef, useState } from 'react'
import { call } from '../api/client.ts'
import type { Happened } from './happened.ts'
import type { Log } from './log.ts'

const PAGE = 200
/** What is searched or jumped through is not read line by line. */
const LARGE_PAGE = 1_000

export type Older = {
  /** One page more. Asked again while it is under way, it does nothing. */
  readonly more: () => Promise<void>
  /** Until `version` is there; 1 for everything. Gives false when it could not be fetched. */
  readonly until: (version: number) => Promise<boolean>
  readonly isFetching: boolean
}

export function useOlder(id: string, log: Log): Older {
  const running = useRef<Promise<void>>(undefined)
  const [isFetching, setFetching] = useState(false)
  const page = useCallback(
    (limit: number): Promise<void> => {
      running.current ??= (async () => {
        setFetching(true)
        try {
          const before = log.now().events[0]?.version ?? 1
          const { events } = await call('list-events', {
            params: { id },
            query: { before, limit },
          })
          log.prepend(events as readonly unknown[] as readonly Happened[])
        } finally {
          running.current = undefined
          setFetching(false)
        }
      })()
      return running.current
    },
    [id, log],
  )
  const more = useCallback(async () => {
    // It is asked for again with the next movement.
    if (log.now().hasOlder) await page(PAGE).catch(() => {})
  }, [log, page])
  const until = useCallback(
    async (version: number) => {
      try {
        while (log.now().hasOlder && (log.now().events[0]?.version ?? 0) > version)
          await page(LARGE_PAGE)
        return true
      } catch {
        return false
      }
    },
    [log, page],
  )
  return { more, until, isFetching }
}

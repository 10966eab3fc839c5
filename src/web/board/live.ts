// The open incidents as they change. One stream for the whole page, open while anything shows them.
import { useSyncExternalStore } from 'react'
import { addressOf } from '../api/client.ts'
import { openLive } from '../api/live.ts'
import type { LiveState } from '../api/live.ts'
import type { ListedIncident } from '../api/operations.ts'
import { NOTHING_SHOWN, told } from './shown.ts'
import type { Shown, Told } from './shown.ts'

export type Board = Shown & { readonly live: LiveState }

let board: Board = { ...NOTHING_SHOWN, live: 'connecting' }
let waiting: Told[] = []
let frame: ReturnType<typeof setTimeout> | undefined
let close: (() => void) | undefined
const listeners = new Set<() => void>()

/** A storm of changes is drawn a few times a second and not once for each. */
const DRAWN_EVERY_MS = 50

function publish(next: Board): void {
  board = next
  for (const listener of listeners) listener()
}

function take(it: Told): void {
  waiting.push(it)
  frame ??= setTimeout(() => {
    frame = undefined
    const changes = waiting
    waiting = []
    publish({ ...told(board, changes), live: board.live })
  }, DRAWN_EVERY_MS)
}

function open(): void {
  close = openLive(() => addressOf('watch-all'), {
    on: {
      incident: content => take({ is: 'incident', incident: content as ListedIncident }),
      gone: content => take({ is: 'gone', id: (content as { readonly id: string }).id }),
      ready: content => take({ is: 'ready', more: (content as { readonly more: boolean }).more }),
    },
    state(live) {
      // Whatever was told before a stream broke off is told again by the next.
      if (live === 'live') take({ is: 'anew' })
      publish({ ...board, live })
    },
  })
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (close === undefined) open()
  return () => {
    listeners.delete(listener)
    // A moment later, since the next screen may want it too.
    setTimeout(() => {
      if (listeners.size > 0) return
      close?.()
      close = undefined
    }, 0)
  }
}

export const useBoard = (): Board => useSyncExternalStore(subscribe, () => board)

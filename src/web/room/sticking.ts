// Staying at the end of the timeline, until somebody wants to look at something older.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'

/** So near the end it is the end. */
export const AT_END_PX = 60
/** A scroll so soon after a hand moved is that hand's; any other comes of what was laid out anew. */
const BY_HAND_MS = 600
const HANDS = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/** `newest`: version of the last event. `toEnd` scrolls there. */
export function useSticking(
  frame: RefObject<HTMLElement | null>,
  newest: number,
  toEnd: () => void,
) {
  /** The newest event when somebody left the end; undefined: they are there. */
  const [leftAt, setLeftAt] = useState<number>()
  const latest = useRef({ newest, isStuck: true })
  useEffect(() => {
    latest.current = { newest, isStuck: leftAt === undefined }
  }, [newest, leftAt])
  const leave = useCallback(() => {
    if (!latest.current.isStuck) return
    latest.current.isStuck = false
    setLeftAt(latest.current.newest)
  }, [])
  const come = useCallback(() => {
    latest.current.isStuck = true
    setLeftAt(undefined)
  }, [])
  useLayoutEffect(() => {
    if (latest.current.isStuck) toEnd()
  }, [toEnd])
  useEffect(() => {
    const list = frame.current
    return list === null
      ? undefined
      : watchScrolling(list, { isStuck: () => latest.current.isStuck, leave, come, toEnd })
  }, [frame, toEnd, leave, come])
  const back = useCallback(() => {
    come()
    toEnd()
  }, [come, toEnd])
  return { leftAt, leave, back }
}

type Sticking = {
  readonly isStuck: () => boolean
  readonly leave: () => void
  readonly come: () => void
  readonly toEnd: () => void
}

function watchScrolling(list: HTMLElement, { isStuck, leave, come, toEnd }: Sticking): () => void {
  let moved = -Infinity
  const hand = () => {
    moved = performance.now()
  }
  const look = () => {
    const left = list.scrollHeight - list.scrollTop - list.clientHeight
    if (left <= AT_END_PX) come()
    else if (performance.now() - moved < BY_HAND_MS) leave()
    else if (isStuck()) toEnd()
  }
  // A keyboard that comes up on a phone, or a note of many lines, takes from the list: its end stays in sight.
  const watcher = new ResizeObserver(() => {
    if (isStuck()) toEnd()
  })
  watcher.observe(list)
  list.addEventListener('scroll', look, { passive: true })
  for (const name of HANDS) list.addEventListener(name, hand, { passive: true })
  return () => {
    watcher.disconnect()
    list.removeEventListener('scroll', look)
    for (const name of HANDS) list.removeEventListener(name, hand)
  }
}

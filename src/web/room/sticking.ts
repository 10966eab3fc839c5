// Staying at the end of the timeline, until somebody wants to look at something older.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'

/** So near the end it is the end. */
export const AT_END_PX = 60
/** A scroll so soon after a hand moved is that hand's; any other comes of what was laid out anew. */
const BY_HAND_MS = 600
const HANDS = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/** `toEnd` scrolls there. `leave`: something else is to be looked at. */
export function useSticking(frame: RefObject<HTMLElement | null>, toEnd: () => void) {
  const [isStuck, setStuck] = useState(true)
  const stuck = useRef(true)
  const stick = useCallback((now: boolean) => {
    stuck.current = now
    setStuck(now)
  }, [])
  useLayoutEffect(() => {
    if (stuck.current) toEnd()
  }, [toEnd])
  useEffect(() => {
    const list = frame.current
    if (list === null) return undefined
    let moved = -Infinity
    const hand = () => {
      moved = performance.now()
    }
    const look = () => {
      const left = list.scrollHeight - list.scrollTop - list.clientHeight
      if (left <= AT_END_PX) stick(true)
      else if (performance.now() - moved < BY_HAND_MS) stick(false)
      else if (stuck.current) toEnd()
    }
    // A keyboard that comes up on a phone, or a note of many lines, takes from the list: its end stays in sight.
    const watcher = new ResizeObserver(() => {
      if (stuck.current) toEnd()
    })
    watcher.observe(list)
    list.addEventListener('scroll', look, { passive: true })
    for (const name of HANDS) list.addEventListener(name, hand, { passive: true })
    return () => {
      watcher.disconnect()
      list.removeEventListener('scroll', look)
      for (const name of HANDS) list.removeEventListener(name, hand)
    }
  }, [frame, toEnd, stick])
  const leave = useCallback(() => stick(false), [stick])
  const come = useCallback(() => {
    stick(true)
    toEnd()
  }, [stick, toEnd])
  return { isStuck, leave, come }
}

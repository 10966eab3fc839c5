import { useReducedMotion } from '@mantine/hooks'
import { useCallback, useEffect, useRef, useState } from 'react'

/** A whole rehearsal goes by in this, at speed 1. */
const WHOLE_MS = 40_000
/** Where nothing is to move, it goes on from one thing that happens to the next. */
const STEP_MS = 900

type Given = {
  readonly part: (ms: number) => number
  readonly msAt: (part: number) => number
  readonly wholeMs: number
  readonly stops: readonly number[]
}

export function usePlayback({ part, msAt, wholeMs, stops }: Given) {
  const reduced = useReducedMotion()
  const [ms, setMs] = useState(wholeMs)
  const [isPlaying, play] = useState(false)
  const [speed, setSpeed] = useState(1)
  const now = useRef(ms)
  useEffect(() => {
    now.current = ms
  }, [ms])
  const nextStop = useCallback((from: number) => stops.find(stop => stop > from), [stops])
  useEffect(() => {
    if (!isPlaying) return
    if (reduced) {
      const timer = setInterval(() => {
        const stop = nextStop(now.current)
        setMs(stop ?? wholeMs)
        if (stop === undefined) play(false)
      }, STEP_MS / speed)
      return () => clearInterval(timer)
    }
    let last: number | undefined
    let frame = requestAnimationFrame(function go(time) {
      const passed = last === undefined ? 0 : time - last
      last = time
      const reached = Math.min(1, part(now.current) + (passed * speed) / WHOLE_MS)
      setMs(reached === 1 ? wholeMs : msAt(reached))
      if (reached === 1) play(false)
      else frame = requestAnimationFrame(go)
    })
    return () => cancelAnimationFrame(frame)
  }, [isPlaying, reduced, speed, part, msAt, wholeMs, nextStop])
  const toggle = useCallback(() => {
    if (now.current >= wholeMs) setMs(0)
    play(playing => !playing)
  }, [wholeMs])
  const step = useCallback(
    (way: 1 | -1) => {
      play(false)
      const from = now.current
      const to = way === 1 ? nextStop(from) : stops.findLast(stop => stop < from - 1)
      setMs(to ?? (way === 1 ? wholeMs : 0))
    },
    [nextStop, stops, wholeMs],
  )
  const goTo = useCallback((reached: number) => setMs(msAt(reached)), [msAt])
  return { ms, isPlaying, toggle, step, goTo, speed, setSpeed }
}

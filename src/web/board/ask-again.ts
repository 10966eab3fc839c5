// What hangs on the open incidents is asked anew a moment after they have changed, and in a storm only now and then.
import { useEffect, useRef } from 'react'
import { queries } from '../api/queries.ts'
import { useBoard } from './live.ts'

/** Long enough that what one command changes is one change. */
const SETTLED_MS = 250
const EVERY_MS = 2_000

/** `name`: the first part of the key under which answers are kept. */
export function useAskAgain(name: string): void {
  const { incidents } = useBoard()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const seen = useRef(incidents)
  const last = useRef(0)
  useEffect(() => {
    if (seen.current === incidents || timer.current !== undefined) return
    seen.current = incidents
    const wait = Math.max(SETTLED_MS, last.current + EVERY_MS - performance.now())
    timer.current = setTimeout(() => {
      timer.current = undefined
      last.current = performance.now()
      void queries.invalidateQueries({ queryKey: [name] })
    }, wait)
  }, [incidents, name])
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )
}

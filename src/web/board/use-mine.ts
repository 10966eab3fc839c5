// What waits for whoever reads this, asked anew a moment after anything has changed.
import { useEffect } from 'react'
import { queries, useAsk } from '../api/queries.ts'
import { useBoard } from './live.ts'

/** In a storm once in a while is enough. */
const AFTER_MS = 300

export function useMine() {
  const { incidents } = useBoard()
  useEffect(() => {
    const timer = setTimeout(
      () => void queries.invalidateQueries({ queryKey: ['list-mine'] }),
      AFTER_MS,
    )
    return () => clearTimeout(timer)
  }, [incidents])
  return useAsk('list-mine')
}

import { useCallback, useState } from 'react'
import type { Operations } from '../api/operations.ts'
import type { Command } from './commands.ts'
import { useRoom } from './room.ts'

/** Gives commands from one place, and keeps there why one was refused. Gives whether it was taken. */
export function useGiving() {
  const { give } = useRoom()
  const [isGiving, setGiving] = useState(false)
  const [error, setError] = useState<Error>()
  const tell = useCallback(
    async <C extends Command>(command: C, body: Operations[C]['body']): Promise<boolean> => {
      setGiving(true)
      setError(undefined)
      try {
        await give(command, body)
        return true
      } catch (refused) {
        setError(refused as Error)
        return false
      } finally {
        setGiving(false)
      }
    },
    [give],
  )
  return { tell, isGiving, error }
}

import { useMemo } from 'react'
import type { Incident } from '../api/operations.ts'
import { useRoom } from './room.ts'

/** The pages on which who reads was asked last, and has not answered. */
export function useMyPages(): Incident['pages'] {
  const { incident, me } = useRoom()
  return useMemo(
    () => incident.pages.filter(({ person, state }) => state === 'waiting' && person === me),
    [incident.pages, me],
  )
}

// Who reads this page.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { call } from './client.ts'
import type { Answer } from './client.ts'

export type Session = Answer<'get-session'>

/** Asked before anything else, and again when the server says that a session is over. */
export const session = queryOptions({
  queryKey: ['get-session'],
  queryFn: () => call('get-session'),
  staleTime: 60_000,
})

/** Of a screen inside the frame, where somebody is signed in. */
export function useMe() {
  const { data } = useQuery(session)
  const scopes = data?.scopes
  /** Whether the server would allow what asks for this scope. */
  const may = useCallback(
    (scope: string) => scopes?.includes(scope) === true || scopes?.includes('admin') === true,
    [scopes],
  )
  return { person: data?.person ?? null, role: data?.role ?? null, may }
}

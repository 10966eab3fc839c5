// Who reads this page.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { belongsTo } from '../sign-in/whose.ts'
import { call } from './client.ts'
import type { Answer } from './client.ts'

export type Session = Answer<'get-session'>

/** Asked before anything else, and again when the server says that a session is over. */
export const session = queryOptions({
  queryKey: ['get-session'],
  async queryFn() {
    const answer = await call('get-session')
    if (answer.person !== null) belongsTo(answer.person.id, localStorage)
    return answer
  },
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

// Who reads this page.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'

export type Session = {
  readonly state: 'set-up' | 'signed-out' | 'second-factor' | 'signed-in'
  readonly person: { readonly id: string; readonly name: string } | null
  readonly role: 'owner' | 'responder' | 'observer' | 'auditor' | null
  readonly scopes: readonly string[]
  readonly session: string | null
  readonly ways: {
    readonly password: boolean
    readonly passkey: boolean
    readonly oidc: readonly { readonly id: string; readonly title: string }[]
    readonly break_glass: boolean
  }
  readonly first_run: boolean
}

/** Asked before anything else, and again when the server says that a session is over. */
export const session = queryOptions({
  queryKey: ['get-session'],
  queryFn: async (): Promise<Session> => (await (await fetch('/api/session')).json()) as Session,
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

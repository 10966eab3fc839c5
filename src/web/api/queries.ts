// What was asked is kept until something says that it has changed.
import {
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import { call, Refused } from './client.ts'
import type { Answer, Asked, Name } from './client.ts'

/** Live streams say when something has changed; this is for when none does. */
const FRESH_MS = 30_000
const TRIES_MAX = 3

/** Told to the window when the server no longer knows who asks. */
export const SIGNED_OUT = 'tocsin:signed-out'

const noticeSignedOut = {
  onError(error: Error) {
    if (error instanceof Refused && error.problem.status === 401)
      dispatchEvent(new Event(SIGNED_OUT))
  },
}

export const queries = new QueryClient({
  queryCache: new QueryCache(noticeSignedOut),
  mutationCache: new MutationCache(noticeSignedOut),
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      // What the server refused it refuses again.
      retry: (failures, error) => !(error instanceof Refused) && failures < TRIES_MAX,
    },
  },
})

type Question<N extends Name> = Pick<Asked<N>, 'params' | 'query'>

/** The key under which an answer is kept: `[name, params, query]`, so that `[name, params]` covers every query of it. */
export function asking<N extends Name>(name: N, { params, query }: Question<N> = {}) {
  return queryOptions({
    queryKey: [name, params ?? {}, query ?? {}] as const,
    queryFn: ({ signal }): Promise<Answer<N>> =>
      call(name, { ...(params && { params }), ...(query && { query }), signal } as Asked<N>),
  })
}

/** Asks, and shows again whatever becomes of it. */
export function useAsk<N extends Name>(
  name: N,
  question: Question<N> & { readonly enabled?: boolean } = {},
) {
  return useQuery({ ...asking(name, question), enabled: question.enabled ?? true })
}

/** Tells the server to do something. Who asks decides what to ask anew: `touches` names operations whose answers change. */
export function useTell<N extends Name>(name: N, touches: readonly Name[] = []) {
  return useMutation<Answer<N>, Error, Asked<N>>({
    mutationFn: asked => call(name, asked),
    onSuccess: () =>
      Promise.all(touches.map(touched => queries.invalidateQueries({ queryKey: [touched] }))),
  })
}

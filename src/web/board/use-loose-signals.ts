import { useQuery } from '@tanstack/react-query'
import { asking } from '../api/queries.ts'
import type { SignalGroup } from '../api/operations.ts'
import { useMe } from '../api/session.ts'
import { useAskAgain } from './ask-again.ts'

/** They come from outside, and no stream tells of them before they are in an incident. */
const AGAIN_MS = 15_000

/** Signals that fire, and that no open incident is about; nothing for who may not see signals. */
export function useLooseSignals(): readonly SignalGroup[] {
  const { may } = useMe()
  useAskAgain('list-signals')
  const { data } = useQuery({
    ...asking('list-signals'),
    enabled: may('signal:read'),
    refetchInterval: AGAIN_MS,
  })
  return data?.groups.filter(({ belongs }) => !isOpen(belongs?.status)) ?? []
}

function isOpen(status: string | undefined): boolean {
  return status === 'open' || status === 'resolved'
}

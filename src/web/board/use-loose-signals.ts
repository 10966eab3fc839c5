import { useAsk } from '../api/queries.ts'
import type { SignalGroup } from '../api/operations.ts'
import { useMe } from '../api/session.ts'

/** Signals that fire and belong to no incident; nothing for who may not see signals. */
export function useLooseSignals(): readonly SignalGroup[] {
  const { may } = useMe()
  const { data } = useAsk('list-signals', { enabled: may('signal:read') })
  return data?.groups.filter(({ incident }) => incident === null) ?? []
}

import { useAsk } from '../api/queries.ts'
import { useAskAgain } from './ask-again.ts'

/** What waits for whoever reads this, in all incidents. */
export function useMine() {
  useAskAgain('list-mine')
  return useAsk('list-mine')
}

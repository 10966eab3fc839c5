import { queries } from '../api/queries.ts'
import type { Answer } from '../api/client.ts'
import { session } from '../api/session.ts'

/** What the server says of a session is so from now on; whatever was known to whoever was here before is forgotten. */
export function nowSignedIn(answer: Answer<'get-session'>): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== session.queryKey[0] })
  queries.setQueryData(session.queryKey, answer)
}

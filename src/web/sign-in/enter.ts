import { queries } from '../api/queries.ts'
import type { Answer } from '../api/client.ts'
import { session } from '../api/session.ts'
import { belongsTo } from './whose.ts'

/** What the server says of a session is so from now on; whatever was known to whoever was here before is forgotten. */
export function nowSignedIn(answer: Answer<'get-session'>): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== session.queryKey[0] })
  if (answer.person !== null) belongsTo(answer.person.id, localStorage)
  queries.setQueryData(session.queryKey, answer)
}

import type { Name } from '../api/client.ts'

/** What shows something of the directory, and is asked anew when it changes. */
export const TOUCHED: readonly Name[] = [
  'get-directory',
  'get-directory-book',
  'list-directory-versions',
  'get-readiness',
  'list-readiness',
  'get-contacts',
  'get-holdings',
]

import type { Name } from '../api/client.ts'

/** What shows who is on call, and is asked anew when that changes. */
export const TURNS: readonly Name[] = [
  'list-rotas',
  'get-rota',
  'list-swaps',
  'get-own-turns',
  'get-fairness',
  'get-duty',
  'get-directory',
]

/** And what shows the directory. */
export const WRITTEN: readonly Name[] = [
  ...TURNS,
  'get-directory-book',
  'list-directory-versions',
  'get-readiness',
]

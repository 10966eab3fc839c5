// The library: what incidents have published for others to learn from, found by its words.
import { readLive } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { restrictedSeenBy } from '#/app/access/visibility.ts'
import type { Reader } from '#/app/access/visibility.ts'
import { searchLibrary } from '#/store/log.ts'

export type Publication = {
  readonly incident: { readonly id: string; readonly number: number; readonly title: string }
  readonly version: number
  readonly at: string
  readonly by: string
  /** Where the plan wants it published. */
  readonly where: string
  readonly obligation: string
  readonly text: string
  readonly url: string | null
}

/** Newest first; `words` as one writes them into a search engine. Nothing of incidents that are hidden from the reader. */
export async function searchPublished(
  shell: Shell,
  reader: Reader,
  { words, limit }: { readonly words: string | undefined; readonly limit: number },
): Promise<readonly Publication[]> {
  const sees = await restrictedSeenBy(shell, reader)
  const found = await searchLibrary(shell.pool, { words, sees, limit })
  const publications: Publication[] = []
  for (const { incidentId, version, event } of found) {
    const live = await readLive(shell, incidentId)
    if (live === undefined || event.type !== 'published') continue
    const { at, by, where, obligation, text, url = null } = event
    const { number } = live.head
    const incident = { id: incidentId, number, title: live.incident.title }
    publications.push({ incident, version, at, by, where, obligation, text, url })
  }
  return publications
}

// One incident asks a person once, however many pages of it wait: one answer is for all of them.
import type { Answer } from '../api/client.ts'

type Page = Answer<'list-mine'>['pages'][number]

/** What waits in one incident: the page that waits longest, and what all of them are for. */
export type Waiting = Pick<Page, 'incident' | 'sent' | 'again' | 'next' | 'others'> & {
  readonly reasons: readonly string[]
}

export function together(pages: readonly Page[]): readonly Waiting[] {
  return [...Map.groupBy(pages, ({ incident }) => incident.id).values()].flatMap(these => {
    const [first] = these
    if (first === undefined) return []
    const { incident, sent, others } = first
    const again = these.flatMap(page => page.again ?? []).toSorted()[0] ?? null
    const next = these.map(page => page.next).toSorted()[0] ?? first.next
    return [
      {
        incident,
        sent,
        again: again !== null && again < next ? again : null,
        next,
        // Whoever is named must be able to take every one of them.
        others: others.filter(({ id }) => these.every(it => it.others.some(one => one.id === id))),
        reasons: [...new Set(these.map(({ why, party }) => why ?? party))],
      },
    ]
  })
}

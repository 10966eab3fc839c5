import { useMemo } from 'react'
import type { Drill, Incident, Obligation } from '../api/operations.ts'

export type Summary = {
  readonly lastedMs: number
  readonly records: number
  readonly pages: number
  readonly people: number
  readonly kept: number
  readonly late: number
}

/** What a drill came to, from how its incident stands at the end. */
export function summaryOf(
  { began, now }: Pick<Drill, 'began' | 'now'>,
  { version, counts, pages }: Pick<Incident, 'version' | 'counts' | 'pages'>,
  obligations: readonly Pick<Obligation, 'standing' | 'missed_at'>[],
): Summary {
  const late = obligations.filter(
    ({ standing, missed_at }) =>
      standing === 'met-late' || standing === 'overdue' || missed_at !== undefined,
  )
  return {
    lastedMs: Date.parse(now) - Date.parse(began),
    records: version,
    pages: counts.pages,
    people: new Set(pages.map(({ person }) => person)).size,
    kept: obligations.filter(({ standing }) => standing === 'met').length,
    late: late.length,
  }
}

export function useSummary(
  drill: Drill,
  incident: Incident | undefined,
  obligations: readonly Obligation[] | undefined,
): Summary | undefined {
  return useMemo(
    () => incident && obligations && summaryOf(drill, incident, obligations),
    [drill, incident, obligations],
  )
}

// Nights at risk, day by day, in the zone of whoever reads.
import type { Answer } from '../api/client.ts'
import type { Risk } from '../api/operations.ts'

/** What of a risk falls on one day. */
export type DayRisk = { readonly risk: Risk; readonly from: string; readonly to: string }

export type RiskDays = {
  /** What goes on from now to the end. */
  readonly always: readonly Risk[]
  /** `day`: when it begins, or now. Days on which nothing is are left out. */
  readonly days: readonly { readonly day: string; readonly risks: readonly DayRisk[] }[]
}

export function byDay({
  risks,
  from,
  to,
}: Pick<Answer<'get-readiness'>, 'risks' | 'from' | 'to'>): RiskDays {
  const isAlways = (risk: Risk) => risk.from <= from && risk.to >= to
  const passing = risks.filter(risk => !isAlways(risk))
  const days = []
  for (let day = from; day < to; day = nextDay(day)) {
    const end = nextDay(day)
    const found = passing
      .filter(risk => risk.from < end && risk.to > day)
      .map(risk => ({
        risk,
        from: risk.from > day ? risk.from : day,
        to: risk.to < end ? risk.to : end,
      }))
    if (found.length > 0) days.push({ day, risks: found })
  }
  return { always: risks.filter(isAlways), days }
}

/** The next midnight of the reader. */
function nextDay(at: string): string {
  const date = new Date(at)
  date.setHours(24, 0, 0, 0)
  return date.toISOString()
}

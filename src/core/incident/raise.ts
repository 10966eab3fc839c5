// The severity made worse by the plan itself.
import { recordOwn } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'

/**
 * Makes the severity so many levels worse, and no worse than the worst. Says whether there was a severity to raise: while
 * there is none, whoever classifies decides first.
 */
export function raiseBy(turn: Turn, levels: number, cause: string): boolean {
  const { plan } = turn.setting
  const now = plan.severities.findIndex(({ id }) => id === turn.incident.severity)
  return now !== -1 && raiseTo(turn, plan.severities[Math.max(0, now - levels)]?.id, cause)
}

/** As `raiseBy`, up to a severity, if the incident has a milder one. */
export function raiseTo(turn: Turn, severity: string | undefined, cause: string): boolean {
  const { incident, setting } = turn
  const { severity: was, type } = incident
  if (was === undefined || type === undefined || severity === undefined) return false
  const rank = (level: string) => setting.plan.severities.findIndex(({ id }) => id === level)
  if (rank(severity) < rank(was))
    recordOwn(turn, {
      type: 'classified',
      severity,
      incidentType: type,
      was: { severity: was, incidentType: type },
      cause,
    })
  return true
}

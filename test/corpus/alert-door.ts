import { readAlerts } from '#/core/intake/alertmanager-alerts.ts'
import type { Alert } from '#/core/intake/alert.ts'
import { groupOf, signalOf, systemsOfAlert } from '#/core/intake/group.ts'
import type { Signal } from '#/core/intake/signal.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { toMs } from '#/core/time.ts'
import { GATHERED, inside, textOf, textsOf } from './reading.ts'

// Records as a machine would report them by the one door for machines that there is: that of Alertmanager. Doors for
// security events and advisories of their own, with thresholds, windows and other names of one flaw, do not exist yet.

type Sent = {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly startsAt?: string
}

/** A security event for which its rule wants an alert; undefined for the others, of which nobody hears. */
export function sentOfEvent(record: unknown): Sent | undefined {
  if (inside(record, 'expected_alert') !== true) return undefined
  const [source] = textsOf(inside(record, 'log_types'))
  return {
    labels: said({
      alertname: textOf(inside(record, 'rule_id')),
      severity: textOf(inside(record, 'severity')),
      service: source,
    }),
    annotations: said({
      summary: textOf(inside(record, 'rule_name')),
      description: JSON.stringify(inside(record, 'event')),
    }),
  }
}

/** An advisory, as a scanner would report it. */
export function sentOfAdvisory(record: unknown): Sent {
  const published = textOf(inside(record, 'published'))
  return {
    labels: said({ alertname: textOf(inside(record, 'id')) }),
    annotations: said({
      summary: textOf(inside(record, 'summary')),
      description: textOf(inside(record, 'details')),
    }),
    ...(published !== undefined && { startsAt: published }),
  }
}

function said(texts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

export type Taken = { readonly alert: Alert; readonly group: string; readonly signal: Signal }

/** What the door makes of all of them, at the time at which the corpora were gathered. */
export function take(sent: readonly Sent[], { intake, sources }: Plan) {
  const read = readAlerts(JSON.parse(JSON.stringify(sent)), toMs(GATHERED))
  if ('malformed' in read) throw new Error(read.malformed)
  const known = { known: new Set(sources.map(({ id }) => id)), machine: intake.source }
  const taken = read.alerts.map((alert): Taken => {
    const group = groupOf(alert, intake.groupBy).text
    const systems = systemsOfAlert(alert)
    return {
      alert,
      group,
      signal: signalOf({ key: group, first: alert, systems, count: 1 }, known),
    }
  })
  return { taken, refused: read.refused }
}

/** The level for which a sender's word stands in a plan; undefined for a word that the plan does not know. */
export function levelOf({ severities }: Plan, { urgency }: Signal): string | undefined {
  return severities.find(({ labels }) => urgency !== undefined && labels.includes(urgency))?.id
}

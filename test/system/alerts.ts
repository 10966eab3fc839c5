// Posting alerts as Alertmanager does, and asking which are known.
import { ok } from 'node:assert/strict'

type Where = { readonly address: string; readonly intakeToken: string }
export type Labels = Readonly<Record<string, string>>

/** Posts one alert for each label set, firing now. Gives the status. */
export async function postAlerts(
  { address, intakeToken }: Where,
  labels: readonly Labels[],
  annotations: Labels = {},
): Promise<number> {
  const startsAt = new Date().toISOString()
  const answered = await fetch(new URL('/in/alertmanager/api/v2/alerts', address), {
    method: 'POST',
    headers: { authorization: `Bearer ${intakeToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(labels.map(its => ({ labels: its, annotations, startsAt }))),
  })
  await answered.text()
  return answered.status
}

/** The values of a label over all unresolved alerts. */
export async function knownValues(
  { address, intakeToken }: Where,
  label: string,
): Promise<ReadonlySet<string>> {
  const answered = await fetch(new URL('/in/alertmanager/api/v2/alerts', address), {
    headers: { authorization: `Bearer ${intakeToken}` },
  })
  ok(answered.ok, `alerts are listed: ${answered.status}`)
  const alerts = (await answered.json()) as readonly { readonly labels: Labels }[]
  return new Set(alerts.flatMap(alert => alert.labels[label] ?? []))
}

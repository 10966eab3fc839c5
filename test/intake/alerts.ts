import { deepEqual, ok } from 'node:assert/strict'
import type { Alert } from '#/core/intake/alert.ts'
import { readAlerts } from '#/core/intake/alertmanager-alerts.ts'
import type { GroupChange } from '#/core/intake/group.ts'
import type { Pool } from '#/store/db.ts'

export const MINUTE = 60_000

/** Alerts as they are read from the API. Times are milliseconds from `nowMs`. */
export function alerts(
  nowMs: number,
  ...given: readonly {
    readonly labels: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
    readonly starts?: number
    readonly ends?: number
  }[]
): readonly Alert[] {
  const at = (ms: number | undefined) =>
    ms === undefined ? undefined : new Date(nowMs + ms).toISOString()
  const body = given.map(({ starts, ends, ...rest }) => ({
    ...rest,
    startsAt: at(starts),
    endsAt: at(ends),
  }))
  const read = readAlerts(body, nowMs)
  ok('alerts' in read)
  deepEqual(read.refused, [])
  return read.alerts
}

/** What was told, one line each: `fired HostDown 1/1` (what, alertname, alerts that fired / fire). */
export function told(calls: readonly (readonly GroupChange[])[]): readonly string[] {
  return calls
    .flat()
    .map(
      ({ change, silenced, signal, active }) =>
        `${silenced ? 'silenced' : change} ${signal.labels['alertname'] ?? ''} ${signal.count}/${active}`,
    )
}

/** The groups' counts, and what they should be by the alerts themselves. */
export async function miscounted(pool: Pool): Promise<readonly unknown[]> {
  const { rows } = await pool.query(
    `select alert_group.key, alert_group.active, count(alert.identity)::int as firing
       from alert_group left join alert on alert.group_key = alert_group.key and alert.state = 'firing'
      group by alert_group.key, alert_group.active
     having alert_group.active <> count(alert.identity)`,
  )
  return rows
}

export async function stored(
  pool: Pool,
): Promise<readonly { name: string; state: string; ends: number }[]> {
  const { rows } = await pool.query(
    `select labels->>'alertname' as name, state, (extract(epoch from ends_at) * 1000)::int8 as ends
       from alert order by 1, identity`,
  )
  return rows
}

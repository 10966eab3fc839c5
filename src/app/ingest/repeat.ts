// What memory answers without the database, and how that is made good on the disk within a second.
import type { Alert } from '#/core/intake/alert.ts'
import { mergedEnd } from '#/core/intake/alert.ts'
import type { KnownAlert } from '#/app/ingest/alert-index.ts'
import type { Parts } from '#/app/ingest/parts.ts'
import { ALERTS_PER_COMMIT_MAX } from '#/app/ingest/waiting.ts'
import type { Pool } from '#/store/db.ts'
import { touchAlerts } from '#/store/alerts.ts'

/** Memory answers for an alert only while the end that is on the disk lies so far ahead: it is written long before that. */
export const DURABLE_MARGIN_MS = 10_000

/** Whether memory answers for the report; notes then when it came and until when the alert now fires. */
export function answered(
  { memory, queue, follower, touched }: Parts,
  alert: Alert,
  nowMs: number,
): boolean {
  const known = memory.index.get(alert.text)
  if (known === undefined || queue.holds(alert.text) || !follower.trusted()) return false
  if (!saysTheSame(known, alert)) return false
  if (alert.endsAtMs <= nowMs)
    return known.state === 'resolved' && alert.endsAtMs <= known.durableEndsAtMs
  // A heartbeat that had stopped beats again.
  if (known.state === 'resolved' || (known.heartbeat && known.state !== 'beating')) return false
  if (known.durableEndsAtMs - nowMs <= DURABLE_MARGIN_MS) return false
  known.endsAtMs = mergedEnd(known, alert, nowMs)
  known.timeout = alert.timeout
  known.updatedAtMs = nowMs
  memory.nextLapseMs = Math.min(memory.nextLapseMs, known.endsAtMs)
  if (!known.touched) touched.push(known)
  known.touched = true
  return true
}

/** Two Prometheus servers side by side report one alert with two starts; the earlier one stays, so a later one says nothing new. */
function saysTheSame(known: KnownAlert, alert: Alert): boolean {
  return (
    alert.annotations === known.annotations &&
    alert.generatorUrl === known.generatorUrl &&
    alert.rest === known.rest &&
    alert.beside === known.beside &&
    (!alert.startGiven || alert.startsAtMs >= known.startsAtMs)
  )
}

/** Writes the ends of alerts that memory answered for. Those that are no longer as memory has them are read again. */
export async function writeTouched(pool: Pool, { touched, follower }: Parts): Promise<void> {
  const all = touched.splice(0).filter(alert => alert.touched)
  for (let start = 0; start < all.length; start += ALERTS_PER_COMMIT_MAX) {
    const some = all.slice(start, start + ALERTS_PER_COMMIT_MAX)
    // As they are now: they may be repeated again while this is on its way.
    const sent = some.map(alert => ({ ...alert }))
    try {
      const written = new Set(await touchAlerts(pool, sent))
      some.forEach((alert, at) => noteTouch(touched, alert, written, sent[at]))
      const stale = some.filter(({ identity }) => !written.has(identity))
      if (stale.length > 0) await follower.reread(stale.map(({ identity }) => identity))
    } catch (error) {
      for (const alert of all.slice(start)) touched.push(alert)
      throw error
    }
  }
}

/** Repeated again while it was being written, it is owed another write. */
function noteTouch(
  touched: KnownAlert[],
  alert: KnownAlert,
  written: ReadonlySet<string>,
  sent: { readonly endsAtMs: number; readonly updatedAtMs: number } | undefined,
): void {
  if (sent === undefined || !written.has(alert.identity)) return
  alert.durableEndsAtMs = sent.endsAtMs
  if (alert.updatedAtMs === sent.updatedAtMs) alert.touched = false
  else touched.push(alert)
}

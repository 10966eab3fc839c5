// What came with alerts, as it came, for the conditions of the routing book.
import type { Db } from '#/store/db.ts'
import { readAlertRows } from '#/store/alerts.ts'
import { payloadsOf } from '#/store/signal-routes.ts'

/** Of what senders posted only so much is read into conditions. */
const PAYLOAD_BYTES_MAX = 1_048_576

/** JSON text by identity: what was posted through a door; of Alertmanager's alerts, the alert. */
export async function payloadsForSubjects(
  db: Db,
  alerts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  if (alerts.length === 0) return found
  for (const { alert, body } of await payloadsOf(db, alerts))
    if (body.length <= PAYLOAD_BYTES_MAX) found.set(alert, new TextDecoder().decode(body))
  const missing = alerts.filter(alert => !found.has(alert))
  for (const { identity, labels, annotations, rest } of await readAlertRows(db, missing))
    found.set(
      identity,
      `{"labels":${labels},"annotations":${annotations},"rest":${rest ?? 'null'}}`,
    )
  return found
}

import type { Malformed, ReadAlerts } from '#/core/intake/alertmanager-alerts.ts'
import { isObject, readEach } from '#/core/intake/alertmanager-alerts.ts'
import { fromMs } from '#/core/time.ts'

/**
 * How long a firing alert of a webhook is taken to fire without word. Alertmanager repeats a notification only every
 * `repeat_interval` (4 h by default) and says when it is over, so the five minutes of its own API would end every alert at once.
 */
export const WEBHOOK_TIMEOUT_MS = 24 * 3_600_000

/** What one notification says of all its alerts, and we keep with each. */
const KEPT = ['groupKey', 'receiver', 'externalURL', 'truncatedAlerts', 'notification_reason']

/**
 * Reads the payload that Alertmanager's webhook receiver posts (version "4"). A firing alert comes with the zero time
 * as its end; a resolved one with its true end, but for some senders of the same format, whose `status` then decides.
 */
export function readWebhook(body: unknown, nowMs: number): ReadAlerts | Malformed {
  if (!isObject(body)) return { malformed: 'the body must be a JSON object' }
  if (body['version'] !== '4') return { malformed: 'only version "4" of the webhook is known' }
  const alerts = body['alerts']
  if (!Array.isArray(alerts)) return { malformed: 'alerts must be a JSON array' }
  const along = Object.fromEntries(
    KEPT.filter(name => Object.hasOwn(body, name)).map(name => [name, body[name]]),
  )
  const list = alerts.map(given => (isObject(given) ? { ...withEnd(given, nowMs), along } : given))
  return readEach(list, { nowMs, timeoutMs: WEBHOOK_TIMEOUT_MS })
}

type Given = Readonly<Record<string, unknown>>

function withEnd(given: Given, nowMs: number): Given {
  if (given['status'] !== 'resolved' || !lacksEnd(given['endsAt'])) return given
  return { ...given, endsAt: fromMs(nowMs) }
}

function lacksEnd(endsAt: unknown): boolean {
  return typeof endsAt !== 'string' || endsAt === '' || endsAt.startsWith('0001-')
}

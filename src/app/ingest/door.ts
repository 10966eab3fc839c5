// Where alerts are taken in or turned away.
import type { Alert } from '#/core/intake/alert.ts'
import type { IngestNeeds } from '#/app/ingest/ingest.ts'
import type { Parts } from '#/app/ingest/parts.ts'
import { ALERTS_WAITING_MAX, NotTaken } from '#/app/ingest/queue.ts'
import { answered } from '#/app/ingest/repeat.ts'
import type { Ticket } from '#/app/ingest/waiting.ts'

/**
 * Alerts in memory, 1 GB of them. Beyond it a new alert is turned away if its group fires already; the first of a group is
 * always taken, since someone has to be paged for it.
 */
export const ALERTS_KNOWN_MAX = 500_000

export type Door = {
  /** Resolves when every alert is durable; rejects with NotTaken when one could not be written. */
  readonly accept: (alerts: readonly Alert[]) => Promise<void>
  readonly counts: () => { readonly received: number; readonly answeredFromMemory: number }
  readonly close: () => void
}

const DONE = Promise.resolve()

export function createDoor({ nowMs }: IngestNeeds, parts: Parts): Door {
  const { memory, queue } = parts
  let received = 0
  let answeredFromMemory = 0
  let closed = false

  function accept(alerts: readonly Alert[]): Promise<void> {
    if (closed) return turnAway('the server is stopping')
    if (queue.length() + alerts.length > ALERTS_WAITING_MAX)
      return turnAway(`more than ${ALERTS_WAITING_MAX} alerts wait`)
    const now = nowMs()
    received += alerts.length
    const toWrite = alerts.filter(alert => !answered(parts, alert, now))
    answeredFromMemory += alerts.length - toWrite.length
    if (memory.index.count().known < ALERTS_KNOWN_MAX) return write(parts, toWrite)
    const welcome = toWrite.filter(alert => isNews(parts, alert))
    const written = write(parts, welcome)
    if (welcome.length === toWrite.length) return written
    return written.then(() => turnAway(`more than ${ALERTS_KNOWN_MAX} alerts are active`))
  }

  return {
    accept,
    counts: () => ({ received, answeredFromMemory }),
    close() {
      closed = true
    },
  }
}

function turnAway(reason: string): Promise<never> {
  return Promise.reject(new NotTaken(reason))
}

/** A report of a known alert, or the first alert of a group. */
function isNews({ memory }: Parts, alert: Alert): boolean {
  return memory.index.get(alert.text) !== undefined || memory.groups.of(alert).alerts === 0
}

function write({ queue }: Parts, alerts: readonly Alert[]): Promise<void> {
  if (alerts.length === 0) return DONE
  return new Promise((resolve, reject) => {
    const ticket: Ticket = { left: 0, resolve, reject }
    for (const alert of alerts) queue.push(alert, ticket)
  })
}

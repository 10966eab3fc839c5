// What a door's reports are once they are alerts like all others.
import type { Alert, Beside } from '#/core/intake/alert.ts'
import { ALERT_LIMITS, UNTIL_RESOLVED_MS } from '#/core/intake/alert.ts'
import type { Report } from '#/core/intake/doors/reading.ts'
import { unmark } from '#/core/intake/doors/words.ts'
import type { Labels } from '#/core/intake/labels.ts'
import { labelSet } from '#/core/intake/labels.ts'

/** The door that a report came through, by its name. */
export type DoorName = { readonly name: string; readonly kind: string }

/** The label of the door, and the one of the sender's own key: together the alert's identity. */
export const DOOR_LABEL = 'door'
export const KEY_LABEL = 'dedup_key'

/**
 * The alert of a report, or why it cannot be one. It fires until its sender resolves it: nobody repeats an event as a monitor
 * repeats what it sees, so that silence says nothing. Nothing of the report but its key decides which alert it is.
 */
export function alertOf(
  report: Report,
  { name, kind }: DoorName,
  nowMs: number,
): Alert | { readonly malformed: string } {
  const { key, state } = report
  if (key === '') return { malformed: 'the report has no key' }
  if (key.length > ALERT_LIMITS.labelValueChars)
    return { malformed: `the key is longer than ${ALERT_LIMITS.labelValueChars} characters` }
  const startsAtMs = Math.min(finite(report.startsAtMs) ?? nowMs, nowMs)
  return {
    ...labelSet({ [KEY_LABEL]: key, [DOOR_LABEL]: name }),
    annotations: JSON.stringify(textsOf(report)),
    startsAtMs,
    endsAtMs: state === 'resolved' ? nowMs : UNTIL_RESOLVED_MS,
    timeout: state !== 'resolved',
    startGiven: report.startsAtMs !== undefined,
    generatorUrl: (report.url ?? '').slice(0, ALERT_LIMITS.generatorUrlChars),
    beside: JSON.stringify(besideOf(report, kind)),
  }
}

/** A sender's time may be any number. One before 1970 is no time at which something began. */
function finite(ms: number | undefined): number | undefined {
  return ms !== undefined && Number.isSafeInteger(ms) && ms > 0 ? ms : undefined
}

function textsOf({ title, description = '' }: Report): Labels {
  const texts = { summary: title, description }
  return Object.fromEntries(
    Object.entries(texts)
      .filter(([, text]) => text !== '')
      .map(([name, text]) => [name, text.slice(0, ALERT_LIMITS.annotationChars)]),
  )
}

/** The names by which alerts are grouped and silenced everywhere are there too: a report's title is its `alertname`. */
function besideOf(report: Report, kind: string): Beside {
  const { title, urgency = '', source = '', systems = [], labels = {} } = report
  const named = systems.filter(system => system !== '').map(cut)
  const all = {
    // Without the marks that count and change: `[FIRING:2] x` is the same thing as `[FIRING:1] x`.
    alertname: unmark(title).rest || title,
    severity: urgency,
    source,
    service: named[0] ?? '',
    ...Object.fromEntries(Object.entries(labels).slice(0, ALERT_LIMITS.labels)),
  }
  const kept = Object.entries(all)
    .filter(([name]) => name !== '' && name !== DOOR_LABEL && name !== KEY_LABEL)
    .map(([name, value]) => [name.slice(0, ALERT_LIMITS.labelNameChars), cut(value)] as const)
  return { kind, labels: labelSet(Object.fromEntries(kept)).labels, systems: named }
}

function cut(text: string): string {
  return text.slice(0, ALERT_LIMITS.labelValueChars)
}

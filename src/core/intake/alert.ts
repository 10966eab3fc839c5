import type { Labels } from '#/core/intake/labels.ts'
import { labelOf } from '#/core/intake/labels.ts'

/** What a machine says of one thing that is wrong: the same for every door, whatever the sender's own format. */
export type Alert = {
  readonly labels: Labels
  /** Canonical JSON text of the labels: the alert's identity. */
  readonly text: string
  /** JSON object text, as the sender wrote it but for what is over the limits. */
  readonly annotations: string
  readonly startsAtMs: number
  /** Past: resolved. Ahead: it fires until then, unless it is repeated. */
  readonly endsAtMs: number
  /** The sender set no end, and `endsAtMs` is our own reckoning. */
  readonly timeout: boolean
  /** The sender said when it began; else `startsAtMs` is when it came. */
  readonly startGiven: boolean
  readonly generatorUrl: string
  /** JSON of what came along and has no place above; absent where nothing did. */
  readonly rest?: string
  /** JSON text of a `Beside`: of an alert that came through a door of its own; absent for Alertmanager's. */
  readonly beside?: string | undefined
}

/** What a report says that is not its identity: it may be otherwise in the next report of the same alert. */
export type Beside = {
  /** The kind of the door. */
  readonly kind: string
  readonly labels: Labels
  readonly systems: readonly string[]
}

export function besideOf({ beside }: Pick<Alert, 'beside'>): Beside | undefined {
  return beside === undefined ? undefined : (JSON.parse(beside) as Beside)
}

/** All labels by which an alert is found, grouped and silenced: those that it is known by, and those that it says beside. */
export function seenLabels({ labels, beside }: Pick<Alert, 'labels' | 'beside'>): Labels {
  return beside === undefined ? labels : { ...besideOf({ beside })?.labels, ...labels }
}

/** The limits of one alert. A label over its limit refuses the alert, and the sender is told; an annotation is cut. */
export const ALERT_LIMITS = {
  labels: 128,
  labelNameChars: 1_024,
  labelValueChars: 16_384,
  annotations: 128,
  annotationChars: 65_536,
  generatorUrlChars: 8_192,
  restChars: 65_536,
} as const

/** How long an alert without an end is taken to fire when it is not repeated: Alertmanager's `resolve_timeout`. */
export const RESOLVE_TIMEOUT_MS = 5 * 60_000

/** The end of an alert that fires until its sender says that it is over, however long that takes: 2200-01-01. */
export const UNTIL_RESOLVED_MS = 7_258_118_400_000

/**
 * `firing`: counts, and opens incidents. `silenced`: fires, and a silence says to tell no one. `beating`: a heartbeat, which
 * fires while all is well. `resolved`: its end is past. A heartbeat whose end is past is `firing`: its silence is the alarm.
 */
export type AlertState = 'firing' | 'silenced' | 'beating' | 'resolved'

/** From when to when an alert fires, and whether the end is our own reckoning. */
export type AlertSpan = Pick<Alert, 'startsAtMs' | 'endsAtMs' | 'timeout'>

export function stateOf(
  alert: { readonly endsAtMs: number },
  {
    nowMs,
    heartbeat,
    silenced,
  }: { readonly nowMs: number; readonly heartbeat: boolean; readonly silenced: boolean },
): AlertState {
  const quiet = alert.endsAtMs <= nowMs !== heartbeat
  if (quiet) return heartbeat ? 'beating' : 'resolved'
  return silenced ? 'silenced' : 'firing'
}

/**
 * The alert after a newer report of it, as Alertmanager merges them. When the two overlap in time, the earlier start stays,
 * and an end that the sender named outlives a shorter reckoned one.
 */
export function merge(known: AlertSpan, newer: Alert, nowMs: number): Alert {
  const overlaps =
    (newer.endsAtMs > known.startsAtMs && newer.endsAtMs < known.endsAtMs) ||
    (newer.startsAtMs > known.startsAtMs && newer.startsAtMs < known.endsAtMs)
  if (!overlaps) return newer
  return {
    ...newer,
    startsAtMs: Math.min(known.startsAtMs, newer.startsAtMs),
    endsAtMs: mergedEnd(known, newer, nowMs),
  }
}

/** The end of a firing alert after a newer report that it fires. */
export function mergedEnd(known: AlertSpan, newer: AlertSpan, nowMs: number): number {
  if (known.endsAtMs <= newer.endsAtMs) return newer.endsAtMs
  if (newer.endsAtMs <= nowMs) return known.endsAtMs <= nowMs ? known.endsAtMs : newer.endsAtMs
  return known.timeout ? newer.endsAtMs : known.endsAtMs
}

/** Names by which the rules that people copy from one another call the alert that always fires. */
const HEARTBEAT_NAME = /^(watchdog|[a-z0-9_]{0,100}dead_?mans?_?switch)$/i

/** Names a heartbeat that has a door of its own. */
export const HEARTBEAT_LABEL = 'tocsin_heartbeat'

/**
 * Whether it is an alert that fires as long as the monitoring works, so that its *end* is the alarm. It must not open an
 * incident while it fires.
 */
export function isHeartbeat(labels: Labels): boolean {
  return (
    labelOf(labels, HEARTBEAT_LABEL) !== '' || HEARTBEAT_NAME.test(labelOf(labels, 'alertname'))
  )
}

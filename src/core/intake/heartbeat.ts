// A sign of life that is expected: an alert of ours whose *end* is the alarm, like the one of a monitoring that always fires.
import type { Alert, Beside } from '#/core/intake/alert.ts'
import { HEARTBEAT_LABEL, UNTIL_RESOLVED_MS } from '#/core/intake/alert.ts'
import { labelSet } from '#/core/intake/labels.ts'
import type { LabelSet } from '#/core/intake/labels.ts'
import { fromMs, parseInstant, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

export type Heartbeat = {
  /** Of the door that it comes through. */
  readonly name: string
  readonly title: string
  readonly everySeconds: number
  /** How much later than that it may be. */
  readonly graceSeconds: number
}

export const HEARTBEAT_LIMITS = {
  everySeconds: { least: 10, usual: 3_600, most: 400 * 86_400 },
  graceSeconds: { usual: 300, most: 30 * 86_400 },
} as const

/** By what the alert of a heartbeat is known. */
export function heartbeatLabels(name: string): LabelSet {
  return labelSet({ door: name, [HEARTBEAT_LABEL]: name })
}

/** The alert after a sign of life: it fires, which is well, until the next should long have come. */
export function beating(heartbeat: Heartbeat, beatMs: number, fromNowMs = beatMs): Alert {
  const { everySeconds, graceSeconds } = heartbeat
  return alertOf(heartbeat, beatMs, fromNowMs + (everySeconds + graceSeconds) * 1_000)
}

/** The alert of a heartbeat that nobody waits for any more. */
export function unexpected(heartbeat: Heartbeat, beatMs: number): Alert {
  return alertOf(heartbeat, beatMs, UNTIL_RESOLVED_MS)
}

function alertOf(
  { name, title, everySeconds, graceSeconds }: Heartbeat,
  beatMs: number,
  endsAtMs: number,
): Alert {
  const beside: Beside = { kind: 'heartbeat', labels: { alertname: title }, systems: [] }
  const lastBeat = fromMs(beatMs)
  return {
    ...heartbeatLabels(name),
    annotations: JSON.stringify({
      summary: title,
      description: `The last sign of life came at ${lastBeat}. One is expected every ${everySeconds} s, and may be ${graceSeconds} s late.`,
      last_beat: lastBeat,
    }),
    // What it tells of begins when it lapses: that is when somebody is to have noticed.
    startsAtMs: endsAtMs,
    endsAtMs,
    timeout: true,
    startGiven: false,
    generatorUrl: '',
    beside: JSON.stringify(beside),
  }
}

/** When the sign of life came last that an alert tells of. */
export function lastBeatIn(annotations: string): Instant | undefined {
  const { last_beat: text } = JSON.parse(annotations) as { readonly last_beat?: string }
  return text === undefined ? undefined : parseInstant(text)
}

export type Standing = 'waiting' | 'beating' | 'lapsed' | 'paused'

/** `waiting`: it has never been heard, and nobody is woken for what was never there. */
export function standingOf(
  { everySeconds, graceSeconds }: Heartbeat,
  known: { readonly lastBeat: Instant; readonly lapsed: boolean } | undefined,
  enabled: boolean,
): { readonly standing: Standing; readonly lastBeat?: Instant; readonly dueAt?: Instant } {
  if (known === undefined) return { standing: enabled ? 'waiting' : 'paused' }
  const { lastBeat, lapsed } = known
  if (!enabled) return { standing: 'paused', lastBeat }
  const dueAt = fromMs(toMs(lastBeat) + (everySeconds + graceSeconds) * 1_000)
  return { standing: lapsed ? 'lapsed' : 'beating', lastBeat, dueAt }
}

import { earliest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** The channel on which nodes tell each other what they committed. A hint to look: what is missed is found by the next look. */
export const NOTICE_CHANNEL = 'tocsin'

/** What a node hears from another, or from itself. */
export type Notice =
  | { readonly kind: 'incident'; readonly incidentId: string; readonly version: number }
  | { readonly kind: 'wake'; readonly at: Instant }
  | { readonly kind: 'outbox' }
  /** Another plan is the one that new incidents get. */
  | { readonly kind: 'plan' }
  /** The time of a drill goes on otherwise than before, or somebody wants that it does. */
  | { readonly kind: 'drill'; readonly incidentId: string }

type Moved = {
  readonly incidentId: string
  /** Undefined where no event was appended. */
  readonly version: number | undefined
  readonly wakeAt: Instant | undefined
}

/** The payloads for one transaction: small, since PostgreSQL takes no more than 8,000 bytes each. */
export function notices(moved: readonly Moved[], queued: boolean): readonly string[] {
  const wakeAt = earliest(moved.map(incident => incident.wakeAt))
  return [
    ...moved.flatMap(({ incidentId, version }) =>
      version === undefined ? [] : [`incident:${incidentId}:${version}`],
    ),
    ...(wakeAt === undefined ? [] : [`wake:${wakeAt}`]),
    ...(queued ? ['outbox'] : []),
  ]
}

/** Reads a payload. Gives undefined for one that a newer or older version of the program sent and this one does not know. */
export function readNotice(payload: string): Notice | undefined {
  if (payload === 'outbox' || payload === 'plan') return { kind: payload }
  if (payload.startsWith('wake:'))
    return { kind: 'wake', at: payload.slice('wake:'.length) as Instant }
  if (payload.startsWith('drill:'))
    return { kind: 'drill', incidentId: payload.slice('drill:'.length) }
  const incident = /^incident:(.*):(\d+)$/s.exec(payload)
  if (incident === null) return undefined
  return { kind: 'incident', incidentId: incident[1] ?? '', version: Number(incident[2]) }
}

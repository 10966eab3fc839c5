// What every door makes of what a sender posts, before it is an alert like all others.
import type { Labels } from '#/core/intake/labels.ts'

/** Request headers by lower-case name. Of one that came twice, the values joined by `, `. */
export type DoorHeaders = Readonly<Record<string, string | undefined>>

/** What a sender says of one thing. All of it is hostile. */
export type Report = {
  /** Names the thing at its sender for as long as it lasts: repeats and the end carry the same. Empty: the door gives it one. */
  readonly key: string
  /** `acknowledged`: somebody has it, at the sender's; it neither begins nor ends anything here. */
  readonly state: 'firing' | 'resolved' | 'acknowledged'
  readonly title: string
  readonly description?: string
  /** A source of the plan (`security-monitoring`), or the sender's own word. */
  readonly source?: string
  /** The sender's own word for its weight, lower case. */
  readonly urgency?: string
  readonly systems?: readonly string[]
  readonly url?: string
  /** When it began, by the sender's clock; milliseconds since 1970. */
  readonly startsAtMs?: number
  /** Further short words by which rules, groups and silences find it. Not its identity: they may change from report to report. */
  readonly labels?: Labels
}

/** `ignored`: well-formed, and no report of trouble (a ping, a subscription, a change); with why. */
export type DoorReading =
  | { readonly reports: readonly Report[] }
  | { readonly ignored: string }
  /** A sign of life of the heartbeat of this name: no report, but that none comes is one. */
  | { readonly beat: string }
  | { readonly malformed: string }

/** One kind of sender: how a payload of its reads. Pure; it is handed what was posted and knows nothing of keys. */
export type DoorReader = (posted: {
  readonly headers: DoorHeaders
  /** The body, parsed where it is JSON or a form; else its text. */
  readonly body: unknown
  readonly nowMs: number
  /** `GET` and so on; POST where nothing is said. */
  readonly method?: string
  /** What follows the address of the door, as it came, without slashes around it: `v2/alerts`. */
  readonly path?: string
  readonly query?: Readonly<Record<string, string>>
}) => DoorReading

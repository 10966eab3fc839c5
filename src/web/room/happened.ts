// Events as the API shows them, typed by the core, which records them.
import type { EventType, Happening } from '#/core/incident/event.ts'

type Placed = {
  readonly version: number
  readonly at: string
  readonly by: string
  /** Its texts were taken out. */
  readonly redacted?: true
  /** Lists of which only the first entries are here, with their whole length. */
  readonly shortened?: Readonly<Record<string, number>>
}

/** What a redaction takes away is `redacts` here: `version` is its own place. */
type Shown<H> = H extends { readonly type: 'redacted' }
  ? Omit<H, 'version'> & { readonly redacts: number }
  : H

export type Happened = Placed & Shown<Happening>
export type HappenedOf<T extends EventType> = Extract<Happened, { readonly type: T }>

/** By itself, and not because a person said so. */
export const TOCSIN = 'tocsin'

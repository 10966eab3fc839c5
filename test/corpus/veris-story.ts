import { fromMs, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { VerisRecord } from './veris-record.ts'
import type { VerisDate } from './veris-time.ts'

// What a record says of when things happened, put on one time axis as far as it can be.

/** When something was, as closely as it is known: at no time before the one, and at none after the other. */
export type Between = { readonly earliest: Instant; readonly latest: Instant }

/** Moments of a record, of which each may be unknown. */
export type Moments = {
  readonly occurred: Between | undefined
  /** Known only where both the day of the incident and the length up to the discovery are. */
  readonly discovered: Between | undefined
  readonly notified: Between | undefined
  readonly contained: Between | undefined
  /** Moments that were left out because the record was written before them. */
  readonly laterThanWritten: readonly ('occurred' | 'discovered' | 'notified' | 'contained')[]
}

/** A day begins so much earlier in the easternmost zone than in UTC, and what is written is written in UTC. */
const EASTERNMOST_MS = 14 * 3_600_000

/** `zone`: in which the days of the record are taken to be. VERIS names none. */
export function momentsOf(record: VerisRecord, zone = 'UTC'): Moments {
  const { discovery, containment, writtenAt } = record
  const later: Moments['laterThanWritten'][number][] = []
  const believed = (name: (typeof later)[number], when: Between | undefined) => {
    const tooLate =
      when !== undefined &&
      writtenAt !== undefined &&
      when.earliest > plusMs(writtenAt, EASTERNMOST_MS)
    if (tooLate) later.push(name)
    return tooLate ? undefined : when
  }
  const occurred = believed('occurred', dayOf(record.occurred, zone))
  const notified = believed('notified', dayOf(record.notified, zone))
  const discovered = believed('discovered', moved(occurred, discovery))
  const contained = believed('contained', moved(discovered, containment))
  return { occurred, discovered, notified, contained, laterThanWritten: later }
}

function dayOf(date: VerisDate, zone: string): Between | undefined {
  if (date.known !== 'day') return undefined
  const day = Temporal.PlainDate.from(date.begins.slice(0, 10))
  const begins = (it: Temporal.PlainDate) => fromMs(it.toZonedDateTime(zone).epochMilliseconds)
  return { earliest: begins(day), latest: plusMs(begins(day.add({ days: 1 })), -1) }
}

/** As recorded: how the length was rounded is not said. */
function moved(when: Between | undefined, length: VerisRecord['discovery']): Between | undefined {
  if (when === undefined || length.state !== 'recorded') return undefined
  return { earliest: plusMs(when.earliest, length.ms), latest: plusMs(when.latest, length.ms) }
}

/** What the dates of a record allow to say of a limit that counts from the discovery to the notice. */
export type Judgeable =
  /** Both ends are known as closely as this. */
  | { readonly can: 'judge'; readonly aware: Between; readonly notified: Between }
  /** The limit can be told, and not whether it was kept: nobody says on which day the notice was. */
  | { readonly can: 'tell-limit'; readonly aware: Between }
  | { readonly can: 'nothing'; readonly why: Lacking }
  /** The record contradicts itself, and no clock is made of it. */
  | {
      readonly can: 'dirty'
      readonly why: 'told-before-it-happened' | 'told-before-it-was-discovered'
    }

/** `incident-month`: the incident is known to the month, and no day is made of it. */
type Lacking =
  | `incident-${Exclude<VerisDate['known'], 'day'>}`
  | 'neither-discovery-nor-notice'
  | 'written-before-it'

/**
 * Nobody knows of an incident before it happened, nor tells others before they know. So where only the incident and the
 * notice have a day, the discovery was between them; a length closes in on it, and so does a unit without a value.
 */
export function judgeable(record: VerisRecord, moments: Moments): Judgeable {
  const { occurred, discovered, notified } = moments
  if (occurred === undefined) return { can: 'nothing', why: whyNothing(record, moments) }
  if (notified === undefined)
    return discovered === undefined
      ? { can: 'nothing', why: whyNothing(record, moments) }
      : { can: 'tell-limit', aware: discovered }
  if (notified.latest < occurred.earliest) return { can: 'dirty', why: 'told-before-it-happened' }
  const { least, most } = moments.laterThanWritten.includes('discovered')
    ? { least: 0, most: undefined }
    : record.discoveryBounds
  const earliest = plusMs(occurred.earliest, least)
  if (notified.latest < earliest) return { can: 'dirty', why: 'told-before-it-was-discovered' }
  const latest = most === undefined ? notified.latest : plusMs(occurred.latest, most)
  return {
    can: 'judge',
    aware: { earliest, latest: latest < notified.latest ? latest : notified.latest },
    notified,
  }
}

/** What is missing, as it stands in the record; a date that is known to the month stays known to the month. */
function whyNothing(
  { occurred: date }: VerisRecord,
  { occurred, laterThanWritten }: Moments,
): Lacking {
  if (laterThanWritten.length > 0) return 'written-before-it'
  return occurred === undefined && date.known !== 'day'
    ? `incident-${date.known}`
    : 'neither-discovery-nor-notice'
}

import type { Length } from '#/core/metrics/length.ts'
import { latest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { inside, isImpossibleTime, listOf, numberOf, textOf, textsOf, timeOf } from './reading.ts'
import { boundsOf, readDate, readLength } from './veris-time.ts'
import type { Bounds, VerisDate, VerisReason } from './veris-time.ts'

/** A record of VERIS as far as it can be read. Words are lower case, and may be words that nobody here knows. */
export type VerisRecord = {
  readonly summary: string | undefined
  /** When somebody last wrote it down: whatever it tells had happened by then. */
  readonly writtenAt: Instant | undefined
  readonly certainty: string | undefined
  readonly occurred: VerisDate
  readonly notified: VerisDate
  /** From the incident to its discovery, and from there to its containment. */
  readonly discovery: Length<VerisReason>
  readonly discoveryBounds: Bounds
  readonly containment: Length<VerisReason>
  /** `undefined`: the record speaks of no confidentiality at all. */
  readonly disclosure: string | undefined
  readonly dataTotal: number | undefined
  readonly dataKinds: readonly string[]
  readonly dataStates: readonly string[]
  readonly countries: readonly string[]
  readonly industry: string | undefined
  readonly faults: readonly VerisFault[]
}

/** What is odd about a record. It is counted by name; what it makes unusable is left out, and nothing is put in its place. */
export type VerisFault =
  | 'incident-date-impossible'
  | 'notification-date-impossible'
  | 'writing-impossible'
  | 'discovery-impossible'
  | 'containment-impossible'
  | 'count-impossible'
  | 'summary-empty'

export function readVeris(record: unknown): VerisRecord {
  const confidentiality = inside(record, 'attribute', 'confidentiality')
  const written = ['created', 'modified'].map(key => inside(record, 'plus', key))
  const total = inside(confidentiality, 'data_total')
  const dataTotal = countOf(total)
  const summary = textOf(inside(record, 'summary'))
  const timeline = {
    occurred: readDate(inside(record, 'timeline', 'incident')),
    notified: readDate(inside(record, 'plus', 'timeline', 'notification')),
    discovery: readLength(inside(record, 'timeline', 'discovery')),
    containment: readLength(inside(record, 'timeline', 'containment')),
  }
  const odd: Readonly<Record<VerisFault, boolean>> = {
    'incident-date-impossible': timeline.occurred.known === 'impossible',
    'notification-date-impossible': timeline.notified.known === 'impossible',
    'writing-impossible': written.some(isImpossibleTime),
    'discovery-impossible': timeline.discovery.state === 'invalid',
    'containment-impossible': timeline.containment.state === 'invalid',
    'count-impossible': total !== undefined && dataTotal === undefined,
    'summary-empty': summary === undefined,
  }
  return {
    ...timeline,
    summary,
    writtenAt: latest(written.map(timeOf)),
    discoveryBounds: boundsOf(inside(record, 'timeline', 'discovery'), timeline.discovery),
    certainty: wordOf(inside(record, 'security_incident')),
    disclosure: wordOf(inside(confidentiality, 'data_disclosure')),
    dataTotal,
    dataKinds: listOf(inside(confidentiality, 'data')).flatMap(
      it => wordOf(inside(it, 'variety')) ?? [],
    ),
    dataStates: textsOf(inside(confidentiality, 'state')).map(it => it.toLowerCase()),
    countries: textsOf(inside(record, 'victim', 'country')).map(it => it.toUpperCase()),
    industry: textOf(inside(record, 'victim', 'industry')),
    faults: (Object.keys(odd) as VerisFault[]).filter(fault => odd[fault]),
  }
}

/** How many there are: no part of one, and not fewer than none. */
function countOf(value: unknown): number | undefined {
  const count = numberOf(value)
  return count !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : undefined
}

function wordOf(value: unknown): string | undefined {
  return textOf(value)?.toLowerCase()
}

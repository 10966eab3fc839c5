import type { Instant } from '#/core/time.ts'
import { inside, isImpossibleTime, listOf, textOf, timeOf } from './reading.ts'

/** A public status incident as far as it can be read. */
export type StatusRecord = {
  readonly title: string | undefined
  /** The word of the page, lower case: minor, major, critical, none, maintenance, or one that nobody here knows. */
  readonly impact: string | undefined
  readonly startedAt: Instant | undefined
  readonly resolvedAt: Instant | undefined
  readonly downFrom: Instant | undefined
  readonly downTo: Instant | undefined
  /** In the order of time, each once. */
  readonly updates: readonly Update[]
  readonly faults: readonly StatusFault[]
}
export type Update = { readonly at: Instant; readonly text: string }

/** What is odd about a record. It is counted by name; what it makes unusable is left out, and nothing is put in its place. */
export type StatusFault =
  | 'impact-unknown'
  | 'time-impossible'
  | 'start-unknown'
  | 'end-unknown'
  | 'update-unreadable'
  | 'update-out-of-order'
  | 'update-twice'
  | 'update-after-the-end'
  | 'ends-before-it-begins'
  | 'down-after-the-end'
  | 'down-ends-before-it-begins'

export const IMPACTS = ['critical', 'major', 'minor', 'none'] as const
/** Work that was announced: it is no incident, and its hours are nobody's outage. */
export const MAINTENANCE = 'maintenance'

export function readStatus(record: unknown): StatusRecord {
  const time = (key: string) => timeOf(inside(record, key))
  const impact = textOf(inside(record, 'impact'))?.toLowerCase()
  const written = listOf(inside(record, 'updates'))
  const readable = written.flatMap(readUpdate)
  const ordered = readable.toSorted((one, other) => (one.at < other.at ? -1 : +(one.at > other.at)))
  const updates = ordered.filter(
    (it, index) => ordered.findIndex(other => same(it, other)) === index,
  )
  const times = {
    startedAt: time('started_at') ?? updates[0]?.at,
    resolvedAt: time('resolved_at'),
    downFrom: time('downtime_start'),
    downTo: time('downtime_end'),
  }
  const odd: Readonly<Record<StatusFault, boolean>> = {
    ...oddTimes(times),
    'impact-unknown': ![...IMPACTS, MAINTENANCE].some(known => known === impact),
    'time-impossible': TIMES.some(key => isImpossibleTime(inside(record, key))),
    'update-unreadable': readable.length < written.length,
    'update-out-of-order': readable.some((it, index) => it.at < (readable[index - 1]?.at ?? it.at)),
    'update-twice': updates.length < readable.length,
    'update-after-the-end': updates.some(it => isAfter(it.at, times.resolvedAt)),
  }
  const faults = (Object.keys(odd) as StatusFault[]).filter(fault => odd[fault])
  return { title: textOf(inside(record, 'title')), impact, ...times, updates, faults }
}

const TIMES = ['started_at', 'resolved_at', 'downtime_start', 'downtime_end']

function oddTimes({
  startedAt,
  resolvedAt,
  downFrom,
  downTo,
}: Pick<StatusRecord, 'startedAt' | 'resolvedAt' | 'downFrom' | 'downTo'>) {
  return {
    'start-unknown': startedAt === undefined,
    'end-unknown': resolvedAt === undefined,
    'ends-before-it-begins': isAfter(startedAt, resolvedAt),
    'down-after-the-end': isAfter(downTo, resolvedAt),
    'down-ends-before-it-begins': isAfter(downFrom, downTo),
  }
}

function isAfter(one: Instant | undefined, other: Instant | undefined): boolean {
  return one !== undefined && other !== undefined && one > other
}

/** An update without a text still told people something; one without a time cannot be placed. */
function readUpdate(update: unknown): readonly Update[] {
  const at = timeOf(inside(update, 'at'))
  const status = textOf(inside(update, 'status')) ?? 'Update'
  const message = textOf(inside(update, 'message'))
  return at === undefined
    ? []
    : [{ at, text: message === undefined ? status : `${status}: ${message}` }]
}

function same(one: Update, other: Update): boolean {
  return one.at === other.at && one.text === other.text
}

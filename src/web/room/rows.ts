// What the timeline shows, line by line: entries, and those of one kind folded together.
import type { EventType } from '#/core/incident/event.ts'
import type { Entry } from './entries.ts'
import type { HappenedOf } from './happened.ts'

export const FILTERS = [
  'everything',
  'decisions',
  'messages',
  'pages',
  'notes',
  'alerts',
  'promises',
] as const
export type Filter = (typeof FILTERS)[number]

/** Where each type of event is found. One that is missing does not compile. */
export const FILTER_OF: Readonly<Record<EventType, Exclude<Filter, 'everything'>>> = {
  declared: 'decisions',
  'signals-attached': 'alerts',
  'signals-resolved': 'alerts',
  classified: 'decisions',
  assessed: 'decisions',
  confirmed: 'decisions',
  declassified: 'decisions',
  answered: 'decisions',
  'moment-marked': 'decisions',
  'role-assigned': 'decisions',
  'role-offered': 'decisions',
  'role-accepted': 'decisions',
  'role-declined': 'decisions',
  'role-handed-over': 'decisions',
  'person-called-in': 'pages',
  'party-called-in': 'pages',
  'page-sent': 'pages',
  'page-acknowledged': 'pages',
  'page-handed-on': 'pages',
  'page-ended': 'pages',
  'message-sent': 'messages',
  'receipts-recorded': 'messages',
  'obligations-opened': 'promises',
  'obligation-rescheduled': 'promises',
  'obligation-warned': 'promises',
  'obligation-missed': 'promises',
  'obligation-met': 'promises',
  'obligation-waived': 'decisions',
  'obligation-voided': 'promises',
  'stage-began': 'decisions',
  'update-posted': 'messages',
  'approval-asked': 'decisions',
  approved: 'decisions',
  objected: 'decisions',
  'consent-presumed': 'decisions',
  'authority-overridden': 'decisions',
  'decision-taken': 'decisions',
  'decision-lapsed': 'decisions',
  'notice-sent': 'messages',
  'report-submitted': 'messages',
  'evidence-added': 'notes',
  'evidence-transferred': 'notes',
  'evidence-deletion-refused': 'notes',
  noted: 'notes',
  'notes-written': 'notes',
  'finding-added': 'notes',
  'follow-up-added': 'notes',
  'follow-up-finished': 'notes',
  'feedback-given': 'notes',
  'meeting-scheduled': 'messages',
  'meeting-held': 'notes',
  escalated: 'decisions',
  'field-set': 'decisions',
  'systems-added': 'decisions',
  published: 'messages',
  restricted: 'decisions',
  resolved: 'decisions',
  'gate-passed': 'decisions',
  'gate-waived': 'decisions',
  closed: 'decisions',
  reopened: 'decisions',
  merged: 'decisions',
  absorbed: 'decisions',
  'split-off': 'decisions',
  migrated: 'decisions',
  redacted: 'notes',
}

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'entry'; readonly key: string; readonly entry: Entry }
  | { readonly kind: Fold; readonly key: string; readonly entries: readonly Entry[] }
/** Pages of one moment, alerts that came one after the other, and what followed from something else. */
export type Fold = 'pages' | 'alerts' | 'quiet'

export type Wanted = {
  readonly filter: Filter
  /** Whether an entry says what is searched for; undefined: nothing is. */
  readonly says?: ((entry: Entry) => boolean) | undefined
  /** The day of an instant, where the reader is. */
  readonly day: (at: string) => string
}

export function rowsOf(entries: readonly Entry[], { filter, says, day }: Wanted): readonly Row[] {
  const rows: Row[] = []
  let today: string | undefined
  /** Of the last row, where it is a fold that may still grow. */
  let folded: Entry[] = []
  for (const entry of entries) {
    const { event } = entry
    if (filter !== 'everything' && FILTER_OF[event.type] !== filter) continue
    if (says?.(entry) === false) continue
    const itsDay = day(event.at)
    // By its day and not by its first event, which is another one once older ones are there.
    if (itsDay !== today) rows.push({ kind: 'day', key: itsDay, at: event.at })
    today = itsDay
    // What is searched for is not hidden in a fold.
    const fold = says === undefined ? foldOf(entry) : undefined
    const last = rows.at(-1)
    const key = String(event.version)
    if (fold === undefined) rows.push({ kind: 'entry', key, entry })
    else if (last?.kind === fold && joins(folded, entry)) folded.push(entry)
    else {
      folded = [entry]
      rows.push({ kind: fold, key, entries: folded })
    }
  }
  return rows
}

function foldOf({ event, weight }: Entry): Fold | undefined {
  if (event.type === 'page-sent') return 'pages'
  if (event.type === 'signals-attached' || event.type === 'signals-resolved') return 'alerts'
  return weight === 'quiet' ? 'quiet' : undefined
}

function joins(entries: readonly Entry[], { event }: Entry): boolean {
  return event.type !== 'page-sent' || entries.at(-1)?.event.at === event.at
}

/** Alerts in all, those included that are not named, and where they came from. */
export function alertsIn(entries: readonly Entry[]): {
  readonly count: number
  readonly ended: number
  readonly sources: readonly string[]
} {
  const attached = entries
    .map(({ event }) => event)
    .filter((event): event is HappenedOf<'signals-attached'> => event.type === 'signals-attached')
  const ended = entries.map(({ event }) =>
    event.type === 'signals-resolved' ? event.signals.length : 0,
  )
  return {
    count: attached.reduce(
      (sum, { signals, more }) => signals.reduce((all, { count }) => all + count, sum + more),
      0,
    ),
    ended: ended.reduce((sum, count) => sum + count, 0),
    sources: [...new Set(attached.flatMap(({ signals }) => signals.map(({ source }) => source)))],
  }
}

/** The row in which an event is shown; -1: none. */
export function rowOfEvent(rows: readonly Row[], version: number): number {
  return rows.findIndex(row => versionsIn(row).includes(version))
}

export function versionsIn(row: Row): readonly number[] {
  if (row.kind === 'day') return []
  return row.kind === 'entry'
    ? [row.entry.event.version]
    : row.entries.map(({ event }) => event.version)
}

import { readFileSync } from 'node:fs'
import { TEXT_LENGTH_MAX } from '#/core/incident/command.ts'
import { earliest, latest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { AnyBody } from '../kit/any-command.ts'
import { plan, settingOf } from '../kit/setting.ts'
import { GATHERED } from './reading.ts'
import { replay } from './replay.ts'
import type { Deed, Replayed } from './replay.ts'
import type { VerisRecord } from './veris-record.ts'
import { momentsOf } from './veris-story.ts'
import type { Judgeable } from './veris-story.ts'

/** The two limits of `breach-clocks.yaml`, with somebody to keep them. */
export const BREACH_CLOCKS = settingOf(
  plan(readFileSync(new URL('breach-clocks.yaml', import.meta.url), 'utf8')),
  { desk: ['dee'] },
  { contacts: new Map([['concerned', ['all@concerned.example']]]) },
)

/** Instants at which a story is played. What is undefined is not known and is not played. */
export type Told = {
  readonly occurred: Instant | undefined
  readonly aware: Instant | undefined
  readonly notified: Instant | undefined
  readonly contained: Instant | undefined
}

/** A record as it is written, each of its days at its beginning: what figures are made of. */
export function asWritten(record: VerisRecord): Told {
  const { occurred, discovered, notified, contained } = momentsOf(record)
  return {
    occurred: occurred?.earliest,
    aware: discovered?.earliest,
    notified: notified?.earliest,
    contained: contained?.earliest,
  }
}

/** As hard on whoever told of it as the record allows: known as early, and told as late, as can be. */
export function atWorst({ aware, notified }: Judgeable & { readonly can: 'judge' }): Told {
  return { ...ONLY_CLOCKS, aware: aware.earliest, notified: notified.latest }
}

/** As kind as the record allows: known as late, and told as soon after it, as can be. */
export function atBest({ aware, notified }: Judgeable & { readonly can: 'judge' }): Told {
  return {
    ...ONLY_CLOCKS,
    aware: aware.latest,
    notified: latest([notified.earliest, aware.latest]),
  }
}

const ONLY_CLOCKS = { occurred: undefined, contained: undefined }

/** Registers that a record is no breach under; it is played, and nothing of it is owed. */
const NO_BREACH: readonly (string | undefined)[] = ['near miss', 'false positive']

export function isBreach({ certainty }: VerisRecord): boolean {
  return !NO_BREACH.includes(certainty)
}

/** What is owed under the plan of the play when somebody is told. */
const REPORTS = ['within-72-hours', 'within-60-days'] as const
export type Limit = (typeof REPORTS)[number]

/** Plays a record: it is declared as soon as somebody knew or told of it, or else when it was written down. */
export function playVeris(record: VerisRecord, told: Told): Replayed {
  const begins = earliest([told.aware, told.notified]) ?? record.writtenAt ?? GATHERED
  const deeds = isBreach(record)
    ? [...opening(record, told, begins), ...course(told, begins)]
    : [...opening(record, told, begins), { at: begins, body: DECLASSIFY }]
  return replay(BREACH_CLOCKS, 'dee', deeds, latest(deeds.map(({ at }) => at)) ?? begins)
}

const DECLASSIFY: AnyBody = { do: 'declassify', reason: 'It was no breach' }

function opening(record: VerisRecord, told: Told, begins: Instant): readonly Deed[] {
  const { summary, dataTotal } = record
  const known = told.occurred !== undefined && told.occurred <= begins
  const severity = dataTotal === undefined ? 'unsized' : dataTotal < 500 ? 'narrow' : 'wide'
  const bodies: readonly AnyBody[] = [
    {
      do: 'declare',
      title: 'A record of a register',
      source: 'register',
      ...(summary !== undefined && { description: summary.slice(0, TEXT_LENGTH_MAX) }),
      ...(known && { occurred: told.occurred }),
    },
    { do: 'answer', fact: 'records', value: dataTotal ?? null },
    { do: 'classify', severity, type: 'breach' },
  ]
  return bodies.map(body => ({ at: begins, body }))
}

function course({ occurred, aware, notified, contained }: Told, begins: Instant): readonly Deed[] {
  const marks = { occurred, aware, notified }
  const marked = Object.entries(marks).flatMap(([moment, when]) =>
    when === undefined || (moment === 'occurred' && when <= begins)
      ? []
      : [{ at: when, body: { do: 'mark', moment, when } as const }],
  )
  const reported = REPORTS.map(
    obligation => ({ do: 'submit-report', obligation, text: 'We tell you what we know' }) as const,
  )
  return [
    ...marked,
    // A report whose clock never began is not owed, and cannot be made.
    ...(notified === undefined || aware === undefined
      ? []
      : reported.map(body => ({ at: notified, body }))),
    ...(contained === undefined
      ? []
      : [{ at: contained, body: { do: 'contain', when: contained } as const }]),
  ]
}

/** What the engine says of a limit after a play. */
export type Standing = 'kept' | 'missed' | 'running' | 'not-begun' | 'void'

export function standingOf({ incident }: Replayed, limit: Limit): Standing {
  const entry = incident.ledger.get(limit)
  if (entry === undefined) return 'not-begun'
  if (entry.voided !== undefined) return 'void'
  if (entry.missedFor !== undefined) return 'missed'
  return entry.metAt === undefined ? 'running' : 'kept'
}

/** What a record says of a limit: kept, missed, or, since its days leave both open, one of the two. */
export type Verdict = 'kept' | 'missed' | 'between'

export function verdictOf(worst: Replayed, best: Replayed, limit: Limit): Verdict {
  if (standingOf(worst, limit) === 'kept') return 'kept'
  return standingOf(best, limit) === 'missed' ? 'missed' : 'between'
}

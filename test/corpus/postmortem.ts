import { TEXT_LENGTH_MAX, TITLE_LENGTH_MAX } from '#/core/incident/command.ts'
import { latest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { GATHERED, inside, isImpossibleTime, textOf, timeOf } from './reading.ts'
import { replay } from './replay.ts'
import type { Deed, Replayed } from './replay.ts'
import { STATUS_PAGE } from './status.ts'

/** A public post-mortem as far as it can be read. Its times were taken from a text by a machine: facts at second hand. */
export type Postmortem = {
  readonly title: string | undefined
  readonly summary: string | undefined
  readonly startedAt: Instant | undefined
  readonly endedAt: Instant | undefined
  readonly faults: readonly PostmortemFault[]
}
export type PostmortemFault =
  | 'time-impossible'
  | 'time-unreadable'
  | 'start-unknown'
  | 'end-unknown'
  | 'ends-before-it-begins'

export function readPostmortem(record: unknown): Postmortem {
  const written = ['start_time', 'end_time'].map(key => inside(record, key))
  const [startedAt, endedAt] = written.map(timeOf)
  const odd: Readonly<Record<PostmortemFault, boolean>> = {
    'time-impossible': written.some(isImpossibleTime),
    'time-unreadable': written.some(isUnreadable),
    'start-unknown': startedAt === undefined,
    'end-unknown': endedAt === undefined,
    'ends-before-it-begins':
      startedAt !== undefined && endedAt !== undefined && endedAt < startedAt,
  }
  return {
    title: textOf(inside(record, 'title')),
    summary: textOf(inside(record, 'summary')),
    startedAt,
    endedAt,
    faults: (Object.keys(odd) as PostmortemFault[]).filter(fault => odd[fault]),
  }
}

/** It says something, and no instant: a day alone, or words. */
function isUnreadable(value: unknown): boolean {
  const said =
    typeof value === 'string' ? textOf(value) !== undefined : value !== undefined && value !== null
  return said && timeOf(value) === undefined && !isImpossibleTime(value)
}

/** Plays a post-mortem: it is told when all was over, by somebody who says since when and until when it was. */
export function playPostmortem({ title, summary, startedAt, endedAt }: Postmortem): Replayed {
  const at = latest([startedAt, endedAt]) ?? GATHERED
  const deeds: Deed[] = [
    {
      at,
      body: {
        do: 'declare',
        title: title?.slice(0, TITLE_LENGTH_MAX) ?? 'Without a title',
        source: 'status-page',
        ...(summary !== undefined && { description: summary.slice(0, TEXT_LENGTH_MAX) }),
        ...(startedAt !== undefined && { occurred: startedAt }),
      },
    },
  ]
  if (endedAt !== undefined)
    deeds.push({ at, body: { do: 'mark', moment: 'restored', when: endedAt } })
  return replay(STATUS_PAGE, 'dee', deeds, at)
}

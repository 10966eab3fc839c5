// What went out, a message at a time instead of a row for each recipient and channel.
import type { Sent } from '../../api/operations.ts'

type Row = Sent['sent'][number]

export type SentMessage = {
  readonly message: string
  readonly subject: string
  readonly act: string
  readonly at: string
  readonly rows: readonly Row[]
  readonly delivered: number
  readonly failed: number
}

/** Newest first; pages stand with the people. */
export function messagesIn(sent: readonly Row[]): readonly SentMessage[] {
  const byMessage = Map.groupBy(
    sent.filter(({ act }) => act !== 'page'),
    ({ message }) => message,
  )
  return [...byMessage]
    .map(([message, rows]) => ({
      message,
      subject: rows[0]?.subject ?? '',
      act: rows[0]?.act ?? '',
      at: rows[0]?.at ?? '',
      rows,
      delivered: rows.filter(({ outcome }) => outcome === 'delivered').length,
      failed: rows.filter(({ outcome }) => outcome !== null && outcome !== 'delivered').length,
    }))
    .toReversed()
}

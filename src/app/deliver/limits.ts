// What of the messages that are due may go now, what goes together as one, and what waits.
import type { Directory } from '#/core/directory.ts'
import { isOfWorse } from '#/core/paging/page.ts'
import { LIMITS, LIMITS_REACH_MS, roomFor } from '#/core/paging/limits.ts'
import { plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { Origin } from '#/app/deliver/message.ts'
import type { Pool } from '#/store/db.ts'
import type { DueMessage } from '#/store/outbox.ts'
import { holdBack, noteSent, readSent } from '#/store/sent-messages.ts'
import type { Sent } from '#/store/sent-messages.ts'

/**
 * What becomes of a message, by its row: `later`, it was put back; an array, it takes these along (itself among them);
 * `taken-along`. One that is not named goes by itself.
 */
export type Admission = ReadonlyMap<number, 'later' | 'taken-along' | readonly DueMessage[]>

type Around = {
  readonly pool: Pool
  readonly now: Instant
  readonly origins: ReadonlyMap<number, Origin>
  readonly directory: Directory
}

/** Approved word for word, for those outside as a rule: never put together with anything. */
const BY_ITSELF: ReadonlySet<string> = new Set(['notice', 'report'])
/** A page over these costs money and sleep, so that one that is repeated keeps to their limits. */
const RINGS: ReadonlySet<string> = new Set(['sms', 'voice'])

export async function admit(due: readonly DueMessage[], around: Around): Promise<Admission> {
  const asked = due.filter(row => isLimited(row, around))
  if (asked.length === 0) return new Map()
  const { pool, now } = around
  const since = plusMs(now, -LIMITS_REACH_MS)
  const sent = await readSent(pool, [...new Set(asked.map(({ recipient }) => recipient))], since)
  const verdicts = Map.groupBy(asked, ({ recipient, channel }) => `${channel} ${recipient}`)
    .values()
    .map(rows => verdictOn(rows, sent, around))
    .toArray()
  const going = verdicts.flatMap(({ going }) => going)
  if (going.length > 0) await noteSent(pool, going, since)
  const held = verdicts.flatMap(({ held }) => held)
  if (held.length > 0) await holdBack(pool, held)
  return new Map(verdicts.flatMap(({ admission }) => [...admission]))
}

/** One that was tried already and did not get through is tried again whatever else goes. */
export function isLimited(
  row: DueMessage,
  { origins, directory }: Pick<Around, 'origins' | 'directory'>,
): boolean {
  if (LIMITS[row.channel] === undefined || row.attempt > 1) return false
  if (!directory.people.has(row.recipient)) return false
  const event = origins.get(row.id)?.event
  if (event?.type === 'page-sent') return RINGS.has(row.channel)
  return event?.type === 'message-sent' && !BY_ITSELF.has(event.act)
}

type Verdict = {
  readonly going: readonly Sent[]
  readonly held: readonly {
    readonly id: number
    readonly attempt: number
    readonly dueAt: Instant
  }[]
  readonly admission: Admission
}

/** Of the messages of one person over one channel: first pages go; of the rest as many as there is room for, the last with all that is left. */
function verdictOn(rows: readonly DueMessage[], sent: readonly Sent[], around: Around): Verdict {
  const { now } = around
  const [first] = rows
  const mine = sent.filter(
    ({ recipient, channel }) => recipient === first?.recipient && channel === first.channel,
  )
  const pages = rows.filter(row => isFirstPage(row, mine, around))
  const rest = rows.filter(row => !pages.includes(row))
  const limits = first === undefined ? [] : (LIMITS[first.channel] ?? [])
  const gone = [...mine.map(({ sentAt }) => sentAt), ...pages.map(() => now)]
  const { count, from } = roomFor(limits, gone, now)
  if (count === 0)
    return {
      going: pages.map(row => sentOf(row, around)),
      held: rest.map(({ id, attempt }) => ({ id, attempt, dueAt: from })),
      admission: new Map(rest.map(({ id }) => [id, 'later'])),
    }
  const alone = rest.length <= count ? rest : rest.slice(0, count - 1)
  const together = rest.slice(alone.length)
  const [leader, ...others] = together
  return {
    going: [...pages, ...alone, ...(leader === undefined ? [] : [leader])].map(row =>
      sentOf(row, around),
    ),
    held: [],
    admission: new Map<number, 'taken-along' | readonly DueMessage[]>([
      ...(leader === undefined ? [] : [[leader.id, together] as const]),
      ...others.map(({ id }) => [id, 'taken-along'] as const),
    ]),
  }
}

function isPage(row: DueMessage, { origins }: Around): boolean {
  return origins.get(row.id)?.event.type === 'page-sent'
}

/** The first of its incident, or of a signal that is worse than all before it. */
function isFirstPage(row: DueMessage, mine: readonly Sent[], around: Around): boolean {
  const event = around.origins.get(row.id)?.event
  if (event?.type !== 'page-sent') return false
  if (isOfWorse(event.page) && event.attempt === 0 && event.step === undefined) return true
  return !mine.some(({ isPage, incidentId }) => isPage && incidentId === row.incidentId)
}

function sentOf(row: DueMessage, around: Around): Sent {
  const { recipient, channel, incidentId } = row
  return { recipient, channel, sentAt: around.now, incidentId, isPage: isPage(row, around) }
}

// What went out of an incident, to whom, and what became of it: pages and messages of the log with their receipts.
import type { Channel } from '#/core/plan/plan.ts'
import type { IncidentEvent, Receipt } from '#/core/incident/event.ts'
import type { Shell } from '#/app/shell.ts'
import { EVENTS_MAX, readEvents } from '#/store/log.ts'

/** One message to one recipient over one channel. `outcome` null: not yet known. */
export type SentMessage = {
  readonly version: number
  readonly message: string
  readonly at: string
  readonly act: string
  readonly obligation: string | null
  readonly cites: readonly string[]
  readonly subject: string
  readonly to: string
  readonly channel: Channel
  readonly outcome: Receipt['outcome'] | null
  readonly attempts: number
  readonly detail: string | null
  readonly settled: string | null
}

type Line = { -readonly [Name in keyof SentMessage]: SentMessage[Name] }

/** In the order in which they were sent, from the event after `after`, whole events only: `limit` lines, or a few more. */
export async function readSent(
  shell: Pick<Shell, 'pool'>,
  incidentId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ readonly sent: readonly SentMessage[]; readonly more: boolean }> {
  const log = await readEvents(shell.pool, incidentId, after, EVENTS_MAX)
  const lines: Line[] = []
  const open = new Map<string, Line>()
  let more = false
  for (const { version, event } of log) {
    if (event.type === 'receipts-recorded') {
      lines.push(...event.receipts.flatMap(receipt => settle(open, receipt, event.at)))
      continue
    }
    const sent = linesOf(version, event)
    if (sent.length === 0) continue
    if (lines.length >= limit) {
      more = true
      // What follows is on the next page; receipts for this page may still come.
      continue
    }
    lines.push(...sent)
    // A page keeps its id from one attempt to the next, so the newest is the one that a receipt is about.
    for (const line of sent) open.set(keyOf(line), line).set(keyOf({ ...line, channel: ANY }), line)
  }
  return { sent: lines, more }
}

function linesOf(version: number, event: IncidentEvent): readonly Line[] {
  if (event.type !== 'page-sent' && event.type !== 'message-sent') return []
  const recipients =
    event.type === 'page-sent' ? [{ to: event.person, channels: event.channels }] : event.recipients
  return recipients.flatMap(({ to, channels }) =>
    channels.map(channel => ({
      version,
      message: event.type === 'page-sent' ? event.page : event.message,
      at: event.at,
      act: event.type === 'page-sent' ? 'page' : event.act,
      obligation: event.obligation ?? null,
      cites: event.cites,
      subject: event.subject,
      to,
      channel,
      outcome: null,
      attempts: 0,
      detail: null,
      settled: null,
    })),
  )
}

/** Stands for whichever channel a message was asked to go over. */
const ANY = '*'

/** Puts a receipt to its line. Gives a new line for one over a channel that was tried instead. */
function settle(open: Map<string, Line>, receipt: Receipt, at: string): readonly Line[] {
  const { outcome, attempts, detail = null, channel } = receipt
  const became = { outcome, attempts, detail, settled: at }
  const line = open.get(keyOf(receipt))
  if (line !== undefined) {
    Object.assign(line, became)
    return []
  }
  const asked = open.get(keyOf({ ...receipt, channel: ANY }))
  if (asked === undefined) return []
  const instead = { ...asked, channel, ...became }
  open.set(keyOf(receipt), instead)
  return [instead]
}

type Way = Pick<Receipt, 'message' | 'to'> & { readonly channel: string }

function keyOf({ message, to, channel }: Way): string {
  return JSON.stringify([message, to, channel])
}

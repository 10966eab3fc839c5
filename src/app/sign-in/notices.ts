// Tells people by mail what happened to accounts, for as long as it takes.
import { plusMs } from '#/core/time.ts'
import type { Directory } from '#/core/directory.ts'
import { startLoop } from '#/app/loop.ts'
import type { Loop } from '#/app/loop.ts'
import type { Shell } from '#/app/shell.ts'
import type { AccountEvent } from '#/app/sign-in/events.ts'
import { letterAbout } from '#/app/sign-in/letters.ts'
import type { Letter } from '#/app/sign-in/letters.ts'
import type { Destination, Message } from '#/outbound/message.ts'
import { claimNotices, forgetNotice, postponeNotice } from '#/store/account-notices.ts'
import type { DueNotice } from '#/store/account-notices.ts'

/** Longer than a mail server takes to answer. */
const CLAIM_MS = 120_000
const SEND_MS_MAX = 60_000
const LOOK_EVERY_MS = 5_000
const FIRST_WAIT_MS = 30_000
const WAIT_MS_MAX = 3_600_000
/** A day and a half, at the waits above. */
const ATTEMPTS_MAX = 40
const AT_ONCE_MAX = 20

/** Goes round by itself. What no mail server takes, or nobody has set one up for, is at least in the log of the program. */
export function startAccountNotices(shell: Shell, destinations: readonly Destination[]): Loop {
  const email = destinations.find(({ channel }) => channel === 'email')
  return startLoop(shell.now, async () => {
    try {
      const now = shell.now()
      const claimedUntil = plusMs(now, CLAIM_MS)
      const due = await claimNotices(shell.pool, { now, claimedUntil, limit: AT_ONCE_MAX })
      const directory = await shell.directory.current(shell.pool)
      for (const notice of due) await tell(shell, email, directory, notice)
      return due.length === AT_ONCE_MAX ? 0 : LOOK_EVERY_MS
    } catch (error) {
      shell.log.warn({ err: error }, 'notices about accounts could not be sent; trying again')
      return LOOK_EVERY_MS
    }
  })
}

async function tell(
  shell: Shell,
  email: Destination | undefined,
  { people }: Directory,
  notice: DueNotice,
): Promise<void> {
  const { id, recipient, attempt } = notice
  const event = JSON.parse(notice.record) as AccountEvent
  const person = people.get(recipient)
  const name = people.get(event.person ?? '')?.name ?? event.person ?? 'Somebody'
  const letter = letterAbout(event, name, shell.publicUrl)
  if (email === undefined || person?.email === undefined || letter === undefined) {
    shell.log.info({ recipient, event: event.number, type: event.type }, 'nobody could be mailed')
    return forgetNotice(shell.pool, id)
  }
  const message = messageOf(shell, event, letter, {
    address: person.email,
    name: person.name,
    recipient,
  })
  const outcome = await email.send(message, AbortSignal.timeout(SEND_MS_MAX))
  if (outcome.delivered) return forgetNotice(shell.pool, id)
  const isOver = outcome.retry === 'never' || attempt >= ATTEMPTS_MAX
  shell.log.warn({ err: outcome.cause, recipient, attempt, isOver }, 'a notice was not taken')
  if (isOver) return forgetNotice(shell.pool, id)
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), WAIT_MS_MAX)
  return postponeNotice(shell.pool, id, plusMs(shell.now(), waitMs))
}

/** Without `person` it is a plain letter: there is no incident that it could lead to. */
function messageOf(
  { publicUrl }: Shell,
  { number, at, type }: AccountEvent,
  { subject, lines }: Letter,
  to: { readonly address: string; readonly name: string; readonly recipient: string },
): Message {
  const key = JSON.stringify(['account-event', number, to.recipient])
  return {
    idempotencyKey: key,
    messageId: key,
    threadId: 'account-events',
    incident: { id: '', number: 0, title: '', exercise: false, restricted: false },
    channel: 'email',
    act: type,
    subject,
    text: lines.join('\n'),
    cites: [],
    to: { address: to.address, name: to.name },
    incidentUrl: `${publicUrl}/settings`,
    at,
  }
}

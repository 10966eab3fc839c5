// Tells people outside, by mail, that their report has arrived. It says nothing of what they wrote: whoever forges a sender's name
// must not be able to send a text of theirs through us.
import { plusMs } from '#/core/time.ts'
import { startLoop } from '#/app/loop.ts'
import type { Loop } from '#/app/loop.ts'
import type { Shell } from '#/app/shell.ts'
import type { Destination } from '#/outbound/message.ts'
import type { Db } from '#/store/db.ts'
import {
  claimAnswers,
  forgetAnswers,
  postponeAnswer,
  queueAnswer,
} from '#/store/reporter-answers.ts'
import type { DueAnswer } from '#/store/reporter-answers.ts'

export const ANSWER_LIMITS = {
  toOneInADay: 3,
  toAllInADay: 1_000,
  keptDays: 30,
  attempts: 40,
} as const

const DAY_MS = 86_400_000
const CLAIM_MS = 120_000
const SEND_MS_MAX = 60_000
const LOOK_EVERY_MS = 5_000
const FIRST_WAIT_MS = 30_000
const WAIT_MS_MAX = 3_600_000
const AT_ONCE_MAX = 20
const FORGET_EVERY_MS = 3_600_000

export type Acknowledged = {
  /** The name of the door and the key of the report. */
  readonly door: string
  readonly report: string
  readonly recipient: string
  /** By which the reporter may ask. */
  readonly receipt: string
  readonly language: 'de' | 'en' | 'both'
}

/** Whether an answer goes out: not twice to one report, nor often to one address. Durable when it resolves. */
export async function acknowledgeReport(
  { pool, now, notices }: Pick<Shell, 'pool' | 'now' | 'notices'>,
  { door, report, recipient, receipt, language }: Acknowledged,
  db: Db = pool,
): Promise<boolean> {
  const at = now()
  const queued = await queueAnswer(db, {
    key: JSON.stringify([door, report]),
    door,
    recipient: recipient.toLowerCase(),
    ...letterOf(receipt, language),
    at,
    since: plusMs(at, -DAY_MS),
    mostToOne: ANSWER_LIMITS.toOneInADay,
    mostToAll: ANSWER_LIMITS.toAllInADay,
  })
  if (queued) notices.publish({ kind: 'outbox' })
  return queued
}

const GERMAN = (receipt: string) => [
  'Guten Tag,',
  '',
  'Ihr Bericht ist bei uns angekommen, und unser Sicherheitsteam hat ihn. Vielen Dank.',
  `Ihre Belegnummer: ${receipt}`,
  '',
  'Diese Nachricht wurde von einem Programm verschickt. Ein Mensch meldet sich, sobald wir mehr wissen.',
]
const ENGLISH = (receipt: string) => [
  'Hello,',
  '',
  'your report has reached us, and our security team has it. Thank you.',
  `Your receipt number: ${receipt}`,
  '',
  'A program sent this message. A person will be in touch as soon as we know more.',
]

function letterOf(
  receipt: string,
  language: Acknowledged['language'],
): { readonly subject: string; readonly body: string } {
  const [german, english] = [GERMAN(receipt).join('\n'), ENGLISH(receipt).join('\n')]
  switch (language) {
    case 'de':
      return { subject: `Ihr Bericht ist angekommen (${receipt})`, body: german }
    case 'en':
      return { subject: `Your report has arrived (${receipt})`, body: english }
    case 'both':
      return {
        subject: `Your report has arrived / Ihr Bericht ist angekommen (${receipt})`,
        body: `${english}\n\n--\n\n${german}`,
      }
  }
}

/** Goes round by itself. Where no mail server is set up it waits for one, for as long as answers are kept. */
export function startReporterAnswers(shell: Shell, destinations: readonly Destination[]): Loop {
  const email = destinations.find(({ channel }) => channel === 'email')
  let forgetMs = 0
  const ending = new AbortController()
  const loop = startLoop(shell.now, async () => {
    try {
      const now = shell.now()
      if (Date.parse(now) >= forgetMs) {
        await forgetAnswers(shell.pool, plusMs(now, -ANSWER_LIMITS.keptDays * DAY_MS))
        forgetMs = Date.parse(now) + FORGET_EVERY_MS
      }
      if (email === undefined) return LOOK_EVERY_MS
      const wish = { now, claimedUntil: plusMs(now, CLAIM_MS), limit: AT_ONCE_MAX }
      const due = await claimAnswers(shell.pool, wish)
      for (const answer of due) await send(shell, email, answer, ending.signal)
      return due.length === AT_ONCE_MAX ? 0 : LOOK_EVERY_MS
    } catch (error) {
      shell.log.warn({ err: error }, 'answers to reporters could not be sent; trying again')
      return LOOK_EVERY_MS
    }
  })
  return {
    ...loop,
    // What is being sent is sent again by whoever looks next.
    async stop() {
      ending.abort()
      await loop.stop()
    },
  }
}

async function send(
  shell: Shell,
  email: Destination,
  answer: DueAnswer,
  ending: AbortSignal,
): Promise<void> {
  const { id, attempt } = answer
  const outcome = await email.send(
    messageOf(shell, answer),
    AbortSignal.any([ending, AbortSignal.timeout(SEND_MS_MAX)]),
  )
  if (outcome.delivered) return postponeAnswer(shell.pool, id, null)
  const isOver = outcome.retry === 'never' || attempt >= ANSWER_LIMITS.attempts
  shell.log.warn({ err: outcome.cause, answer: id, attempt, isOver }, 'an answer was not taken')
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), WAIT_MS_MAX)
  return postponeAnswer(shell.pool, id, isOver ? null : plusMs(shell.now(), waitMs))
}

/** Without `person` it is a plain letter: there is no incident that it could lead to. */
function messageOf(
  { publicUrl }: Shell,
  { key, recipient, subject, body, createdAt }: DueAnswer,
): Parameters<Destination['send']>[0] {
  return {
    idempotencyKey: key,
    messageId: key,
    threadId: key,
    incident: { id: '', number: 0, title: '', exercise: false, restricted: false },
    channel: 'email',
    act: 'report-received',
    subject,
    text: body,
    cites: [],
    to: { address: recipient },
    incidentUrl: `${publicUrl}/report`,
    at: createdAt,
  }
}

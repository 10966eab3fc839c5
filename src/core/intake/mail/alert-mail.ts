// The mailbox for machines: what tools can only tell by mail.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import { digestOf, oneLine, reportOf } from '#/core/intake/doors/payload.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'
import { unmark } from '#/core/intake/doors/words.ts'
import type { Mail } from '#/core/intake/mail/mail.ts'
import { describeMail, rootOf, saidOfSender } from '#/core/intake/mail/mail.ts'

/**
 * A subject with a mark (`[FIRING:1] x`, `** RECOVERY … **`) names the thing for all mails of one sender; without one it is the thread.
 * Only a mark ends it: a text may say anything.
 */
export const readAlertMail: DoorReader = ({ body }) => {
  const mail = mailIn(body)
  if (mail === undefined) return { malformed: 'this door is a mailbox: mail to its address' }
  const { state, rest } = unmark(mail.subject)
  const sender = mail.from?.address.toLowerCase() ?? mail.returnPath.toLowerCase()
  const title = rest || oneLine(mail.subject) || firstLine(mail.text) || 'A mail without a subject'
  return {
    reports: [
      reportOf({
        key: state === undefined ? `thread/${threadKey(mail, sender)}` : `${sender}/${rest}`,
        state: state ?? 'firing',
        title,
        description: describeMail(mail),
        startsAtMs: mail.sentAtMs,
        labels: labelsOf(mail, sender),
      }),
    ],
  }
}

export function mailIn(body: unknown): Mail | undefined {
  return isObject(body) && typeof body['returnPath'] === 'string'
    ? (body as unknown as Mail)
    : undefined
}

/** A mail without any id is another one each time that it says something else. */
export function threadKey(mail: Mail, sender: string): string {
  return rootOf(mail) || digestOf(sender, mail.subject, mail.text)
}

export function labelsOf(mail: Mail, sender: string): Readonly<Record<string, string>> {
  return {
    from: sender,
    message_id: mail.messageId,
    attachments: mail.attachments.length === 0 ? '' : String(mail.attachments.length),
    // Never trusted: whoever hands a mail in may have written it.
    claimed_authentication: oneLine(saidOfSender(mail)),
  }
}

export function firstLine(text: string): string {
  return oneLine(text.trim().split('\n', 1)[0] ?? '')
}

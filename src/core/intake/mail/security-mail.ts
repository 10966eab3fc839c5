// The mailbox for people: somebody outside, or inside, writes that something is wrong.
import { oneLine, reportOf } from '#/core/intake/doors/payload.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'
import { firstLine, labelsOf, mailIn, threadKey } from '#/core/intake/mail/alert-mail.ts'
import { describeMail } from '#/core/intake/mail/mail.ts'

/** A thread is one report. No mail ends it, whatever it says: people are not asked to write in marks. */
export const readSecurityMail: DoorReader = ({ body }) => {
  const mail = mailIn(body)
  if (mail === undefined) return { malformed: 'this door is a mailbox: mail to its address' }
  const sender = mail.from?.address.toLowerCase() ?? mail.returnPath.toLowerCase()
  return {
    reports: [
      reportOf({
        key: `thread/${threadKey(mail, sender)}`,
        state: 'firing',
        title: oneLine(mail.subject) || firstLine(mail.text) || 'A mail without a subject',
        description: describeMail(mail),
        source: REPORTED_FROM_OUTSIDE,
        // A clock of a stranger's decides nothing: the duty to answer counts from when it came.
        labels: { ...labelsOf(mail, sender), reporter: sender },
      }),
    ],
  }
}

/** As plans name where outsiders' reports come from; a plan that has no such source takes its own for machines. */
export const REPORTED_FROM_OUTSIDE = 'external-researcher'

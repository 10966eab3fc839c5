// Mail in, put together: the mailboxes of doors, the server that listens for them, and the answers that go out.
import { createDoorShelf } from '#/app/doors/shelf.ts'
import { createBuckets, createTallies } from '#/app/doors/tally.ts'
import type { Ingest } from '#/app/ingest/ingest.ts'
import { startReporterAnswers } from '#/app/doors/reporter-answers.ts'
import type { Settings } from '#/app/settings.ts'
import type { Shell } from '#/app/shell.ts'
import { toMs } from '#/core/time.ts'
import { listenForMail } from '#/mail/listen.ts'
import type { MailNeeds } from '#/mail/listen.ts'
import { createMailboxes } from '#/mail/mailboxes.ts'
import type { Destination } from '#/outbound/message.ts'

export type MailStart = {
  readonly shell: Shell
  readonly ingest: Ingest
  readonly settings: Pick<Settings, 'smtpListen' | 'mailFrom'>
  readonly destinations: readonly Destination[]
  readonly tls: MailNeeds['tls']
  readonly nowMs: () => number
}

/** `port`: where it really listens; undefined where no mail is taken. Answers go out in any case: forms are answered too. */
export type MailIn = { readonly port: number | undefined; readonly stop: () => Promise<void> }

export async function startMail(start: MailStart): Promise<MailIn> {
  const { shell, settings, destinations } = start
  const listener =
    settings.smtpListen === undefined ? undefined : await listen(start, settings.smtpListen)
  const answers = startReporterAnswers(shell, destinations)
  const unsubscribe = shell.notices.subscribe(({ kind }) => {
    if (kind === 'outbox') answers.poke()
  })
  return {
    port: listener?.port,
    async stop() {
      await listener?.stop()
      unsubscribe()
      await answers.stop()
    },
  }
}

function listen(
  { shell, ingest, settings, tls, nowMs }: MailStart,
  at: NonNullable<Settings['smtpListen']>,
) {
  const domain = mailDomain(shell.publicUrl)
  const ownAddress = /<([^<>]+)>\s*$/.exec(settings.mailFrom)?.[1] ?? settings.mailFrom
  const mailboxes = createMailboxes({
    shell,
    ingest,
    doors: createDoorShelf(shell),
    tallies: createTallies(shell),
    buckets: createBuckets(() => toMs(shell.now())),
    domain,
    ownAddress: ownAddress.trim(),
  })
  return listenForMail({ mailboxes, name: domain, tls, nowMs, log: shell.log }, at)
}

/** Mailboxes are at the name under which people reach this installation. */
export function mailDomain(publicUrl: string): string {
  return new URL(publicUrl).hostname.toLowerCase()
}

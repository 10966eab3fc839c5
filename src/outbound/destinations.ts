import type { Instant } from '#/core/time.ts'
import { createEmail } from '#/outbound/email.ts'
import { createLog } from '#/outbound/log.ts'
import { parseMailbox } from '#/outbound/mailbox.ts'
import type { Destination } from '#/outbound/message.ts'
import { parseSmtpUrl } from '#/outbound/smtp-url.ts'
import { createWebhook, webhookSecretProblem } from '#/outbound/webhook.ts'

/** What an operator has set up. A channel that is not set up is missing, and every receipt for it says so. */
export type ChannelSettings = {
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** Empty: no webhooks. */
  readonly webhookSecrets: readonly string[]
  readonly webhookAllow: readonly string[]
}

type Needs = {
  readonly now: () => Instant
  readonly log: { info(fields: object, text: string): void }
}

/** Every destination that is set up; or one sentence for each setting that is not right. */
export function destinationsOf(
  settings: ChannelSettings,
  needs: Needs,
): { readonly destinations: readonly Destination[] } | { readonly problems: readonly string[] } {
  const parts = [email(settings), webhook(settings, needs)]
  const problems = parts.flatMap(part => ('problem' in part ? [part.problem] : []))
  if (problems.length > 0) return { problems }
  const log = createLog(line => needs.log.info({ message: line }, 'message for the log'))
  return {
    destinations: [
      log,
      ...parts.flatMap(part => ('destinations' in part ? part.destinations : [])),
    ],
  }
}

type Part = { readonly destinations: readonly Destination[] } | { readonly problem: string }

function email({ smtpUrl, mailFrom }: ChannelSettings): Part {
  if (smtpUrl === undefined) return { destinations: [] }
  const smtp = parseSmtpUrl(smtpUrl)
  if ('problem' in smtp) return { problem: `TOCSIN_SMTP_URL: ${smtp.problem}` }
  const from = parseMailbox(mailFrom)
  if (from === undefined)
    return { problem: 'TOCSIN_MAIL_FROM: write a mail address, as Tocsin <tocsin@acme.example>.' }
  return { destinations: [createEmail({ smtp, from })] }
}

function webhook({ webhookSecrets, webhookAllow }: ChannelSettings, { now }: Needs): Part {
  if (webhookSecrets.length === 0) return { destinations: [] }
  const problem = webhookSecrets.map(webhookSecretProblem).find(it => it !== undefined)
  if (problem !== undefined) return { problem: `TOCSIN_WEBHOOK_SECRET: ${problem}` }
  return {
    destinations: [
      createWebhook({
        secrets: webhookSecrets,
        allow: webhookAllow.map(host => host.toLowerCase()),
        now,
      }),
    ],
  }
}

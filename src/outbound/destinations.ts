import type { Instant } from '#/core/time.ts'
import { createDiscord } from '#/outbound/discord.ts'
import { createEmail } from '#/outbound/email.ts'
import { createLog } from '#/outbound/log.ts'
import { parseMailbox } from '#/outbound/mailbox.ts'
import { createMattermost } from '#/outbound/mattermost.ts'
import type { Destination } from '#/outbound/message.ts'
import { createNtfy } from '#/outbound/ntfy.ts'
import { createSlack } from '#/outbound/slack.ts'
import { createSms } from '#/outbound/sms.ts'
import { parseSmtpUrl } from '#/outbound/smtp-url.ts'
import { createTeams } from '#/outbound/teams.ts'
import { isPhoneNumber, TWILIO_URL } from '#/outbound/twilio-api.ts'
import { createVoice } from '#/outbound/voice.ts'
import { createWebhook, webhookSecretProblem } from '#/outbound/webhook.ts'

/** What an operator has set up. A channel that is not set up is missing, and every receipt for it says so. */
export type ChannelSettings = {
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** Empty: no webhooks. */
  readonly webhookSecrets: readonly string[]
  readonly webhookAllow: readonly string[]
  /** Where people reach this installation, without a slash at the end. */
  readonly publicUrl: string
  readonly ntfyUrl: string
  readonly ntfyToken: string | undefined
  readonly slackToken: string | undefined
  readonly slackUrl: string
  readonly twilioAccount: string | undefined
  readonly twilioToken: string | undefined
  readonly twilioFrom: string | undefined
  readonly twilioCallsFrom: string | undefined
  readonly twilioUrl: string
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
  const parts = [
    email(settings),
    webhook(settings, needs),
    slack(settings, needs),
    twilio(settings, needs),
    hooks(settings, needs),
  ]
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

function slack({ slackToken, slackUrl }: ChannelSettings, { now }: Needs): Part {
  if (slackToken === undefined) return { destinations: [] }
  if (!/^xox[bep]-[\w-]{5,}$/.test(slackToken))
    return { problem: 'TOCSIN_SLACK_TOKEN: write the token of a bot, which begins with xoxb-.' }
  return { destinations: [createSlack({ token: slackToken, url: `${slackUrl}/`, now })] }
}

function twilio(settings: ChannelSettings, { now }: Needs): Part {
  const { twilioAccount: account, twilioToken: token, twilioFrom: from, twilioUrl: url } = settings
  if (account === undefined && token === undefined && from === undefined)
    return { destinations: [] }
  if (account === undefined || !/^AC[0-9a-f]{32}$/.test(account))
    return { problem: 'TOCSIN_TWILIO_ACCOUNT: write the account’s id, AC and 32 characters.' }
  if (token === undefined) return { problem: 'TOCSIN_TWILIO_TOKEN: write the auth token.' }
  const callsFrom = settings.twilioCallsFrom
  const numbers = [from, ...(callsFrom === undefined ? [] : [callsFrom])]
  if (!numbers.every(number => number !== undefined && isSender(number)) || from === undefined)
    return {
      problem:
        'TOCSIN_TWILIO_FROM: write a number as +3525550101, or a messaging service as MG and 32 characters.',
    }
  // Twilio does not take an address that only this machine knows.
  const isReached = settings.publicUrl.startsWith('https:') || url !== TWILIO_URL
  const callbackUrl = isReached ? settings.publicUrl : undefined
  const its = { account, token, from, callsFrom, url, callbackUrl, now }
  const canCall = isPhoneNumber(callsFrom ?? from)
  return { destinations: [createSms(its), ...(canCall ? [createVoice(its)] : [])] }
}

function isSender(text: string): boolean {
  return isPhoneNumber(text) || /^MG[0-9a-f]{32}$/.test(text)
}

/** These need nothing but the address that each person has of theirs. */
function hooks({ ntfyUrl, ntfyToken, webhookAllow }: ChannelSettings, { now }: Needs): Part {
  const settings = { allow: webhookAllow.map(host => host.toLowerCase()), now }
  return {
    destinations: [
      createNtfy({ ...settings, url: ntfyUrl, token: ntfyToken }),
      createTeams(settings),
      createMattermost(settings),
      createDiscord(settings),
    ],
  }
}

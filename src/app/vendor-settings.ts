// Settings of the services that carry messages: Slack, Twilio, ntfy.
import { z } from 'zod'

export type VendorSettings = {
  /** Where ntfy topics without a server of their own are; without a slash at the end, like all addresses here. */
  readonly ntfyUrl: string
  readonly ntfyToken: string | undefined
  readonly slackToken: string | undefined
  /** Verifies what Slack asks of us. */
  readonly slackSigningSecret: string | undefined
  readonly slackUrl: string
  readonly twilioAccount: string | undefined
  readonly twilioToken: string | undefined
  readonly twilioFrom: string | undefined
  readonly twilioCallsFrom: string | undefined
  readonly twilioUrl: string
}

const address = z
  .url({ protocol: /^https?$/, error: 'Write an address as https://service.acme.example.' })
  .transform(text => text.replace(/\/+$/, ''))

export const VENDOR_ENVIRONMENT = {
  TOCSIN_NTFY_URL: address.default('https://ntfy.sh'),
  TOCSIN_NTFY_TOKEN: z.string().optional(),
  TOCSIN_SLACK_TOKEN: z.string().optional(),
  TOCSIN_SLACK_SIGNING_SECRET: z.string().optional(),
  TOCSIN_SLACK_URL: address.default('https://slack.com/api'),
  TOCSIN_TWILIO_ACCOUNT: z.string().optional(),
  TOCSIN_TWILIO_TOKEN: z.string().optional(),
  TOCSIN_TWILIO_FROM: z.string().optional(),
  TOCSIN_TWILIO_CALLS_FROM: z.string().optional(),
  TOCSIN_TWILIO_URL: address.default('https://api.twilio.com'),
}

type Read = z.output<z.ZodObject<typeof VENDOR_ENVIRONMENT>>

export function vendorSettings(data: Read): VendorSettings {
  return {
    ntfyUrl: data.TOCSIN_NTFY_URL,
    ntfyToken: data.TOCSIN_NTFY_TOKEN,
    slackToken: data.TOCSIN_SLACK_TOKEN,
    slackSigningSecret: data.TOCSIN_SLACK_SIGNING_SECRET,
    slackUrl: data.TOCSIN_SLACK_URL,
    twilioAccount: data.TOCSIN_TWILIO_ACCOUNT,
    twilioToken: data.TOCSIN_TWILIO_TOKEN,
    twilioFrom: data.TOCSIN_TWILIO_FROM,
    twilioCallsFrom: data.TOCSIN_TWILIO_CALLS_FROM,
    twilioUrl: data.TOCSIN_TWILIO_URL,
  }
}

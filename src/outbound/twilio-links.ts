// Where Twilio asks back. It signs the whole address, so that what we wrote into it comes back as we wrote it.
import type { Message } from './message.ts'
import type { TwilioSettings } from './twilio-api.ts'

/** Where it tells what has become of a message or a call; undefined where it cannot reach us, or where nothing waits for it. */
export function statusUrl(
  { callbackUrl }: TwilioSettings,
  { messageId, channel }: Message,
): string | undefined {
  if (callbackUrl === undefined) return undefined
  // The letters of an address that is signed are not to be written in two ways.
  const about = Buffer.from(messageId, 'utf8').toString('base64url')
  return `${callbackUrl}/in/twilio/status/${channel}/${about}`
}

/** Where it tells which key was pressed. */
export function keyUrl({ callbackUrl }: TwilioSettings, token: string): string | undefined {
  return callbackUrl === undefined ? undefined : `${callbackUrl}/in/twilio/voice/${token}`
}

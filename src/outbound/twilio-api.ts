// Twilio's API of 2010, as far as Tocsin speaks it.
import type { Instant } from '#/core/time.ts'
import type { Outcome } from './message.ts'
import { askVendor, field, outOfReach, refusedFor, textField, troubled } from './vendor.ts'

export const TWILIO_URL = 'https://api.twilio.com'

export type TwilioSettings = {
  /** `AC…`. */
  readonly account: string
  /** The account's auth token: it also signs what Twilio asks of us. */
  readonly token: string
  /** A number in E.164, or a messaging service (`MG…`). */
  readonly from: string
  /** A number from which calls come; absent: `from`. */
  readonly callsFrom: string | undefined
  /** Without a slash at the end. */
  readonly url: string
  /** Where Twilio reaches this installation, without a slash at the end; undefined where it cannot. */
  readonly callbackUrl: string | undefined
  readonly now: () => Instant
}

/** A number as `+3525550101`: anything else would be dialled as something else somewhere. */
export function isPhoneNumber(text: string): boolean {
  return /^\+[1-9]\d{5,14}$/.test(text)
}

/** Never throws: what went wrong is an outcome. The reference of what was taken is its id (`SM…`, `CA…`). */
export async function askTwilio(
  { account, token, url, now }: TwilioSettings,
  resource: 'Messages' | 'Calls',
  form: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const answer = await askVendor({
      url: `${url}/2010-04-01/Accounts/${encodeURIComponent(account)}/${resource}.json`,
      authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
      form,
      signal,
    })
    if (answer.status === 201 || answer.status === 200) return taken(answer.body)
    const code = field(answer.body, 'code')
    const known = typeof code === 'number' ? ABOUT_RECIPIENT.get(code) : undefined
    if (known !== undefined)
      return refusedFor(`Twilio did not take it (${String(code)}): ${known}.`)
    if (answer.status === 401 || answer.status === 403)
      return troubled(
        'Twilio does not let us in: check TOCSIN_TWILIO_ACCOUNT and TOCSIN_TWILIO_TOKEN.',
      )
    return troubled(refusalOf(answer.status, code), answer, now())
  } catch (cause) {
    return outOfReach('Twilio', cause)
  }
}

/** Codes that name what is wrong with one recipient, or with the text to them. */
const ABOUT_RECIPIENT: ReadonlyMap<number, string> = new Map([
  [21211, 'the number is not valid'],
  [21217, 'the number is not valid'],
  [21214, 'the number cannot be called'],
  [21219, 'a trial account calls verified numbers only'],
  [21401, 'the number is not valid'],
  [21421, 'the number is not valid'],
  [21602, 'there is no text'],
  [21604, 'there is no number'],
  [21608, 'a trial account writes to verified numbers only'],
  [21610, 'they have answered STOP; only they can undo it, by answering START'],
  [21614, 'the number takes no text messages'],
  [21617, 'the text is too long'],
  [13223, 'the number is not valid'],
  [13224, 'the number is not valid'],
])

/** What to do about those that name what is wrong with the set-up. */
const ABOUT_SET_UP: ReadonlyMap<number, string> = new Map([
  [20003, 'check TOCSIN_TWILIO_ACCOUNT and TOCSIN_TWILIO_TOKEN'],
  [21212, 'TOCSIN_TWILIO_FROM is not a number of the account'],
  [21606, 'TOCSIN_TWILIO_FROM is not a number of the account'],
  [21603, 'TOCSIN_TWILIO_FROM is missing'],
  [21408, 'allow the region under Messaging geographic permissions'],
  [21215, 'allow the region under Voice geographic permissions'],
  [21609, 'Twilio does not take the address of this installation: check TOCSIN_URL'],
  [21205, 'Twilio does not take the address of this installation: check TOCSIN_URL'],
])

function refusalOf(status: number, code: unknown): string {
  if (typeof code !== 'number') return `Twilio answered with HTTP ${status}.`
  const mend = ABOUT_SET_UP.get(code)
  return `Twilio did not take it (HTTP ${status}, ${code})${mend === undefined ? '' : `: ${mend}`}.`
}

function taken(body: unknown): Outcome {
  const sid = textField(body, 'sid')
  const detail = 'Twilio took it.'
  return sid !== undefined && /^[A-Z]{2}[0-9a-f]{32}$/.test(sid)
    ? { delivered: true, detail, reference: sid }
    : { delivered: true, detail }
}

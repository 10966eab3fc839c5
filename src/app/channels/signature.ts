// Whether a request is from whom it says: signed over what came, compared in a time that tells nothing.
import { createHmac, timingSafeEqual } from 'node:crypto'

/** How old a signed request may be, and how far ahead of our clock: older ones are somebody's who has kept one. */
const AGE_SECONDS_MAX = 300

export type SlackSigned = {
  readonly signature: string | undefined
  /** Seconds since 1970. */
  readonly timestamp: string | undefined
  /** As it came, to the byte. */
  readonly body: Buffer
}

/** Slack's `v0`: HMAC-SHA256 over version, time and body. */
export function isSlackSigned(
  secret: string,
  { signature, timestamp, body }: SlackSigned,
  nowMs: number,
): boolean {
  if (signature === undefined || !/^v0=[0-9a-f]{64}$/.test(signature)) return false
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > AGE_SECONDS_MAX) return false
  const expected = createHmac('sha256', secret)
    .update(`v0:${timestamp}:`)
    .update(body)
    .digest('hex')
  return isSame(`v0=${expected}`, signature)
}

export type TwilioSigned = {
  readonly signature: string | undefined
  /** The whole address, as Twilio asked for it. */
  readonly url: string
  readonly params: URLSearchParams
}

/** Twilio's: HMAC-SHA1 over the address and every parameter, sorted by name. */
export function isTwilioSigned(token: string, { signature, url, params }: TwilioSigned): boolean {
  if (signature === undefined || !/^[A-Za-z0-9+/]{27}=$/.test(signature)) return false
  const names = [...new Set(params.keys())].sort()
  const said = names.flatMap(name => [...new Set(params.getAll(name))].sort().map(it => name + it))
  // Every address is looked at, so that how long it takes tells nothing.
  return spellings(url)
    .map(spelling =>
      createHmac('sha1', token)
        .update(spelling + said.join(''))
        .digest('base64'),
    )
    .map(expected => isSame(expected, signature))
    .includes(true)
}

/** Twilio writes the port of its scheme into the address at times, and at times leaves it out. */
function spellings(url: string): readonly string[] {
  const [, scheme = '', host = '', rest = ''] = /^(https?):\/\/([^/]+)(.*)$/s.exec(url) ?? []
  const port = scheme === 'https' ? ':443' : ':80'
  const bare = host.endsWith(port) ? host.slice(0, -port.length) : host
  const isOther = /:\d+$/.test(bare)
  return isOther ? [url] : [`${scheme}://${bare}${rest}`, `${scheme}://${bare}${port}${rest}`]
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}

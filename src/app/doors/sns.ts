// The envelope of Amazon's SNS: that Amazon signed it is found out before it is read, and before a subscription is confirmed.
import { createVerify, X509Certificate } from 'node:crypto'
import { isEnvelope } from '#/core/intake/doors/aws.ts'
import { textAt, timeMsOf } from '#/core/intake/doors/payload.ts'
import type { Fields } from '#/core/intake/doors/payload.ts'

export type SnsNeeds = {
  /** What is at an address of Amazon's. Rejects where nobody answers, or not with success. */
  readonly get: (url: URL) => Promise<string>
  readonly nowMs: () => number
}

/** `later`: Amazon could not be asked; it sends again. */
export type Judged =
  | { readonly is: 'right' }
  | { readonly is: 'wrong'; readonly why: string }
  | { readonly is: 'later'; readonly why: string }

export type Sns = {
  /** Of anything that is no envelope, that it is right: there is nothing to find out. Confirms a subscription that is. */
  readonly judge: (body: unknown) => Promise<Judged>
}

/** Amazon tries for six hours. What is older is somebody else's copy. */
export const OLD_MS_MAX = 24 * 3_600_000
const CLOCKS_APART_MS = 15 * 60_000
const CERTIFICATES_MAX = 20

/** Names under which only Amazon answers: of a region, since `sns.s3-us-west-2.amazonaws.com` is whoever's bucket is called `sns`. */
const HOST = /^sns\.[a-z]{2}(-[a-z]{2,15}){1,3}-\d{1,2}\.amazonaws\.com(\.cn)?$/
/** What else is at these addresses may be what somebody wrote there. */
const CERTIFICATE_PATH = /^\/SimpleNotificationService-[0-9A-Za-z]{1,80}\.pem$/
const ALGORITHMS: Readonly<Record<string, string>> = { 1: 'RSA-SHA1', 2: 'RSA-SHA256' }
const OF_A_NOTIFICATION = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
const OF_A_SUBSCRIPTION = [
  'Message',
  'MessageId',
  'SubscribeURL',
  'Timestamp',
  'Token',
  'TopicArn',
  'Type',
]

export function createSns({ get, nowMs }: SnsNeeds): Sns {
  const certificates = new Map<string, X509Certificate>()

  async function certificateAt(url: URL): Promise<X509Certificate> {
    const known = certificates.get(url.href)
    if (known !== undefined) return known
    const certificate = new X509Certificate(await get(url))
    if (certificates.size >= CERTIFICATES_MAX) certificates.clear()
    certificates.set(url.href, certificate)
    return certificate
  }

  async function judge(body: unknown): Promise<Judged> {
    if (!isEnvelope(body)) return { is: 'right' }
    const url = urlOfAmazon(textAt(body, 'SigningCertURL', 'SigningCertUrl'))
    if (url === undefined || url.search !== '' || !CERTIFICATE_PATH.test(url.pathname))
      return wrong('SigningCertURL is no address of Amazon’s')
    const at = timeMsOf(textAt(body, 'Timestamp'))
    if (at === undefined || nowMs() - at > OLD_MS_MAX || at - nowMs() > CLOCKS_APART_MS)
      return wrong('its Timestamp is not of today')
    const certificate = await certificateAt(url).catch(() => undefined)
    if (certificate === undefined) return { is: 'later', why: 'Amazon’s certificate cannot be had' }
    if (!isOfNow(certificate, nowMs())) return wrong('Amazon’s certificate has ended')
    if (!isSigned(body, certificate)) return wrong('its Signature is not Amazon’s')
    return textAt(body, 'Type') === 'SubscriptionConfirmation' ? confirm(body) : { is: 'right' }
  }

  /** Only what the signed topic itself asks for. */
  async function confirm(body: Fields): Promise<Judged> {
    const url = urlOfAmazon(textAt(body, 'SubscribeURL'))
    const asks = (name: string) => url?.searchParams.get(name) ?? ''
    const isItsOwn =
      asks('Action') === 'ConfirmSubscription' &&
      asks('TopicArn') === textAt(body, 'TopicArn') &&
      asks('Token') === textAt(body, 'Token')
    if (url === undefined || !isItsOwn)
      return wrong('SubscribeURL does not confirm this subscription')
    return get(url).then(
      () => ({ is: 'right' }) as const,
      () => ({ is: 'later', why: 'Amazon could not be told' }) as const,
    )
  }

  return { judge }
}

function wrong(why: string): Judged {
  return { is: 'wrong', why }
}

function urlOfAmazon(text: string): URL | undefined {
  const url = URL.parse(text)
  if (url === null || url.protocol !== 'https:' || url.port !== '') return undefined
  if (url.username !== '' || url.password !== '') return undefined
  return HOST.test(url.hostname) ? url : undefined
}

function isOfNow({ validFromDate, validToDate }: X509Certificate, nowMs: number): boolean {
  return validFromDate.getTime() <= nowMs && nowMs <= validToDate.getTime()
}

/** Name and value of each field that is there, a line each, in the order of the names. */
function signedText(body: Fields): string {
  const isSubscription = textAt(body, 'Type') !== 'Notification'
  const names = isSubscription ? OF_A_SUBSCRIPTION : OF_A_NOTIFICATION
  return names
    .filter(name => typeof body[name] === 'string')
    .map(name => `${name}\n${String(body[name])}\n`)
    .join('')
}

function isSigned(body: Fields, certificate: X509Certificate): boolean {
  const version = textAt(body, 'SignatureVersion')
  const algorithm = Object.hasOwn(ALGORITHMS, version) ? ALGORITHMS[version] : undefined
  if (algorithm === undefined) return false
  try {
    return createVerify(algorithm)
      .update(signedText(body), 'utf8')
      .verify(certificate.publicKey, textAt(body, 'Signature'), 'base64')
  } catch {
    return false
  }
}

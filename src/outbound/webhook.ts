import { Webhook } from 'standardwebhooks'
import type { Instant } from '#/core/time.ts'
import { resolveAll, type Resolve } from './address-guard.ts'
import { oneLine, plainText } from './escape.ts'
import type { Destination, Message } from './message.ts'
import { opaqueId } from './opaque-id.ts'
import { neverSent, outcomeOf, postPinned, unreachable } from './pinned-post.ts'

/** From looking up the name until the answer's head is here. */
const WEBHOOK_TIMEOUT_MS = 3_000
/** Standard Webhooks asks for payloads below 20 KB. A character takes at most 12 bytes here (`\ud83d\ude00`). */
const TEXT_CHARACTERS_MAX = 4_000
const LINE_CHARACTERS_MAX = 500
const CITES_MAX = 50
const SECRET_BYTES = { least: 24, most: 64 }

export type WebhookSettings = {
  /** The first signs; the others too, so that receivers can change theirs one by one. Each as `whsec_…`. */
  readonly secrets: readonly string[]
  /** `host` or `host:port`, lower case: these may be private addresses, and may be spoken to without TLS. */
  readonly allow: readonly string[]
  readonly now: () => Instant
  readonly resolve?: Resolve
}

/** A signed POST (Standard Webhooks 1.0) to an address that someone else chose. */
export function createWebhook(settings: WebhookSettings): Destination {
  const signers = settings.secrets.map(secret => new Webhook(secret))
  const resolve = settings.resolve ?? resolveAll
  return {
    channel: 'webhook',
    peerOf: message => URL.parse(message.to.address)?.host ?? '',
    async send(message, signal) {
      const url = targetOf(message.to.address, settings.allow)
      if ('problem' in url) return neverSent(url.problem)
      const { target, anywhere } = url
      const until = AbortSignal.any([signal, AbortSignal.timeout(WEBHOOK_TIMEOUT_MS)])
      const payload = JSON.stringify(payloadOf(message))
      const headers = signed(signers, opaqueId(message.idempotencyKey), settings.now(), payload)
      try {
        const post = { target, anywhere, resolve, headers, payload, signal: until }
        const answer = await postPinned(post)
        if ('problem' in answer) return neverSent(answer.problem)
        return outcomeOf(answer, settings.now())
      } catch (error) {
        return unreachable(error)
      }
    },
  }
}

/** What is wrong with a signing secret, or undefined. Standard Webhooks: `whsec_` and base64 of 24 to 64 bytes. */
export function webhookSecretProblem(secret: string): string | undefined {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1]
  const bytes = encoded === undefined ? 0 : Buffer.from(encoded, 'base64').length
  if (bytes >= SECRET_BYTES.least && bytes <= SECRET_BYTES.most) return undefined
  return 'A signing secret is whsec_ followed by 24 to 64 random bytes in base64.'
}

type Target = { readonly target: URL; readonly anywhere: boolean }

function targetOf(
  address: string,
  allow: readonly string[],
): Target | { readonly problem: string } {
  const target = URL.parse(address)
  if (target === null) return { problem: 'The address on record is not a URL.' }
  if (target.protocol !== 'https:' && target.protocol !== 'http:')
    return { problem: 'The address on record is neither https nor http.' }
  if (target.username !== '' || target.password !== '')
    return { problem: 'The address on record holds a user name or a password.' }
  const anywhere = allow.includes(target.host) || allow.includes(target.hostname)
  if (target.protocol === 'http:' && !anywhere)
    return {
      problem:
        'The address on record is not https and TOCSIN_WEBHOOK_ALLOW does not list its host.',
    }
  return { target, anywhere }
}

function payloadOf(message: Message) {
  const { incident } = message
  return {
    type: `incident.${message.act}`,
    timestamp: message.at,
    data: {
      message: message.messageId,
      thread: message.threadId,
      incident: {
        id: incident.id,
        number: incident.number,
        title: oneLine(incident.title, LINE_CHARACTERS_MAX),
        severity: incident.severity ?? null,
        exercise: incident.exercise,
        url: message.incidentUrl,
      },
      act: message.act,
      subject: oneLine(message.subject, LINE_CHARACTERS_MAX),
      text: plainText(message.text, TEXT_CHARACTERS_MAX),
      cites: message.cites.slice(0, CITES_MAX),
      to: message.to.person ?? null,
      acknowledgeUrl: message.acknowledgeUrl ?? null,
      meeting: message.meeting ?? null,
    },
  }
}

/** The time is that of this attempt, since receivers refuse what is older than five minutes; the id is not. */
function signed(signers: readonly Webhook[], id: string, at: Instant, payload: string) {
  const time = new Date(at)
  return {
    'content-type': 'application/json',
    'user-agent': 'Tocsin',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
    'webhook-signature': signers.map(signer => signer.sign(id, time, payload)).join(' '),
  }
}

import webPush from 'web-push'
import type { Instant } from '#/core/time.ts'
import { resolveAll, type Resolve } from './address-guard.ts'
import { oneLine } from './escape.ts'
import type { Destination, Message, Outcome } from './message.ts'
import { opaqueId } from './opaque-id.ts'
import { neverSent, outcomeOf, postPinned, unreachable } from './pinned-post.ts'

/** A browser that somebody wants to be notified on, as it gave itself (W3C Push API). */
export type PushSubscription = {
  readonly id: string
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
}

export type WebPushSettings = {
  readonly keys: { readonly publicKey: string; readonly privateKey: string }
  /** Whom a push service writes to when something is wrong: an https address or a mailto (RFC 8292 2.1). */
  readonly contact: string
  /** `host` or `host:port`, lower case: these may be private addresses. */
  readonly allow: readonly string[]
  readonly subscriptionsOf: (person: string) => Promise<readonly PushSubscription[]>
  /** It has expired, or its browser wants nothing any more. */
  readonly forget: (id: string) => Promise<void>
  readonly reached: (id: string) => Promise<void>
  readonly now: () => Instant
  readonly resolve?: Resolve
  readonly ca?: string
}

const PUSH_TIMEOUT_MS = 5_000
/** How long a push service keeps it for a phone that is off. Whoever switches it on later has other ways to learn of it. */
const KEPT_SECONDS = 4 * 3600
/** A push service takes 4096 octets at least, of which encryption needs some (RFC 8291 4). */
const TITLE_CHARACTERS_MAX = 200
const TEXT_CHARACTERS_MAX = 400
/** RFC 8030 5.4: what has the same topic and was not shown yet is replaced. */
const TOPIC_CHARACTERS = 32

/**
 * A notification in the browsers of a person, encrypted for each (RFC 8291) and signed as ours (RFC 8292). It was delivered
 * when one of them took it. Where a browser is reached is an address that its owner sent us, so it is judged like one.
 */
export function createWebPush(settings: WebPushSettings): Destination {
  return {
    channel: 'push',
    // Push services fail each by themselves, and a person may have browsers of several.
    peerOf: message => message.to.person ?? '',
    async send(message, signal) {
      const subscriptions = await settings.subscriptionsOf(message.to.address)
      if (subscriptions.length === 0) return neverSent('No browser of theirs is to be notified.')
      const until = AbortSignal.any([signal, AbortSignal.timeout(PUSH_TIMEOUT_MS)])
      const outcomes = await Promise.all(
        subscriptions.map(it => sendOne(settings, it, message, until)),
      )
      return outcomeOfAll(outcomes)
    },
  }
}

/** The best of them: one that was delivered, else one that may yet be. */
function outcomeOfAll(outcomes: readonly Outcome[]): Outcome {
  const delivered = outcomes.filter(outcome => outcome.delivered)
  if (delivered.length > 0)
    return { delivered: true, detail: `${delivered.length} of ${outcomes.length} browsers` }
  const [first] = outcomes
  const later = outcomes.find(outcome => !outcome.delivered && outcome.retry === 'later')
  return later ?? first ?? neverSent('No browser of theirs is to be notified.')
}

async function sendOne(
  settings: WebPushSettings,
  subscription: PushSubscription,
  message: Message,
  signal: AbortSignal,
): Promise<Outcome> {
  const { allow, forget, reached, now, ca, resolve = resolveAll } = settings
  const target = URL.parse(subscription.endpoint)
  if (target?.protocol !== 'https:') return neverSent('The browser gave no address with https.')
  const anywhere = allow.includes(target.host) || allow.includes(target.hostname)
  try {
    const { headers, body } = sealed(settings, subscription, message)
    const post = { target, anywhere, resolve, headers, payload: body, signal, ca }
    const answer = await postPinned(post)
    if ('problem' in answer) return neverSent(answer.problem)
    if (answer.status === 404 || answer.status === 410) await forget(subscription.id)
    const outcome = outcomeOf(answer, now())
    if (outcome.delivered) await reached(subscription.id)
    return outcome
  } catch (error) {
    return unreachable(error)
  }
}

function sealed(
  { keys, contact }: WebPushSettings,
  { endpoint, p256dh, auth }: PushSubscription,
  message: Message,
): { readonly headers: Record<string, string | number>; readonly body: Buffer } {
  const { headers, body } = webPush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    JSON.stringify(notificationOf(message)),
    {
      vapidDetails: { subject: contact, ...keys },
      TTL: KEPT_SECONDS,
      urgency: message.act === 'page' ? 'high' : 'normal',
      topic: topicOf(message),
    },
  )
  return { headers: headers as Record<string, string | number>, body: body ?? Buffer.alloc(0) }
}

/** What the service worker of the page shows; src/web/service-worker.ts reads it. */
function notificationOf(message: Message) {
  return {
    title: oneLine(message.subject, TITLE_CHARACTERS_MAX),
    body: oneLine(message.text, TEXT_CHARACTERS_MAX),
    tag: topicOf(message),
    url: message.incidentUrl,
    acknowledge: message.acknowledgeUrl ?? null,
    at: message.at,
  }
}

function topicOf({ messageId }: Message): string {
  return opaqueId(messageId)
    .replaceAll(/[^\w-]/g, '')
    .slice(-TOPIC_CHARACTERS)
}

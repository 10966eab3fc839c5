import { briefOf } from './brief.ts'
import { hostOf, postToHook } from './chat-hook.ts'
import type { HookSettings } from './chat-hook.ts'
import type { Destination, Message, Outcome } from './message.ts'
import { neverSent } from './pinned-post.ts'

/** A message takes 4,096 bytes, beyond which it becomes a file. A character takes at most 4. */
const TEXT_CHARACTERS_MAX = 900
const TOPIC = /^[\w-]{1,64}$/

export type NtfySettings = HookSettings & {
  /** Where a bare topic is, without a slash at the end. */
  readonly url: string
  /** An access token of that server; no other server is shown it. */
  readonly token: string | undefined
}

/**
 * A notification through ntfy, which wakes a phone without any vendor's account. Its button answers the page from the phone
 * itself. A topic is no secret to whoever runs the server, so that it is told little of a restricted incident.
 */
export function createNtfy(settings: NtfySettings): Destination {
  return {
    channel: 'ntfy',
    peerOf: message => hostOf(topicOf(settings, message.to.address)?.server ?? ''),
    async send(message, signal): Promise<Outcome> {
      const at = topicOf(settings, message.to.address)
      if (at === undefined)
        return neverSent(
          'The address on record is neither a topic nor an address as https://ntfy.sh/topic.',
        )
      const { server, topic } = at
      const isOurs = server === settings.url
      const allow = isOurs ? [...settings.allow, hostOf(server)] : settings.allow
      return postToHook(
        { ...settings, allow },
        {
          // Published to the root: a topic in the path would have its title in a header, which holds no line breaks and no Unicode.
          address: `${server}/`,
          payload: payloadOf(message, topic),
          headers:
            isOurs && settings.token !== undefined
              ? { authorization: `Bearer ${settings.token}` }
              : {},
          signal,
          sender: 'ntfy',
        },
      )
    },
  }
}

type Topic = { readonly server: string; readonly topic: string }

/** `tocsin-ana`, or `https://ntfy.acme.example/tocsin-ana`. */
function topicOf({ url }: NtfySettings, address: string): Topic | undefined {
  if (TOPIC.test(address)) return { server: url, topic: address }
  const target = URL.parse(address)
  if (target === null || target.search !== '' || target.hash !== '') return undefined
  const cut = target.href.lastIndexOf('/')
  const topic = target.href.slice(cut + 1)
  return TOPIC.test(topic) ? { server: target.href.slice(0, cut), topic } : undefined
}

function payloadOf(message: Message, topic: string): object {
  const { heading, about, link, text, isOpen } = briefOf(message, 'many', TEXT_CHARACTERS_MAX)
  const { acknowledgeUrl, act } = message
  const open = link === undefined ? [] : [{ action: 'view', label: 'Open', url: link }]
  const click = acknowledgeUrl ?? link
  return {
    topic,
    title: heading,
    message: [about, text.trim()].filter(part => part !== '').join('\n'),
    // 5 rings through whatever the phone is told to keep quiet, 3 is as others.
    priority: act === 'page' ? 5 : 3,
    tags: act === 'page' ? ['rotating_light'] : [],
    ...(click === undefined ? {} : { click }),
    actions:
      acknowledgeUrl === undefined || !isOpen
        ? open
        : [
            {
              action: 'http',
              label: 'I am on it',
              url: acknowledgeUrl,
              method: 'POST',
              clear: true,
            },
            ...open,
          ],
  }
}

import type { Channel } from '#/core/plan/plan.ts'

/** Words for the channels that the product has. Others (a bridge, the phone tree on paper) stay in the sentence. */
const WORDS: readonly (readonly [RegExp, Channel])[] = [
  [/\bslack\b/i, 'slack'],
  [/\b(ms|microsoft) teams\b/i, 'teams'],
  [/\be-?mails?\b/i, 'email'],
  [/\b(sms|text messages?)\b/i, 'sms'],
  [/\b(phone calls?|by (tele)?phone|voice calls?|telephone)\b/i, 'voice'],
  [/\b(push notifications?|mobile push)\b/i, 'push'],
  [/\bmattermost\b/i, 'mattermost'],
  [/\bdiscord\b/i, 'discord'],
  [/\bwebhooks?\b/i, 'webhook'],
]

/** The channels that a text names, in the order of the language. */
export function channelsIn(text: string): readonly Channel[] {
  return WORDS.filter(([word]) => word.test(text)).map(([, channel]) => channel)
}

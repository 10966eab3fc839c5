import type { Channel } from '#/core/plan/plan.ts'

/** Words for the channels that the product has. Others (Teams, a bridge, the phone tree on paper) stay in the sentence. */
const WORDS: readonly (readonly [RegExp, Channel])[] = [
  [/\bslack\b/i, 'slack'],
  [/\be-?mails?\b/i, 'email'],
  [/\b(sms|text messages?)\b/i, 'sms'],
  [/\b(phone calls?|by (tele)?phone|voice calls?|telephone)\b/i, 'voice'],
  [/\b(push notifications?|mobile push)\b/i, 'push'],
  [/\bwebhooks?\b/i, 'webhook'],
]

/** The channels that a text names, in the order of the language. */
export function channelsIn(text: string): readonly Channel[] {
  return WORDS.filter(([word]) => word.test(text)).map(([, channel]) => channel)
}

import { briefOf } from './brief.ts'
import { escapeHtml, oneLine } from './escape.ts'
import type { Destination, Message } from './message.ts'
import { neverSent } from './pinned-post.ts'
import { askTwilio, isPhoneNumber } from './twilio-api.ts'
import type { TwilioSettings } from './twilio-api.ts'
import { keyUrl, statusUrl } from './twilio-links.ts'

/** Some fifteen seconds of speech; whoever was woken hears it to the end. */
const SPOKEN_CHARACTERS_MAX = 200
const RING_SECONDS = '30'
/** A call takes 4,000 characters of TwiML. */
const TIMES_SAID = 2

/** A call. What is to be said goes along, so that it is said even while Twilio cannot reach us. */
export function createVoice(settings: TwilioSettings): Destination {
  return {
    channel: 'voice',
    async send(message, signal) {
      const { address } = message.to
      if (!isPhoneNumber(address))
        return neverSent('The number on record is not written as +3525550101.')
      const callback = statusUrl(settings, message)
      return askTwilio(
        settings,
        'Calls',
        {
          To: address,
          From: settings.callsFrom ?? settings.from,
          Twiml: twimlOf(message, settings),
          Timeout: RING_SECONDS,
          ...(callback === undefined
            ? {}
            : { StatusCallback: callback, StatusCallbackEvent: 'completed' }),
        },
        signal,
      )
    },
  }
}

function twimlOf(message: Message, settings: TwilioSettings): string {
  const said = say(spoken(message))
  const { token } = message
  const url = token === undefined ? undefined : keyUrl(settings, token)
  if (url === undefined || !briefOf(message, 'many', 0).isOpen)
    return `<Response>${said}${said}</Response>`
  const gather = `<Gather numDigits="1" timeout="6" method="POST" action="${escapeHtml(url)}">${said}${say(KEYS)}</Gather>`
  return `<Response>${gather.repeat(TIMES_SAID)}${say('Nobody pressed a key. Goodbye.')}</Response>`
}

export const KEYS =
  'Press 1 to say that you are on it. Press 2 to hand it on to the next. Press 3 to be on it and to call in more help.'

function say(text: string): string {
  return `<Say>${escapeHtml(text)}</Say>`
}

/** A voice mailbox may record it, and somebody may stand beside: of a restricted incident it says nothing. */
export function spoken(message: Message): string {
  const { incident } = message
  const { heading, text, link } = briefOf(message, 'many', SPOKEN_CHARACTERS_MAX)
  if (link === undefined)
    return `This is Tocsin. ${oneLine(`${heading}. ${text}`, SPOKEN_CHARACTERS_MAX)}`
  const subject = heading.replace(/^(\[EXERCISE\] )?\[#\d+\] /, '')
  const practice = incident.exercise ? 'This is an exercise. ' : ''
  return `This is Tocsin. ${practice}Incident ${incident.number}. ${oneLine(subject, SPOKEN_CHARACTERS_MAX)}.`
}

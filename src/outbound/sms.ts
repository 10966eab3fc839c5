import { briefOf } from './brief.ts'
import { oneLine } from './escape.ts'
import { isOfNoIncident } from './letter.ts'
import { fitted, partsOf, plainForPhones } from './gsm.ts'
import type { Destination, Message } from './message.ts'
import { neverSent } from './pinned-post.ts'
import { statusUrl } from './twilio-links.ts'
import { askTwilio, isPhoneNumber } from './twilio-api.ts'
import type { TwilioSettings } from './twilio-api.ts'

/** More parts arrive in any order on some phones, and cost as many times. */
const PARTS_MAX = 2
const TEXT_CHARACTERS_MAX = 200

/** A text message. What a page asks can be answered with one character, without a link and without a network for data. */
export function createSms(settings: TwilioSettings): Destination {
  return {
    channel: 'sms',
    async send(message, signal) {
      const { address } = message.to
      if (!isPhoneNumber(address))
        return neverSent('The number on record is not written as +3525550101.')
      const from: Record<string, string> = settings.from.startsWith('MG')
        ? { MessagingServiceSid: settings.from }
        : { From: settings.from }
      const callback = statusUrl(settings, message)
      return askTwilio(
        settings,
        'Messages',
        {
          To: address,
          ...from,
          Body: smsText(message, { canAnswer: settings.callbackUrl !== undefined }),
          ...(callback === undefined ? {} : { StatusCallback: callback }),
        },
        signal,
      )
    },
  }
}

/**
 * What stands in it: ours last, so that no text of a stranger's can push it out. Carriers keep text messages in the clear, and
 * screens show them locked: of a restricted incident they say nothing.
 */
export function smsText(message: Message, { canAnswer }: { readonly canAnswer: boolean }): string {
  const { heading, text, link, isOpen } = briefOf(message, 'many', TEXT_CHARACTERS_MAX)
  // Brackets cost two characters each.
  const begin = heading.replace(/^(\[EXERCISE\] )?\[#(\d+)\] /, '$1#$2 ')
  const isPage = isOpen && message.acknowledgeUrl !== undefined
  const reply = canAnswer ? replyTo(message, isPage) : ''
  // What several messages are about stands in the text; their links would fill it.
  const isWhole = text.trim() === '' || (message.act === 'page' && link !== undefined)
  const said = text.replaceAll(/ https?:\/\/\S+/g, '').replaceAll('\n', '; ')
  const whole = plainForPhones(isWhole ? begin : `${begin}: ${oneLine(said, 160)}`)
  const links = [...(isPage ? [message.acknowledgeUrl] : []), link].filter(it => it !== undefined)
  // The link that answers is long. One that leaves no room for what it is about would be pressed by nobody.
  for (const address of links) {
    const tail = `${reply}\n${address}`
    if (partsOf(`${whole.slice(0, HEADING_CHARACTERS_MIN)}...${tail}`) <= PARTS_MAX)
      return fitted(whole, tail, PARTS_MAX)
  }
  return fitted(whole, reply, PARTS_MAX)
}

/** How a page is answered; of several at once, each by the number of its incident. */
function replyTo(message: Message, isPage: boolean): string {
  if (!isOfNoIncident(message)) return isPage ? '\nReply 1: on it, 2: hand on' : ''
  const isOfSeveral = message.act === 'page' && message.to.person !== undefined
  return isOfSeveral ? '\nReply with a number, as 1 42: on it, 2 42: hand on' : ''
}

const HEADING_CHARACTERS_MIN = 40

// Several messages to one person over one channel, as one: so that a storm does not ring a hundred times.
import type { Message } from '#/outbound/message.ts'
import { OF_NO_INCIDENT } from '#/app/deliver/operators.ts'

/** More are named by their number. */
const NAMED_MAX = 20

/** One message that says what each of them is about, with the links of those that want an answer. Never of none. */
export function bundleOf(messages: readonly Message[]): Message {
  const [first, ...others] = messages
  if (first === undefined) throw new Error('Tocsin’s own mistake: a bundle of nothing.')
  if (others.length === 0) return first
  const { acknowledgeUrl: _url, token: _token, meeting: _meeting, ...rest } = first
  const isOfOne = others.every(({ incident }) => incident.id === first.incident.id)
  const pages = messages.filter(({ acknowledgeUrl }) => acknowledgeUrl !== undefined)
  const [page] = pages
  return {
    ...rest,
    ...(isOfOne ? {} : OF_NO_INCIDENT),
    // Channels that others read, too, must know that one of them is not for others.
    incident: {
      ...(isOfOne ? first : OF_NO_INCIDENT).incident,
      restricted: messages.some(({ incident }) => incident.restricted),
    },
    idempotencyKey: JSON.stringify(messages.map(({ idempotencyKey }) => idempotencyKey)),
    act: page === undefined ? first.act : page.act,
    subject: `${messages.length} messages${isOfOne ? '' : ' about several incidents'}`,
    text: [
      ...messages.slice(0, NAMED_MAX).map(message => lineOf(message, pages.length > 1)),
      ...(messages.length > NAMED_MAX ? [`and ${messages.length - NAMED_MAX} more`] : []),
    ].join('\n'),
    cites: [...new Set(messages.flatMap(({ cites }) => cites))],
    ...(pages.length === 1 &&
      page?.acknowledgeUrl !== undefined && {
        acknowledgeUrl: page.acknowledgeUrl,
        ...(page.token !== undefined && { token: page.token }),
      }),
  }
}

function lineOf({ incident, subject, acknowledgeUrl }: Message, withLinks: boolean): string {
  const link = withLinks && acknowledgeUrl !== undefined ? ` ${acknowledgeUrl}` : ''
  const practice = incident.exercise ? '[EXERCISE] ' : ''
  return `${practice}#${incident.number}: ${subject}${link}`
}

import { aside, because, counted, named } from '#/cli/event/phrase.ts'
import type { Sentences } from '#/cli/event/phrase.ts'
import { bold, green, joined, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'
import { SILENT } from '#/core/incident/event.ts'
import type { EventOf, PageEnd, Receipt } from '#/core/incident/event.ts'

const PAGE_ENDS: Readonly<Record<PageEnd, string>> = {
  unanswered: 'nobody answered',
  'nobody-to-ask': 'there was nobody to ask',
  declined: 'everyone in line has said that they cannot',
  'role-taken': 'the role is taken',
  'not-needed': 'it is not needed any more',
  'incident-over': 'the incident is over',
}

/** Who is woken, who is told, and what became of it. */
export const MESSAGE_SENTENCES: Sentences<
  | 'page-sent'
  | 'page-acknowledged'
  | 'page-handed-on'
  | 'page-ended'
  | 'message-sent'
  | 'receipts-recorded'
  | 'update-posted'
  | 'notice-sent'
  | 'report-submitted'
  | 'published'
> = {
  'page-sent': ({ person, party, attempt, step, channels, handedBy, subject }) =>
    line`${step === undefined ? 'paged' : 'paged again'} ${bold(person)}${aside(
      party === person ? undefined : party,
      attempt === 0 ? undefined : `attempt ${attempt + 1}`,
      step === undefined ? undefined : `by ${channels.join(' and ')}`,
      handedBy === undefined ? undefined : `handed on by ${handedBy}`,
    )}${subject === '' ? '' : ': '}${subject}`,
  'page-acknowledged': ({ page }) => line`${green('is on it')}${aside(page)}`,
  'page-handed-on': ({ page, to, reason }) =>
    to === undefined
      ? line`cannot take the page${aside(page)}${because(reason)}`
      : line`handed the page on to ${bold(to)}${aside(page)}${because(reason)}`,
  'page-ended': ({ party, cause }) => {
    const silent = SILENT.has(cause)
    const said = line`${party} is not asked any more: ${PAGE_ENDS[cause] ?? cause}`
    return silent ? red(said) : said
  },
  'message-sent': ({ act, audiences, recipients, outside, subject, ...event }) =>
    line`sent ${WORDS_OF[act] ?? act} to ${audiences.length === 0 ? named(recipients.map(({ to }) => to)) : joined(audiences)}${aside(
      counted(lengthOf(event, 'recipients', recipients), 'recipient'),
      outside ? 'outside' : undefined,
    )}${subject === '' ? '' : ': '}${subject}`,
  'receipts-recorded': toldReceipts,
  'update-posted': ({ to, text, nextBy }, clock) =>
    line`wrote an update to ${joined(to)}: ${text}${aside(nextBy === undefined ? undefined : `the next by ${clock(nextBy)}`)}`,
  'notice-sent': ({ obligation, byHand }) =>
    line`sent ${bold(obligation)}${byHand ? ' by hand' : ''}`,
  'report-submitted': ({ obligation, receipt }) =>
    line`submitted ${bold(obligation)}${aside(receipt === undefined ? undefined : `receipt ${receipt}`)}`,
  published: ({ obligation, where, url }) =>
    line`published ${bold(obligation)} in ${where}${aside(url)}`,
}

const WORDS_OF: Partial<Readonly<Record<EventOf<'message-sent'>['act'], string>>> = {
  approval: 'a request for approval',
  notify: 'a notification',
  update: 'an update',
  notice: 'a notice',
  report: 'a report',
  reminder: 'a reminder',
  missed: 'word of a miss',
  invitation: 'an invitation',
  acknowledgement: 'word that it is on its way',
  escalate: 'word of the escalation',
}

/** Long lists are shortened on the way here; then the event says how long they were. */
function lengthOf(event: object, name: string, shown: readonly unknown[]): number {
  const { shortened } = event as { readonly shortened?: Readonly<Record<string, number>> }
  return shortened?.[name] ?? shown.length
}

function toldReceipts({ receipts }: EventOf<'receipts-recorded'>): Line {
  const groups = Object.groupBy(receipts, ({ outcome, channel, detail }) =>
    [outcome, channel, detail ?? ''].join('\n'),
  )
  const told = Object.values(groups).flatMap(group => (group === undefined ? [] : toldAlike(group)))
  const said = joined(told, '; ')
  return receipts.some(({ outcome }) => outcome === 'failed') ? yellow(said) : said
}

/** What became of messages in the same way. */
function toldAlike(receipts: readonly Receipt[]): readonly Line[] {
  const [first] = receipts
  if (first === undefined) return []
  const { outcome, channel, detail } = first
  const people = named([...new Set(receipts.map(({ to }) => to))])
  if (outcome === 'delivered') return [line`delivered to ${people} by ${channel}`]
  const verb = outcome === 'withheld' ? 'withheld from' : 'not delivered to'
  return [line`${verb} ${people} by ${channel}${aside(detail ?? outcome.replaceAll('-', ' '))}`]
}

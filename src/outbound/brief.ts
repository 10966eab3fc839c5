// What channels with little room say: a heading, some text, and where to go on.
import { oneLine, plainText } from './escape.ts'
import { isForOutsiders, isOfNoIncident, subjectLine } from './letter.ts'
import type { Message } from './message.ts'

const TITLE_CHARACTERS_MAX = 200

export type Brief = {
  /** One line. */
  readonly heading: string
  /** Several lines; empty where nothing more may be said. */
  readonly text: string
  /** `Incident #12 (P0): Files renamed`; empty for whoever it is none of the business of. */
  readonly about: string
  /** Where to read on, for those who may. */
  readonly link: string | undefined
  /** As `Ana is on it since 02:06 UTC.`; absent while the message stands as it was sent. */
  readonly standing?: string
  /** Whether it can still be answered. */
  readonly isOpen: boolean
}

/**
 * A message in brief. `readers`: `one` where only its recipient reads it, `many` where others do too, or where a stranger's
 * machine keeps it in the clear: then nothing of a restricted incident is said but that there is one.
 */
export function briefOf(message: Message, readers: 'one' | 'many', charactersMax: number): Brief {
  const { incident, standing, act } = message
  if (isForOutsiders(message))
    return {
      heading: subjectLine(message),
      text: plainText(message.text, charactersMax),
      about: '',
      link: undefined,
      isOpen: isOpen(message),
    }
  const isHidden = incident.restricted && readers === 'many'
  const severity = incident.severity === undefined ? '' : ` (${oneLine(incident.severity, 40)})`
  const subject = act === 'page' ? 'You are wanted' : 'Something happened in it'
  return {
    heading: subjectLine(isHidden ? { ...message, subject } : message),
    text: isHidden ? '' : plainText(message.text, charactersMax),
    about: isOfNoIncident(message)
      ? ''
      : isHidden
        ? `Incident #${incident.number}, which only some may see`
        : `Incident #${incident.number}${severity}: ${oneLine(incident.title, TITLE_CHARACTERS_MAX)}`,
    link: isOfNoIncident(message) ? undefined : message.incidentUrl,
    ...(standing === undefined ? {} : { standing: standingText(message, isHidden) }),
    isOpen: isOpen(message),
  }
}

/** Whether a page can still be answered; one that was handed on can, by whoever handed it on. */
function isOpen({ acknowledgeUrl, standing }: Message): boolean {
  if (acknowledgeUrl === undefined) return false
  const state = standing?.page?.state ?? 'waiting'
  return state === 'waiting' || state === 'handed-on'
}

function standingText({ standing }: Message, isHidden: boolean): string {
  if (standing === undefined) return ''
  const page = pageText(standing.page, isHidden)
  return isHidden || standing.incident === '' ? page : `${page} Now: ${standing.incident}.`.trim()
}

type PageStanding = NonNullable<Message['standing']>['page']

function pageText(page: PageStanding, isHidden: boolean): string {
  const since = page?.at === undefined ? '' : ` since ${page.at.slice(11, 16)} UTC`
  const who = isHidden ? 'Somebody' : oneLine(page?.by ?? 'Somebody', 100)
  switch (page?.state) {
    case 'acknowledged':
      return `${who} is on it${since}.`
    case 'handed-on':
      return 'It went on to the next in line.'
    case 'ended':
      return 'It is over: nobody is asked any more.'
    case 'waiting':
    case undefined:
      return ''
  }
}

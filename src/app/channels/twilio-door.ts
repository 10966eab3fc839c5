// What Twilio asks of us: somebody answered a text message, pressed a key in a call, or a message came to its end.
import type { Acknowledgement } from '#/app/paging/acknowledge-link.ts'
import { readAcknowledgeToken } from '#/app/paging/acknowledge-link.ts'
import { answerAs } from '#/app/channels/answer.ts'
import type { PageAnswer } from '#/app/channels/answer.ts'
import { isTwilioSigned } from '#/app/channels/signature.ts'
import { peopleAt } from '#/app/channels/who.ts'
import type { Report, Reported } from '#/app/deliver/report.ts'
import { readMine } from '#/app/mine.ts'
import type { Shell } from '#/app/shell.ts'
import { startNumber, stopNumber } from '#/store/stopped-numbers.ts'

export type TwilioDoorNeeds = {
  readonly shell: Shell
  readonly authToken: string
  /** Where Twilio asks, without a slash at the end: it signs that address. */
  readonly publicUrl: string
  readonly report: (reported: Reported, report: Report) => Promise<boolean>
}

export type TwilioAsked = {
  readonly signature: string | undefined
  /** Path and query as they came. */
  readonly path: string
  readonly body: Buffer
}

/** What Twilio is to do, in its own markup. */
export type Twiml = { readonly twiml: string }

export type TwilioDoor = {
  readonly text: (asked: TwilioAsked) => Promise<Twiml | 'forged'>
  readonly key: (asked: TwilioAsked, token: string) => Promise<Twiml | 'forged'>
  readonly status: (
    asked: TwilioAsked,
    channel: string,
    about: string,
  ) => Promise<'forged' | 'done'>
}

export function createTwilioDoor({
  shell,
  authToken,
  publicUrl,
  report,
}: TwilioDoorNeeds): TwilioDoor {
  const paramsOf = ({ signature, path, body }: TwilioAsked): URLSearchParams | undefined => {
    const params = new URLSearchParams(body.toString('utf8'))
    const url = `${publicUrl}${path}`
    return isTwilioSigned(authToken, { signature, url, params }) ? params : undefined
  }
  return {
    async text(asked) {
      const params = paramsOf(asked)
      if (params === undefined) return 'forged'
      const said = await textAnswered(shell, params)
      return said === undefined ? twiml('') : twiml(`<Message>${escapeXml(said)}</Message>`)
    },
    async key(asked, token) {
      const params = paramsOf(asked)
      if (params === undefined) return 'forged'
      return twiml(`<Say>${escapeXml(await keyAnswered(shell, token, params))}</Say><Hangup/>`)
    },
    async status(asked, channel, about) {
      const params = paramsOf(asked)
      if (params === undefined) return 'forged'
      const reported = reportedAs(channel, about)
      const told = toldBy(params)
      if (reported !== undefined && told !== undefined) await report(reported, told)
      return 'done'
    },
  }
}

const KEYS: Readonly<Record<string, PageAnswer>> = { 1: 'acknowledge', 2: 'hand-on', 3: 'help' }

async function keyAnswered(shell: Shell, token: string, params: URLSearchParams): Promise<string> {
  const asked = readAcknowledgeToken(shell.linkSecret, token)
  const answer = KEYS[params.get('Digits') ?? '']
  if (asked === undefined) return 'This page is not known. Goodbye.'
  if (answer === undefined) return 'That key means nothing here. Please open the link instead.'
  const { said } = await answerAs(shell, asked, asked.person, answer)
  return said.replaceAll('#', '')
}

const WORDS: readonly (readonly [RegExp, PageAnswer | 'how' | 'stop' | 'start'])[] = [
  [/^(stop|stopall|unsubscribe|cancel|end|quit|stopp)$/, 'stop'],
  [/^(start|unstop)$/, 'start'],
  [/^(1|ack|acknowledge|ok|okay|yes|y|ja|on it)$/, 'acknowledge'],
  [/^(2|no|n|nein|decline|hand on|next)$/, 'hand-on'],
  [/^(3|more|more help|hilfe holen)$/, 'help'],
  [/.*/s, 'how'],
]

/** What to answer; undefined: nothing. To a number that nobody has, nothing is said: whoever it is learns not even that we are here. */
async function textAnswered(shell: Shell, params: URLSearchParams): Promise<string | undefined> {
  const from = params.get('From') ?? ''
  const written = (params.get('Body') ?? '').slice(0, 200).trim().toLowerCase()
  const [, words = '', number] = /^(.*?)(?:\s+#?(\d{1,9}))?$/s.exec(written) ?? []
  const [, meant = 'how'] = WORDS.find(([word]) => word.test(words === '' ? written : words)) ?? []
  if (!/^\+[1-9]\d{5,14}$/.test(from)) return undefined
  if (meant === 'stop') {
    await stopNumber(shell.pool, from, shell.now())
    return undefined
  }
  if (meant === 'start') await startNumber(shell.pool, from)
  const directory = await shell.directory.current(shell.pool)
  const people = peopleAt(directory, ['sms', 'voice'], from)
  if (people.length === 0) return undefined
  if (meant === 'how' || meant === 'start') return HOW
  const pages = await Promise.all(people.map(({ id }) => waitingFor(shell, id, number)))
  const newest = pages.flat().toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : -1))[0]
  if (newest === undefined)
    return number === undefined
      ? 'No page waits for your answer.'
      : `No page of incident #${number} waits for your answer.`
  const { said } = await answerAs(shell, newest, newest.person, meant)
  return said
}

const HOW =
  'Tocsin: answer 1 to say that you are on it, 2 to hand it on, 3 to be on it and call in help. With several pages add the number, as: 1 42. STOP ends messages.'

type Waiting = Acknowledgement & { readonly sentAt: string }

/** Whoever was woken may answer, whether or not they may see for what. */
async function waitingFor(
  shell: Shell,
  person: string,
  number: string | undefined,
): Promise<readonly Waiting[]> {
  const { pages } = await readMine(shell, { seesAll: true, person })
  return pages
    .filter(({ live }) => number === undefined || live.head.number === Number(number))
    .map(({ live, page }) => ({
      incident: live.head.id,
      page: page.id,
      person,
      sentAt: page.sentAt,
    }))
}

const REPORTED: ReadonlySet<string> = new Set(['sms', 'voice'])

/** Which message an address is about: as the destination wrote it, and Twilio signed it. */
function reportedAs(channel: string, about: string): Reported | undefined {
  if (!REPORTED.has(channel)) return undefined
  const id = jsonOf(Buffer.from(about, 'base64url').toString('utf8'))
  if (!Array.isArray(id)) return undefined
  const [incidentId, version, recipient] = id as readonly unknown[]
  if (typeof incidentId !== 'string' || typeof recipient !== 'string') return undefined
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) return undefined
  return { incidentId, version, recipient, channel: channel === 'sms' ? 'sms' : 'voice' }
}

/** Of a call or a message, what counts: that it arrived, or that it never will. */
function toldBy(params: URLSearchParams): Report | undefined {
  const status = params.get('MessageStatus') ?? params.get('CallStatus') ?? ''
  const code = /^\d{4,6}$/.exec(params.get('ErrorCode') ?? '')?.[0]
  switch (status) {
    case 'delivered':
      return { delivered: true, detail: 'The phone has it.' }
    case 'completed':
      return { delivered: true, detail: 'The call was taken.' }
    case 'undelivered':
    case 'failed':
      return {
        delivered: false,
        detail: `The carrier could not deliver it${code === undefined ? '' : ` (${code})`}.`,
      }
    case 'busy':
    case 'no-answer':
    case 'canceled':
      return { delivered: false, detail: `Nobody took the call (${status}).` }
    default:
      return undefined
  }
}

function twiml(content: string): Twiml {
  return { twiml: `<?xml version="1.0" encoding="UTF-8"?><Response>${content}</Response>` }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\n\t]/gu, ' ')
    .replaceAll(/[&<>"']/g, character => ENTITIES[character] ?? '')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

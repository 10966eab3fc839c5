// What Slack asks of us: somebody pressed a button below a message, or wrote /tocsin.
import { z } from 'zod'
import type { Person } from '#/core/directory.ts'
import { ON_CALL } from '#/core/directory.ts'
import { toMs } from '#/core/time.ts'
import type { Destination, Outcome } from '#/outbound/message.ts'
import { readAcknowledgeToken } from '#/app/paging/acknowledge-link.ts'
import { answerAs } from '#/app/channels/answer.ts'
import type { PageAnswer } from '#/app/channels/answer.ts'
import { isSlackSigned } from '#/app/channels/signature.ts'
import type { SlackSigned } from '#/app/channels/signature.ts'
import { peopleAt } from '#/app/channels/who.ts'
import { readMine } from '#/app/mine.ts'
import type { Shell } from '#/app/shell.ts'

/** What of the destination the door needs. */
export type SlackWorkspace = {
  readonly mailOf: (member: string, signal: AbortSignal) => Promise<string | undefined>
  readonly whisper: (
    to: { readonly channel: string; readonly member: string; readonly text: string },
    signal: AbortSignal,
  ) => Promise<Outcome>
}

export type SlackDoorNeeds = {
  readonly shell: Shell
  readonly signingSecret: string
  readonly workspace: SlackWorkspace
}

export type SlackDoor = {
  /** A button. Slack shows nothing of the answer: what there is to say is whispered. */
  readonly act: (signed: SlackSigned) => Promise<'forged' | 'unreadable' | 'done'>
  /** A command; gives what only whoever wrote it reads. */
  readonly command: (signed: SlackSigned) => Promise<'forged' | { readonly text: string }>
}

/** Slack waits three seconds in all. */
const LOOK_UP_MS_MAX = 1_500
const WHISPER_MS_MAX = 10_000
const PAGES_SHOWN_MAX = 20

const ANSWERS: Readonly<Record<string, PageAnswer>> = {
  'tocsin.acknowledge': 'acknowledge',
  'tocsin.hand-on': 'hand-on',
}

const PRESSED = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string().min(1).max(40) }),
  channel: z.object({ id: z.string().min(1).max(40) }).optional(),
  actions: z
    .array(z.object({ action_id: z.string().max(300), value: z.string().max(2_000).optional() }))
    .min(1)
    .max(20),
})

export function isWorkspace(
  destination: Destination | undefined,
): destination is Destination & SlackWorkspace {
  return destination !== undefined && 'mailOf' in destination && 'whisper' in destination
}

export function createSlackDoor({ shell, signingSecret, workspace }: SlackDoorNeeds): SlackDoor {
  const isOurs = (signed: SlackSigned) => isSlackSigned(signingSecret, signed, toMs(shell.now()))

  async function act(signed: SlackSigned): Promise<'forged' | 'unreadable' | 'done'> {
    if (!isOurs(signed)) return 'forged'
    const read = PRESSED.safeParse(jsonOf(formOf(signed).get('payload') ?? ''))
    // Other things that happen in Slack are none of our business, and no mistake.
    if (!read.success) return 'unreadable'
    const { user, channel, actions } = read.data
    for (const { action_id: action, value = '' } of actions) {
      const answer = ANSWERS[action]
      if (answer === undefined) continue
      const said = await answered(user.id, answer, value)
      if (said === undefined || channel === undefined) continue
      const to = { channel: channel.id, member: user.id, text: said }
      void workspace.whisper(to, AbortSignal.timeout(WHISPER_MS_MAX)).catch((error: unknown) => {
        shell.log.warn({ err: error }, 'nobody could be told what became of their click')
      })
    }
    return 'done'
  }

  /** What is to be said about it; undefined where the message itself shows it. */
  async function answered(
    member: string,
    answer: PageAnswer,
    token: string,
  ): Promise<string | undefined> {
    const asked = readAcknowledgeToken(shell.linkSecret, token)
    if (asked === undefined) return 'This button is not from this installation of Tocsin.'
    const people = await peopleOf(member)
    const by = people.find(({ id }) => id === asked.person) ?? people[0]
    if (by === undefined) return STRANGER
    const { done, said } = await answerAs(shell, asked, by.id, answer)
    return done ? undefined : said
  }

  async function peopleOf(member: string): Promise<readonly Person[]> {
    const directory = await shell.directory.current(shell.pool)
    const named = peopleAt(directory, ['slack'], member)
    if (named.length > 0) return named
    const mail = await workspace.mailOf(member, AbortSignal.timeout(LOOK_UP_MS_MAX))
    return mail === undefined ? [] : peopleAt(directory, ['slack', 'email'], mail)
  }

  return {
    act,
    async command(signed) {
      if (!isOurs(signed)) return 'forged'
      const form = formOf(signed)
      const [person] = await peopleOf(form.get('user_id') ?? '')
      if (person === undefined) return { text: STRANGER }
      const [word = 'help'] = (form.get('text') ?? '').trim().toLowerCase().split(/\s+/)
      if (word === 'pages') return { text: await pagesOf(shell, person) }
      if (word === 'oncall') return { text: await onCall(shell) }
      return { text: HELP }
    },
  }
}

const STRANGER =
  'Tocsin does not know you: nobody in its directory has your Slack id, or your mail address. Ask whoever looks after it.'
const HELP =
  '`/tocsin oncall` says who is on call, `/tocsin pages` which pages wait for your answer.'

async function pagesOf(shell: Shell, { id }: Person): Promise<string> {
  const { pages } = await readMine(shell, { seesAll: false, person: id })
  if (pages.length === 0) return 'No page waits for your answer.'
  return pages
    .slice(0, PAGES_SHOWN_MAX)
    .map(({ live }) => {
      const { number } = live.head
      return `<${shell.publicUrl}/incidents/${number}|Incident #${number}>: ${escaped(live.incident.title)}`
    })
    .join('\n')
}

async function onCall(shell: Shell): Promise<string> {
  const { people, positions } = await shell.directory.current(shell.pool)
  const names = (positions.get(ON_CALL) ?? []).map(id => people.get(id)?.name ?? id)
  return names.length === 0
    ? 'Nobody is on call.'
    : `On call, in this order: ${escaped(names.join(', '))}.`
}

/** As `escapeSlack` of the destination. */
function escaped(text: string): string {
  return text
    .slice(0, 300)
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

function formOf({ body }: SlackSigned): URLSearchParams {
  return new URLSearchParams(body.toString('utf8'))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

import { EXIT } from '#/cli/exit-codes.ts'
import { INCIDENTS } from '#/cli/server/answers.ts'
import type { Client } from '#/cli/server/client.ts'
import { Stop } from '#/cli/stop.ts'
import { cyan, line } from '#/cli/terminal/line.ts'

/** Heading in the help of what shows and changes nothing. */
export const LOOK = 'To look:'
/** What the help says of the number that such a command takes. */
export const NUMBER = 'Its number or id; the only open incident when absent.'

/** Enough to choose from; whoever has more of them lists them. */
const NAMED_MAX = 10

/** The incident that was named, by number (17, #17) or id; the only open one when none was. */
export async function whichIncident(client: Client, named: string | undefined): Promise<string> {
  if (named !== undefined) return named.replace(/^#/, '')
  const asked = { path: '/api/incidents', query: { open: true, limit: NAMED_MAX } }
  const { incidents } = (await client.ask(asked, INCIDENTS)).answer
  const [only] = incidents
  if (only !== undefined && incidents.length === 1) return String(only.number)
  if (only === undefined)
    throw new Stop(EXIT.notFound, {
      what: 'No incident is open.',
      more: ['`tocsin incident list --all` shows those that have ended.'],
    })
  throw new Stop(EXIT.usage, {
    what: 'Which incident? Say its number.',
    more: incidents.map(({ number, title }) => line`${cyan(`${number}`)} ${title}`),
  })
}

/** What the help says of the number before a command. */
export const NUMBER_FIRST = 'Its number or id; may be left out while only one is open.'

type Word = string | readonly string[] | undefined

/**
 * The incident that a command is for, and what was typed for the command itself. Where no number stands first it is the only
 * open one, and whoever typed it is told which that was.
 */
export async function incidentFirst(
  client: Client,
  typed: readonly Word[],
): Promise<{ readonly id: string; readonly words: readonly Word[]; readonly isAssumed: boolean }> {
  const [first, ...rest] = typed
  if (typeof first === 'string' && /^(#?\d+|inc-[0-9a-f]+)$/.test(first))
    return { id: first.replace(/^#/, ''), words: rest, isAssumed: false }
  return { id: await whichIncident(client, undefined), words: typed, isAssumed: true }
}

// The log of an incident, read once or followed as it grows.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { logWriter } from '#/cli/event/log-lines.ts'
import { EXIT } from '#/cli/exit-codes.ts'
import { LOOK, NUMBER, whichIncident } from '#/cli/incident/which.ts'
import { EVENT, EVENTS, INCIDENT } from '#/cli/server/answers.ts'
import type { ShownEvent } from '#/cli/server/answers.ts'
import { isBroken, path } from '#/cli/server/client.ts'
import type { Client, Request } from '#/cli/server/client.ts'
import { eventsIn } from '#/cli/server/event-stream.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { dim } from '#/cli/terminal/line.ts'

const PAGE = 1_000
/** Between two attempts to follow on: what happened meanwhile is told then. */
const AGAIN_AFTER_MS = 2_000

type LogGiven = {
  readonly json?: boolean
  readonly follow?: boolean
  readonly after?: string
  readonly last?: string
}

export function addLog(incident: Command, surroundings: Surroundings): void {
  asksServer(
    incident
      .command('log')
      .helpGroup(LOOK)
      .description('What happened, in order: every event of the log.')
      .argument('[number]', NUMBER),
  )
    .option('--follow', 'Go on with what happens, as it happens, until Ctrl-C.')
    .option('--last <count>', 'Only the last events.')
    .option('--after <version>', 'Only what came after this version of the log.')
    .action(
      withServer(surroundings, async (client, named: string | undefined, options: LogGiven) => {
        const id = await whichIncident(client, named)
        const after = await startOf(client, id, options)
        if (options.follow === true) return follow(surroundings, client, { id, after, options })
        return show(surroundings, client, { id, after, options })
      }),
    )
}

type Reading = { readonly id: string; readonly after: number; readonly options: LogGiven }

async function startOf(client: Client, id: string, { after, last }: LogGiven): Promise<number> {
  if (last === undefined) return countOf('--after', after ?? '0')
  const { version } = (await client.ask({ path: path`/api/incidents/${id}` }, INCIDENT)).answer
  return Math.max(version - countOf('--last', last), 0)
}

function countOf(option: string, typed: string): number {
  if (/^\d{1,9}$/.test(typed)) return Number(typed)
  throw new Stop(EXIT.usage, { what: `${option} is a whole number, and not ${typed}.` })
}

async function show(
  { terminal, zone }: Surroundings,
  client: Client,
  { id, after, options }: Reading,
): Promise<void> {
  const write = logWriter(zone, terminal.width)
  const documents: unknown[] = []
  for (let from: number | null = after; from !== null;) {
    const query: Request['query'] = { after: from, limit: PAGE }
    const asked: Request = { path: path`/api/incidents/${id}/events`, query }
    const { document, answer } = await client.ask(asked, EVENTS)
    if (options.json === true) documents.push(...(document as { events: unknown[] }).events)
    else terminal.say(answer.events.flatMap(write))
    from = answer.next
  }
  if (options.json === true) terminal.json({ events: documents })
}

/** Follows on for as long as nobody stops it, over restarts of the server too. */
async function follow(
  { terminal, zone }: Surroundings,
  client: Client,
  { id, after, options }: Reading,
): Promise<void> {
  const write = logWriter(zone, terminal.width)
  const told = (event: ShownEvent, document: unknown) => {
    if (options.json === true) terminal.jsonLine(document)
    else terminal.say(write(event))
  }
  let from = after
  let isLost = false
  // A refusal (the token was revoked, the incident is restricted now) ends it; silence does not.
  for (;;) {
    try {
      for await (const { version, document } of streamed(client, id, from)) {
        isLost = false
        if (version <= from) continue
        told(EVENT.parse(document), document)
        from = version
      }
    } catch (error) {
      if (!isSilence(error)) throw error
      if (!isLost) terminal.complain([dim('The connection is lost; trying again.')])
      isLost = true
    }
    await sleep(AGAIN_AFTER_MS)
  }
}

type Streamed = { readonly version: number; readonly document: unknown }

async function* streamed(client: Client, id: string, after: number): AsyncGenerator<Streamed> {
  const stream = new AbortController().signal
  const asked = { path: path`/api/incidents/${id}/live`, query: { after }, stream }
  const { body } = await client.open(asked)
  if (body === null) return
  for await (const event of eventsIn(body))
    yield { version: Number(event.id), document: JSON.parse(event.data) as unknown }
}

/** Nobody answered, or the stream broke off. */
function isSilence(error: unknown): boolean {
  return error instanceof Stop ? error.exit === EXIT.unreachable : isBroken(error)
}

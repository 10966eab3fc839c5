// Commands that show incidents and change nothing. Each takes the number of one, or the only one that is open.
import type { Command } from 'commander'
import type { z } from 'zod'
import { agendaLines } from '#/cli/incident/agenda.ts'
import { addExplain } from '#/cli/incident/explain.ts'
import { headOf } from '#/cli/incident/head.ts'
import { listLines } from '#/cli/incident/list.ts'
import { showLines } from '#/cli/incident/show.ts'
import { addPropose } from '#/cli/incident/propose.ts'
import { figureLines, gateLines, sentLines } from '#/cli/incident/views.ts'
import { LOOK, NUMBER, whichIncident } from '#/cli/incident/which.ts'
import { AGENDA, FIGURES, GATES, INCIDENT, INCIDENTS, SENT } from '#/cli/server/answers.ts'
import { path } from '#/cli/server/client.ts'
import type { Client, Request } from '#/cli/server/client.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { dim, line } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'

const LISTED_MAX = 200

type Given = { readonly json?: boolean }

/** `tocsin incident list` and its kin. */
export function addLooking(incident: Command, surroundings: Surroundings): void {
  addList(incident, surroundings)
  addAgenda(incident, surroundings)
  addSent(incident, surroundings)
  const { terminal } = surroundings
  addView(incident, surroundings, {
    name: 'show',
    summary: 'How an incident stands: roles, moments, answers, evidence.',
    request: id => ({ path: path`/api/incidents/${id}` }),
    schema: INCIDENT,
    lines: answer => showLines(answer, viewOf(surroundings)),
  })
  addExplain(incident, surroundings)
  addPropose(incident, surroundings)
  addView(incident, surroundings, {
    name: 'gates',
    summary: 'The gates of the plan, and what each waits for.',
    request: id => ({ path: path`/api/incidents/${id}/gates` }),
    schema: GATES,
    lines: answer => gateLines(answer, terminal.width),
  })
  addView(incident, surroundings, {
    name: 'figures',
    summary: 'What the plan measures of an incident.',
    request: id => ({ path: path`/api/incidents/${id}/figures` }),
    schema: FIGURES,
    lines: answer => figureLines(answer, terminal.width),
  })
}

function viewOf({ now, zone, terminal }: Surroundings) {
  return { now: now(), zone, width: terminal.width }
}

function addList(incident: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  asksServer(
    incident.command('list').helpGroup(LOOK).description('Incidents that are open, newest first.'),
  )
    .option('--open', 'Only open ones, which is what happens without it too.')
    .option('--all', 'Those that have ended too.')
    .option('--severity <id>', 'Only those of this severity.')
    .option('--before <number>', 'Only those with a lower number: the next page.')
    .action(
      withServer(surroundings, async (client, options: Given & Listing) => {
        const { all, severity, before } = options
        const open = all === true ? undefined : true
        const query = { open, severity, before, limit: LISTED_MAX }
        const { document, answer } = await client.ask({ path: '/api/incidents', query }, INCIDENTS)
        if (options.json === true) return terminal.json(document)
        const { incidents, next } = answer
        if (incidents.length === 0)
          return terminal.say([
            line`${all === true ? 'There is no incident.' : 'No incident is open.'}`,
          ])
        terminal.say([
          ...listLines(incidents, viewOf(surroundings)),
          ...(next === null ? [] : [dim(`More follows: --before ${next}`)]),
        ])
      }),
    )
}

type Listing = { readonly all?: boolean; readonly severity?: string; readonly before?: string }

function addAgenda(incident: Command, surroundings: Surroundings): void {
  const { terminal, zone } = surroundings
  asksServer(
    incident
      .command('agenda')
      .helpGroup(LOOK)
      .description('What is owed, by whom, until when: the most pressing first.')
      .argument('[number]', NUMBER),
  )
    .option('--person <id>', 'Only what this person owes.')
    .option('--all', 'Every stage in full, and what is done, waived or does not apply.')
    .action(
      withServer(
        surroundings,
        async (client, named: string | undefined, options: Given & AgendaGiven) => {
          const id = await whichIncident(client, named)
          const query = { person: options.person }
          const asked = { path: path`/api/incidents/${id}/obligations`, query }
          const { document, answer } = await client.ask(asked, AGENDA)
          if (options.json === true) return terminal.json(document)
          const head = (await client.ask({ path: path`/api/incidents/${id}` }, INCIDENT)).answer
          const { width } = terminal
          const all = options.all === true
          const full = options.person !== undefined
          const view = { zone, width, stage: head.stage, all, full }
          terminal.say([...headOf(head), ...agendaLines(answer, view)])
        },
      ),
    )
}

type AgendaGiven = { readonly person?: string; readonly all?: boolean }

function addSent(incident: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  asksServer(
    incident
      .command('sent')
      .helpGroup(LOOK)
      .description('What went out, to whom, over which channel, and what became of it.')
      .argument('[number]', NUMBER),
  )
    .option('--after <version>', 'Only what was sent after this version of the log.')
    .action(
      withServer(
        surroundings,
        async (client, named: string | undefined, options: Given & { after?: string }) => {
          const id = await whichIncident(client, named)
          const query = { after: options.after, limit: SENT_MAX }
          const asked = { path: path`/api/incidents/${id}/sent`, query }
          const { document, answer } = await client.ask(asked, SENT)
          if (options.json === true) return terminal.json(document)
          terminal.say([
            ...sentLines(answer, viewOf(surroundings)),
            ...(answer.more ? [dim(`More follows: --after ${answer.sent.at(-1)?.version}`)] : []),
          ])
        },
      ),
    )
}

const SENT_MAX = 1_000

type View<S extends z.ZodType> = {
  readonly name: string
  readonly summary: string
  readonly request: (incident: string) => Request
  readonly schema: S
  readonly lines: (answer: z.output<S>) => readonly Line[]
}

/** A command that shows one answer of the API. */
function addView<S extends z.ZodType>(
  incident: Command,
  surroundings: Surroundings,
  { name, summary, request, schema, lines }: View<S>,
): void {
  const { terminal } = surroundings
  const show = async (client: Client, named: string | undefined, { json }: Given) => {
    const id = await whichIncident(client, named)
    const { document, answer } = await client.ask(request(id), schema)
    if (json === true) terminal.json(document)
    else terminal.say(lines(answer))
  }
  const command = incident.command(name).helpGroup(LOOK).description(summary)
  asksServer(command.argument('[number]', NUMBER)).action(withServer(surroundings, show))
}

// Declaring, and every command that a person gives to an incident: one of the command line for each of the engine.
import type { Command } from 'commander'
import { eventLines } from '#/cli/event/log-lines.ts'
import { bodyOf } from '#/cli/incident/body.ts'
import type { Options, Typed } from '#/cli/incident/body.ts'
import { addFields } from '#/cli/incident/options.ts'
import { incidentFirst, NUMBER_FIRST } from '#/cli/incident/which.ts'
import { COMMANDED, DECLARED } from '#/cli/server/answers.ts'
import type { Commanded } from '#/cli/server/answers.ts'
import { path } from '#/cli/server/client.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { bold, cyan, line } from '#/cli/terminal/line.ts'
import { COMMAND_SUMMARIES } from '#/core/incident/summary.ts'
import type { CommandName } from '#/core/plan/command-name.ts'

type OwnCommand = 'attach-signal' | 'absorb' | 'split-off' | 'record-receipts' | 'wake'
/** Commands for which a person types more than the engine takes, in files of their own. */
type Apart = 'declare' | 'add-evidence'

/** Under which heading each stands in the help: some forty in one row are not read by anybody. */
const GROUPS: Readonly<Record<Exclude<CommandName, OwnCommand | Apart>, string>> = {
  classify: 'To decide:',
  assess: 'To decide:',
  declassify: 'To decide:',
  answer: 'To decide:',
  'take-decision': 'To decide:',
  'verify-breach': 'To decide:',
  mark: 'To decide:',
  'correct-moment': 'To decide:',
  escalate: 'To decide:',
  restrict: 'To decide:',
  contain: 'To decide:',
  resolve: 'To decide:',
  close: 'To decide:',
  reopen: 'To decide:',
  merge: 'To decide:',
  migrate: 'To decide:',
  acknowledge: 'People:',
  'hand-on': 'People:',
  assign: 'People:',
  accept: 'People:',
  decline: 'People:',
  'hand-over': 'People:',
  'call-in': 'People:',
  complete: 'Work:',
  waive: 'Work:',
  'begin-stage': 'Work:',
  note: 'Work:',
  'add-systems': 'Work:',
  'set-field': 'Work:',
  update: 'To tell others:',
  'ask-approval': 'Approval:',
  approve: 'Approval:',
  object: 'Approval:',
  'send-notice': 'To tell others:',
  'submit-report': 'To tell others:',
  publish: 'To tell others:',
  'transfer-evidence': 'Evidence:',
  'delete-evidence': 'Evidence:',
  redact: 'Evidence:',
  'write-notes': 'Afterwards:',
  'add-finding': 'Afterwards:',
  'add-follow-up': 'Afterwards:',
  'finish-follow-up': 'Afterwards:',
  'give-feedback': 'Afterwards:',
  'schedule-meeting': 'Afterwards:',
  'hold-meeting': 'Afterwards:',
}

export function addCommands(incident: Command, surroundings: Surroundings): void {
  addDeclare(incident, surroundings)
  const names = Object.keys(GROUPS) as (keyof typeof GROUPS)[]
  for (const name of names) addCommand(incident, surroundings, name)
}

function addCommand(
  incident: Command,
  surroundings: Surroundings,
  name: keyof typeof GROUPS,
): void {
  const command = incident
    .command(name)
    .helpGroup(GROUPS[name])
    .description(COMMAND_SUMMARIES[name])
    .argument('[number]', NUMBER_FIRST)
  addFields(command, name)
  asksServer(command).action(
    withServer(surroundings, async (client, ...typed: readonly unknown[]) => {
      const { id, words, isAssumed } = await incidentFirst(
        client,
        typed.slice(0, -2) as Typed['words'],
      )
      const options = typed.at(-2) as Options
      const body = await bodyOf(surroundings, name, { words, options })
      const asked = { method: 'POST', path: path`/api/incidents/${id}/${name}`, body } as const
      const { document, answer } = await client.ask(asked, COMMANDED)
      if (options['json'] === true) surroundings.terminal.json(document)
      else sayDone(surroundings, answer, isAssumed)
    }),
  )
}

/** What went on record, as the log will show it; and in which incident, when nobody had said it. */
export function sayDone(
  { terminal, zone }: Surroundings,
  { number, events }: Commanded,
  isAssumed: boolean,
): void {
  terminal.say([
    ...(isAssumed ? [bold(`Incident ${number}`)] : []),
    ...(events.length === 0 ? [line`Nothing changed: it was so already.`] : []),
    ...events.flatMap(event => eventLines(event, zone, terminal.width)),
  ])
}

function addDeclare(incident: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = incident
    .command('declare')
    .helpGroup('To begin:')
    .description(COMMAND_SUMMARIES.declare)
  addFields(command, 'declare')
  asksServer(command)
    .option('--plan <id>', 'Id or hash of a plan; the active one otherwise.')
    .action(
      withServer(surroundings, async (client, title: readonly string[], options: Options) => {
        const body = await bodyOf(surroundings, 'declare', { words: title, options })
        const { plan } = options
        const given = { ...body, ...(plan !== undefined && { plan }) }
        const asked = { method: 'POST', path: '/api/incidents', body: given } as const
        const { document, answer } = await client.ask(asked, DECLARED)
        if (options['json'] === true) return terminal.json(document)
        const { number } = answer
        terminal.say([
          line`${bold(`Incident ${number}`)} is open.`,
          line`What is owed: ${cyan(`tocsin incident agenda ${number}`)}`,
          line`To classify it: ${cyan(`tocsin incident propose ${number}`)}`,
        ])
      }),
    )
}

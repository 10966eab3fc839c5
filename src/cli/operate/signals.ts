// What machines report now, and messages that were given up.
import type { Command } from 'commander'
import { DONE, LETTERS, SIGNALS } from '#/cli/server/answers-house.ts'
import { path } from '#/cli/server/client.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { table } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, joined, line, yellow } from '#/cli/terminal/line.ts'
import { shownDate, shownNear } from '#/cli/terminal/time.ts'

type Given = { readonly json?: boolean }

/** `tocsin signal …` */
export function addSignals(program: Command, surroundings: Surroundings): void {
  const { terminal, zone, now } = surroundings
  const signal = program
    .command('signal')
    .helpGroup('During an incident:')
    .description('What machines report.')
  asksServer(signal.command('list').description('Groups of alerts that fire now.')).action(
    withServer(surroundings, async (client, { json }: Given) => {
      const { document, answer } = await client.ask({ path: '/api/signals' }, SIGNALS)
      if (json === true) return terminal.json(document)
      const { groups } = answer
      if (groups.length === 0) return terminal.say([line`Nothing fires.`])
      const rows = groups.map(({ labels, firing, fired, changed, incident }) => [
        yellow(`${firing} of ${fired}`),
        dim(`since ${shownNear(changed, now(), zone)}`),
        incident === null ? dim('no incident') : cyan(incident),
        joined(
          Object.entries(labels).map(([name, value]) => line`${dim(`${name}=`)}${value}`),
          ' ',
        ),
      ])
      terminal.say(table(rows, terminal.width))
    }),
  )
}

/** `tocsin dead-letter …` */
export function addDeadLetters(program: Command, surroundings: Surroundings): void {
  const letter = program
    .command('dead-letter')
    .helpGroup('To look after it:')
    .description('Messages that were given up over every channel.')
  addLetterList(letter, surroundings)
  addRedrive(letter, surroundings)
}

function addLetterList(letter: Command, surroundings: Surroundings): void {
  const { terminal, zone } = surroundings
  asksServer(letter.command('list').description('Each with the reason, newest first.')).action(
    withServer(surroundings, async (client, { json }: Given) => {
      const { document, answer } = await client.ask({ path: '/api/dead-letters' }, LETTERS)
      if (json === true) return terminal.json(document)
      const { letters } = answer
      if (letters.length === 0) return terminal.say([line`No message was given up.`])
      const rows = letters.map(({ id, incident, to, channel, attempts, reason, given_up: at }) => [
        cyan(`${id}`),
        dim(shownDate(at, zone)),
        bold(to),
        channel,
        line`${reason} ${dim(`(${attempts} attempts, `)}${dim(incident)}${dim(')')}`,
      ])
      terminal.say(table(rows, terminal.width))
    }),
  )
}

type RedriveGiven = Given & { readonly all?: boolean }

function addRedrive(letter: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = letter
    .command('redrive')
    .description('Send again, once the cause is mended.')
    .argument('[ids...]', 'As the list shows them.')
    .option('--all', 'Every one of the list.')
  asksServer(command).action(
    withServer(surroundings, async (client, ids: readonly string[], options: RedriveGiven) => {
      const chosen =
        options.all === true
          ? (await client.ask({ path: '/api/dead-letters' }, LETTERS)).answer.letters.map(
              ({ id }) => String(id),
            )
          : ids
      const documents: unknown[] = []
      for (const id of chosen) {
        const request = { method: 'POST', path: path`/api/dead-letters/${id}/send` } as const
        documents.push((await client.ask(request, DONE)).document)
      }
      if (options.json === true) terminal.json(documents)
      else if (chosen.length === 0) terminal.say([line`Nothing to send: name messages, or --all.`])
      else terminal.say([line`On its way again: ${joined(chosen)}`])
    }),
  )
}

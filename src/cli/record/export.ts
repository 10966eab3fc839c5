// `tocsin export`: the record as a pack that anyone verifies offline, and `tocsin library`: what was published from it.
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { EXIT } from '#/cli/exit-codes.ts'
import { unwritable } from '#/cli/files.ts'
import { LIBRARY } from '#/cli/server/answers-house.ts'
import { path, unreachable } from '#/cli/server/client.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { paragraphs } from '#/cli/terminal/layout.ts'
import { bold, dim, line } from '#/cli/terminal/line.ts'
import { shownDate } from '#/cli/terminal/time.ts'

/** A pack of years takes minutes: its stream is not cut off as an answer would be. */
const NEVER = () => new AbortController().signal

type ExportGiven = { readonly all?: boolean; readonly out?: string }

export function addExport(program: Command, surroundings: Surroundings): void {
  program
    .command('export')
    .helpGroup('Proof and memory:')
    .description('Write the record as a pack (JSON Lines), to be verified without a server.')
    .argument('[number]', 'Only this incident; every one when absent.')
    .option('--all', 'Every incident, which is what happens without a number too.')
    .option('--out <file>', 'Write it there; to standard output when absent.')
    .option('--as <person>', 'Speak for this person, as an operator may. Also TOCSIN_AS.')
    .action(
      withServer(surroundings, async (client, named: string | undefined, given: ExportGiven) => {
        const asked = whatToExport(named, given)
        const response = await client.open({ path: asked, stream: NEVER() })
        const source = Readable.fromWeb(response.body ?? new ReadableStream())
        const target = given.out === undefined ? process.stdout : createWriteStream(given.out)
        let isWriting = false
        target.once('error', () => (isWriting = true))
        try {
          await pipeline(source, target, { end: given.out !== undefined })
        } catch (error) {
          if (isWriting) throw unwritable(given.out ?? 'standard output', error)
          throw unreachable(surroundings, client.address, error)
        }
      }),
    )
}

function whatToExport(named: string | undefined, { all, out }: ExportGiven): string {
  if (named !== undefined && all === true)
    throw new Stop(EXIT.usage, { what: 'Say a number or --all, not both.' })
  if (out === undefined && process.stdout.isTTY)
    throw new Stop(EXIT.usage, {
      what: 'A pack is for files and not for eyes.',
      more: ['Add --out pack.jsonl, or > pack.jsonl.'],
    })
  return named === undefined ? '/api/export' : path`/api/incidents/${named}/export`
}

export function addLibrary(program: Command, surroundings: Surroundings): void {
  const { terminal, zone } = surroundings
  const command = program
    .command('library')
    .helpGroup('Proof and memory:')
    .description('What incidents have published, newest first.')
    .argument('[words...]', 'Words to search for.')
  asksServer(command).action(
    withServer(
      surroundings,
      async (client, words: readonly string[], { json }: { json?: boolean }) => {
        const query = { q: words.length === 0 ? undefined : words.join(' ') }
        const { document, answer } = await client.ask({ path: '/api/library', query }, LIBRARY)
        if (json === true) return terminal.json(document)
        const { publications } = answer
        if (publications.length === 0)
          return terminal.say([
            line`Nothing was published${words.length === 0 ? '' : ' with these words'}.`,
          ])
        terminal.say(
          publications.flatMap(({ incident, at, by, where, text, url }, index) => [
            ...(index === 0 ? [] : [[]]),
            line`${bold(line`Incident ${incident.number}: ${incident.title}`)}`,
            dim(
              line`${where}, ${shownDate(at, zone)} by ${by}${url === null ? '' : ' · '}${url ?? ''}`,
            ),
            ...paragraphs(text, terminal.width, '  '),
          ]),
        )
      },
    ),
  )
}

// Taking material into custody: its bytes from a file, or its hash alone when it is kept elsewhere.
import { basename } from 'node:path'
import type { Command } from 'commander'
import { EXIT } from '#/cli/exit-codes.ts'
import { readBytes } from '#/cli/files.ts'
import { sayDone } from '#/cli/incident/command.ts'
import { bodyOf } from '#/cli/incident/body.ts'
import type { Options, Typed } from '#/cli/incident/body.ts'
import { addFields } from '#/cli/incident/options.ts'
import { incidentFirst, NUMBER_FIRST } from '#/cli/incident/which.ts'
import { COMMANDED } from '#/cli/server/answers.ts'
import { path } from '#/cli/server/client.ts'
import type { Request } from '#/cli/server/client.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'

export function addEvidence(incident: Command, surroundings: Surroundings): void {
  const command = incident
    .command('add-evidence')
    .helpGroup('Evidence:')
    .description('Take material into custody: a file with its bytes, or by its hash alone.')
    .argument('[number]', NUMBER_FIRST)
    .option('--file <path>', 'The material itself; `-` reads it from standard input.')
  addFields(command, 'add-evidence')
  asksServer(command).action(
    withServer(
      surroundings,
      async (client, first: string | undefined, kind: string | undefined, options: Options) => {
        const { id, words, isAssumed } = await incidentFirst(client, [first, kind])
        const request = await (options['file'] === undefined ? byHash : byBytes)(surroundings, id, {
          words,
          options,
        })
        const { document, answer } = await client.ask(request, COMMANDED)
        if (options['json'] === true) surroundings.terminal.json(document)
        else sayDone(surroundings, answer, isAssumed)
      },
    ),
  )
}

async function byHash(surroundings: Surroundings, id: string, typed: Typed): Promise<Request> {
  if (typed.options['sha256'] === undefined)
    throw new Stop(EXIT.usage, {
      what: 'Which material? Name it with --file.',
      more: ['What is kept elsewhere is put on record with --sha256, --bytes and --title.'],
    })
  const body = await bodyOf(surroundings, 'add-evidence', typed)
  return { method: 'POST', path: path`/api/incidents/${id}/add-evidence`, body }
}

/** Its hash and length are the server's to find, and its title is the file's name unless another is given. */
const FOUND = ['sha256', 'bytes']

async function byBytes(
  surroundings: Surroundings,
  id: string,
  { words, options }: Typed,
): Promise<Request> {
  const file = options['file'] as string
  const titled = { title: file === '-' ? undefined : basename(file), ...options }
  const query = await bodyOf(surroundings, 'add-evidence', { words, options: titled }, FOUND)
  return {
    method: 'POST',
    path: path`/api/incidents/${id}/evidence`,
    query: query as NonNullable<Request['query']>,
    body: file === '-' ? await surroundings.readInput() : readBytes(file),
    content: 'application/octet-stream',
  }
}

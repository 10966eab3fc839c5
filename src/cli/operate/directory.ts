// Who is who: importing it, reading it, and what the active plan misses in it.
import type { Command } from 'commander'
import type { z } from 'zod'
import { readText } from '#/cli/files.ts'
import { directoryOf } from '#/cli/plan/read.ts'
import { readinessLines } from '#/cli/operate/readiness.ts'
import { DIRECTORY, IMPORTED_DIRECTORY, READINESS } from '#/cli/server/answers-house.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { headed, table } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, green, joined, line, yellow } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'
import { sharedAddresses } from '#/core/contact-address.ts'

type Given = { readonly json?: boolean }

export function addDirectory(program: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const directory = program
    .command('directory')
    .helpGroup('To set up:')
    .description('Who is who, and who is missing.')
  directory
    .command('check')
    .description(
      'Look at a directory file before it is imported: mistakes, and what is odd. Asks no server.',
    )
    .argument('<file>', 'The file (YAML), such as directory.example.yaml.')
    .option('--json', 'Print one JSON document.')
    .action((file: string, { json }: Given) => {
      const { people } = directoryOf(file)
      const warnings = sharedAddresses(people)
      if (json === true) return terminal.json({ file, people: people.size, warnings })
      terminal.say([
        ...warnings.map(
          ({ address, people: names }) =>
            line`${yellow('warning')} ${joined(names)} have the same address, ${address}. ${dim('What wakes one of them rings at the others: give each their own.')}`,
        ),
        green(`${file}: ${peopled(people.size)}, no mistakes.`),
      ])
    })
  asksServer(
    directory.command('show').description('People, positions, groups and outside addresses.'),
  ).action(
    withServer(surroundings, async (client, { json }: Given) => {
      const { document, answer } = await client.ask({ path: '/api/directory' }, DIRECTORY)
      if (json === true) terminal.json(document)
      else terminal.say(directoryLines(answer, terminal.width))
    }),
  )
  asksServer(
    directory
      .command('readiness')
      .description('Whom the active plan asks for and nobody is, and who cannot be reached.'),
  ).action(
    withServer(surroundings, async (client, { json }: Given) => {
      const asked = { path: '/api/directory/readiness' }
      const { document, answer } = await client.ask(asked, READINESS)
      if (json === true) terminal.json(document)
      else terminal.say(readinessLines(answer, terminal.width))
    }),
  )
}

/** `tocsin import FILE`: the directory file as a whole. */
export function addImport(program: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = program
    .command('import')
    .helpGroup('To set up:')
    .description('Import a directory file: who is who. It counts as a whole from then on.')
    .argument('<file>', 'The file (YAML), such as directory.example.yaml.')
  asksServer(command).action(
    withServer(surroundings, async (client, file: string, { json }: Given) => {
      const body = readText(file)
      const request = {
        method: 'POST',
        path: '/api/directory',
        body,
        content: 'application/yaml',
      } as const
      const { document, answer } = await client.ask(request, IMPORTED_DIRECTORY)
      if (json === true) return terminal.json(document)
      const { version, people } = answer
      terminal.say([green(`Imported: ${peopled(people)}, version ${version} of the directory.`)])
      const readiness = await client.ask({ path: '/api/directory/readiness' }, READINESS)
      terminal.say(readinessLines(readiness.answer, terminal.width))
    }),
  )
}

function directoryLines(
  { people, positions, groups, contacts }: z.output<typeof DIRECTORY>,
  width: number,
): readonly Line[] {
  const namesOf = (held: Readonly<Record<string, readonly string[]>>) =>
    table(
      Object.entries(held).map(([name, names]) => [
        cyan(name),
        names.length === 0 ? dim('nobody') : joined(names),
      ]),
      width,
      '  ',
    )
  const rows = people.map(({ id, name, email, phone, slack, webhook }) => [
    cyan(id),
    name,
    joined(
      [email, phone, slack === undefined ? undefined : `slack ${slack}`, webhook].filter(
        one => one !== undefined,
      ),
      ' · ',
    ),
  ])
  return [
    bold(peopled(people.length)),
    ...table(rows, width, '  '),
    ...headed(bold('positions'), namesOf(positions)),
    ...headed(bold('groups'), namesOf(groups)),
    ...headed(bold('contacts outside'), namesOf(contacts)),
  ]
}

function peopled(count: number): string {
  return count === 1 ? '1 person' : `${count} people`
}

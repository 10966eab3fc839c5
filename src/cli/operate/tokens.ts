// Tokens: for people's own terminals, and for machines.
import type { Command } from 'commander'
import { NEW_TOKEN, TOKENS, DONE } from '#/cli/server/answers-house.ts'
import { path } from '#/cli/server/client.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { table } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, joined, line, red } from '#/cli/terminal/line.ts'
import { shownDate } from '#/cli/terminal/time.ts'

type Given = { readonly json?: boolean }
type NewGiven = Given & { readonly scope: readonly string[]; readonly person?: string }

/** `tocsin token …` */
export function addTokens(program: Command, surroundings: Surroundings): void {
  const token = program
    .command('token')
    .helpGroup('To set up:')
    .description('Make tokens, list and revoke them.')
  addCreate(token, surroundings)
  addList(token, surroundings)
  addRevoke(token, surroundings)
}

function addCreate(token: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = token
    .command('create')
    .description('Make a token. Its secret is shown this once and kept nowhere.')
    .argument('<name>', 'What it is for, such as the laptop or the machine that uses it.')
    .requiredOption(
      '--scope <scopes>',
      'What it may do, such as incident:read,incident:write. Several with commas, or by repeating it.',
      (typed: string, before: readonly string[] | undefined) => [
        ...(before ?? []),
        ...typed.split(',').map(scope => scope.trim()),
      ],
    )
    .option('--person <id>', 'The person of the directory that it speaks for.')
  asksServer(command).action(
    withServer(surroundings, async (client, name: string, options: NewGiven) => {
      const { scope: scopes, person } = options
      const body = { name, scopes, ...(person !== undefined && { person }) }
      const request = { method: 'POST', path: '/api/tokens', body } as const
      const { document, answer } = await client.ask(request, NEW_TOKEN)
      if (options.json === true) return terminal.json(document)
      // The secret alone goes to standard output, so that it can be caught in a variable or a file.
      terminal.complain([
        dim(line`${answer.name} (${answer.id}). Keep it now, it is not shown again:`),
      ])
      terminal.say([line`${answer.secret ?? ''}`])
    }),
  )
}

function addList(token: Command, surroundings: Surroundings): void {
  const { terminal, zone } = surroundings
  asksServer(token.command('list').description('Every token, never with its secret.')).action(
    withServer(surroundings, async (client, { json }: Given) => {
      const { document, answer } = await client.ask({ path: '/api/tokens' }, TOKENS)
      if (json === true) return terminal.json(document)
      const rows = answer.tokens.map(({ id, name, scopes, person, last_used: used, revoked }) => [
        cyan(id),
        bold(name),
        person ?? dim('nobody'),
        revoked === null
          ? dim(used === null ? 'never used' : `used ${shownDate(used, zone)}`)
          : red(`revoked ${shownDate(revoked, zone)}`),
        joined(scopes),
      ])
      terminal.say(table(rows, terminal.width))
    }),
  )
}

function addRevoke(token: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = token
    .command('revoke')
    .description('Refuse a token from now on.')
    .argument('<id>', 'As the list shows it.')
  asksServer(command).action(
    withServer(surroundings, async (client, id: string, { json }: Given) => {
      const request = { method: 'POST', path: path`/api/tokens/${id}/revoke` } as const
      const { document } = await client.ask(request, DONE)
      if (json === true) terminal.json(document)
      else terminal.say([line`${id} is revoked.`])
    }),
  )
}

// Who may sign in on the page: what owners do there, for the day on which none of them can.
import type { Command } from 'commander'
import { MEMBERS, NEW_INVITATION } from '#/cli/server/answers-house.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { table } from '#/cli/terminal/layout.ts'
import { cyan, dim, joined, line, red } from '#/cli/terminal/line.ts'
import { shownDate } from '#/cli/terminal/time.ts'

type Given = { readonly json?: boolean }
type Inviting = Given & { readonly role: string; readonly name?: string; readonly email?: string }

/** `tocsin member …` */
export function addMembers(program: Command, surroundings: Surroundings): void {
  const member = program
    .command('member')
    .helpGroup('To set up:')
    .description('Let people sign in on the page, and list who may.')
  addInvite(member, surroundings)
  addList(member, surroundings)
}

function addInvite(member: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = member
    .command('invite')
    .description(
      'Make a link that lets a person in once. For one who has an account: a new way in, and the ways before it end.',
    )
    .argument('<person>', 'Id of the person in the directory.')
    .option('--role <role>', 'owner, responder, observer or auditor.', 'responder')
    .option('--name <name>', 'Adds a new person of this name to the directory.')
    .option('--email <address>', 'Of the new person.')
  asksServer(command).action(
    withServer(surroundings, async (client, person: string, options: Inviting) => {
      const { role, name, email } = options
      const body =
        name === undefined
          ? { role, person }
          : { role, new_person: { id: person, name, ...(email !== undefined && { email }) } }
      const request = { method: 'POST', path: '/api/invitations', body } as const
      const { document, answer } = await client.ask(request, NEW_INVITATION)
      if (options.json === true) return terminal.json(document)
      // The link alone goes to standard output, so that it can be caught.
      terminal.complain([
        dim(
          line`For ${answer.person.name}, as ${answer.role}. Keep it now, it is not shown again:`,
        ),
      ])
      terminal.say([line`${answer.link ?? ''}`])
    }),
  )
}

function addList(member: Command, surroundings: Surroundings): void {
  const { terminal, zone } = surroundings
  asksServer(member.command('list').description('Everyone who has an account.')).action(
    withServer(surroundings, async (client, { json }: Given) => {
      const { document, answer } = await client.ask({ path: '/api/members' }, MEMBERS)
      if (json === true) return terminal.json(document)
      const rows = answer.members.map(it => [
        cyan(it.person.id),
        it.person.name,
        it.role,
        it.disabled === null
          ? dim(it.last_seen === null ? 'never there' : `there ${shownDate(it.last_seen, zone)}`)
          : red(`shut out ${shownDate(it.disabled, zone)}`),
        joined(waysOf(it)),
      ])
      terminal.say(table(rows, terminal.width))
    }),
  )
}

function waysOf(member: {
  readonly password: boolean
  readonly passkeys: number
  readonly totp: boolean
  readonly oidc: boolean
}): readonly string[] {
  return [
    ...(member.password ? ['password'] : []),
    ...(member.totp ? ['app'] : []),
    ...(member.passkeys > 0 ? ['passkey'] : []),
    ...(member.oidc ? ['provider'] : []),
  ]
}

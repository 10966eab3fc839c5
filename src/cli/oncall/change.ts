// Taking over, and swapping.
import type { Command } from 'commander'
import { EXIT } from '#/cli/exit-codes.ts'
import { ONE_SWAP, OVERRIDDEN, SWAPS } from '#/cli/oncall/answers.ts'
import { typedTime } from '#/cli/oncall/times.ts'
import { path } from '#/cli/server/client.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { table } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, green, line } from '#/cli/terminal/line.ts'
import { shownDayAndTime } from '#/cli/terminal/time.ts'

type Given = { readonly json?: boolean }
type Spell = Given & {
  readonly from: string
  readonly to: string
  readonly reason?: string
}

export function addOverride(oncall: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = oncall
    .command('override')
    .description('Somebody takes over for a while, whoever has the turn.')
    .argument('<rota>', 'Its id.')
    .requiredOption('--person <id>', 'Who takes over.')
    .option('--from <time>', 'Now, where it is left out.', 'now')
    .requiredOption('--to <time>', 'When it is over.')
    .option('--reason <text>', 'Why.')
  asksServer(command).action(
    withServer(
      surroundings,
      async (client, rota: string, given: Spell & { readonly person: string }) => {
        const { person, reason } = given
        const body = {
          person,
          from: typedTime(surroundings, given.from, { flag: 'from', ahead: true }),
          to: typedTime(surroundings, given.to, { flag: 'to', ahead: true }),
          ...(reason !== undefined && { reason }),
        }
        const request = { method: 'POST', path: path`/api/rotas/${rota}/override`, body } as const
        const { document, answer } = await client.ask(request, OVERRIDDEN)
        if (given.json === true) return terminal.json(document)
        terminal.say([green(line`${person} takes over: ${answer.id}.`)])
      },
    ),
  )
}

export function addSwap(oncall: Command, surroundings: Surroundings): void {
  const swap = oncall.command('swap').description('Ask somebody to take your turn, and answer.')
  addOffer(swap, surroundings)
  addSwapList(swap, surroundings)
  for (const [name, answer, means] of [
    ['accept', 'accepted', 'Take the turn that you are asked to take.'],
    ['decline', 'declined', 'Do not take it.'],
    ['withdraw', 'withdrawn', 'No longer ask.'],
  ] as const)
    addAnswer(swap, surroundings, { name, answer, means })
}

type Offer = Spell & {
  readonly with: string
  readonly backFrom?: string
  readonly backTo?: string
}

function addOffer(swap: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  const command = swap
    .command('offer')
    .description('Ask somebody to take your turn. It stays yours until they accept.')
    .argument('<rota>', 'Its id.')
    .requiredOption('--with <id>', 'Whom you ask.')
    .requiredOption('--from <time>', 'From when on.')
    .requiredOption('--to <time>', 'Until when.')
    .option('--back-from <time>', 'What you take in return: from when on.')
    .option('--back-to <time>', 'What you take in return: until when.')
    .option('--reason <text>', 'Why.')
  asksServer(command).action(
    withServer(surroundings, async (client, rota: string, given: Offer) => {
      const time = (typed: string | undefined, flag: string) =>
        typedTime(surroundings, typed, { flag, ahead: true })
      const back = { from: time(given.backFrom, 'back-from'), to: time(given.backTo, 'back-to') }
      if ((back.from === undefined) !== (back.to === undefined))
        throw new Stop(EXIT.usage, { what: 'Say both --back-from and --back-to, or neither.' })
      const body = {
        asked: given.with,
        from: time(given.from, 'from'),
        to: time(given.to, 'to'),
        ...(back.from !== undefined && { back }),
        ...(given.reason !== undefined && { reason: given.reason }),
      }
      const request = { method: 'POST', path: path`/api/rotas/${rota}/swap`, body } as const
      const { document, answer } = await client.ask(request, OVERRIDDEN)
      if (given.json === true) return terminal.json(document)
      terminal.say([green(line`${given.with} is asked: ${answer.id}.`)])
    }),
  )
}

function addSwapList(swap: Command, surroundings: Surroundings): void {
  const { terminal, zone } = surroundings
  asksServer(swap.command('list').description('Swaps that are not over yet.')).action(
    withServer(surroundings, async (client, { json }: Given) => {
      const { document, answer } = await client.ask({ path: '/api/swaps' }, SWAPS)
      if (json === true) return terminal.json(document)
      if (answer.swaps.length === 0) return terminal.say([line`Nobody asks anybody.`])
      const rows = answer.swaps.map(one => [
        cyan(one.id),
        bold(one.state),
        line`${one.asker} → ${one.asked}`,
        dim(
          line`${one.rota} ${shownDayAndTime(one.from, zone)} to ${shownDayAndTime(one.to, zone)}`,
        ),
      ])
      terminal.say(table(rows, terminal.width))
    }),
  )
}

function addAnswer(
  swap: Command,
  surroundings: Surroundings,
  {
    name,
    answer,
    means,
  }: { readonly name: string; readonly answer: string; readonly means: string },
): void {
  const { terminal } = surroundings
  asksServer(
    swap.command(name).description(means).argument('<swap>', 'As the list shows it.'),
  ).action(
    withServer(surroundings, async (client, id: string, { json }: Given) => {
      const request = {
        method: 'POST',
        path: path`/api/swaps/${id}/answer`,
        body: { answer },
      } as const
      const done = await client.ask(request, ONE_SWAP)
      if (json === true) return terminal.json(done.document)
      terminal.say([green(line`${id}: ${done.answer.state}.`)])
    }),
  )
}

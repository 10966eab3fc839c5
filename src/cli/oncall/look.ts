// Reading rotas: who is on call, who is next, shifts, gaps, and who carried what.
import type { Command } from 'commander'
import { EXIT } from '#/cli/exit-codes.ts'
import { FAIRNESS, ROTA, ROTAS } from '#/cli/oncall/answers.ts'
import type { RotaNow, Stretch } from '#/cli/oncall/answers.ts'
import { typedTime } from '#/cli/oncall/times.ts'
import { path } from '#/cli/server/client.ts'
import { asksServer, withServer } from '#/cli/server/with-server.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { table } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, green, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'
import { shownDayAndTime, shownLength, shownNear } from '#/cli/terminal/time.ts'
import { msBetween, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

type Given = { readonly json?: boolean }
type GivenAt = Given & { readonly at?: string }
type GivenSpell = Given & { readonly from?: string; readonly to?: string }

const DAY_MS = 86_400_000
const LISTED_DAYS = 14
const AT = 'At another time than now: 2026-03-01T02:00:00Z, 02:00, 14d.'

export function addWho(oncall: Command, surroundings: Surroundings): void {
  const { now, zone } = surroundings
  addNow(oncall, surroundings, {
    name: 'who',
    means: 'Who is on call, in one rota or in all.',
    row: one => [
      cyan(one.id),
      one.now === null ? red('nobody') : bold(one.now),
      dim(line`${untilWhen(one, at => shownNear(at, now(), zone))}`),
    ],
  })
}

export function addNext(oncall: Command, surroundings: Surroundings): void {
  const { now, zone } = surroundings
  addNow(oncall, surroundings, {
    name: 'next',
    means: 'Who is on call after whoever is, and from when.',
    row: ({ id, next }) => [
      cyan(id),
      next === null ? dim('nobody else') : bold(next.person),
      next === null ? '' : dim(shownNear(next.from, now(), zone)),
    ],
  })
}

type Now = {
  readonly name: string
  readonly means: string
  readonly row: (rota: RotaNow) => readonly Shown[]
}

/** What is told of each rota as it stands at an instant. */
function addNow(oncall: Command, surroundings: Surroundings, { name, means, row }: Now): void {
  const { terminal } = surroundings
  const command = oncall
    .command(name)
    .description(means)
    .argument('[rota]', 'Its id.')
    .option('--at <time>', AT)
  asksServer(command).action(
    withServer(surroundings, async (client, rota: string | undefined, { at, json }: GivenAt) => {
      const when = typedTime(surroundings, at, { flag: 'at', ahead: true })
      const request = { path: '/api/rotas', query: { at: when } }
      const { document, answer } = await client.ask(request, ROTAS)
      if (json === true) return terminal.json(document)
      const rows = answer.rotas.filter(({ id }) => rota === undefined || id === rota).map(row)
      terminal.say(rows.length === 0 ? [nothing(rota)] : table(rows, terminal.width))
    }),
  )
}

const NO_ROTA = line`The directory has no rota. Write one under On call, or bring yours: tocsin oncall import FILE.`

function nothing(rota: string | undefined): Line {
  return rota === undefined ? NO_ROTA : line`There is no rota ${rota}.`
}

/** Until when it stays so, and who comes then: nobody, where a gap is first. */
function untilWhen({ now, next, gaps: [gap] }: RotaNow, shown: (at: Instant) => string): string {
  if (now !== null && gap !== undefined && (next === null || gap.from < next.from))
    return `until ${shown(gap.from)}, then nobody`
  return next === null ? 'and nobody else' : `until ${shown(next.from)}, then ${next.person}`
}

export function addList(oncall: Command, surroundings: Surroundings): void {
  const { terminal, zone, now } = surroundings
  const command = oncall
    .command('list')
    .description('The shifts of a rota, with what of it nobody has; without one, all rotas.')
    .argument('[rota]', 'Its id.')
    .option('--from <time>', 'From now on, where it is left out.')
    .option('--to <time>', `${LISTED_DAYS} days, where it is left out.`)
  asksServer(command).action(
    withServer(surroundings, async (client, rota: string | undefined, given: GivenSpell) => {
      if (rota === undefined) {
        const { document, answer } = await client.ask({ path: '/api/rotas' }, ROTAS)
        if (given.json === true) return terminal.json(document)
        const rows = answer.rotas.map(one => [cyan(one.id), one.title, dim(one.zone)])
        return terminal.say(
          rows.length === 0 ? [line`There are no rotas.`] : table(rows, terminal.width),
        )
      }
      const from = typedTime(surroundings, given.from, { flag: 'from', ahead: false }) ?? now()
      const typed = typedTime(surroundings, given.to, { flag: 'to', ahead: true })
      const to = typed ?? plusMs(from, LISTED_DAYS * DAY_MS)
      const request = { path: path`/api/rotas/${rota}`, query: { from, to } }
      const { document, answer } = await client.ask(request, ROTA)
      if (given.json === true) return terminal.json(document)
      terminal.say(
        table(
          answer.stretches.map(one => stretchRow(one, zone)),
          terminal.width,
        ),
      )
    }),
  )
}

function stretchRow({ person, override, from, to }: Stretch, zone: string): readonly Line[] {
  return [
    line`${shownDayAndTime(from, zone)}`,
    line`${shownDayAndTime(to, zone)}`,
    person === null ? red('nobody') : bold(person),
    override === null ? line`` : yellow(override),
  ]
}

/** Ends with its own code where there are some, so that a check can run at night. */
export function addGaps(oncall: Command, surroundings: Surroundings): void {
  const { terminal, zone } = surroundings
  const command = oncall
    .command('gaps')
    .description(
      'Times within two weeks in which nobody is on call. Exit code 5 where there are some.',
    )
    .option('--at <time>', AT)
  asksServer(command).action(
    withServer(surroundings, async (client, { at, json }: GivenAt) => {
      const when = typedTime(surroundings, at, { flag: 'at', ahead: true })
      const request = { path: '/api/rotas', query: { at: when } }
      const { document, answer } = await client.ask(request, ROTAS)
      const rows = answer.rotas.flatMap(({ id, gaps }) =>
        gaps.map(({ from, to }) => [
          cyan(id),
          line`${shownDayAndTime(from, zone)}`,
          line`${shownDayAndTime(to, zone)}`,
          red(shownLength(msBetween(from, to))),
        ]),
      )
      if (rows.length > 0) process.exitCode = EXIT.faults
      if (json === true) return terminal.json(document)
      if (answer.rotas.length === 0) return terminal.say([NO_ROTA])
      terminal.say(
        rows.length === 0
          ? [green('Somebody is on call in every rota, all the time.')]
          : table(rows, terminal.width),
      )
    }),
  )
}

export function addFairness(oncall: Command, surroundings: Surroundings): void {
  const { terminal, zone } = surroundings
  const command = oncall
    .command('fairness')
    .description(
      'Who carried what: hours, nights, weekends, holidays, pages. Ninety days, where nothing else is said.',
    )
    .argument('<rota>', 'Its id.')
    .option('--from <time>', 'As -30d.')
    .option('--to <time>', 'As now.')
  asksServer(command).action(
    withServer(surroundings, async (client, rota: string, given: GivenSpell) => {
      const from = typedTime(surroundings, given.from, { flag: 'from', ahead: false })
      const to = typedTime(surroundings, given.to, { flag: 'to', ahead: false })
      const request = { path: path`/api/rotas/${rota}/fairness`, query: { from, to } }
      const { document, answer } = await client.ask(request, FAIRNESS)
      if (given.json === true) return terminal.json(document)
      const head = [
        '',
        'shifts',
        'hours',
        'nights',
        'weekend days',
        'holidays',
        'pages',
        'at night',
      ]
      const rows = answer.shares.map(share => [
        bold(share.person),
        line`${share.shifts}`,
        line`${share.hours}`,
        line`${share.nights}`,
        line`${share.weekend_days}`,
        line`${share.holidays}`,
        line`${share.pages ?? '–'}`,
        line`${share.pages_at_night ?? '–'}`,
      ])
      terminal.say([
        dim(line`${shownDayAndTime(answer.from, zone)} to ${shownDayAndTime(answer.to, zone)}`),
        ...table([head.map(dim), ...rows], terminal.width),
      ])
    }),
  )
}

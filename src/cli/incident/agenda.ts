// What is owed: stage by stage, what presses most first. What cannot be told yet stands at the end, by what would tell it.
import { aside, counted, named } from '#/cli/event/phrase.ts'
import type { Agenda, Owed } from '#/cli/server/answers.ts'
import { headed, table } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, green, joined, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'
import { shownCountdown, shownNear } from '#/cli/terminal/time.ts'
import type { Instant } from '#/core/time.ts'

type Standing = Owed['standing']

/** The most pressing first. */
const ORDER: readonly Standing[] = [
  'overdue',
  'due-soon',
  'open',
  'armed',
  'met-late',
  'met',
  'waived',
  'void',
]
const PRESSING: ReadonlySet<Standing> = new Set<Standing>(['overdue', 'due-soon', 'open'])

const PAINTS: Readonly<Record<Standing, (value: Shown) => Line>> = {
  overdue: red,
  'due-soon': yellow,
  open: bold,
  armed: dim,
  'met-late': yellow,
  met: green,
  waived: yellow,
  void: dim,
}

export type AgendaView = {
  readonly zone: string
  readonly width: number
  /** Stage that runs. */
  readonly stage: string | null
  /** Also what is over, and each promise that waits for an answer. */
  readonly all: boolean
}

export function agendaLines(agenda: Agenda, view: AgendaView): readonly Line[] {
  const { obligations, at } = agenda
  const shown = obligations.filter(({ standing }) => view.all || PRESSING.has(standing))
  const stages = [...new Set(shown.map(({ stage }) => stage))]
  return [
    summary(obligations),
    ...stages.flatMap(stage =>
      headed(
        headingOf(stage, view.stage),
        rowsOf(
          shown.filter(owed => owed.stage === stage),
          at,
          view,
        ),
      ),
    ),
    ...(view.all ? [] : waiting(obligations, view.width)),
  ]
}

const SUMMED: readonly (readonly [string, readonly Standing[], (value: Shown) => Line])[] = [
  ['overdue', ['overdue'], red],
  ['due soon', ['due-soon'], yellow],
  ['open', ['open'], bold],
  ['waiting for an answer', ['armed'], dim],
  ['done', ['met', 'met-late'], dim],
  ['waived', ['waived'], dim],
]

function summary(obligations: readonly Owed[]): Line {
  const parts = SUMMED.flatMap(([words, standings, paint]) => {
    const count = obligations.filter(({ standing }) => standings.includes(standing)).length
    return count === 0 ? [] : [paint(`${count} ${words}`)]
  })
  return parts.length === 0 ? line`Nothing is owed.` : joined(parts, ' · ')
}

function headingOf(stage: string | undefined, running: string | null): Line {
  const name = bold(stage ?? 'throughout')
  return stage !== undefined && stage === running ? line`${name} ${dim('(now)')}` : name
}

function rowsOf(owed: readonly Owed[], now: Instant, view: AgendaView): readonly Line[] {
  const sorted = owed.toSorted(
    (one, other) =>
      ORDER.indexOf(one.standing) - ORDER.indexOf(other.standing) || compareLimits(one, other),
  )
  return table(
    sorted.flatMap(one => [
      [PAINTS[one.standing](one.standing.replace('-', ' ')), limitOf(one, now), titleOf(one)],
      ['', '', detailsOf(one, now, view.zone)],
    ]),
    view.width,
    '  ',
  )
}

function compareLimits(one: Owed, other: Owed): number {
  const [a, b] = [one.due ?? '9999', other.due ?? '9999']
  return a < b ? -1 : a > b ? 1 : 0
}

function limitOf({ standing, due, aim, unmeasured }: Owed, now: Instant): Line {
  if (!PRESSING.has(standing) && standing !== 'armed') return []
  if (due !== undefined) return PAINTS[standing](shownCountdown(due, now))
  if (aim !== undefined) return line`aim ${shownCountdown(aim, now)}`
  return unmeasured === undefined ? [] : line`${unmeasured}`
}

function titleOf({ title, owners, by }: Owed): Line {
  const who = owners.length === 0 ? by : named(owners)
  return who === undefined ? line`${title}` : line`${title} ${dim('·')} ${who}`
}

/** What one types and cites, and by which clock. */
function detailsOf(owed: Owed, now: Instant, zone: string): Line {
  const { id, due, cites, standing, waits_for: waitsFor, met_at: metAt, met_by: metBy } = owed
  const time = (at: Instant) => shownNear(at, now, zone)
  const isOver = !PRESSING.has(standing) && standing !== 'armed'
  return joined(
    [
      cyan(id),
      ...(due === undefined || isOver ? [] : [dim(`due ${time(due)}`)]),
      ...(metAt === undefined ? [] : [dim(line`${time(metAt)} by ${metBy ?? 'tocsin'}`)]),
      ...(owed.waived === undefined
        ? []
        : [dim(line`${time(owed.waived.at)} by ${owed.waived.by}: ${owed.waived.reason}`)]),
      ...(waitsFor === undefined ? [] : [dim(line`waits for ${named(waitsFor)}`)]),
      ...(standing === 'void' && owed.cause !== undefined ? [dim(owed.cause)] : []),
      ...(cites.length === 0 ? [] : [dim(joined(cites))]),
    ],
    [{ text: ' · ', style: 'dim' }],
  )
}

/** Answers that are wanted, with how much hangs on each. */
function waiting(obligations: readonly Owed[], width: number): readonly Line[] {
  const armed = obligations.filter(({ standing }) => standing === 'armed')
  const by = new Map<string, string[]>()
  for (const { id, waits_for: waitsFor = [] } of armed)
    for (const one of waitsFor) by.set(one, [...(by.get(one) ?? []), id])
  const rows = [...by].map(([fact, ids]) => [
    cyan(fact),
    dim(line`${counted(ids.length, 'promise')}${aside(named(ids))}`),
  ])
  return headed(bold('not known yet, and promises hang on it'), table(rows, width, '  '))
}

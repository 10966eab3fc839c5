// What is owed, stage by stage, what presses most first. Stages that do not run are told in a line or two, and what cannot be
// told yet stands at the end, by the answer that would tell it: the page is for now.
import { counted, named } from '#/cli/event/phrase.ts'
import type { Agenda, Owed } from '#/cli/server/answers.ts'
import { headed, table, wrapped } from '#/cli/terminal/layout.ts'
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
  /** Also what is over, what waits for an answer, and every stage in full. */
  readonly all: boolean
  /** Every stage in full. */
  readonly full: boolean
}

export function agendaLines(agenda: Agenda, view: AgendaView): readonly Line[] {
  const { obligations, at } = agenda
  const shown = obligations.filter(({ standing }) => view.all || PRESSING.has(standing))
  const first = (stage: string | undefined) =>
    stage === view.stage ? 0 : stage === undefined ? 1 : 2
  const stages = [...new Set(shown.map(({ stage }) => stage))].toSorted(
    (one, other) => first(one) - first(other),
  )
  return [
    summary(obligations),
    ...stages.flatMap(stage => {
      const owed = shown.filter(one => one.stage === stage)
      return stageLines(stage, owed, at, view)
    }),
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

function stageLines(
  stage: string | undefined,
  owed: readonly Owed[],
  now: Instant,
  view: AgendaView,
): readonly Line[] {
  const isNow = stage === undefined || stage === view.stage
  const heading = bold(stage ?? 'throughout')
  if (isNow || view.full || view.all)
    return headed(stage === view.stage ? line`${heading} ${dim('(now)')}` : heading, [
      ...rowsOf(owed, now, view),
    ])
  // What has a limit presses in whatever stage it is.
  const timed = owed.filter(one => one.due !== undefined || one.standing !== 'open')
  const others = owed.filter(one => !timed.includes(one)).map(({ id }) => cyan(id))
  return headed(heading, [
    ...rowsOf(timed, now, view),
    ...(others.length === 0 ? [] : wrapped(line`  ${joined(others)}`, view.width, 2)),
  ])
}

function rowsOf(owed: readonly Owed[], now: Instant, view: AgendaView): readonly Line[] {
  const sorted = owed.toSorted(
    (one, other) =>
      ORDER.indexOf(one.standing) - ORDER.indexOf(other.standing) || compareLimits(one, other),
  )
  return table(
    sorted.map(one => [
      PAINTS[one.standing](one.standing.replace('-', ' ')),
      limitOf(one, now),
      cyan(one.id),
      aboutOf(one, now, view.zone),
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
  if (!PRESSING.has(standing)) return []
  if (due !== undefined) return PAINTS[standing](shownCountdown(due, now))
  if (aim !== undefined) return line`aim ${shownCountdown(aim, now)}`
  return line`${unmeasured ?? ''}`
}

/** What it is, whose it is, by which clock, and which sentences of the document ask for it. */
function aboutOf(owed: Owed, now: Instant, zone: string): Line {
  const {
    title,
    due,
    was,
    cites,
    law,
    unverified,
    standing,
    owners,
    by,
    waits_for: waitsFor,
  } = owed
  const who = owners.length === 0 ? by : named(owners)
  return joined(
    [
      line`${title}`,
      ...(who === undefined || standing === 'void' ? [] : [line`${who}`]),
      ...(due === undefined || !PRESSING.has(standing) ? [] : [dim(shownNear(due, now, zone))]),
      ...(was === undefined || !PRESSING.has(standing)
        ? []
        : [yellow(line`was ${shownNear(was, now, zone)}`)]),
      ...endOf(owed, at => shownNear(at, now, zone)),
      ...(waitsFor === undefined ? [] : [dim(line`waits for ${named(waitsFor)}`)]),
      ...(cites.length === 0 ? [] : [dim(joined(cites))]),
      ...(law === undefined ? [] : [dim(law)]),
      ...(unverified === undefined ? [] : [yellow('not verified')]),
    ],
    [{ text: ' · ', style: 'dim' }],
  )
}

function endOf(owed: Owed, time: (at: Instant) => string): readonly Line[] {
  const { met_at: metAt, met_by: metBy, waived, cause, standing } = owed
  if (waived !== undefined) return [dim(line`${time(waived.at)} by ${waived.by}: ${waived.reason}`)]
  if (metAt !== undefined) return [dim(line`${time(metAt)} by ${metBy ?? 'tocsin'}`)]
  return standing === 'void' && cause !== undefined ? [dim(cause.replaceAll('-', ' '))] : []
}

/** What promises wait for, with how many of them, most first. */
export function wantedAnswers(
  obligations: readonly Owed[],
): readonly (readonly [string, number])[] {
  const hanging = new Map<string, number>()
  for (const { standing, waits_for: waitsFor = [] } of obligations)
    if (standing === 'armed')
      for (const one of waitsFor) hanging.set(one, (hanging.get(one) ?? 0) + 1)
  return [...hanging].toSorted(([, one], [, other]) => other - one)
}

function waiting(obligations: readonly Owed[], width: number): readonly Line[] {
  const wanted = wantedAnswers(obligations)
  const shown = joined(wanted.map(([fact, count]) => line`${cyan(fact)} ${dim(`(${count})`)}`))
  return wanted.length === 0
    ? []
    : headed(
        line`${bold('not known yet')} ${dim(`and how many promises hang on it; ${counted(wanted.length, 'answer')} wanted, \`incident propose\` asks them`)}`,
        wrapped(line`  ${shown}`, width, 2),
      )
}

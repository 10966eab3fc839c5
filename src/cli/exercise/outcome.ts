// How a simulation ends: the promises that were not kept, the measures, and what the plan refused.
import { aside, because } from '#/cli/event/phrase.ts'
import { headed, table, wrapped } from '#/cli/terminal/layout.ts'
import { bold, cyan, dim, green, joined, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'
import { shownDayAndTime, shownLength, shownNear, shownOffset } from '#/cli/terminal/time.ts'
import { describe } from '#/core/exercise/report.ts'
import type { Scenario } from '#/core/exercise/scenario.ts'
import type { Simulation } from '#/core/exercise/simulate.ts'
import { figures } from '#/core/metrics/measure.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import type { Standing } from '#/core/obligation/obligation.ts'
import { msBetween } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

type Owed = ReturnType<typeof describe>

const PARTS: readonly {
  readonly heading: string
  readonly standing: readonly Standing[]
  readonly paint: (value: Shown) => Line
}[] = [
  { heading: 'missed', standing: ['overdue'], paint: red },
  { heading: 'late', standing: ['met-late'], paint: yellow },
  { heading: 'still open', standing: ['open', 'due-soon'], paint: bold },
  { heading: 'waived', standing: ['waived'], paint: yellow },
]

/** `all`: each promise on a line; otherwise those that have no limit only by name. */
export function promiseLines(
  { setting, incident, ended }: Simulation,
  width: number,
  all: boolean,
): readonly Line[] {
  const { plan } = setting
  const owed = obligations(plan, incident, ended).map(describe)
  const kept = owed.filter(({ standing }) => standing === 'met').length
  const armed = owed.filter(({ standing }) => standing === 'armed').length
  const lists = PARTS.flatMap(({ heading, standing, paint }) => {
    const ones = owed.filter(one => standing.includes(one.standing))
    const told = all ? ones : ones.filter(one => one.standing !== 'open' || hasLimit(one))
    const others = ones.filter(one => !told.includes(one)).map(one => cyan(one.id))
    const rows = told.map(one => [cyan(one.id), limitOf(one, ended, plan.zone), titleOf(one)])
    return headed(paint(`${heading} (${ones.length})`), [
      ...table(rows, width, '  '),
      ...(others.length === 0 ? [] : wrapped(line`  ${joined(others)}`, width, 2)),
    ])
  })
  const waiting = armed === 0 ? [] : dim(`, ${armed} still waited for an answer`)
  return [...lists, [], line`${green(`${kept} kept in time`)}${waiting}.`]
}

function hasLimit({ due, unmeasured }: Owed): boolean {
  return due !== undefined || unmeasured !== undefined
}

function titleOf({ title, by, cites }: Owed): Line {
  return line`${title}${by === undefined ? '' : ' · '}${by ?? ''}${aside(...cites)}`
}

function limitOf(
  { due, met_at: metAt, standing, waived, unmeasured }: Owed,
  ended: Instant,
  zone: string,
): Line {
  if (standing === 'met-late' && due !== undefined && metAt !== undefined)
    return yellow(`${shownLength(msBetween(due, metAt))} late`)
  if (standing === 'overdue' && due !== undefined)
    return red(`${shownLength(msBetween(due, ended))} late`)
  if (waived !== undefined) return line`by ${waived.by}${because(waived.reason)}`
  if (due !== undefined) return line`due ${shownDayAndTime(due, zone)}`
  return line`${unmeasured ?? ''}`
}

const STATES: Readonly<Record<string, string>> = {
  pending: 'not reached',
  'not-applicable': 'does not apply',
}

export function measureLines({ setting, incident }: Simulation, width: number): readonly Line[] {
  const rows = figures(setting.plan, incident).map(({ measure, ms, onTarget, state, reason }) => [
    cyan(measure.id),
    state === 'recorded' && ms !== undefined
      ? bold(shownLength(ms))
      : dim(
          state === 'invalid' ? (reason ?? state).replaceAll('-', ' ') : (STATES[state] ?? state),
        ),
    onTarget === undefined ? '' : onTarget ? green('on target') : red('off target'),
    line`${measure.title}${aside(...measure.cite)}`,
  ])
  return headed(bold('measures'), table(rows, width, '  '))
}

export function refusedLines(
  { starts }: Scenario,
  { refused, setting }: Simulation,
  width: number,
): readonly Line[] {
  const rows = refused.map(({ at, by, do: name, code, detail }) => [
    shownOffset(starts, at),
    dim(shownNear(at, at, setting.plan.zone)),
    by,
    line`${name}: ${red(code.replaceAll('-', ' '))}${aside(...Object.entries(detail).map(([key, value]) => line`${key}: ${typeof value === 'object' ? joined(value) : value}`))}`,
  ])
  return headed(red(`refused (${refused.length})`), table(rows, width, '  '))
}

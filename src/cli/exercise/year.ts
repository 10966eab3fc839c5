// `tocsin simulate YEAR.yaml`: a whole year of incidents and program on the engine itself.
import { dirname, join } from 'node:path'
import { counted } from '#/cli/event/phrase.ts'
import { EXIT } from '#/cli/exit-codes.ts'
import { readText, writeWhole } from '#/cli/files.ts'
import { sha256 } from '#/cli/sha256.ts'
import { Stop } from '#/cli/stop.ts'
import { table, wrapped } from '#/cli/terminal/layout.ts'
import { bold, dim, green, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'
import type { Terminal } from '#/cli/terminal/terminal.ts'
import { seeded } from '#/core/chance.ts'
import type { Directory } from '#/core/directory.ts'
import { readScenario } from '#/core/exercise/scenario.ts'
import type { Scenario } from '#/core/exercise/scenario.ts'
import { playYear } from '#/core/exercise/year.ts'
import { yearDrawing, yearReport } from '#/core/exercise/year-report.ts'
import { readYear } from '#/core/exercise/year-script.ts'
import type { YearScript } from '#/core/exercise/year-script.ts'
import type { Plan } from '#/core/plan/plan.ts'

type Given = {
  readonly json?: boolean
  readonly svg?: string
  readonly seed: number
  readonly directory: Directory | undefined
}

/** The script of a year from a file; its mistakes end the command. */
export function yearOf(file: string, text: string): YearScript {
  const read = readYear(text)
  if ('script' in read) return read.script
  throw mistaken(file, read.mistakes)
}

function mistaken(file: string, mistakes: readonly { where: string; message: string }[]): Stop {
  return new Stop(EXIT.faults, {
    what: line`${file} has mistakes.`,
    more: mistakes.map(({ where, message }) => line`${where}: ${message}`),
    document: { file, mistakes },
  })
}

/** Plays it, and says what came of it. */
export function simulateYear(
  terminal: Terminal,
  file: string,
  script: YearScript,
  plan: Plan,
  { json, svg, seed, directory }: Given,
): void {
  const scenarios = new Map(
    script.incidents.map(({ scenario }) => [scenario, beside(file, scenario)]),
  )
  const year = playYear(plan, script, scenarios, {
    sha256,
    chance: seeded(seed),
    ...(directory !== undefined && { directory }),
  })
  if (svg !== undefined) writeWhole(svg, yearDrawing(script.title, year))
  const report = yearReport(script.title, year, seed)
  if (json === true) terminal.json(report)
  else terminal.say(yearLines(report, terminal.width))
}

function beside(file: string, named: string): Scenario {
  const path = join(dirname(file), named)
  const read = readScenario(readText(path))
  if ('scenario' in read) return read.scenario
  throw mistaken(path, read.mistakes)
}

type Report = ReturnType<typeof yearReport>

function yearLines(report: Report, width: number): readonly Line[] {
  const { title, plan, seed, incidents, program, clauses } = report
  const broken = incidents.filter(({ missed }) => missed.length > 0).length
  return [
    ...wrapped(line`${bold(title)}, under ${plan.id} ${plan.version}`, width),
    dim(
      `${counted(incidents.length, 'incident')} from seed ${seed}; something was missed in ${broken}`,
    ),
    [],
    ...table(
      clauses
        .toSorted((a, b) => b.incidents - a.incidents)
        .map(it => [bold(it.clause), red(`${it.incidents}`), it.text]),
      width,
    ),
    [],
    ...table(measureRows(report), width),
    [],
    ...table(programRows(program), width),
  ]
}

/** Each measure with its mean of the year and of each quarter. */
function measureRows({ measures }: Report): readonly (readonly Shown[])[] {
  const [whole] = measures
  if (whole === undefined) return []
  return [
    [dim('mean'), ...measures.map(({ of }) => dim(of)), dim('target')],
    ...whole.measures.map(({ title, target }, index) => [
      title,
      ...measures.map(({ measures: its }) => shownMean(its[index]?.groups[0])),
      target ?? '',
    ]),
  ]
}

type Shares = Report['measures'][number]['measures'][number]['groups'][number]

function shownMean(group: Shares | undefined): string {
  if (group === undefined) return ''
  const { recorded, states } = group
  // A measure without moments counts incidents.
  if (recorded === undefined) return states.recorded === 0 ? '–' : String(states.recorded)
  const minutes = Math.round(recorded.mean / 60_000)
  return minutes < 120 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`
}

function programRows(program: Report['program']): readonly (readonly Shown[])[] {
  return [...Map.groupBy(program, ({ entry }) => entry)].map(([entry, all]) => {
    const count = (standing: 'done' | 'late' | 'missed') =>
      all.filter(it => it.standing === standing).length
    return [
      entry,
      line`due ${all.length}`,
      green(line`done ${count('done')}`),
      yellow(line`late ${count('late')}`),
      red(line`not done ${count('missed')}`),
    ]
  })
}

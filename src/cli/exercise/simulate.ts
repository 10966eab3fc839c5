// `tocsin simulate`: a scenario on the engine itself, days in a blink. Needs no server.
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Command } from 'commander'
import { rehearseInParts, rehearsedLines } from '#/cli/exercise/rehearsal.ts'
import { simulateYear, yearOf } from '#/cli/exercise/year.ts'
import { timelineLines } from '#/cli/exercise/timeline.ts'
import { EXIT } from '#/cli/exit-codes.ts'
import { bundledPlan, readText, writeWhole } from '#/cli/files.ts'
import { directoryOf, planOf } from '#/cli/plan/read.ts'
import { sha256 } from '#/cli/sha256.ts'
import { Stop } from '#/cli/stop.ts'
import { wholeNumber } from '#/cli/whole-number.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { line } from '#/cli/terminal/line.ts'
import { axisOf } from '#/core/exercise/axis.ts'
import { RUNS_MAX } from '#/core/exercise/rehearse.ts'
import { rehearsed } from '#/core/exercise/rehearsed.ts'
import { report } from '#/core/exercise/report.ts'
import { isYear } from '#/core/exercise/year-script.ts'
import { readScenario } from '#/core/exercise/scenario.ts'
import type { Scenario } from '#/core/exercise/scenario.ts'
import { simulate } from '#/core/exercise/simulate.ts'

type Given = {
  readonly plan?: string
  readonly directory?: string
  readonly all?: boolean
  readonly json?: boolean
  readonly runs?: number
  readonly seed: number
  readonly svg?: string
}

const SEED_MAX = 2 ** 31

export function addSimulate(program: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  program
    .command('simulate')
    .helpGroup('Without a server:')
    .description(
      'Play a scenario through a plan: who would be told what, and when, before the night.',
    )
    .argument(
      '<file>',
      'The scenario or the year (YAML), such as scenarios/ransomware-at-night.yaml.',
    )
    .option(
      '--plan <plan>',
      'Another plan than the scenario names: a file, or the id of a bundled one.',
    )
    .option('--directory <file>', 'Real people; otherwise every position is filled by a stand-in.')
    .option('--all', 'Every event, not only what matters most.')
    .option('--json', 'Print one JSON document: log, messages, obligations, measures.')
    .option(
      '--runs <number>',
      'Rehearse: so many times, with delays and gaps drawn as the scenario states them, and what is missed counted by clause.',
      wholeNumber(1, RUNS_MAX),
    )
    .option('--seed <number>', 'What is drawn follows from it.', wholeNumber(0, SEED_MAX), 1)
    .option('--svg <file>', 'Also draw the simulated time as an axis, into an SVG file.')
    .action(async (file: string, options: Given) => {
      const text = readText(file)
      if (isYear(text)) {
        const script = yearOf(file, text)
        const plan = planOf(surroundings, options.plan ?? planBeside(file, script, surroundings))
        const directory =
          options.directory === undefined ? undefined : directoryOf(options.directory)
        return simulateYear(terminal, file, script, plan, { ...options, directory })
      }
      const scenario = scenarioOf(file, text)
      const plan = planOf(surroundings, options.plan ?? planBeside(file, scenario, surroundings))
      const directory = options.directory === undefined ? undefined : directoryOf(options.directory)
      const people = directory === undefined ? {} : { directory }
      if (options.runs !== undefined) {
        const { runs, seed } = options
        const tally = await rehearseInParts({ plan, scenario, ...people, seed, to: runs })
        const rehearsal = rehearsed(plan, tally, seed)
        if (options.json === true) return terminal.json(rehearsal)
        return terminal.say(rehearsedLines(scenario, plan, rehearsal, terminal.width))
      }
      const played = simulate(plan, scenario, {
        sha256,
        ...people,
      })
      if (options.svg !== undefined) writeWhole(options.svg, axisOf(scenario.title, played))
      if (options.json === true) return terminal.json(report(played))
      const view = { width: terminal.width, all: options.all === true }
      terminal.say(timelineLines(scenario, played, view))
    })
}

function scenarioOf(file: string, text: string): Scenario {
  const read = readScenario(text)
  if ('scenario' in read) return read.scenario
  throw new Stop(EXIT.faults, {
    what: line`${file} has mistakes.`,
    more: read.mistakes.map(({ where, message }) => line`${where}: ${message}`),
    document: { file, mistakes: read.mistakes },
  })
}

/** A scenario names a bundled plan by its id, or a file as seen from its own place. */
function planBeside(
  file: string,
  { plan }: Pick<Scenario, 'plan'>,
  { root }: Surroundings,
): string {
  const beside = resolve(dirname(file), plan)
  const isBundled = /^[\w.-]+$/.test(plan) && existsSync(join(root, bundledPlan(plan)))
  return isBundled ? plan : beside
}

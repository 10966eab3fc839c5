// `tocsin selftest clocks`: whether the clocks of the regimes say what is expected of them.
import { join } from 'node:path'
import type { Command } from 'commander'
import { EXIT } from '#/cli/exit-codes.ts'
import { readText } from '#/cli/files.ts'
import { bundledRegimes, regimesBeside } from '#/cli/regimes.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { wrapped } from '#/cli/terminal/layout.ts'
import { bold, dim, green, joined, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'
import { counted } from '#/cli/event/phrase.ts'
import { timeIn } from '#/core/obligation/step-words.ts'
import { testClocks } from '#/core/selftest/clocks.ts'
import type { ClockTest } from '#/core/selftest/clocks.ts'
import type { Due, Judged, Outcome, Unread } from '#/core/selftest/vector.ts'

/** Vectors of our own: all examples of the law, and boundaries, clock changes, holidays, leap days and ends of months. */
const BUNDLED = join('regimes', 'vectors.yaml')
/** So many are explained without being asked; of more only those that differ. */
const EXPLAINED_MAX = 20

export function addSelftest(program: Command, surroundings: Surroundings): void {
  const { terminal, root } = surroundings
  program
    .command('selftest')
    .description('Check Tocsin against what others expect of it.')
    .command('clocks')
    .description(
      'Check the dates of the regimes: each expected date, what comes out, and how it was counted.',
    )
    .option('--vectors <file>', 'Dates of your own instead of ours (docs/selftest-clocks.md).')
    .option('--explain', 'Also how each date was counted that agrees.')
    .option('--json', 'Print one JSON document.')
    .action(
      (options: {
        readonly vectors?: string
        readonly explain?: boolean
        readonly json?: boolean
      }) => {
        const { vectors: file } = options
        const text = readText(file ?? join(root, BUNDLED))
        const regimes = file === undefined ? bundledRegimes(root) : regimesBeside(root, file)
        const result = testClocks(text, regimes)
        if (options.json === true) terminal.json(documentOf(file ?? BUNDLED, result))
        else terminal.say(linesOf(result, options.explain === true, terminal.width))
        process.exitCode = result.sound ? EXIT.ok : EXIT.faults
      },
    )
}

/** What `--json` prints. */
function documentOf(file: string, { sound, judged, unread }: ClockTest) {
  return {
    file,
    sound,
    agree: judged.filter(({ agrees }) => agrees).length,
    differ: judged.filter(({ agrees }) => !agrees).length,
    unread: unread.length,
    vectors: judged.map(({ vector, outcome, agrees, agreesWith, ...rest }) => ({
      line: vector.line,
      name: vector.name,
      regime: vector.regime,
      report: vector.report ?? null,
      agrees,
      expected: vector.due.map(expectedText),
      got: outcome,
      agreesWith: agreesWith ?? null,
      ...rest,
    })),
    problems: unread,
  }
}

function linesOf(
  { sound, judged, unread }: ClockTest,
  all: boolean,
  width: number,
): readonly Line[] {
  const explained = all || judged.length <= EXPLAINED_MAX
  const agreeing = judged.filter(({ agrees }) => agrees).length
  const counts = `${counted(judged.length + unread.length, 'date')}: ${agreeing} agree, ${judged.length - agreeing} differ, ${unread.length} cannot be read`
  return [
    ...judged.flatMap(one => judgedLines(one, explained || !one.agrees, width)),
    ...unread.flatMap(one => unreadLines(one, width)),
    [],
    line`${sound ? green(counts) : red(counts)}`,
  ]
}

function judgedLines(judged: Judged, explained: boolean, width: number): readonly Line[] {
  const { vector, agrees, agreesWith, outcome, zone, law, unverified, obligation, read, how } =
    judged
  const head = line`${agrees ? green('agrees') : red('DIFFERS')} ${dim(`line ${vector.line}`)} ${bold(vector.name)}: ${outcomeText(outcome, zone)}`
  if (!explained) return wrapped(head, width, 2)
  const expected = vector.due.map(expectedText).join(' or ')
  const below: readonly Line[] = [
    line`expected ${expected}${agreesWith === undefined ? '' : `: ${agreesWith}`}`,
    ...(law === undefined ? [] : [line`${law} ${dim(`(${obligation})`)}`]),
    ...(unverified === undefined ? [] : [line`${yellow(`Not verified: ${unverified}`)}`]),
    ...how.map(sentence => line`${sentence}`),
    ...(read.length === 0 ? [] : [dim(joined(read, '; '))]),
  ]
  return [
    ...wrapped(head, width, 2),
    ...below.flatMap(one => wrapped([{ text: '    ' }, ...one], width, 4)),
  ]
}

function unreadLines({ line: at, name, problem, known }: Unread, width: number): readonly Line[] {
  return [
    ...wrapped(
      line`${red('cannot be read')} ${dim(`line ${at}`)} ${bold(name)}: ${problem}`,
      width,
      2,
    ),
    ...(known === undefined ? [] : wrapped(line`    Known: ${known.join(', ')}`, width, 4)),
  ]
}

function expectedText(due: Due): string {
  return due.kind === 'when' ? due.when.text : due.kind
}

function outcomeText(outcome: Outcome, zone: string): string {
  switch (outcome.kind) {
    case 'due': {
      const legal =
        outcome.legal === undefined ? '' : `, strict legal limit ${timeIn(zone, outcome.legal)}`
      const shown =
        outcome.shown === undefined
          ? ''
          : `, or ${timeIn(zone, outcome.shown)} where national law moves it`
      return `${timeIn(zone, outcome.due)}${legal}${shown}`
    }
    case 'unmeasured':
      return `no date, ${outcome.words}`
    case 'none':
      return `not owed, ${outcome.why}`
    case 'armed':
      return `cannot be told yet, waits for ${outcome.waitsFor.join(', ')}`
  }
}

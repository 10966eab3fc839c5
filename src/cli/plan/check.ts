// `tocsin plan check`: what is wrong with a plan, what else was found in it, and which of its elements carry which clause.
import type { Command } from 'commander'
import { EXIT } from '#/cli/exit-codes.ts'
import type { ExitCode } from '#/cli/exit-codes.ts'
import { readPlanSource } from '#/cli/files.ts'
import { directoryOf } from '#/cli/plan/read.ts'
import { regimesBeside } from '#/cli/regimes.ts'
import { sha256 } from '#/cli/sha256.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { table, wrapped } from '#/cli/terminal/layout.ts'
import { bold, dim, green, joined, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'
import { counted } from '#/cli/event/phrase.ts'
import { check } from '#/core/plan/check.ts'
import { coverage } from '#/core/plan/check/coverage.ts'
import type { Coverage } from '#/core/plan/check/coverage.ts'
import { dutiesOf } from '#/core/plan/check/regime.ts'
import type { RegimeDuties } from '#/core/plan/check/regime.ts'
import { formatFinding } from '#/core/plan/check/finding.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import { compile } from '#/core/plan/compile.ts'
import { planHash } from '#/core/plan/hash.ts'
import { formatMistake } from '#/core/plan/mistake.ts'
import type { Mistake } from '#/core/plan/mistake.ts'

/** What `--json` prints. */
export type Checked = {
  readonly file: string
  /** No mistake, and no finding that is an error. */
  readonly sound: boolean
  /** null while there are mistakes. */
  readonly plan: {
    readonly id: string
    readonly version: string
    readonly title: string
    readonly hash: string
  } | null
  readonly mistakes: readonly Mistake[]
  readonly findings: readonly Finding[]
  readonly clauses: readonly Coverage[]
  readonly regimes: readonly RegimeDuties[]
}

export function addCheck(plan: Command, surroundings: Surroundings): void {
  const { terminal } = surroundings
  plan
    .command('check')
    .description('Compile a plan, and prove of it what can be proved before the night.')
    .argument('<plan>', 'A file, or the id of a bundled plan.')
    .option('--directory <file>', 'Also who fills its positions, and how they are reached.')
    .option('--json', 'Print one JSON document.')
    .action((named: string, options: { readonly directory?: string; readonly json?: boolean }) => {
      const checked = checkPlan(surroundings, named, options.directory)
      if (options.json === true) terminal.json(checked)
      else terminal.say(checkLines(checked, terminal.width))
      process.exitCode = exitOf(checked)
    })
}

function exitOf({ sound }: Checked): ExitCode {
  return sound ? EXIT.ok : EXIT.faults
}

function checkPlan(
  surroundings: Surroundings,
  named: string,
  directory: string | undefined,
): Checked {
  const { path: file, text } = readPlanSource(surroundings, named)
  const people = directory === undefined ? undefined : directoryOf(directory)
  const compiled = compile(text, { file, regimes: regimesBeside(surroundings.root, file) })
  if ('mistakes' in compiled) {
    const { mistakes } = compiled
    return { file, sound: false, plan: null, mistakes, findings: [], clauses: [], regimes: [] }
  }
  const { plan } = compiled
  const findings = check(plan, people)
  const { id, version, title } = plan
  return {
    file,
    sound: findings.every(({ severity }) => severity !== 'error'),
    plan: { id, version, title, hash: planHash(plan, sha256) },
    mistakes: [],
    findings,
    clauses: coverage(plan),
    regimes: dutiesOf(plan),
  }
}

const PAINTS: Readonly<Record<Finding['severity'], (value: Shown) => Line>> = {
  error: red,
  warning: yellow,
  note: dim,
}

/** Mistakes and findings keep to one line each, so that an editor can jump to them. */
function checkLines({ file, plan, mistakes, findings, clauses, regimes }: Checked, width: number) {
  if (plan === null)
    return [
      ...mistakes.map(mistake => line`${formatMistake(mistake)}`),
      [],
      red(`${counted(mistakes.length, 'mistake')}: this is no plan yet.`),
    ]
  return [
    ...findings.map(finding => PAINTS[finding.severity](formatFinding(finding, file))),
    ...(findings.length > 0 ? [[]] : []),
    ...clauseLines(clauses, width),
    [],
    ...regimes.flatMap(regime => regimeLines(regime, width)),
    ...verdictLines({ plan, findings, clauses }, width),
  ]
}

function clauseLines(clauses: readonly Coverage[], width: number): readonly Line[] {
  return table(
    clauses.map(({ clause, carriedBy, later }) => {
      const carriers: readonly Shown[] = [
        ...carriedBy.map(({ kind, id }) => line`${dim(kind)} ${id}`),
        ...(later === undefined ? [] : [dim(`later: ${later}`)]),
      ]
      return [clause, carriers.length === 0 ? red('NOT CARRIED') : joined(carriers)]
    }),
    width,
  )
}

/** What a regime asks, each with its law, and what of it the plan leaves out. */
function regimeLines(
  { title, version, law, duties, leftOut }: RegimeDuties,
  width: number,
): readonly Line[] {
  return [
    ...wrapped(line`${bold(title)} ${dim(version)} ${dim(law)}`, width, 2),
    ...table(
      [
        ...duties.map(duty => [
          duty.id,
          duty.unverified === undefined
            ? dim(duty.law ?? '')
            : joined([dim(duty.law ?? ''), yellow(`not verified: ${duty.unverified}`)]),
        ]),
        ...leftOut.map(({ id, why }) => [id, yellow(`left out: ${why}`)]),
      ],
      width,
      '  ',
    ),
    [],
  ]
}

function verdictLines(
  {
    plan,
    findings,
    clauses,
  }: Pick<Checked, 'findings' | 'clauses'> & { plan: NonNullable<Checked['plan']> },
  width: number,
): readonly Line[] {
  const count = (severity: Finding['severity']) =>
    findings.filter(finding => finding.severity === severity).length
  const later = clauses.filter(clause => clause.later !== undefined).length
  const open = clauses.filter(
    ({ carriedBy, later: work }) => carriedBy.length === 0 && work === undefined,
  ).length
  const errors = count('error')
  const found = [
    counted(errors, 'error'),
    counted(count('warning'), 'warning'),
    counted(count('note'), 'note'),
  ].join(', ')
  return [
    ...wrapped(line`${bold(plan.title)} (${plan.id} ${plan.version})`, width),
    line`${counted(clauses.length, 'clause')}: ${clauses.length - later - open} carried, ${later} for later, ${open} not carried`,
    line`${errors === 0 ? green(found) : red(found)}`,
  ]
}

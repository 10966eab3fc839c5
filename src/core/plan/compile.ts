import { checkHeld } from '#/core/plan/compile/authority.ts'
import { compileClassification, readFactKinds } from '#/core/plan/compile/classification.ts'
import {
  compileElement,
  compilePlainSpan,
  ordered,
  present,
  refer,
} from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { compileSurroundings } from '#/core/plan/compile/calendar.ts'
import { checkCycles } from '#/core/plan/compile/cycle.ts'
import { withGenerated } from '#/core/plan/compile/generated.ts'
import { readNames } from '#/core/plan/compile/names.ts'
import { checkNamespace } from '#/core/plan/compile/namespace.ts'
import { compilePaging } from '#/core/plan/compile/paging.ts'
import { compilePeople } from '#/core/plan/compile/people.ts'
import { compileRules } from '#/core/plan/compile/playbook.ts'
import { compileZone } from '#/core/plan/compile/zone.ts'
import { compileFrame } from '#/core/plan/compile/record.ts'
import { MISTAKES_MAX } from '#/core/plan/limits.ts'
import type { Mistake } from '#/core/plan/mistake.ts'
import { PLAN_FORMAT } from '#/core/plan/plan.ts'
import type { Clause, Element, Intake, Plan } from '#/core/plan/plan.ts'
import { dated } from '#/core/plan/regime/in-force.ts'
import { compileRegimes, withRegimes } from '#/core/plan/regime/merge.ts'
import { checkCollisions, factKindsOf, namesWith } from '#/core/plan/regime/names.ts'
import { openRegimes } from '#/core/plan/regime/open.ts'
import type { OpenRegime } from '#/core/plan/regime/open.ts'
import { NO_REGIMES } from '#/core/plan/regime.ts'
import type { Regimes } from '#/core/plan/regime.ts'
import { PLAN_FORM } from '#/core/plan/source.ts'
import type { PlanSource } from '#/core/plan/source.ts'
import { readShape } from '#/core/plan/source/read.ts'
import { readYaml } from '#/core/plan/yaml.ts'

export type Compiled = { readonly plan: Plan } | { readonly mistakes: readonly Mistake[] }

/** `file` is the name that mistakes carry; `regimes` is where those are found that the plan switches on. */
export type CompileOptions = { readonly file?: string; readonly regimes?: Regimes }

/**
 * Reads a plan source (YAML) into what the engine acts on, or gives every mistake in it, in the order of the source, then
 * those in the files of its regimes. Never throws, whatever the text.
 */
export function compile(
  text: string,
  { file, regimes = NO_REGIMES }: CompileOptions = {},
): Compiled {
  const yaml = readYaml(text, TEXT_UNDER)
  if ('mistakes' in yaml) return refuse(yaml.mistakes, file)
  // Read first: an element that is cut out for a mistake in it still has its name.
  const own = readNames(yaml.source.value)
  const { mistakes, source, ...shaped } = readShape(yaml.source, PLAN_FORM)
  const base: Context = { ...shaped, names: own, mistakes: [...mistakes] }
  const elsewhere: Mistake[] = []
  const opened = openRegimes(base, source.uses, regimes, elsewhere)
  const context = { ...base, names: namesWith(own, opened) }
  checkCollisions(context, own, opened)
  const plan = compileSource(context, source, opened)
  for (const regime of opened)
    elsewhere.push(...regime.mistakes.map(mistake => ({ ...mistake, file: regime.file })))
  const isSound = context.mistakes.length === 0 && elsewhere.length === 0
  return isSound ? { plan } : refuse(context.mistakes, file, elsewhere)
}

/** Ids of clauses may look like numbers, and 1.10 is not 1.1. */
const TEXT_UNDER = ['cite']

function refuse(
  mistakes: readonly Mistake[],
  file: string | undefined,
  elsewhere: readonly Mistake[] = [],
): Compiled {
  const named = mistakes.map(mistake => (file === undefined ? mistake : { ...mistake, file }))
  const sorted = [...inOrder(named), ...inOrder(elsewhere)]
  const reported = sorted.slice(0, MISTAKES_MAX)
  const last = reported.at(-1)
  if (sorted.length > MISTAKES_MAX && last !== undefined)
    reported.push({
      ...last,
      code: 'too-many-mistakes',
      message: `${sorted.length - MISTAKES_MAX} more mistakes are not shown.`,
      mend: 'Mend these first.',
    })
  return { mistakes: reported }
}

/** By file, in the order in which the files come, and in each in the order of the text. */
function inOrder(mistakes: readonly Mistake[]): readonly Mistake[] {
  const files = [...new Set(mistakes.map(({ file }) => file))]
  return mistakes.toSorted(
    (one, other) =>
      files.indexOf(one.file) - files.indexOf(other.file) ||
      one.line - other.line ||
      one.column - other.column,
  )
}

function compileSource(outer: Context, source: PlanSource, opened: readonly OpenRegime[]): Plan {
  const paging = compilePaging(outer, source)
  const facts = new Map([...readFactKinds(source), ...factKindsOf(opened)])
  const context = { ...outer, facts, paging }
  const classification = compileClassification(context, source)
  const { paths, ...promises } = compileRules(context, source)
  checkNamespace(context, source)
  const alone: Plan = {
    format: PLAN_FORMAT,
    id: source.plan,
    title: source.title,
    version: source.version,
    zone: compileZone(context, ['zone'], source.zone),
    ...compileSurroundings(context, source),
    clauses: compileClauses(context, source),
    ...classification,
    ...compilePeople(context, source),
    ...compileFrame(context, source),
    ...promises,
    paging,
    intake: compileIntake(context, source),
    settings: compileSettings(context, source),
  }
  const merged = withRegimes(context, alone, compileRegimes(context, opened))
  const plan = { ...merged, rules: withGenerated(context, merged, paths) }
  checkHeld(context, plan)
  checkCycles(context, { ...plan, paths })
  return { ...plan, rules: plan.rules.map(rule => dated(plan, rule)) }
}

/** Sections that are one thing, with the name under which they are shown where they have none. */
const SETTINGS = {
  classifying: 'How levels are given',
  people: 'Who takes part',
  paging: 'How pages move on',
  intake: 'How signals become incidents',
} as const

/** Those of them that carry a clause or a mark: the others are nobody's sentence. */
function compileSettings(context: Context, source: PlanSource): readonly Element[] {
  return (Object.keys(SETTINGS) as (keyof typeof SETTINGS)[]).flatMap(section => {
    const written = source[section]
    if (written === undefined) return []
    const title = written.title ?? SETTINGS[section]
    const element = compileElement(context, [section], section, { ...written, title })
    return element.cite.length + Object.keys(element.marks).length === 0 ? [] : [element]
  })
}

function compileClauses(context: Context, source: PlanSource): readonly Clause[] {
  return ordered(context, ['clauses'], source.clauses).map(({ id, entry, line }) =>
    typeof entry === 'string' ? { id, text: entry, line } : present({ id, ...entry, line }),
  )
}

/** What the product does by itself where a plan says nothing about it. */
const INTAKE_DEFAULT = {
  groupBy: ['alertname', 'cluster', 'service'],
  join: '5m',
  source: 'machine',
} as const

function firstMachine(sources: PlanSource['sources']): string | undefined {
  return Object.entries(sources ?? {}).find(
    ([, source]) => source?.machine === true || source?.machine === 'yes',
  )?.[0]
}

function compileIntake(context: Context, { intake, sources }: PlanSource): Intake {
  return {
    groupBy: intake?.['group-by'] ?? INTAKE_DEFAULT.groupBy,
    join: compilePlainSpan(context, ['intake', 'join'], intake?.join ?? INTAKE_DEFAULT.join),
    source:
      intake?.source === undefined
        ? (firstMachine(sources) ?? INTAKE_DEFAULT.source)
        : refer(context, ['intake', 'source'], ['source'], intake.source),
  }
}

import { readYaml } from '#/core/plan/yaml.ts'
import type { Regimes } from '#/core/plan/regime.ts'
import { readShape } from '#/core/plan/source/read.ts'
import { REGIME_FORM } from '#/core/plan/source/regime.ts'
import type { RegimeSource } from '#/core/plan/source/regime.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'
import { sorted } from '#/core/selftest/entity.ts'
import { readFacts, withGiven } from '#/core/selftest/fact.ts'
import { agreement, instantOf } from '#/core/selftest/judge.ts'
import { readVectors } from '#/core/selftest/read.ts'
import { meaningOf } from '#/core/selftest/record.ts'
import type { Told } from '#/core/selftest/record.ts'
import { runRule } from '#/core/selftest/run.ts'
import type { Run } from '#/core/selftest/run.ts'
import { createStages } from '#/core/selftest/stage.ts'
import type { Stage } from '#/core/selftest/stage.ts'
import type { Judged, Unread, Vector } from '#/core/selftest/vector.ts'
import { plain } from '#/core/selftest/word.ts'
import type { Instant } from '#/core/time.ts'

/** What a run of vectors found: `sound` when each could be read and agrees. */
export type ClockTest = {
  readonly sound: boolean
  readonly judged: readonly Judged[]
  readonly unread: readonly Unread[]
}

/** Checks date vectors against the engine, in the regimes that are handed in. Never throws for what is written in `text`. */
export function testClocks(text: string, regimes: Regimes): ClockTest {
  const { vectors, unread } = readVectors(text)
  const bench = createBench(regimes)
  const results = vectors.map(vector => bench(vector))
  const judged = results.flatMap(result => ('outcome' in result ? [result] : []))
  const failed = [...unread, ...results.flatMap(result => ('problem' in result ? [result] : []))]
  return {
    sound: failed.length === 0 && judged.every(({ agrees }) => agrees),
    judged,
    unread: failed.toSorted((one, other) => one.line - other.line),
  }
}

function createBench(regimes: Regimes): (vector: Vector) => Judged | Unread {
  const sources = sourcesOf(regimes)
  const stageFor = createStages(regimes)
  return written => {
    const vector = sortedIn(sources, written)
    const fail = (problem: string, known?: readonly string[]): Unread => ({
      line: vector.line,
      name: nameOf(vector),
      problem,
      ...(known !== undefined && { known }),
    })
    const source = regimeMeant(sources, vector.regime)
    if (source === undefined)
      return fail(
        `There is no regime ${JSON.stringify(vector.regime)}.`,
        sources.map(({ regime }) => regime),
      )
    const stage = stageFor(source, vector)
    if ('problem' in stage) return fail(stage.problem, stage.known)
    const rules = rulesMeant(stage.plan, vector.report)
    if (rules.length === 0)
      return fail(
        `${source.regime} has no report ${JSON.stringify(vector.report)}.`,
        reportsOf(stage.plan),
      )
    const facts = readFacts(stage.plan, source.regime, vector.facts)
    if ('problem' in facts) return fail(facts.problem, facts.known)
    const told = tellMoments(stage, rules, vector)
    if ('problem' in told) return fail(told.problem, told.known)
    const plan = withGiven(stage.plan, facts)
    return judge(vector, { ...stage, plan }, rules, { ...told, ...facts })
  }
}

/** As their files have them; those that cannot be read are not there. */
function sourcesOf(regimes: Regimes): readonly RegimeSource[] {
  const known = opened.get(regimes)
  if (known !== undefined) return known
  const sources = regimes.names.flatMap(name => {
    const source = sourceOf(regimes, name)
    return source === undefined ? [] : [source]
  })
  opened.set(regimes, sources)
  return sources
}

const opened = new WeakMap<Regimes, readonly RegimeSource[]>()

function sortedIn(sources: readonly RegimeSource[], vector: Vector): Vector {
  const source = regimeMeant(sources, vector.regime)
  return source === undefined ? vector : { ...vector, ...sorted(source, vector) }
}

function sourceOf(regimes: Regimes, id: string): RegimeSource | undefined {
  const found = regimes.read(id)
  const yaml = found === undefined ? undefined : readYaml(found.text, ['cite'])
  if (yaml === undefined || 'mistakes' in yaml) return undefined
  return readShape(yaml.source, REGIME_FORM).source
}

function regimeMeant(sources: readonly RegimeSource[], name: string): RegimeSource | undefined {
  const word = plain(name)
  return sources.find(({ regime, names = [] }) =>
    [regime, ...names].some(known => plain(known) === word),
  )
}

/** Obligations that answer to the name of a report; without a name, to that of the first. */
function rulesMeant(plan: Plan, report: string | undefined): readonly Rule[] {
  const reported = plan.rules.filter(rule => rule.report !== undefined)
  const name = report ?? reported.find(isTimed)?.report?.[0] ?? reported[0]?.report?.[0]
  if (name === undefined) return []
  const word = plain(name)
  return reported.filter(({ id, report: names = [] }) =>
    [id, ...names].some(known => plain(known) === word),
  )
}

function isTimed({ clock }: Rule): boolean {
  return clock?.cases.some(({ within }) => within !== undefined) ?? false
}

function reportsOf(plan: Plan): readonly string[] {
  return [...new Set(plan.rules.flatMap(({ report = [] }) => report))]
}

type Times = Pick<Told, 'moments' | 'met'>

function tellMoments(
  { plan, zone }: Stage,
  rules: readonly Rule[],
  { moments }: Vector,
): Times | { readonly problem: string; readonly known: readonly string[] } {
  const told = { moments: new Map<string, Instant>(), met: new Map<string, Instant>() }
  for (const [name, when] of moments) {
    const meant = meaningOf(plan, rules, name)
    if (meant === undefined)
      return {
        problem: `Nothing here is called ${JSON.stringify(name)}.`,
        known: momentsOf(plan, rules),
      }
    const at = instantOf(when, zone)
    if ('moment' in meant) told.moments.set(meant.moment, at)
    else told.met.set(meant.met, at)
  }
  // Who has verified a breach is aware of it, as in every incident.
  const verified = told.moments.get('verified')
  if (verified !== undefined && !told.moments.has('aware')) told.moments.set('aware', verified)
  return told
}

function momentsOf(plan: Plan, rules: readonly Rule[]): readonly string[] {
  const reports = plan.rules.flatMap(({ report = [] }) => report.slice(0, 1))
  const regime = rules[0]?.regime ?? ''
  return [
    'occurred',
    'detected',
    'aware',
    'verified',
    'resolved',
    'submitted',
    ...plan.moments.map(({ id }) =>
      id.startsWith(`${regime}-`) ? id.slice(regime.length + 1) : id,
    ),
    ...reports.map(report => `${report}-submitted`),
  ]
}

/**
 * Of several obligations of one name that counts which applies by what is told; where none is known to, the first that can. To
 * `armed` nothing is taken for granted: it asks what the record alone says.
 */
function judge(vector: Vector, stage: Stage, rules: readonly Rule[], told: Told): Judged {
  const granted = !vector.due.every(due => due.kind === 'armed')
  const runs = rules.map(rule => runRule(stage.plan, rule, told, granted, stage.zone))
  const run = chosen(runs)
  const { rule, outcome } = run
  const agreesWith = agreement(vector.due, outcome, stage.zone)
  return {
    vector: { ...vector, name: nameOf(vector) },
    agrees: agreesWith !== undefined,
    outcome,
    ...(agreesWith !== undefined && { agreesWith }),
    zone: stage.zone,
    obligation: rule.id,
    ...(rule.law !== undefined && { law: rule.law }),
    ...(rule.marks.unverified !== undefined && { unverified: rule.marks.unverified }),
    read: [...stage.read, ...run.read],
    how: run.how,
  }
}

function chosen(runs: readonly Run[]): Run {
  const known = runs.findLast(
    ({ applies, outcome }) => applies === 'yes' && outcome.kind !== 'armed',
  )
  const possible = runs.find(
    ({ outcome }) => outcome.kind === 'due' || outcome.kind === 'unmeasured',
  )
  const waiting = runs.find(({ outcome }) => outcome.kind === 'armed')
  const [first] = runs
  const run = known ?? possible ?? waiting ?? first
  if (run === undefined) throw new Error('a vector is judged by at least one obligation')
  return run
}

function nameOf({ name, regime, report }: Vector): string {
  return name === '' ? [regime, report].filter(word => word !== undefined).join(' ') : name
}

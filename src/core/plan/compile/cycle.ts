import type { Context } from '#/core/plan/compile/context.ts'
import { report } from '#/core/plan/compile/context.ts'
import { leaves } from '#/core/plan/leaves.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Condition, Fact, Moment, Plan, Role, Rule } from '#/core/plan/plan.ts'
import type { Start } from '#/core/plan/clock.ts'

/** What is looked for in a plan that could never move on, or never be decided, because it goes round in a circle. */
type Circular = {
  readonly rules: readonly Rule[]
  readonly moments: readonly Moment[]
  readonly facts: readonly Fact[]
  readonly roles: readonly Role[]
  /** Where each obligation stands in the source, by its id. */
  readonly paths: ReadonlyMap<string, Path>
}

/** From `moment:ID`, `obligation:ID`, `limit:ID` (of an obligation), `fact:ID` or `role:ID` to those without which it cannot be. */
export type Needs = ReadonlyMap<string, readonly string[]>

export function checkCycles(context: Context, plan: Circular): void {
  const seen = new Set<string>()
  const decided = findCycles(decidedBy(plan)).map(cycle => ({ cycle, verb: 'is decided by' }))
  const waiting = findCycles(waitsFor(plan)).map(cycle => ({ cycle, verb: 'waits for' }))
  const counted = findCycles(countedFrom(plan)).map(cycle => ({ cycle, verb: 'is counted from' }))
  const led = findCycles(ledBy(plan)).map(cycle => ({ cycle, verb: 'reports to' }))
  for (const { cycle, verb } of [...decided, ...counted, ...waiting, ...led]) {
    // A circle that shows in several ways is told once.
    const names = cycle.map(node => node.replace(/^limit:/, 'obligation:'))
    const key = [...new Set(names)].toSorted().join(' ')
    if (seen.has(key)) continue
    seen.add(key)
    reportCycle(context, plan, cycle, verb)
  }
}

function reportCycle(
  context: Context,
  plan: Circular,
  cycle: readonly string[],
  verb: string,
): void {
  const [first = ''] = cycle
  const name = first.slice(first.indexOf(':') + 1)
  const path = pathOf(plan, first, name)
  const names = [...cycle, first].map(node => `\`${node.slice(node.indexOf(':') + 1)}\``)
  const message =
    cycle.length === 1 ? `${names[0]} ${verb} itself.` : `${names.join(` ${verb} `)}: a circle.`
  report(context, path, 'cycle', message, 'Take one of these references out.')
}

function pathOf({ paths }: Circular, node: string, name: string): Path {
  if (/^(obligation|limit):/.test(node)) return paths.get(name) ?? []
  const section = { moment: 'moments', fact: 'facts', role: 'roles' }[node.split(':')[0] ?? '']
  return section === undefined ? [] : [section, name]
}

/** Nobody reports to those who report to them. */
function ledBy({ roles }: Circular): Needs {
  return new Map(
    roles.map(({ id, under }) => [`role:${id}`, under === undefined ? [] : [`role:${under}`]]),
  )
}

/**
 * A limit that is counted from another, or in a case that hangs on it, must not be what that one is counted from: it would
 * move itself for ever.
 */
function countedFrom({ rules, moments }: Circular): Needs {
  const needs = new Map<string, readonly string[]>()
  for (const { id, clock, every } of rules) needs.set(`limit:${id}`, counting([clock, every]))
  for (const { id, is } of moments) needs.set(`moment:${id}`, counting(is))
  return needs
}

/** The limits and moments that are named anywhere in a piece of the plan. */
function counting(piece: unknown): readonly string[] {
  if (typeof piece !== 'object' || piece === null) return []
  return [...named(piece), ...Object.values(piece).flatMap(counting)]
}

function named(piece: object): readonly string[] {
  if (!('kind' in piece)) return []
  if ((piece.kind === 'due' || piece.kind === 'share') && 'rule' in piece)
    return [`limit:${String(piece.rule)}`]
  const isMoment = piece.kind === 'moment' || piece.kind === 'reached'
  return isMoment && 'moment' in piece ? [`moment:${String(piece.moment)}`] : []
}

/** Whether a condition of an obligation holds, and when a derived moment was, must not hang on itself in any way. */
function decidedBy({ rules, moments, facts }: Circular): Needs {
  const needs = new Map<string, readonly string[]>()
  for (const { id, when, until } of rules) {
    const tested = [when, ...(until === undefined ? [] : [until])].flatMap(leaves)
    needs.set(`obligation:${id}`, tested.flatMap(testedBy))
  }
  for (const { id, is } of facts)
    needs.set(`fact:${id}`, is === undefined ? [] : leaves(is).flatMap(testedBy))
  for (const { id, is } of moments)
    needs.set(
      `moment:${id}`,
      is === undefined ? [] : namedIn(is).filter(node => node.startsWith('moment:')),
    )
  return needs
}

function testedBy(leaf: Condition): readonly string[] {
  if (leaf.kind === 'done') return leaf.rules.map(rule => `obligation:${rule}`)
  return leaf.kind === 'fact' ? [`fact:${leaf.fact}`] : []
}

/** What must have happened before an obligation can open or be completed. Alternatives are left out: one of them may do. */
export function waitsFor({ rules, moments }: Pick<Plan, 'rules' | 'moments'>): Needs {
  const needs = new Map<string, readonly string[]>()
  for (const rule of rules)
    needs.set(`obligation:${rule.id}`, [
      ...rule.after.map(other => `obligation:${other}`),
      ...neededToOpen(rule),
      ...(rule.met === undefined ? [] : neededBy(rule.met)),
    ])
  for (const rule of rules) needs.set(`limit:${rule.id}`, neededToOpen(rule))
  for (const { id, is } of moments)
    needs.set(`moment:${id}`, is === undefined ? [] : neededStarts(is))
  return needs
}

function neededToOpen({ when, clock }: Rule): readonly string[] {
  return [...neededBy(when), ...(clock === undefined ? [] : neededStarts(clock.from))]
}

function neededBy(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'all':
      return condition.of.flatMap(neededBy)
    case 'done':
      return condition.rules.map(rule => `obligation:${rule}`)
    case 'reached':
      return [`moment:${condition.moment}`]
    case 'passed':
      return neededStarts(condition.start)
    case 'lasted':
      return neededStarts(condition.from)
    case 'missed':
      return condition.rules.length === 1 ? condition.rules.map(rule => `limit:${rule}`) : []
    default:
      return []
  }
}

function neededStarts(start: Start): readonly string[] {
  if ('start' in start) return neededStarts(start.start)
  if ('of' in start)
    return start.kind === 'latest' || start.of.length === 1 ? start.of.flatMap(neededStarts) : []
  return namedIn(start)
}

function namedIn(start: Start): readonly string[] {
  switch (start.kind) {
    case 'moment':
      return [`moment:${start.moment}`]
    case 'met':
      return [`obligation:${start.rule}`]
    case 'due':
    case 'share':
      return [`limit:${start.rule}`]
    case 'after':
    case 'before':
    case 'end-of':
      return namedIn(start.start)
    case 'earliest':
    case 'newest':
    case 'latest':
      return start.of.flatMap(namedIn)
    default:
      return []
  }
}

/** Circles, each once, none sharing a node with another. Without recursion: a chain may be as long as a plan. */
function findCycles(needs: Needs): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = []
  const left = new Map(needs)
  for (;;) {
    peel(left)
    const [start] = left.keys()
    if (start === undefined) return cycles
    const walked = [start]
    for (;;) {
      // Whatever is left after peeling needs something else that is left, so the walk comes round.
      const next = (left.get(walked.at(-1) ?? '') ?? []).find(node => left.has(node)) ?? start
      const again = walked.indexOf(next)
      if (again === -1) walked.push(next)
      else {
        const cycle = walked.slice(again)
        cycles.push(cycle)
        for (const node of cycle) left.delete(node)
        break
      }
    }
  }
}

/** Takes away what needs nothing that is left, again and again. */
function peel(left: Map<string, readonly string[]>): void {
  for (let before = Infinity; left.size < before;) {
    before = left.size
    for (const [node, needs] of left) if (!needs.some(need => left.has(need))) left.delete(node)
  }
}

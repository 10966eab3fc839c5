import { checkClock } from '#/core/plan/check/clock.ts'
import type { Finding, FindingCode } from '#/core/plan/check/finding.ts'
import type { Proofs } from '#/core/plan/check/proof.ts'
import { allOf, noneOf } from '#/core/plan/check/question.ts'
import { waitsFor } from '#/core/plan/compile/cycle.ts'
import type { Gate, GatedStep, Plan, Rule } from '#/core/plan/plan.ts'
import type { Start } from '#/core/plan/clock.ts'

/** What cannot happen, or cannot be kept, whatever the incident. */
export function checkPossible(plan: Plan, proofs: Proofs): readonly Finding[] {
  const acted = plan.rules.filter(rule => rule.marks.recordedOnly === undefined)
  return [
    ...acted.flatMap(rule => [
      ...checkConditions(proofs, rule),
      ...checkClock(plan, proofs, rule),
      ...checkLevel(plan, proofs, rule),
    ]),
    ...plan.levels.flatMap(({ id, line, when }) =>
      when !== undefined && proofs.isImpossible(when, { id, line })
        ? [
            error(
              'never-applies',
              line,
              `\`${id}\` can never be reached: its condition never holds.`,
              'Mend `when:`.',
            ),
          ]
        : [],
    ),
    ...plan.gates.flatMap(gate => checkGate(plan, gate)),
  ]
}

function error(code: FindingCode, line: number, message: string, mend: string): Finding {
  return { severity: 'error', code, line, message, mend }
}

function checkConditions(
  proofs: Proofs,
  { id, line, when, until, clock, every, regime }: Rule,
): readonly Finding[] {
  // What a regime asks of others than us never applies here.
  if (regime !== undefined) return []
  if (proofs.isImpossible(when, { id, line }))
    return [
      error(
        'never-applies',
        line,
        `\`${id}\` can never apply: its condition never holds.`,
        'Mend `when:`; what it asks for excludes itself.',
      ),
    ]
  if (until === undefined) return []
  if (proofs.isImpossible(allOf([when, noneOf([until])]), { id, line }))
    return [
      error(
        'ends-before-it-begins',
        line,
        `\`${id}\` is over as soon as it applies: \`until\` holds whenever \`when\` does.`,
        'Mend `when:` or `until:`.',
      ),
    ]
  const from = every?.from ?? clock?.from
  const end = until.kind === 'reached' ? until.moment : undefined
  if (from === undefined || end === undefined || !startsAfter(from, end)) return []
  return [
    error(
      'ends-before-it-begins',
      line,
      `The clock of \`${id}\` starts only when the obligation is over (${end}).`,
      'Mend `from:` or `until:`.',
    ),
  ]
}

/** Built-in moments in the order that the engine holds to. */
const ORDER: readonly string[] = ['detected', 'declared', 'resolved', 'closed', 'reopened']

/** Whether a clock cannot start before this moment is reached. */
function startsAfter(start: Start, end: string): boolean {
  if (start.kind === 'moment')
    return (
      start.moment === end ||
      (ORDER.includes(end) && ORDER.indexOf(start.moment) > ORDER.indexOf(end))
    )
  if (start.kind === 'after') return startsAfter(start.start, end)
  if (!('of' in start)) return false
  return start.kind === 'latest'
    ? start.of.some(part => startsAfter(part, end))
    : start.of.every(part => startsAfter(part, end))
}

/** A level that a rule escalates to must be one that may be reached when the rule applies. */
function checkLevel(
  plan: Plan,
  proofs: Proofs,
  { id, line, act, late, when }: Rule,
): readonly Finding[] {
  const numbers = [late.escalate, act.do === 'escalate' ? act.level : undefined]
  return [...new Set(numbers)].flatMap((number): readonly Finding[] => {
    const level = plan.levels.find(candidate => candidate.level === number)
    if (level?.when === undefined) return []
    const both = allOf([when, level.when])
    if (proofs.isImpossible(level.when, level) || !proofs.isImpossible(both, { id, line }))
      return []
    return [
      error(
        'level-never-reached',
        line,
        `\`${id}\` escalates to level ${level.level}, which may never be reached when it applies.`,
        `Mend \`when:\` of one of them, or escalate to another level.`,
      ),
    ]
  })
}

function checkGate(plan: Plan, gate: Gate): readonly Finding[] {
  const behind = behindGate(gate)
  const needs = waitsFor(plan)
  return gate.needs.flatMap((rule): readonly Finding[] => {
    const barred = reaching(needs, `obligation:${rule}`, behind)
    if (barred === undefined) return []
    return [
      error(
        'gate-waits-for-itself',
        gate.line,
        `The gate \`${gate.id}\` can only be waived: \`${rule}\` waits for ${barred}, which comes after the gate.`,
        'Take it out of `needs`, or let it begin earlier.',
      ),
    ]
  })
}

/** What can only be once the gate has let its steps through: every one of them, since a need that one alone follows can be met by another way. */
function behindGate({ before }: Gate): ReadonlySet<string> {
  return before.map(behindStep).reduce((all, behind) => all.intersection(behind))
}

function behindStep(step: GatedStep): ReadonlySet<string> {
  if (step === 'resolve') return new Set(['moment:resolved', 'moment:closed', 'moment:reopened'])
  if (step === 'close') return new Set(['moment:closed', 'moment:reopened'])
  const [kind, id] = step.split(':')
  return kind === 'send' || kind === 'do' ? new Set([`obligation:${id}`]) : new Set()
}

/** What of `behind` must have happened before `from` can be met; undefined when nothing of it. */
function reaching(
  needs: ReadonlyMap<string, readonly string[]>,
  from: string,
  behind: ReadonlySet<string>,
): string | undefined {
  const seen = new Set<string>()
  const open = [from]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (behind.has(node)) return `\`${node.slice(node.indexOf(':') + 1)}\``
    if (seen.has(node)) continue
    seen.add(node)
    open.push(...(needs.get(node) ?? []))
  }
  return undefined
}

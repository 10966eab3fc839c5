import { waitsFor } from '#/core/plan/compile/cycle.ts'
import { error } from '#/core/plan/check/finding.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import { lengthMs } from '#/core/plan/check/length.ts'
import type { Proofs } from '#/core/plan/check/proof.ts'
import { allOf } from '#/core/plan/check/question.ts'
import { caseInWords } from '#/core/plan/check/words.ts'
import { HELD_ACTS } from '#/core/plan/act.ts'
import type { Start } from '#/core/plan/clock.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { isNever } from '#/core/plan/condition.ts'
import { leaves } from '#/core/plan/leaves.ts'
import type { Gate, Plan, Rule } from '#/core/plan/plan.ts'
import { startText } from '#/core/plan/start-name.ts'
import { stepsOf } from '#/core/plan/step.ts'
import type { Span } from '#/core/time.ts'

/** What one part of the plan wants and another forbids: for good, or for longer than there is time. */
export function checkForbidden(plan: Plan, proofs: Proofs): readonly Finding[] {
  const gates = plan.gates.filter(gate => gate.marks.recordedOnly === undefined)
  const rules = plan.rules.filter(
    ({ marks, act }) => marks.recordedOnly === undefined && HELD_ACTS.has(act.do),
  )
  const held = rules.flatMap(rule => gatesOn(plan, rule).map(gate => ({ gate, rule })))
  return [
    ...held.flatMap(({ gate, rule }) => [
      ...checkBan(proofs, gate, rule),
      ...checkSoak(proofs, gate, rule),
      ...checkNeeds(plan, proofs, gate, rule),
    ]),
    ...checkDeadlock(plan, gates),
  ]
}

/** The gates that hold an obligation back; those that are only recorded hold nothing. */
function gatesOn(plan: Plan, rule: Rule): readonly Gate[] {
  const { gatesBefore } = lookup(plan)
  return [...new Set(stepsOf(rule).flatMap(step => gatesBefore.get(step) ?? []))]
}

/** A prohibition that nothing and nobody ends, over something that is owed. */
function checkBan(proofs: Proofs, gate: Gate, rule: Rule): readonly Finding[] {
  if (gate.until === undefined || !isNever(gate.until) || gate.waivableBy !== undefined) return []
  const found = proofs.caseOf(allOf([gate.when, rule.when]), gate)
  if (found === undefined) return []
  return [
    error(
      'duty-forbidden',
      rule.line,
      `${sentence(found.size === 0 ? '' : `when ${caseInWords(found)}, `)}\`${rule.id}\` is owed, and the gate \`${gate.id}\` forbids it for good.`,
      'Let the gate end (`until`), let it be waived, or leave the case out of one of them.',
    ),
  ]
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A gate that opens so long after something, over what is due sooner after the same. */
function checkSoak(proofs: Proofs, gate: Gate, rule: Rule): readonly Finding[] {
  const from = rule.clock?.from
  const limit = shortestLimit(rule)
  if (gate.until === undefined || from === undefined || limit === undefined) return []
  const late = passedIn(gate.until).find(
    ({ start, by }) => startText(start) === startText(from) && lengthMs(by) > lengthMs(limit),
  )
  if (late === undefined || proofs.isImpossible(allOf([gate.when, rule.when]), gate)) return []
  return [tooLate(gate, rule, limit, `opens ${late.by.text} after ${startText(late.start)}`)]
}

/** What must have passed for the gate to open: of several ways to open none is sure. */
function passedIn(until: NonNullable<Gate['until']>) {
  const parts = until.kind === 'all' ? until.of : [until]
  return parts.flatMap(part =>
    part.kind === 'passed' && part.start.kind === 'after'
      ? [{ start: part.start.start, by: part.start.by }]
      : [],
  )
}

/** A gate that waits for what may be done later than the time there is. */
function checkNeeds(plan: Plan, proofs: Proofs, gate: Gate, rule: Rule): readonly Finding[] {
  const from = rule.clock?.from
  const limit = shortestLimit(rule)
  if (from === undefined || limit === undefined) return []
  const slow = plan.rules.find(need => {
    if (!gate.needs.includes(need.id) || need.clock === undefined) return false
    const shortest = shortestLimit(need)
    return (
      sameStart(need.clock.from, from) &&
      shortest !== undefined &&
      lengthMs(shortest) > lengthMs(limit) &&
      !proofs.isImpossible(allOf([gate.when, rule.when, need.when]), gate)
    )
  })
  const time = slow === undefined ? undefined : shortestLimit(slow)
  if (slow === undefined || time === undefined) return []
  return [tooLate(gate, rule, limit, `waits for \`${slow.id}\`, for which there are ${time.text}`)]
}

function sameStart(one: Start, other: Start): boolean {
  return one.kind !== 'applies' && startText(one) === startText(other)
}

function tooLate(gate: Gate, rule: Rule, limit: Span, why: string): Finding {
  const law = rule.law === undefined ? '' : ` (${rule.law})`
  return {
    severity: gate.waivableBy === undefined ? 'error' : 'warning',
    code: 'held-past-limit',
    line: gate.line,
    message: `The gate \`${gate.id}\` ${why}, and \`${rule.id}\`${law} behind it is due within ${limit.text} of the same start.`,
    mend: 'Give what it waits for less time, or take this out of `before`.',
  }
}

function shortestLimit({ clock }: Rule): Span | undefined {
  const limits = (clock?.cases ?? []).flatMap(({ within }) => within ?? [])
  return limits.toSorted((one, other) => lengthMs(one) - lengthMs(other))[0]
}

/** Gates that wait for one another: each holds back what the other needs. */
function checkDeadlock(plan: Plan, gates: readonly Gate[]): readonly Finding[] {
  const needs = new Map<string, readonly string[]>(waitsFor(plan))
  for (const rule of plan.rules) {
    const shut = HELD_ACTS.has(rule.act.do) ? gatesOn(plan, rule) : []
    const node = `obligation:${rule.id}`
    needs.set(node, [...(needs.get(node) ?? []), ...shut.map(gate => `gate:${gate.id}`)])
  }
  for (const gate of gates) needs.set(`gate:${gate.id}`, neededBy(gate))
  for (const [moment, before] of [
    ['resolved', 'resolve'],
    ['closed', 'close'],
  ] as const) {
    const shut = gates.filter(gate => gate.before.includes(before)).map(gate => `gate:${gate.id}`)
    needs.set(`moment:${moment}`, shut)
  }
  return gates.flatMap(gate => {
    const way = wayBack(needs, `gate:${gate.id}`)
    const others = way.filter(node => node.startsWith('gate:'))
    // One that waits for itself is told of elsewhere.
    if (others.length < 2 || others.toSorted()[0] !== `gate:${gate.id}`) return []
    const names = [...way, `gate:${gate.id}`].map(
      node => `\`${node.slice(node.indexOf(':') + 1)}\``,
    )
    return [
      error(
        'gates-in-a-circle',
        gate.line,
        `The gates wait for one another: ${names.join(' waits for ')}.`,
        'Take one of the steps out of `before`, or of the needs out of `needs`.',
      ),
    ]
  })
}

function neededBy({ needs, until }: Gate): readonly string[] {
  const done = leaves(until ?? { kind: 'always' })
    .filter(leaf => until?.kind === 'all' || leaf === until)
    .flatMap(leaf => (leaf.kind === 'done' ? leaf.rules : []))
  return [...needs, ...done].map(rule => `obligation:${rule}`)
}

/** From a node round to itself, the shortest way; empty when there is none. */
function wayBack(needs: ReadonlyMap<string, readonly string[]>, from: string): readonly string[] {
  const ways: string[][] = [[from]]
  const seen = new Set<string>()
  for (const way of ways)
    for (const next of needs.get(way.at(-1) ?? '') ?? []) {
      if (next === from) return way
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  return []
}

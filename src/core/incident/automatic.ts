// What the product does by itself as soon as the plan wants it.
import { assert } from '#/core/assert.ts'
import { passGates } from '#/core/incident/gate.ts'
import { isTooEarly } from '#/core/incident/find.ts'
import { meet } from '#/core/incident/ledger.ts'
import { fill, send } from '#/core/incident/message.ts'
import { raiseBy, raiseTo } from '#/core/incident/raise.ts'
import { recordOwn } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { escalate } from '#/core/paging/ladder.ts'
import { beginPage, hasToBegin, isHeld, pageId } from '#/core/paging/page.ts'
import type { Act } from '#/core/plan/act.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { stepsOf } from '#/core/plan/step.ts'
import type { Level } from '#/core/plan/plan.ts'

/** What the product does by itself: at once, or, with a limit, at the latest when it is reached. */
export function perform(turn: Turn, obligation: Obligation): void {
  const { rule, key, due, from } = obligation
  const act = rule.act
  if (isTooEarly(obligation, turn.at)) return
  if (act.do === 'page') return beginPages(turn, obligation)
  if (due !== undefined && from !== undefined && turn.at < due && waitsForLimit(obligation)) return
  // What a gate holds back is done as soon as the gate opens.
  if (passGates(turn, stepsOf(rule), recordOwn) !== undefined) return
  if (act.do === 'raise') {
    const raised = 'to' in act ? raiseTo(turn, act.to, key) : raiseBy(turn, act.levels, key)
    return raised ? meet(turn, obligation) : undefined
  }
  if (act.do === 'restrict') {
    restrictTo(turn, act, key)
    return meet(turn, obligation)
  }
  if (act.do === 'escalate') {
    const level = levelFor(turn, act.level)
    assert(level !== undefined, `the level ${act.level} of obligation ${rule.id} is in the plan`)
    escalate(turn, level, key, rule.cite)
    return meet(turn, obligation)
  }
  if (act.do !== 'notify') return
  const message = send(turn, {
    act: 'notify',
    obligation: key,
    audiences: act.to,
    via: act.via,
    subject: fill(turn, '{{title}}'),
    text: fill(turn, act.text),
    cites: rule.cite,
  })
  if (message !== undefined) meet(turn, obligation)
}

/** Who may see it already may see it still where they are named; the mark stays until the restriction is lifted. */
function restrictTo(
  turn: Turn,
  { to, label }: Extract<Act, { do: 'restrict' }>,
  cause: string,
): void {
  recordOwn(turn, { type: 'restricted', to, ...(label !== undefined && { label }), cause })
}

/** An escalation with a limit leaves people that long to decide by themselves; a message has no reason to wait. */
function waitsForLimit({ rule }: Obligation): boolean {
  return rule.act.do === 'escalate'
}

function beginPages(turn: Turn, { rule, key, entry }: Obligation): void {
  if (rule.act.do !== 'page' || entry === undefined) return
  for (const party of rule.act.to) {
    const id = pageId(key, party)
    if (isHeld(turn.incident, party) || !hasToBegin(turn, id, entry.openedAt)) continue
    beginPage(turn, id, party, {
      obligation: key,
      subject: fill(turn, '{{title}}'),
      text: fill(turn, rule.act.text),
      cites: rule.cite,
      via: rule.act.via,
    })
  }
}

export function levelFor({ setting }: Turn, level: number | undefined): Level | undefined {
  return level === undefined ? undefined : lookup(setting.plan).levels.get(level)
}

// What the ledger of an incident hears of its obligations: that they open, are met, move, and come not to apply.
import type { Entry } from '#/core/incident/incident.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { recordOwn } from '#/core/incident/turn.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { isTooEarly } from '#/core/incident/find.ts'
import { isOwed } from '#/core/obligation/obligation.ts'
import { sinceWhen } from '#/core/obligation/start.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { isHeld, pageId } from '#/core/paging/page.ts'
import { evaluate } from '#/core/plan/condition.ts'
import { earliest, latest } from '#/core/time.ts'

/** It applies, and the ledger does not have it, or has it as ended. */
export function isNew(obligation: Obligation): boolean {
  return (
    isOwed(obligation) && (obligation.entry === undefined || obligation.entry.voided !== undefined)
  )
}

export function open(turn: Turn, added: readonly Obligation[]): void {
  if (added.length === 0) return
  const opened = added.map(obligation => ({
    obligation: obligation.key,
    rule: obligation.rule.id,
    ...clockOf(obligation),
  }))
  recordOwn(turn, { type: 'obligations-opened', opened })
}

/** The limit, and all that it hangs on. */
function clockOf({ from, aim, due, basis }: Obligation) {
  return {
    ...(from !== undefined && { from }),
    ...(aim !== undefined && { aim }),
    ...(due !== undefined && { due }),
    ...basis,
  }
}

/** It does not apply any more. What ended it may be the very thing that meets it. */
export function end(turn: Turn, obligation: Obligation): void {
  const { key, cause } = obligation
  if (isMetFromRecord(turn, obligation)) return meet(turn, obligation)
  recordOwn(turn, { type: 'obligation-voided', obligation: key, cause: cause ?? 'does-not-apply' })
}

/** Whether its limit, or what decides which one it has, is another one than is on record. */
export function hasMoved({ entry, aim, due, notBefore, basis }: Obligation): boolean {
  if (entry === undefined || basis === undefined) return false
  const opensElsewhen = notBefore !== undefined && entry.from !== basis.from
  return opensElsewhen || entry.due !== due || entry.aim !== aim || entry.case !== basis.case
}

/** A corrected start moves the limit, and so does another case; the log keeps both. */
export function reschedule(turn: Turn, obligation: Obligation): void {
  const { key, entry } = obligation
  recordOwn(turn, {
    type: 'obligation-rescheduled',
    obligation: key,
    ...clockOf(obligation),
    ...(entry?.due !== undefined && { was: entry.due }),
  })
}

export function meet(turn: Turn, { key, rule, from, notBefore }: Obligation): void {
  const { plan } = turn.setting
  // Met when what it waited for happened, which may have been before it was asked for, but not before its clock began.
  const happened = rule.met === undefined ? undefined : sinceWhen(plan, turn.incident, rule.met)
  const when = happened === undefined ? turn.at : (latest([happened, from, notBefore]) ?? happened)
  recordOwn(turn, {
    type: 'obligation-met',
    obligation: key,
    when: earliest([when, turn.at]) ?? turn.at,
  })
}

export function isMetFromRecord(turn: Turn, obligation: Obligation): boolean {
  const { rule, about, key, entry } = obligation
  const { incident, setting } = turn
  if (isTooEarly(obligation, turn.at)) return false
  if (rule.met !== undefined)
    return evaluate(rule.met, viewOf(setting.plan, incident, turn.at)) === 'yes'
  switch (rule.act.do) {
    case 'ask':
      return incident.answers.get(rule.act.fact)?.answer !== undefined
    case 'notes':
      return about !== undefined && incident.notesBy.has(about)
    case 'feedback':
      return about !== undefined && incident.feedback.has(about)
    case 'task':
      return rule.each === 'follow-up' && incident.followUps.get(about ?? '')?.doneAt !== undefined
    case 'hand-over':
      return isInOtherHands(turn, rule.act.role, entry)
    case 'escalate':
      return incident.levels.has(rule.act.level)
    case 'page':
      return rule.act.to.every(party => isAnswered(turn, pageId(key, party), party))
    default:
      return false
  }
}

/** Somebody else than before has taken the role since the clock of this began. */
function isInOtherHands({ incident }: Turn, role: string, entry: Entry | undefined): boolean {
  const holder = incident.roles.get(role)
  const before = incident.shifts.get(role)?.at(-1)
  if (holder?.accepted !== true || before === undefined || entry === undefined) return false
  return holder.since > (entry.from ?? entry.openedAt) && before.person !== holder.person
}

function isAnswered({ incident }: Turn, page: string, party: string): boolean {
  return incident.pages.get(page)?.state === 'acknowledged' || isHeld(incident, party)
}

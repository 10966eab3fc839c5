import type { Happening } from '#/core/incident/event.ts'
import { fill, send } from '#/core/incident/message.ts'
import { passGates } from '#/core/incident/gate.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { recordOwn } from '#/core/incident/turn.ts'
import { assert } from '#/core/assert.ts'
import { currentObligations, isOwed, nextChange } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { ownersOf } from '#/core/obligation/party.ts'
import { sinceWhen, viewOf } from '#/core/obligation/view.ts'
import { evaluate } from '#/core/plan/condition.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { AUTOMATIC_ACTS } from '#/core/plan/plan.ts'
import type { Level, Plan } from '#/core/plan/plan.ts'
import { asksAgainAt, climbOverSilence, escalate } from '#/core/paging/ladder.ts'
import {
  beginPage,
  hasToBegin,
  isHeld,
  movePages,
  nextPageMove,
  pageId,
} from '#/core/paging/page.ts'
import { earliest, latest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { Incident } from '#/core/incident/incident.ts'

/**
 * How often what was just recorded may give rise to more before it must be a mistake of ours: each round opens, meets or
 * ends something, and a plan may well hang its promises one on the other.
 */
function roundsMax(plan: Plan): number {
  return 50 + 4 * plan.rules.length
}

/**
 * Does everything that the plan wants done by itself at this instant: opens what has come to apply, performs the
 * automatic acts, recognises what is met, warns, records what was missed, moves pages on. Each may give rise to the
 * next, so it goes round until nothing more happens. Doing it twice at one instant records nothing the second time.
 * Gives how it is settled then. `known`: that it is settled so already, and only pages may have to move.
 */
export function keepPromises(turn: Turn, known?: Settled): Settled {
  if (known !== undefined && pagesAlone(turn)) return known
  const most = roundsMax(turn.setting.plan)
  for (let round = 0; round < most; round++) {
    const before = turn.events.length
    if (turn.incident.status === 'undeclared') return { obligations: [], until: undefined }
    beginStages(turn)
    const current = currentObligations(turn.setting.plan, turn.incident, turn.at)
    open(turn, current.filter(isNew))
    for (const obligation of current) keep(turn, obligation)
    movePages(turn)
    if (onlyAsked(turn, before) && climbsNoFurther(turn)) return settledAs(current, turn.at)
  }
  assert(false, `the promises of plan ${turn.setting.plan.id} settle within ${most} rounds`)
}

/** Obligations that want nothing done now, and when time alone first changes one of them. */
export type Settled = {
  readonly obligations: readonly Obligation[]
  readonly until: Instant | undefined
}

function settledAs(obligations: readonly Obligation[], now: Instant): Settled {
  return { obligations, until: earliest(obligations.map(it => nextChange(it, now))) }
}

/** Moves the pages on, and says whether that was all. */
function pagesAlone(turn: Turn): boolean {
  const before = turn.events.length
  movePages(turn)
  return onlyAsked(turn, before) && climbsNoFurther(turn)
}

/** Silence climbs last: a level that the plan itself wants reached is reached for that reason. Says whether no level was. */
function climbsNoFurther(turn: Turn): boolean {
  const before = turn.events.length
  climbOverSilence(turn)
  return onlyAsked(turn, before)
}

/** Whether nothing happened since but that people were asked: no promise stands otherwise for that, so that looking through all of them once more would find nothing. */
function onlyAsked({ events }: Turn, since: number): boolean {
  return events.slice(since).every(event => event.type === 'page-sent')
}

/** A stage whose condition holds begins by itself once the gates before it are open, unless the response is already past it. */
function beginStages(turn: Turn): void {
  if (turn.incident.status !== 'open') return
  const { plan } = turn.setting
  const view = viewOf(plan, turn.incident)
  const now = plan.stages.findIndex(stage => stage.id === turn.incident.stage)
  plan.stages.forEach((stage, position) => {
    if (position <= now || stage.begins === undefined || turn.incident.stages.has(stage.id)) return
    if (evaluate(stage.begins, view) !== 'yes') return
    if (passGates(turn, `stage:${stage.id}`, recordOwn) === undefined)
      recordOwn(turn, { type: 'stage-began', stage: stage.id, over: [] })
  })
}

/**
 * The next instant at which `keepPromises` will have something to do; undefined when time alone changes nothing. `settled`:
 * how it is settled at `now`, for who has that at hand.
 */
export function wakeAt(
  plan: Plan,
  incident: Incident,
  now: Instant,
  settled = settledAs(currentObligations(plan, incident, now), now),
): Instant | undefined {
  return earliest([settled.until, nextPageMove(plan, incident), asksAgainAt(plan, incident)])
}

function keep(turn: Turn, obligation: Obligation): void {
  const { entry } = obligation
  // What has opened only now is looked after in the next round, with its entry in the ledger.
  if (entry === undefined || entry.voided !== undefined) return
  if (obligation.standing === 'void') return end(turn, obligation)
  if (!isOwed(obligation)) return
  if (entry.due !== obligation.due) reschedule(turn, obligation)
  if (isMetFromRecord(turn, obligation)) return meet(turn, obligation)
  if (AUTOMATIC_ACTS.has(obligation.rule.act.do)) perform(turn, obligation)
  else warn(turn, obligation)
  miss(turn, obligation)
}

/** It applies, and the ledger does not have it, or has it as ended. */
function isNew(obligation: Obligation): boolean {
  return (
    isOwed(obligation) && (obligation.entry === undefined || obligation.entry.voided !== undefined)
  )
}

function open(turn: Turn, added: readonly Obligation[]): void {
  if (added.length === 0) return
  const opened = added.map(({ key, rule, from, aim, due }) => ({
    obligation: key,
    rule: rule.id,
    ...(from !== undefined && { from }),
    ...(aim !== undefined && { aim }),
    ...(due !== undefined && { due }),
  }))
  recordOwn(turn, { type: 'obligations-opened', opened })
}

/** It does not apply any more. What ended it may be the very thing that meets it. */
function end(turn: Turn, obligation: Obligation): void {
  const { key, cause } = obligation
  if (isMetFromRecord(turn, obligation)) return meet(turn, obligation)
  recordOwn(turn, { type: 'obligation-voided', obligation: key, cause: cause ?? 'does-not-apply' })
}

/** A corrected start moves the limit; the log keeps both. */
function reschedule(turn: Turn, { key, from, aim, due, entry }: Obligation): void {
  recordOwn(turn, {
    type: 'obligation-rescheduled',
    obligation: key,
    ...(from !== undefined && { from }),
    ...(aim !== undefined && { aim }),
    ...(due !== undefined && { due }),
    ...(entry?.due !== undefined && { was: entry.due }),
  })
}

function meet(turn: Turn, { key, rule, from }: Obligation): void {
  const { plan } = turn.setting
  // Met when what it waited for happened, which may have been before it was asked for, but not before its clock began.
  const happened = rule.met === undefined ? undefined : sinceWhen(plan, turn.incident, rule.met)
  const when = happened === undefined ? turn.at : (latest([happened, from]) ?? happened)
  recordOwn(turn, {
    type: 'obligation-met',
    obligation: key,
    when: earliest([when, turn.at]) ?? turn.at,
  })
}

function isMetFromRecord(turn: Turn, { rule, about, key }: Obligation): boolean {
  const { incident, setting } = turn
  if (rule.met !== undefined) return evaluate(rule.met, viewOf(setting.plan, incident)) === 'yes'
  switch (rule.act.do) {
    case 'ask':
      return incident.answers.get(rule.act.fact)?.answer !== undefined
    case 'notes':
      return about !== undefined && incident.notesBy.has(about)
    case 'feedback':
      return about !== undefined && incident.feedback.has(about)
    case 'task':
      return rule.each === 'follow-up' && incident.followUps.get(about ?? '')?.doneAt !== undefined
    case 'escalate':
      return incident.levels.has(rule.act.level)
    case 'page':
      return rule.act.to.every(party => isAnswered(turn, pageId(key, party), party))
    default:
      return false
  }
}

function isAnswered({ incident }: Turn, page: string, party: string): boolean {
  return incident.pages.get(page)?.state === 'acknowledged' || isHeld(incident, party)
}

/** What the product does by itself: at once, or, with a limit, at the latest when it is reached. */
function perform(turn: Turn, obligation: Obligation): void {
  const { rule, key, due, from } = obligation
  const act = rule.act
  if (act.do === 'page') return beginPages(turn, obligation)
  if (due !== undefined && from !== undefined && turn.at < due && waitsForLimit(obligation)) return
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

function warn(turn: Turn, obligation: Obligation): void {
  const { key, standing, due, entry } = obligation
  if (standing !== 'due-soon' || due === undefined || entry?.warnedFor === due) return
  recordOwn(turn, { type: 'obligation-warned', obligation: key, due })
  tell(turn, obligation, 'reminder', `Due soon: ${obligation.rule.title}`, [])
}

function miss(turn: Turn, obligation: Obligation): void {
  const { key, standing, due, rule } = obligation
  if (standing !== 'overdue' || due === undefined) return
  // Its own entry, as it is now: performing it a moment ago may have met it.
  const entry = turn.incident.ledger.get(key)
  if (entry?.missedFor === due || entry?.metAt !== undefined) return
  recordOwn(turn, { type: 'obligation-missed', obligation: key, due })
  const level = levelFor(turn, rule.late.escalate)
  // Whom a level was reached for before hears of this miss too; whom it is reached for now is paged.
  const known = level !== undefined && turn.incident.levels.has(level.level) ? level.members : []
  tell(turn, obligation, 'missed', `Overdue: ${rule.title}`, [...rule.late.notify, ...known])
  if (level !== undefined) escalate(turn, level, `late:${key}`, rule.cite)
}

function levelFor({ setting }: Turn, level: number | undefined): Level | undefined {
  return level === undefined ? undefined : lookup(setting.plan).levels.get(level)
}

type Reminder = Extract<Happening, { type: 'message-sent' }>['act']

function tell(
  turn: Turn,
  obligation: Obligation,
  act: Reminder,
  subject: string,
  also: readonly string[],
): void {
  const { rule, key, about, due } = obligation
  const owner = rule.by === 'each' ? about : rule.by
  const owners = owner === undefined ? [] : ownersOf(turn.setting, turn.incident, owner)
  send(turn, {
    act,
    obligation: key,
    audiences: [...owners, ...also],
    subject: fill(turn, `${subject} ({{title}})`),
    text: `${rule.title}. Limit: ${due ?? 'none'}. ${rule.help ?? ''}`.trim(),
    cites: rule.cite,
  })
}

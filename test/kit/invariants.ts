import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import type { EventOf, IncidentEvent } from '#/core/incident/event.ts'
import { evolve } from '#/core/incident/evolve.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { undeclared } from '#/core/incident/incident.ts'
import { isOwed, obligations } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { evaluate } from '#/core/plan/condition.ts'
import { comesAndGoes, endsOf, pagesAsAWhole, sent } from './invariants-pages.ts'
import { authorityAsAWhole, authorityAt } from './invariants-authority.ts'
import { timeAsAWhole, timeAt } from './invariants-time.ts'
import type { Rule } from '#/core/plan/plan.ts'
import type { Setting } from '#/core/setting.ts'
import type { Instant } from '#/core/time.ts'

/**
 * Watches one incident from outside, by its log alone, and fails as soon as something does not hold that must always hold.
 * It keeps its own books, in the plainest way, so that a mistake of the engine is not also its own.
 */
export type Watch = {
  readonly setting: Setting
  /** Folded from the log as it is stored: each event written as JSON and read back. */
  readonly shadow: Incident
  readonly log: IncidentEvent[]
  readonly opened: Set<string>
  /** Key → limit that was missed → when that went on record. */
  readonly missed: Map<string, { readonly due: Instant; readonly at: Instant }>
  readonly warned: Set<string>
  readonly names: Set<string>
  /** Gates passed or waived since it was last reopened. */
  readonly gates: Set<string>
  /** Line of a page → its last attempt, and whether another may follow already. */
  readonly lines: Map<
    string,
    { readonly at: Instant; readonly over: boolean; readonly handedOnBy?: string }
  >
  /** Line and person and channel of a page → when it last went there. */
  readonly rung: Map<string, Instant>
  /** Who is on it: has done something and not said since that they cannot. */
  readonly there: Set<string>
  correctedAt: Instant | undefined
}

export function watch(setting: Setting, id: string): Watch {
  return {
    setting,
    shadow: undeclared(id),
    log: [],
    opened: new Set(),
    missed: new Map(),
    warned: new Set(),
    names: new Set(),
    gates: new Set(),
    lines: new Map(),
    rung: new Map(),
    there: new Set(),
    correctedAt: undefined,
  }
}

/** What was recorded at `now`, one event after the other, and then the incident as a whole. */
export function observe(watched: Watch, events: readonly IncidentEvent[], now: Instant): void {
  for (const event of events) {
    const last = watched.log.at(-1)
    ok(last === undefined || last.at <= event.at, 'time on record never goes back')
    equal(event.at, now, 'an event is recorded at the instant of its command')
    atEvent(watched, event)
    evolve(watched.shadow, JSON.parse(JSON.stringify(event)) as IncidentEvent)
    watched.log.push(event)
  }
  if (watched.shadow.status !== 'undeclared') asAWhole(watched, now)
}

function atEvent(watched: Watch, event: IncidentEvent): void {
  authorityAt(watched, event)
  comesAndGoes(watched, event)
  switch (event.type) {
    case 'obligations-opened':
      for (const { obligation, due, from } of event.opened) {
        open(watched, obligation)
        ok(!endsBefore(due, from), `${obligation} is not due before it starts`)
      }
      break
    case 'obligation-met':
    case 'obligation-missed':
    case 'obligation-warned':
    case 'obligation-voided':
    case 'obligation-rescheduled':
      ok(
        watched.opened.has(event.obligation),
        `${event.obligation} is on record before ${event.type}`,
      )
      onObligation(watched, event)
      break
    case 'moment-marked':
      if (event.was !== undefined) watched.correctedAt = event.at
      break
    case 'page-sent':
      sent(watched, event)
      break
    case 'page-handed-on':
      watched.lines.set(event.page, { at: event.at, over: true, handedOnBy: event.person })
      break
    case 'page-acknowledged':
    case 'page-ended':
      watched.lines.set(event.page, { at: event.at, over: true })
      break
    case 'receipts-recorded':
      for (const { message, outcome } of event.receipts)
        if (outcome !== 'delivered') watched.lines.set(message, { at: event.at, over: true })
      break
    case 'message-sent':
      fresh(watched, event.message)
      keepsInside(watched, event)
      break
    case 'meeting-scheduled':
      fresh(watched, event.meeting)
      break
    case 'evidence-added':
      fresh(watched, event.evidence)
      break
    case 'finding-added':
      fresh(watched, event.finding)
      break
    case 'follow-up-added':
      fresh(watched, event.followUp)
      break
    case 'escalated':
      fresh(watched, `level ${event.level}`)
      break
    case 'gate-passed':
      passed(watched, event)
      watched.gates.add(event.gate)
      break
    case 'gate-waived':
      watched.gates.add(event.gate)
      break
    case 'reopened':
      watched.gates.clear()
      break
    case 'resolved':
    case 'closed':
      gated(watched, event)
      break
    default:
  }
}

function fresh({ names }: Watch, name: string): void {
  ok(!names.has(name), `${name} is one of its kind`)
  names.add(name)
}

function open({ opened, shadow }: Watch, key: string): void {
  const entry = shadow.ledger.get(key)
  ok(
    entry === undefined || entry.voided !== undefined,
    `${key} opens once, and again only when it was void`,
  )
  opened.add(key)
}

type OnObligation = EventOf<
  | 'obligation-met'
  | 'obligation-missed'
  | 'obligation-warned'
  | 'obligation-voided'
  | 'obligation-rescheduled'
>

function onObligation(watched: Watch, event: OnObligation): void {
  const { missed, warned, shadow } = watched
  const key = event.obligation
  const entry = shadow.ledger.get(key)
  equal(endsOf(entry), 0, `${key} has not ended before ${event.type}`)
  switch (event.type) {
    case 'obligation-met':
      ok(event.when <= event.at, `${key} is not met in the future`)
      timeAt(watched, event)
      break
    case 'obligation-missed':
      ok(event.due <= event.at, `${key} is not missed before its limit`)
      notEqual(missed.get(key)?.due, event.due, `${key} is missed once for each limit`)
      missed.set(key, { due: event.due, at: event.at })
      break
    case 'obligation-warned':
      ok(event.at < event.due, `${key} is warned of before its limit`)
      ok(
        !warned.has(`${key} ${event.due} ${entry?.openedAt ?? ''}`),
        `${key} is warned of once for each limit`,
      )
      warned.add(`${key} ${event.due} ${entry?.openedAt ?? ''}`)
      break
    case 'obligation-voided':
      ok(entry?.missedFor === undefined, `${key} was missed and does not end as void`)
      break
    case 'obligation-rescheduled':
      ok(
        event.due !== event.was ||
          event.case !== entry?.case ||
          event.aim !== entry?.aim ||
          event.from !== entry?.from,
        `${key} moves when it is rescheduled`,
      )
      ok(!endsBefore(event.due, event.from), `${key} is not due before it starts`)
      excused(watched, key, event.at)
  }
}

function endsBefore(due: Instant | undefined, from: Instant | undefined): boolean {
  return due !== undefined && from !== undefined && due < from
}

/** Only who corrects a moment says that the limit was another one; the log shows both. */
function excused({ missed, correctedAt }: Watch, key: string, at: Instant): void {
  ok(!missed.has(key) || correctedAt === at, `${key} was missed, and its clock does not start anew`)
  missed.delete(key)
}

function keepsInside({ setting, shadow }: Watch, event: EventOf<'message-sent'>): void {
  if (!shadow.exercise) return
  // Somebody without an entry in the directory, who took part, has no address and is reached by nothing.
  for (const { to, channels } of event.recipients.filter(it => it.to.includes('@')))
    ok(
      setting.directory.people.has(to) || channels.length === 0,
      `an exercise does not reach ${to}`,
    )
}

function passed(watched: Watch, event: EventOf<'gate-passed'>): void {
  const gate = watched.setting.plan.gates.find(it => it.id === event.gate)
  const open_ = obligations(watched.setting.plan, watched.shadow, event.at).filter(
    it => gate?.needs.includes(it.rule.id) === true && (isOwed(it) || it.standing === 'armed'),
  )
  const current = open_.filter(it => it.rule.every === undefined)
  deepEqual(
    current.map(it => it.key),
    [],
    `the gate ${event.gate} passes nothing that is open`,
  )
}

function gated({ setting, gates }: Watch, { type }: EventOf<'resolved' | 'closed'>): void {
  const step = type === 'resolved' ? 'resolve' : 'close'
  for (const gate of setting.plan.gates)
    ok(
      !gate.before.includes(step) || gate.when.kind !== 'always' || gates.has(gate.id),
      `${type} is behind the gate ${gate.id}`,
    )
}

function asAWhole(watched: Watch, now: Instant): void {
  const all = obligations(watched.setting.plan, watched.shadow, now)
  const byKey = new Map(all.map(it => [it.key, it]))
  equal(byKey.size, all.length, 'each obligation is there once')
  for (const key of watched.opened) ok(byKey.has(key), `${key} does not disappear`)
  for (const it of all) inOrder(watched, it)
  for (const key of watched.missed.keys()) latenessStands(key, byKey.get(key))
  pagesAsAWhole(watched, now)
  authorityAsAWhole(watched, now)
  timeAsAWhole(watched, all, now)
  for (const rule of watched.setting.plan.rules)
    if (rule.every !== undefined) goesOn(watched, rule, all, now)
}

/** What recurs is promised anew each time, for as long as it applies. */
function goesOn(
  { setting, shadow }: Watch,
  rule: Rule,
  all: readonly Obligation[],
  now: Instant,
): void {
  if (shadow.status !== 'open') return
  const view = viewOf(setting.plan, shadow, now)
  const over = rule.until !== undefined && evaluate(rule.until, view) === 'yes'
  if (over || evaluate(rule.when, view) !== 'yes') return
  const last = all.findLast(it => it.rule === rule)
  ok(
    last !== undefined && (isOwed(last) || last.standing === 'armed'),
    `${rule.id} goes on after ${last?.key ?? 'nothing'}`,
  )
}

/** The standing that is computed and the end that is on record say the same. */
function inOrder({ shadow }: Watch, { key, standing }: Obligation): void {
  const entry = shadow.ledger.get(key)
  const says = `${key} is ${standing}`
  switch (standing) {
    case 'open':
    case 'due-soon':
      ok(entry !== undefined && endsOf(entry) === 0, `${says}, and on record as open`)
      break
    case 'overdue':
      ok(entry?.missedFor !== undefined && endsOf(entry) === 0, `${says}, and on record as missed`)
      break
    case 'met':
    case 'met-late':
      ok(entry?.metAt !== undefined, `${says}, and on record as met`)
      break
    case 'waived':
      ok(entry?.waived !== undefined, `${says}, and on record by whom`)
      break
    case 'void':
      ok(entry === undefined || entry.voided !== undefined, `${says}, and on record why`)
      break
    case 'armed':
      ok(
        entry === undefined || endsOf(entry) === 0 || entry.voided !== undefined,
        `${says}, and has not ended`,
      )
  }
}

function latenessStands(key: string, now: Obligation | undefined): void {
  const standing = now?.standing ?? 'gone'
  ok(['overdue', 'met-late', 'waived'].includes(standing), `${key} was missed and is ${standing}`)
}

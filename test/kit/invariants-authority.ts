import { ok } from 'node:assert/strict'
import type { EventOf, IncidentEvent } from '#/core/incident/event.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { isOwed, obligations } from '#/core/obligation/obligation.ts'
import { peopleOf } from '#/core/obligation/party.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { APPROVED_ACTS, HELD_ACTS } from '#/core/plan/act.ts'
import type { Approval } from '#/core/plan/authority.ts'
import { evaluate } from '#/core/plan/condition.ts'
import type { Gate, GatedStep, Rule } from '#/core/plan/plan.ts'
import type { Setting } from '#/core/setting.ts'
import { plus } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/**
 * Who may do what, watched from the log alone: nothing is done without the word that the plan wants unless that is on
 * record, nothing behind a gate that is shut, no level becomes milder against its rule, and nobody holds what they may not.
 */
export type Authority = {
  readonly setting: Setting
  /** As the events before this one left it. */
  readonly shadow: Incident
  readonly log: readonly IncidentEvent[]
}

export function authorityAt(books: Authority, event: IncidentEvent): void {
  switch (event.type) {
    case 'obligation-met':
      if (event.by !== TOCSIN) done(books, event)
      break
    case 'notice-sent':
    case 'report-submitted':
      worded(books, event, event.obligation, event.parts)
      break
    case 'published':
      worded(books, event, event.obligation, { text: event.text })
      break
    case 'decision-taken':
      decided(books, event)
      break
    case 'stage-began':
      behindNothing(books, event.at, `stage:${event.stage}`)
      break
    case 'message-sent':
      told(books, event)
      break
    case 'restricted':
      if (event.cause !== undefined) behindNothing(books, event.at, `do:${ruleId(event.cause)}`)
      break
    case 'gate-passed':
      opened(books, event)
      break
    case 'classified':
      lowered(books, event)
      break
    case 'assessed':
      lessened(books, event)
      break
    case 'confirmed':
      another(books, event)
      break
    case 'role-assigned':
      trained(books, event.person, event)
      break
    case 'role-offered':
    case 'role-handed-over':
      trained(books, event.to, event)
      break
    default:
  }
}

function ruleId(key: string): string {
  return key.split(/[#@]/)[0] ?? key
}

function ruleOf({ setting }: Authority, key: string): Rule | undefined {
  return setting.plan.rules.find(rule => rule.id === ruleId(key))
}

/** What has no wording of its own is approved as such; whatever has was looked at when it went out. */
function done(books: Authority, event: EventOf<'obligation-met'>): void {
  const rule = ruleOf(books, event.obligation)
  if (rule === undefined || !HELD_ACTS.has(rule.act.do)) return
  behindNothing(books, event.at, `do:${rule.id}`)
  const bare = ['task', 'file', 'meet'].includes(rule.act.do) && APPROVED_ACTS.has(rule.act.do)
  if (bare) approved(books, event, event.obligation, rule.approvals, '')
}

type Parts = Readonly<Record<string, string>>

/** What went out was approved by everyone whom the plan wants, letter by letter. */
function worded(books: Authority, event: IncidentEvent, key: string, parts: Parts): void {
  const sorted = Object.entries(parts).toSorted(([one], [other]) => (one < other ? -1 : 1))
  const draft = books.setting.sha256(JSON.stringify(sorted))
  const rule = ruleOf(books, key)
  approved(books, event, key, rule?.approvals ?? [], draft)
  behindNothing(books, event.at, `send:${rule?.id ?? ''}`)
}

function decided(books: Authority, event: EventOf<'decision-taken'>): void {
  const decision = books.setting.plan.decisions.find(it => it.id === event.decision)
  ok(decision !== undefined, `${event.decision} is a decision of the plan`)
  approved(books, event, `decide:${event.decision}`, decision.approvals, '')
  behindNothing(books, event.at, `decide:${event.decision}`)
}

function approved(
  books: Authority,
  { at, by }: IncidentEvent,
  key: string,
  approvals: readonly Approval[],
  draft: string,
): void {
  const overridden = books.log.some(
    event =>
      event.type === 'authority-overridden' &&
      event.at === at &&
      event.by === by &&
      (event.obligation ?? `decide:${event.decision}`) === key,
  )
  if (overridden) return
  const { setting, shadow } = books
  const view = viewOf(setting.plan, shadow, at)
  const inForce = approvals.find(({ when }) => evaluate(when, view) !== 'no')
  if (inForce === undefined) return
  const given = (shadow.approvals.get(key) ?? []).filter(
    it =>
      it.draft === draft &&
      inForce.by.includes(it.role) &&
      (inForce.lasts === undefined || at < plus(it.at, inForce.lasts, setting.plan.zone)),
  )
  const roles = new Set(given.map(it => it.role))
  const people = new Set(given.map(it => (it.by === TOCSIN ? it.role : it.by)))
  const enough =
    inForce.least === undefined
      ? inForce.by.every(role => roles.has(role))
      : people.size >= inForce.least
  ok(enough, `${key} has the word of ${inForce.by.join(', ')}`)
}

function told(books: Authority, { at, act, audiences, recipients }: EventOf<'message-sent'>): void {
  const { audiences: known } = books.setting.plan
  for (const audience of audiences.filter(id => known.some(it => it.id === id)))
    behindNothing(books, at, `tell:${audience}`)
  for (const channel of new Set(recipients.flatMap(it => it.channels)))
    if (act !== 'page') behindNothing(books, at, `via:${channel}`)
}

function behindNothing(books: Authority, at: Instant, step: GatedStep): void {
  const shut = books.setting.plan.gates.filter(
    gate => gate.before.includes(step) && !isOpen(books, gate, at),
  )
  ok(shut.length === 0, `${step} is not done behind ${shut.map(gate => gate.id).join(', ')}`)
}

/** What was passed stays open, unless the gate comes and goes with what is so. */
function isOpen({ setting, shadow }: Authority, gate: Gate, at: Instant): boolean {
  const passed = shadow.gates.get(gate.id)
  const comesAndGoes = gate.until !== undefined || gate.when.kind !== 'always'
  if (passed?.waived === true || (passed !== undefined && !comesAndGoes)) return true
  const view = viewOf(setting.plan, shadow, at)
  if (evaluate(gate.when, view) === 'no') return true
  if (gate.until !== undefined && evaluate(gate.until, view) !== 'yes') return false
  const open = obligations(setting.plan, shadow, at).filter(
    it => gate.needs.includes(it.rule.id) && (isOwed(it) || it.standing === 'armed'),
  )
  return (
    open.filter(it => it.rule.every === undefined).length === 0 &&
    gate.fields.every(field => view.recorded(field))
  )
}

function opened({ setting, shadow }: Authority, { at, gate: id }: EventOf<'gate-passed'>): void {
  const gate = setting.plan.gates.find(it => it.id === id)
  const until = gate?.until
  if (until === undefined) return
  ok(
    evaluate(until, viewOf(setting.plan, shadow, at)) === 'yes',
    `${id} is not passed before its time`,
  )
}

/** Only with a reason, only then, and only by these. */
function lowered({ setting, shadow }: Authority, event: EventOf<'classified'>): void {
  const { severities, classifying } = setting.plan
  const rank = (level: string | undefined) => severities.findIndex(({ id }) => id === level)
  if (shadow.severity === undefined || rank(event.severity) <= rank(shadow.severity)) return
  ok(event.reason !== undefined, 'a severity becomes milder with a reason')
  if (classifying.lower === undefined) return
  const view = viewOf(setting.plan, shadow, event.at)
  ok(evaluate(classifying.lower.when, view) === 'yes', 'a severity becomes milder only by rule')
  lessenedBy(setting, shadow, event.by, classifying.lower.by)
}

function lessened({ setting, shadow }: Authority, event: EventOf<'assessed'>): void {
  const its = setting.plan.classifications.find(({ id }) => id === event.classification)
  const rank = (level: string | undefined) => its?.levels.findIndex(({ id }) => id === level) ?? -1
  const was = shadow.assessments.get(event.classification)?.level
  if (was === undefined || rank(event.level) <= rank(was)) return
  ok(event.reason !== undefined, `${event.classification} becomes milder with a reason`)
  lessenedBy(setting, shadow, event.by, its?.lower?.by ?? [])
}

function lessenedBy(
  setting: Setting,
  shadow: Incident,
  person: string,
  by: readonly string[],
): void {
  const may = by.some(party => peopleOf(setting, shadow, party).includes(person))
  ok(by.length === 0 || may, `${person} is one of ${by.join(', ')}, who may make a level milder`)
}

function another({ shadow }: Authority, event: EventOf<'confirmed'>): void {
  const giver = event.of === 'severity' ? shadow.classifiedBy : shadow.assessments.get(event.of)?.by
  ok(giver !== event.by, `${event.of} is confirmed by another than ${giver ?? ''}`)
}

type Taking = EventOf<'role-assigned' | 'role-offered' | 'role-handed-over'>

/** What a person lacks stands on record, in the event that gives them the role or the one that offered it. */
function trained({ setting, log }: Authority, person: string, event: Taking): void {
  const role = setting.plan.roles.find(({ id }) => id === event.role)
  const has = setting.directory.people.get(person)?.trained ?? []
  const missing = (role?.needs ?? []).filter(training => !has.includes(training))
  if (missing.length === 0) return
  const recorded = [event, ...log].some(
    it =>
      (it.type === 'role-assigned' ||
        it.type === 'role-offered' ||
        it.type === 'role-handed-over') &&
      it.role === event.role &&
      missing.every(training => it.lacks?.includes(training) === true),
  )
  ok(recorded, `${person} holds ${event.role} without ${missing.join(', ')}, and it is on record`)
}

/** After everything that an instant brought: caps and separations hold, and nothing goes on that has lapsed. */
export function authorityAsAWhole({ setting, shadow }: Authority, now: Instant): void {
  const held = new Map<string, Set<string>>()
  for (const [role, first] of shadow.roles)
    for (const { person } of [first, ...(shadow.teams.get(role) ?? [])])
      held.set(person, (held.get(person) ?? new Set()).add(role))
  const { rolesEach = Infinity, roles } = setting.plan
  for (const [person, theirs] of held) {
    ok(theirs.size <= rolesEach, `${person} holds ${theirs.size} roles`)
    for (const role of roles.filter(({ id }) => theirs.has(id)))
      ok(!role.notWith.some(other => theirs.has(other)), `${person} holds what excludes ${role.id}`)
  }
  for (const role of roles) {
    const team = [shadow.roles.get(role.id), ...(shadow.teams.get(role.id) ?? [])]
    const people = team.flatMap(holding => (holding === undefined ? [] : [holding.person]))
    ok(new Set(people).size === people.length, `nobody holds ${role.id} twice`)
    ok(role.many === true || people.length <= 1, `one person holds ${role.id}`)
  }
  for (const [decision, { lapsed, lapsesAt }] of shadow.decisions)
    ok(lapsed || lapsesAt === undefined || lapsesAt > now, `${decision} has lapsed on record`)
}

import type { Incident, Page } from '#/core/incident/incident.ts'
import type { PageEnd } from '#/core/incident/event.ts'
import { fill, marked, openChannels } from '#/core/incident/message.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { recordOwn } from '#/core/incident/turn.ts'
import { holds, keptApart, peopleOf } from '#/core/obligation/party.ts'
import { mayHold } from '#/core/obligation/tenure.ts'
import { ruleOf } from '#/core/obligation/view.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Channel, Plan } from '#/core/plan/plan.ts'
import { plus } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** What a page says, whoever it wakes. `obligation` is absent when a person or the ladder asked for it. */
export type Call = {
  readonly obligation?: string
  readonly subject: string
  readonly text: string
  readonly cites: readonly string[]
  readonly via: readonly Channel[]
}

/** One line of people asked one after the other: its name is the page's id. */
export function pageId(call: string, party: string): string {
  return `${call}/${party}`
}

/**
 * Pages the first in line, but not `except`. A party with nobody else in it ends at once, on record, so that the ladder can
 * take over.
 */
export function beginPage(
  turn: Turn,
  id: string,
  party: string,
  call: Call,
  except?: string,
): void {
  sendTo(turn, { id, party, attempt: 0, except }, call)
}

/** Whether a role is in hands already: then nobody needs to be woken for it. A stand-in waits for somebody to take it. */
export function isHeld(incident: Incident, party: string): boolean {
  const holder = incident.roles.get(party)
  return holder?.accepted === true && holder.standIn === undefined
}

/** Whether the plan lets a person take a role beside those that they hold or are just being asked for. Other parties: always. */
function mayTake({ setting, incident, at }: Turn, person: string, party: string): boolean {
  const isTheirs = holds(incident, person, party)
  if (!isTheirs && !mayHold(setting, incident, person, party, at)) return false
  return keptApart(setting.plan, party).every(other => {
    if (holds(incident, person, other)) return false
    return ![...incident.pages.values()].some(
      page => page.party === other && page.person === person && page.state === 'waiting',
    )
  })
}

type Line = {
  readonly id: string
  readonly party: string
  readonly attempt: number
  readonly except: string | undefined
}

function sendTo(turn: Turn, line: Line, call: Call): void {
  const { setting, incident } = turn
  const people = peopleOf(setting, incident, line.party).filter(person =>
    mayTake(turn, person, line.party),
  )
  const attempt = nextAttempt(people, line)
  const person = people[attempt % people.length]
  const { rounds } = setting.plan.paging
  if (person === undefined || attempt >= people.length * rounds) {
    const cause = person === undefined ? 'nobody-to-ask' : 'unanswered'
    recordOwn(turn, { type: 'page-ended', page: line.id, party: line.party, cause })
    return
  }
  recordOwn(turn, {
    type: 'page-sent',
    page: line.id,
    ...(call.obligation !== undefined && { obligation: call.obligation }),
    party: line.party,
    person,
    attempt,
    channels: channelsTo(turn, call, person),
    ...marked(turn.incident, call.subject),
    text: call.text,
    cites: call.cites,
  })
}

/**
 * How a page goes out: as it says, else as all pages do, without the channels that a gate keeps shut. Where that leaves
 * none it goes out all the same: a gate never swallows a page.
 */
function channelsFor(turn: Turn, { via }: Call): readonly Channel[] {
  const wanted = via.length > 0 ? via : turn.setting.plan.paging.via
  const open = openChannels(turn, [...wanted, ...turn.setting.plan.paging.via])
  const first = open.filter(channel => wanted.includes(channel))
  if (first.length > 0) return [...new Set(first)]
  return open.length > 0 ? [...new Set(open)] : wanted
}

/** Also in the browsers of whoever wants to be notified there, whatever the plan says: it costs nothing, and wakes. */
function channelsTo(turn: Turn, call: Call, person: string): readonly Channel[] {
  const channels = channelsFor(turn, call)
  const others = channels.filter(channel => channel !== PUSH)
  if (turn.setting.directory.people.get(person)?.push !== true)
    return others.length > 0 && !turn.setting.plan.paging.via.includes(PUSH) ? others : channels
  return openChannels(turn, [PUSH]).length > 0 ? [PUSH, ...others] : channels
}

const PUSH: Channel = 'push'

/** Whoever hands a page on is not asked again at once. */
function nextAttempt(people: readonly string[], { attempt, except }: Line): number {
  if (except === undefined) return attempt
  if (people.every(person => person === except)) return Infinity
  let next = attempt
  while (people[next % people.length] === except) next++
  return next
}

/** Moves on every page whose wait is over or that was handed on, and ends those that are not needed any more. */
export function movePages(turn: Turn): void {
  for (const page of turn.incident.pages.values()) {
    if (page.state !== 'waiting' && page.state !== 'handed-on') continue
    const cause = endedBy(turn, page)
    if (cause !== undefined)
      recordOwn(turn, { type: 'page-ended', page: page.id, party: page.party, cause })
    else if (isOver(turn, page)) moveOn(turn, page)
  }
}

/** Its wait is over, it was handed on, or it could not reach the one it was for: then there is nothing to wait for. */
function isOver({ at, setting }: Turn, page: Page): boolean {
  return page.state === 'handed-on' || at >= movesOnAt(setting.plan, page) || reachedNobody(page)
}

function reachedNobody({ channels, failed }: Page): boolean {
  return channels.length > 0 && channels.every(channel => failed.includes(channel))
}

function endedBy({ incident }: Turn, page: Page): PageEnd | undefined {
  if (incident.status !== 'open' && incident.status !== 'resolved') return 'incident-over'
  if (isHeld(incident, page.party)) return 'role-taken'
  const entry = page.obligation === undefined ? undefined : incident.ledger.get(page.obligation)
  const ended = entry?.metAt ?? entry?.waived ?? entry?.voided
  return ended === undefined ? undefined : 'not-needed'
}

/**
 * Whether an obligation that is owed has still to page this line: nobody was asked yet, or what was asked before ended
 * when it did not apply, or before it came to apply again.
 */
export function hasToBegin({ incident }: Turn, id: string, openedAt: Instant): boolean {
  const page = incident.pages.get(id)
  if (page === undefined) return true
  if (page.state !== 'ended' || (incident.status !== 'open' && incident.status !== 'resolved'))
    return false
  if (page.cause === 'not-needed' || page.cause === 'incident-over') return true
  return page.endedAt !== undefined && page.endedAt < openedAt
}

function moveOn(turn: Turn, page: Page): void {
  const { rules } = lookup(turn.setting.plan)
  const rule = page.obligation === undefined ? undefined : rules.get(ruleOf(page.obligation))
  const except = page.state === 'handed-on' || reachedNobody(page) ? page.person : undefined
  const line: Line = { id: page.id, party: page.party, attempt: page.attempt + 1, except }
  const again = fill(turn, 'No answer yet: {{title}}')
  sendTo(turn, line, {
    ...(page.obligation !== undefined && { obligation: page.obligation }),
    subject: again,
    text: rule?.act.do === 'page' ? fill(turn, rule.act.text) : again,
    cites: page.cites,
    via: page.channels,
  })
}

/** When the next in line is asked. */
export function movesOnAt(plan: Plan, page: Page): Instant {
  return plus(page.sentAt, plan.paging.wait, plan.zone)
}

/** The next instant at which a page moves on by itself; undefined while none waits. */
export function nextPageMove(plan: Plan, incident: Incident): Instant | undefined {
  let next: Instant | undefined
  for (const page of incident.pages.values()) {
    if (page.state !== 'waiting') continue
    const at = movesOnAt(plan, page)
    if (next === undefined || at < next) next = at
  }
  return next
}

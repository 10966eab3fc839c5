import type { Incident, Page } from '#/core/incident/incident.ts'
import type { PageEnd } from '#/core/incident/event.ts'
import { reachedNobody, unreachedSoFar } from '#/core/incident/evolve-pages.ts'
import { fill, marked, openChannels } from '#/core/incident/message.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { recordOwn } from '#/core/incident/turn.ts'
import { holds, keptApart, peopleOf } from '#/core/obligation/party.ts'
import { mayHold } from '#/core/obligation/tenure.ts'
import { ruleOf } from '#/core/obligation/view.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { isOrdinary, movesOnAt, pagingAt, stepsAt, viaAt } from '#/core/paging/pace.ts'
import { courseOf } from '#/core/paging/reach.ts'
import type { Course } from '#/core/paging/reach.ts'
import type { Channel, Level } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

/** What a page says, whoever it wakes. `obligation` is absent when a person or the ladder asked for it. */
export type Call = {
  readonly obligation?: string
  readonly subject: string
  readonly text: string
  readonly cites: readonly string[]
  readonly via: readonly Channel[]
  /** Everyone was silent before: whoever is asked is asked over all of their channels at once. */
  readonly again?: true
}

const NOBODY: ReadonlySet<string> = new Set()

/** One line of people asked one after the other: its name is the page's id. */
export function pageId(call: string, party: string): string {
  return `${call}/${party}`
}

/** The call for a signal that weighs more than all before it: a line of its own, beside the one that runs. */
export function worseCall(obligation: string, version: number): string {
  return `${obligation}+${version}`
}

/** Whether a page is one of those, by its id. */
export function isOfWorse(id: string): boolean {
  return /\+\d+\/[^/]*$/.test(id)
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
  const skipped = new Set(except === undefined ? [] : [except])
  sendTo(turn, { id, party, attempt: 0, skipped, declined: NOBODY }, call)
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
  /** Who is not asked: they have said that they cannot, or could not be reached. */
  readonly skipped: ReadonlySet<string>
  /** All of those have said so. */
  readonly declined: ReadonlySet<string>
}

function sendTo(turn: Turn, line: Line, call: Call): void {
  const { setting, incident } = turn
  const people = peopleOf(setting, incident, line.party).filter(person =>
    mayTake(turn, person, line.party),
  )
  const attempt = nextAttempt(people, line)
  const person = people[attempt % people.length]
  const { rounds } = pagingAt(setting.plan, incident)
  if (person === undefined || attempt >= people.length * rounds)
    return recordOwn(turn, {
      type: 'page-ended',
      page: line.id,
      party: line.party,
      cause: endOf(people, person, line),
    })
  send(turn, line, { person, attempt, again: attempt >= people.length }, call)
}

function endOf(people: readonly string[], person: string | undefined, { declined }: Line): PageEnd {
  if (people.length > 0 && people.every(it => declined.has(it))) return 'declined'
  return person === undefined ? 'nobody-to-ask' : 'unanswered'
}

type Asking = {
  readonly person: string
  readonly attempt: number
  /** They were asked in this line before. */
  readonly again: boolean
  /** Who has handed it on to them. */
  readonly handedBy?: string
}

function send(turn: Turn, { id, party }: Pick<Line, 'id' | 'party'>, asking: Asking, call: Call) {
  const { person, attempt, again, handedBy } = asking
  const { via, further } = courseFor(turn, call, person, again)
  recordOwn(turn, {
    type: 'page-sent',
    page: id,
    ...(call.obligation !== undefined && { obligation: call.obligation }),
    party,
    person,
    attempt,
    channels: via,
    ...(further.length > 0 && { further }),
    ...(handedBy !== undefined && { handedBy }),
    ...marked(turn.incident, call.subject),
    text: call.text,
    cites: call.cites,
  })
}

/** Over which channels somebody is asked: as they wish, and where they have not said, as all pages go out. */
function courseFor(turn: Turn, call: Call, person: string, again: boolean): Course {
  const { plan, directory } = turn.setting
  const { reach } = directory.people.get(person) ?? {}
  const promised = isOrdinary(plan, call.via) ? [] : call.via
  const course = reach && courseOf(reach, promised, again || call.again === true)
  if (course === undefined) return { via: channelsTo(turn, call, person), further: [] }
  return { ...course, via: notShut(turn, course.via, pagingAt(plan, turn.incident).via) }
}

/**
 * Without the channels that a gate keeps shut. Where that leaves none it goes out over the usual ones, or else all the same: a gate
 * never swallows a page.
 */
function notShut(
  turn: Turn,
  wanted: readonly Channel[],
  usual: readonly Channel[],
): readonly Channel[] {
  const open = openChannels(turn, [...wanted, ...usual])
  const first = open.filter(channel => wanted.includes(channel))
  if (first.length > 0) return [...new Set(first)]
  return open.length > 0 ? [...new Set(open)] : wanted
}

/** Also in the browsers of whoever wants to be notified there, whatever the plan says: it costs nothing, and wakes. */
function channelsTo(turn: Turn, { via }: Call, person: string): readonly Channel[] {
  const { plan, directory } = turn.setting
  const usual = pagingAt(plan, turn.incident).via
  const channels = notShut(turn, viaAt(plan, turn.incident, via), usual)
  const others = channels.filter(channel => channel !== PUSH)
  if (directory.people.get(person)?.push !== true)
    return others.length > 0 && !usual.includes(PUSH) ? others : channels
  return openChannels(turn, [PUSH]).length > 0 ? [PUSH, ...others] : channels
}

const PUSH: Channel = 'push'

function nextAttempt(people: readonly string[], { attempt, skipped }: Line): number {
  if (people.every(person => skipped.has(person))) return Infinity
  let next = attempt
  while (skipped.has(people[next % people.length] ?? '')) next++
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
    else if (stepsDue(turn, page) > 0) stepOn(turn, page, stepsDue(turn, page))
  }
}

/** Its wait is over, it was handed on, or it could not reach the one it was for: then there is nothing to wait for. */
function isOver(turn: Turn, page: Page): boolean {
  const { at, setting, incident } = turn
  if (page.state === 'handed-on' || at >= movesOnAt(setting.plan, incident, page)) return true
  return reachedNobody(page) && stepsDue(turn, page) === 0
}

/** How many further steps are to be taken now: those whose time has come; where nothing got through, up to the next over another channel. */
function stepsDue({ at }: Turn, page: Page): number {
  const { further = [], failed } = page
  const due = further.findLastIndex((_, place) => {
    const comes = stepsAt({ ...page, further: further.slice(place) })
    return comes !== undefined && at >= comes
  })
  if (!reachedNobody(page)) return due + 1
  return further.findIndex(({ via }) => via.some(channel => !failed.includes(channel))) + 1
}

/** Asks whoever has not answered once more, over the channels of these steps. */
function stepOn(turn: Turn, page: Page, count: number): void {
  const { further = [], step = 0, failed } = page
  const isHurried = reachedNobody(page)
  const named = new Set(further.slice(0, count).flatMap(({ via }) => via))
  const channels = [...named].filter(channel => !isHurried || !failed.includes(channel))
  const { subject, text } = wordsOf(turn, page)
  recordOwn(turn, {
    type: 'page-sent',
    page: page.id,
    ...(page.obligation !== undefined && { obligation: page.obligation }),
    party: page.party,
    person: page.person,
    attempt: page.attempt,
    step: step + count,
    channels: notShut(turn, channels, pagingAt(turn.setting.plan, turn.incident).via),
    ...marked(turn.incident, subject),
    text,
    cites: page.cites,
  })
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

/** Goes on: to whom it was handed on by name, back to whoever did that, or to the next in line. */
function moveOn(turn: Turn, page: Page): void {
  const named = namedNext(turn, page)
  const call = { ...callOf(turn, page), ...wordsOf(turn, page) }
  if (named !== undefined) {
    const isBack = named === page.handed?.by
    const { by = '' } = page.handed ?? {}
    return send(
      turn,
      page,
      {
        person: named,
        attempt: page.attempt,
        again: isBack,
        ...(!isBack && { handedBy: by }),
      },
      isBack ? call : { ...call, ...handedWords(turn, page, call) },
    )
  }
  const declined = new Set(page.declined)
  const skipped = declined.union(new Set(unreachedSoFar(page)))
  const attempt = hasLeft(turn, page) ? page.attempt : page.attempt + 1
  sendTo(turn, { ...page, attempt, skipped, declined }, call)
}

/** Whoever was asked stands in line no more, as at the end of a turn: who stands in their place now was never asked. */
function hasLeft({ setting, incident }: Turn, { party, person, handed, back }: Page): boolean {
  const isOutOfTurn = handed !== undefined || back === true
  return !isOutOfTurn && !peopleOf(setting, incident, party).includes(person)
}

/**
 * Who is asked out of turn: one of those to whom it was handed on, each once; then once more whoever handed it on, since they are
 * awake and it is theirs until somebody answers. Undefined: the line goes on.
 */
function namedNext(turn: Turn, { handed, declined = [], party }: Page): string | undefined {
  if (handed === undefined) return undefined
  const { to, by, asked } = handed
  const may = (person: string) => !declined.includes(person) && mayTake(turn, person, party)
  return (
    candidates(turn, to, by).find(it => !asked.includes(it) && may(it)) ??
    (may(by) ? by : undefined)
  )
}

function candidates({ setting, incident }: Turn, to: string, by: string): readonly string[] {
  return peopleOf(setting, incident, to).filter(person => person !== by)
}

/** Of those behind a party, who may be handed a page: nobody whom the plan keeps from what it asks for. */
export function mayBeHanded(turn: Turn, page: Page, to: string): readonly string[] {
  return candidates(turn, to, turn.by).filter(person => mayTake(turn, person, page.party))
}

function ruleFor({ setting }: Turn, { obligation }: Page) {
  return obligation === undefined ? undefined : lookup(setting.plan).rules.get(ruleOf(obligation))
}

/**
 * Who could be named when somebody who was asked hands a page on: of the same line, of the level that it stands on, and those
 * who share a rota with them. Wider than that nobody is named to whom nobody signed in.
 */
export function nearby(turn: Turn, page: Page): readonly string[] {
  const { setting, incident, by } = turn
  const { levels } = setting.plan
  const level = levels.find(it => it.members.includes(page.party) || page.id === calledBy(it, page))
  const mates = [...setting.directory.rotas.values()]
    .map(({ layers }) => layers.flatMap(({ people }) => people))
    .filter(people => people.includes(by))
  const line = [page.party, ...(level?.members ?? [])].flatMap(it =>
    peopleOf(setting, incident, it),
  )
  return [...new Set([...line, ...mates.flat()])].filter(
    person => mayBeHanded(turn, page, person).length > 0,
  )
}

function calledBy({ level }: Level, { party }: Page): string {
  return pageId(`level-${level}`, party)
}

function callOf(turn: Turn, page: Page): Omit<Call, 'subject' | 'text'> {
  const act = ruleFor(turn, page)?.act
  return {
    ...(page.obligation !== undefined && { obligation: page.obligation }),
    cites: page.cites,
    via: act?.do === 'page' ? act.via : [],
  }
}

/** What a page says to whoever comes next. */
function wordsOf(turn: Turn, page: Page): Pick<Call, 'subject' | 'text'> {
  const act = ruleFor(turn, page)?.act
  const again = fill(turn, 'No answer yet: {{title}}')
  const text = act?.do === 'page' ? fill(turn, act.text) : (page.said ?? again)
  return { subject: again, text }
}

function handedWords(
  { setting, incident }: Turn,
  { handed }: Page,
  { text }: Pick<Call, 'text'>,
): Pick<Call, 'subject' | 'text'> {
  const by = setting.directory.people.get(handed?.by ?? '')?.name ?? handed?.by ?? ''
  const because = handed?.reason === undefined ? '' : ` ${by} says: ${handed.reason}`
  return { subject: `${by} hands this on to you: ${incident.title}`, text: `${text}${because}` }
}

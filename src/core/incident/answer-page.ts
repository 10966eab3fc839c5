import type { Asked } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import type { Page } from '#/core/incident/incident.ts'
import { record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { holdersOf, holds, isParty, peopleOf } from '#/core/obligation/party.ts'
import { barTo, lackFor } from '#/core/obligation/tenure.ts'
import type { Bar } from '#/core/obligation/tenure.ts'
import { takeOverAll } from '#/core/incident/take-over.ts'
import { isHeld, mayBeHanded } from '#/core/paging/page.ts'
import { escalate, levelAbove, mayReach } from '#/core/paging/ladder.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { refuse } from '#/core/refusal.ts'

/** Answers a page. Answering twice is no error, and neither is answering one that went on to somebody else meanwhile. */
export function acknowledge(turn: Turn, { page: id }: Asked<'acknowledge'>): Verdict {
  if (id === undefined) return acknowledgeUnnamed(turn)
  const page = turn.incident.pages.get(id)
  if (page === undefined || !concerns(turn, page)) return refuse('page-unknown', { page: id })
  const barred = barredBy(turn, page)
  if (barred !== undefined && page.person !== turn.by) return refuse(barred.code, barred.detail)
  if (page.state !== 'acknowledged') answerOne(turn, page)
  return undefined
}

/** Whatever waits for the one who asks, or else what nobody has answered in a line in which they stand. */
function acknowledgeUnnamed(turn: Turn): Verdict {
  const theirs = waitingFor(turn)
  const pages = theirs.length > 0 ? theirs : unansweredNear(turn)
  if (pages.length === 0) return refuse('page-unknown')
  for (const page of pages) answerOne(turn, page)
  return undefined
}

function unansweredNear(turn: Turn): readonly Page[] {
  return [...turn.incident.pages.values()].filter(
    page =>
      (page.state === 'waiting' || page.cause === 'unanswered') &&
      page.answeredAt === undefined &&
      concerns(turn, page) &&
      barredBy(turn, page) === undefined,
  )
}

/** Answers whatever waits for the one who asks; nothing when nothing does. */
export function acknowledgeAll(turn: Turn): void {
  for (const page of waitingFor(turn)) answerOne(turn, page)
}

/**
 * Says no to a page: the next in line is asked at once. Or hands it on by name, to somebody whom the plan lets take it: they are
 * asked at once, and where they are silent it comes back, so that handing on is no way to lose it.
 */
export function handOn(turn: Turn, { page: id, to, reason }: Asked<'hand-on'>): Verdict {
  const pages = waitingFor(turn).filter(page => id === undefined || page.id === id)
  if (pages.length === 0) return refuse('page-unknown', id === undefined ? {} : { page: id })
  const barred = to === undefined ? undefined : barredFrom(turn, pages, to)
  if (barred !== undefined) return barred
  for (const page of pages)
    record(turn, {
      type: 'page-handed-on',
      page: page.id,
      person: turn.by,
      ...(to !== undefined && { to }),
      ...(reason !== undefined && { reason }),
    })
  return undefined
}

function barredFrom(turn: Turn, pages: readonly Page[], to: string): Verdict {
  if (!isParty(turn.setting, to)) return refuse('person-unknown', { person: to })
  const stuck = pages.find(page => mayBeHanded(turn, page, to).length === 0)
  if (stuck === undefined) return undefined
  const bar = turn.by === to ? undefined : barredBy({ ...turn, by: to }, stuck)
  return bar === undefined ? refuse('nobody-behind', { to }) : refuse(bar.code, bar.detail)
}

/** The pages on which whoever asks was asked last, and has not answered. */
export function waitingFor({ incident, by }: Turn): readonly Page[] {
  return [...incident.pages.values()].filter(page => page.state === 'waiting' && page.person === by)
}

/** A page concerns whoever it was sent to, and everyone else in its line. */
function concerns(turn: Turn, page: Page): boolean {
  return (
    page.person === turn.by || peopleOf(turn.setting, turn.incident, page.party).includes(turn.by)
  )
}

/** Who answers the page of a role takes it. One whom the plan keeps from it is awake, but the page goes on to another. */
function answerOne(turn: Turn, page: Page): void {
  const { incident, by, setting } = turn
  const role = lookup(setting.plan).roles.get(page.party)
  if (barredBy(turn, page) !== undefined)
    return record(turn, { type: 'page-handed-on', page: page.id, person: by })
  record(turn, { type: 'page-acknowledged', page: page.id, person: by })
  for (const held of incident.roles.keys())
    if (holdersOf(incident, held).some(({ person, accepted }) => person === by && !accepted))
      record(turn, { type: 'role-accepted', role: held, person: by })
  takeOverAll(turn)
  if (role !== undefined && !isHeld(incident, role.id))
    record(turn, { type: 'role-assigned', role: role.id, person: by, accepted: true })
}

/** What keeps whoever asks from the role that the page is for; a page of anything else is for everyone in its line. */
function barredBy({ incident, by, setting, at }: Turn, page: Page): Bar | undefined {
  const role = lookup(setting.plan).roles.get(page.party)
  if (role === undefined || holds(incident, by, role.id)) return undefined
  return barTo(setting, incident, by, role) ?? lackFor(setting, incident, by, role, at)
}

/** A person escalates by decision, with a reason: to a level, or because help is needed, to the next that may be reached. */
export function escalateByHand(turn: Turn, { level: asked, reason }: Asked<'escalate'>): Verdict {
  const next = asked === undefined ? levelAbove(turn)?.level : asked
  if (next === undefined) return refuse('level-not-allowed', { reached: turn.incident.level })
  return escalateTo(turn, next, reason)
}

function escalateTo(turn: Turn, number: number, reason: string): Verdict {
  const level = lookup(turn.setting.plan).levels.get(number)
  if (level === undefined) return refuse('level-unknown', { level: number })
  if (!mayReach(turn, level)) return refuse('level-not-allowed', { level: number })
  escalate(turn, level, turn.by, [], reason)
  return undefined
}

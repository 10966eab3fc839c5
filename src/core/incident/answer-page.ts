import type { Asked } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import type { Page } from '#/core/incident/incident.ts'
import { record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { keptApart, peopleOf } from '#/core/obligation/party.ts'
import { escalate, mayReach } from '#/core/paging/ladder.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { refuse } from '#/core/refusal.ts'

/** Answers a page. Answering twice is no error, and neither is answering one that went on to somebody else meanwhile. */
export function acknowledge(turn: Turn, { page: id }: Asked<'acknowledge'>): Verdict {
  if (id === undefined) return acknowledgeUnnamed(turn)
  const page = turn.incident.pages.get(id)
  if (page === undefined || !concerns(turn, page)) return refuse('page-unknown', { page: id })
  const apart = barredBy(turn, page)
  if (apart !== undefined && page.person !== turn.by)
    return refuse('roles-conflict', { role: page.party, with: apart, person: turn.by })
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

/** Hands a page on to the next in line, who is asked at once. */
export function handOn(turn: Turn, { page: id, reason }: Asked<'hand-on'>): Verdict {
  const pages = waitingFor(turn).filter(page => id === undefined || page.id === id)
  if (pages.length === 0) return refuse('page-unknown', id === undefined ? {} : { page: id })
  for (const page of pages)
    record(turn, {
      type: 'page-handed-on',
      page: page.id,
      person: turn.by,
      ...(reason !== undefined && { reason }),
    })
  return undefined
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
  for (const [held, holder] of incident.roles)
    if (holder.person === by && !holder.accepted)
      record(turn, { type: 'role-accepted', role: held, person: by })
  if (role !== undefined && incident.roles.get(role.id)?.accepted !== true)
    record(turn, { type: 'role-assigned', role: role.id, person: by, accepted: true })
}

/** The role that whoever asks holds and that the plan keeps apart from the one that the page is for. */
function barredBy({ incident, by, setting }: Turn, page: Page): string | undefined {
  return keptApart(setting.plan, page.party).find(other => incident.roles.get(other)?.person === by)
}

/** A person escalates by decision, with a reason. */
export function escalateByHand(turn: Turn, { level: number, reason }: Asked<'escalate'>): Verdict {
  const level = lookup(turn.setting.plan).levels.get(number)
  if (level === undefined) return refuse('level-unknown', { level: number })
  if (!mayReach(turn, level)) return refuse('level-not-allowed', { level: number })
  escalate(turn, level, turn.by, [], reason)
  return undefined
}

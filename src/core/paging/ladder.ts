import type { Incident, Page } from '#/core/incident/incident.ts'
import { SILENT } from '#/core/incident/event.ts'
import type { EventOf } from '#/core/incident/event.ts'
import { fill } from '#/core/incident/message.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { recordOwn } from '#/core/incident/turn.ts'
import { pagingAt } from '#/core/paging/pace.ts'
import { beginPage, pageId } from '#/core/paging/page.ts'
import { peopleOf } from '#/core/obligation/party.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { evaluate } from '#/core/plan/condition.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Level, Plan } from '#/core/plan/plan.ts'
import { plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** Why a level was reached: an obligation by key, `silence`, `late:KEY`, or a person's own decision. */
export type Cause = EventOf<'escalated'>['cause']

/** Reaches a level of the ladder and pages everyone on it. Reaching it again pages nobody twice. */
export function escalate(
  turn: Turn,
  level: Level,
  cause: Cause,
  cites: readonly string[] = [],
  reason?: string,
): void {
  const { setting, incident } = turn
  if (incident.levels.has(level.level)) return
  const people = [...new Set(level.members.flatMap(member => peopleOf(setting, incident, member)))]
  recordOwn(turn, {
    type: 'escalated',
    level: level.level,
    cause,
    people,
    ...(reason !== undefined && { reason }),
  })
  const subject = fill(turn, `Escalated to ${level.title}: {{title}}`)
  const because = cause === 'silence' ? ' Nobody who was asked before has answered.' : ''
  const text = fill(
    turn,
    `This incident has reached level ${level.level}, ${level.title}.${because} Severity: {{severity}}. Commander: {{commander}}.`,
  )
  const all = [...new Set([...level.cite, ...cites])]
  for (const member of level.members) {
    // A role in hands is no open question: it is its holder who has to know.
    const party = incident.roles.get(member)?.person ?? member
    beginPage(turn, pageId(levelCall(level.level), member), party, {
      subject,
      text,
      cites: all,
      via: [],
    })
  }
}

/** The next level that nobody was asked on yet and the incident may reach; undefined where none is left. */
export function levelAbove(turn: Turn): Level | undefined {
  const { ladder } = lookup(turn.setting.plan)
  const { level: reached, levels } = turn.incident
  return ladder.find(it => it.level > reached && !levels.has(it.level) && mayReach(turn, it))
}

/** Whether the plan lets the incident reach a level: its condition holds, or it has none. */
export function mayReach(turn: Turn, level: Level): boolean {
  if (level.when === undefined) return true
  return evaluate(level.when, viewOf(turn.setting.plan, turn.incident, turn.at)) === 'yes'
}

/**
 * Where nobody answered, the level above is asked. A page of a role belongs to the level that the role stands on; pages
 * of one level climb together, once none of them waits and none was answered.
 */
export function climbOverSilence(turn: Turn): void {
  for (const page of turn.incident.pages.values()) {
    if (!isUnanswered(page)) continue
    const next = nextLevel(turn, levelOf(turn, page))
    if (next !== undefined && isSilent(turn, page)) escalate(turn, next, 'silence')
  }
  const again = asksAgainAt(turn.setting.plan, turn.incident)
  if (again !== undefined && turn.at >= again) askAgain(turn)
}

/** How long everyone may have been silent before those asked last are asked once more, and so on until someone answers. */
export const SILENCE_PAUSE_MS = 15 * 60_000

/** When to ask again, where nobody is on it and no page waits; undefined while that is not so. */
export function asksAgainAt(plan: Plan, incident: Incident): Instant | undefined {
  if (incident.status !== 'open' || incident.attending.size > 0) return undefined
  let last: Instant | undefined
  for (const page of incident.pages.values()) {
    // Who took the role that was asked for is there, though they have not said so.
    if (page.state === 'waiting' || page.state === 'handed-on' || page.cause === 'role-taken')
      return undefined
    if (!isUnanswered(page)) continue
    if (last === undefined || (page.endedAt ?? page.sentAt) > last)
      last = page.endedAt ?? page.sentAt
  }
  return last === undefined
    ? undefined
    : plusMs(last, Math.max(SILENCE_PAUSE_MS, waitMs(plan, incident)))
}

function waitMs(plan: Plan, incident: Incident): number {
  const { wait } = pagingAt(plan, incident)
  return wait.unit === 'elapsed' ? wait.ms : 0
}

/** Everyone on the highest level reached, or, without a ladder, everyone who was paged. */
function askAgain(turn: Turn): void {
  const pages = [...turn.incident.pages.values()].filter(isUnanswered)
  const top = Math.max(...pages.map(page => pagedLevel(page) ?? 0))
  for (const page of pages)
    if ((pagedLevel(page) ?? 0) === top)
      beginPage(turn, page.id, page.party, {
        ...(page.obligation !== undefined && { obligation: page.obligation }),
        subject: fill(turn, 'Still nobody has answered: {{title}}'),
        text: 'Everyone who is responsible was asked and has been silent. Acknowledge to take this on.',
        cites: page.cites,
        via: [],
        again: true,
      })
}

function isSilent({ incident }: Turn, page: Page): boolean {
  if (incident.status !== 'open') return false
  const holder = incident.roles.get(page.party)
  if (holder?.accepted === true) return false
  const level = pagedLevel(page)
  if (level === undefined) return true
  return incident.pages.values().every(it => pagedLevel(it) !== level || isUnanswered(it))
}

/** Everyone was asked and was silent or could not, or there was nobody to ask. What ended for another reason is no silence. */
function isUnanswered({ state, cause, answeredAt }: Page): boolean {
  return state === 'ended' && cause !== undefined && SILENT.has(cause) && answeredAt === undefined
}

/** The nearest level above that the incident may reach; undefined when that one was reached already, or none is left. */
function nextLevel(turn: Turn, from: number): Level | undefined {
  const { ladder } = lookup(turn.setting.plan)
  const next = ladder.find(level => level.level > from && mayReach(turn, level))
  return next === undefined || turn.incident.levels.has(next.level) ? undefined : next
}

function levelOf({ setting }: Turn, page: Page): number {
  const paged = pagedLevel(page)
  if (paged !== undefined) return paged
  const standing = setting.plan.levels.find(level => level.members.includes(page.party))
  return standing?.level ?? 0
}

function levelCall(level: number): string {
  return `level-${level}`
}

function pagedLevel({ id }: Page): number | undefined {
  const match = id.startsWith('level-') ? /^level-(\d+)\//.exec(id) : null
  return match === null ? undefined : Number(match[1])
}

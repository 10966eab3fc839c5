import { equal, notEqual, ok } from 'node:assert/strict'
import { SILENT, TOCSIN } from '#/core/incident/event.ts'
import type { EventOf, IncidentEvent } from '#/core/incident/event.ts'
import type { Entry, Incident, Page } from '#/core/incident/incident.ts'
import { peopleOf } from '#/core/obligation/party.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { movesOnAt, pagingAt, stepsAt } from '#/core/paging/pace.ts'
import { evaluate } from '#/core/plan/condition.ts'
import type { Setting } from '#/core/setting.ts'
import { fromMs, msBetween } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { Watch } from './invariants.ts'

const LATER = fromMs(253_402_300_799_999)
/** At its top the ladder is asked again this long after everyone was silent. */
const PAUSE_MS = 15 * 60_000

/** What machines do is no response, nor is what reporters do; saying that one cannot, or naming another, leaves nobody on it. */
export function comesAndGoes({ there }: Watch, { type, by }: IncidentEvent): void {
  if (by === TOCSIN || OF_NOBODY.has(type)) return
  if (type === 'page-handed-on' || type === 'role-declined') there.delete(by)
  else there.add(by)
}

const OF_NOBODY: ReadonlySet<string> = new Set([
  'declared',
  'signals-attached',
  'signals-resolved',
  'receipts-recorded',
  'redacted',
  'absorbed',
  'split-off',
  'migrated',
])

export function sent(watched: Watch, event: EventOf<'page-sent'>): void {
  const { setting, shadow } = watched
  if (event.step === undefined) asked(watched, event)
  else askedFurther(watched, event)
  ringsOnce(watched, event)
  const entry = event.obligation === undefined ? undefined : shadow.ledger.get(event.obligation)
  equal(endsOf(entry), 0, `nobody is woken for ${event.obligation}, which is not owed`)
  ok(setting.directory.people.has(event.person), `${event.person} is one of us`)
  for (const role of apartFrom(setting, event.party))
    notEqual(
      shadow.roles.get(role)?.person,
      event.person,
      `${event.person} may take ${event.party} beside ${role}`,
    )
}

function asked({ setting, shadow, lines }: Watch, event: EventOf<'page-sent'>): void {
  const line = lines.get(event.page)
  const waited =
    line === undefined ||
    line.over ||
    movesOnAt(setting.plan, shadow, { sentAt: line.at }) <= event.at
  ok(waited, `${event.page} has one page waiting at a time`)
  notEqual(line?.handedOnBy, event.person, `${event.person} has handed ${event.page} on`)
  lines.set(event.page, { at: event.at, over: false })
  const page = shadow.pages.get(event.page)
  const runs = page !== undefined && page.state !== 'ended'
  ok(!runs || page.declined?.includes(event.person) !== true, `${event.person} has said no`)
  const stands = peopleOf(setting, shadow, event.party).includes(event.person)
  const named =
    page?.handed !== undefined &&
    (page.handed.by === event.person ||
      peopleOf(setting, shadow, page.handed.to).includes(event.person))
  ok(stands || named, `${event.person} stands for ${event.party}, or was named`)
}

/** The same person again, at the time that they named themselves, or because nothing got through; never once they have answered. */
function askedFurther({ shadow }: Watch, event: EventOf<'page-sent'>): void {
  const page = shadow.pages.get(event.page)
  ok(page !== undefined, `${event.page} was sent before its further steps`)
  equal(page.state, 'waiting', `steps of ${event.page} stop once it is answered or over`)
  equal(page.person, event.person, `a step of ${event.page} goes to whom it waits for`)
  const unheard = page.channels.every(channel => page.failed.includes(channel))
  ok(unheard || (stepsAt(page) ?? LATER) <= event.at, `a step of ${event.page} comes in its time`)
}

function ringsOnce({ rung }: Watch, { page, person, channels, at }: EventOf<'page-sent'>): void {
  equal(new Set(channels).size, channels.length, 'no channel is named twice')
  for (const channel of channels) {
    const way = JSON.stringify([page, person, channel])
    notEqual(rung.get(way), at, `${person} is asked once at a time over ${channel} for ${page}`)
    rung.set(way, at)
  }
}

/** Roles that the plan keeps apart from this one, said of whichever of the two. */
function apartFrom({ plan }: Setting, role: string): readonly string[] {
  return plan.roles
    .filter(
      it =>
        it.notWith.includes(role) ||
        plan.roles.some(one => one.id === role && one.notWith.includes(it.id)),
    )
    .map(it => it.id)
}

export function pagesAsAWhole(watched: Watch, now: Instant): void {
  for (const page of watched.shadow.pages.values()) movesOrEnds(watched, page, now)
  isAskedAgain(watched, now)
}

/** No silence without end: where everyone was silent or could not, and nobody is on it, somebody is asked again in time. */
function isAskedAgain({ setting, shadow, there }: Watch, now: Instant): void {
  if (shadow.status !== 'open' || there.size > 0) return
  const pages = [...shadow.pages.values()]
  const isWatched = pages.some(({ state, cause }) => state === 'waiting' || cause === 'role-taken')
  if (isWatched) return
  const ends = pages.filter(isSilent).map(({ endedAt, sentAt }) => endedAt ?? sentAt)
  const last = ends.toSorted().at(-1)
  if (last === undefined) return
  const { wait } = pagingAt(setting.plan, shadow)
  const most = Math.max(PAUSE_MS, wait.unit === 'elapsed' ? wait.ms : 0)
  ok(msBetween(last, now) < most, 'nobody is on it, and nobody is asked again')
}

function isSilent({ state, cause, answeredAt }: Page): boolean {
  return state === 'ended' && cause !== undefined && SILENT.has(cause) && answeredAt === undefined
}

/** When in doubt, page: a line waits, was answered, or ended on record; and where it was silent, somebody above was asked. */
function movesOrEnds({ setting, shadow }: Watch, page: Page, now: Instant): void {
  notEqual(page.state, 'handed-on', `${page.id} goes on to the next when it is handed on`)
  if (page.state === 'waiting') {
    ok(movesOnAt(setting.plan, shadow, page) > now, `${page.id} moves on in time`)
    ok((stepsAt(page) ?? LATER) > now, `${page.id} takes each step in time`)
  }
  if (page.state === 'acknowledged') ok(page.answeredBy !== undefined, `${page.id} has a name`)
  if (page.state !== 'ended') return
  ok(page.cause !== undefined, `${page.id} ended for a reason`)
  if (!isSilent(page) || shadow.status !== 'open') return
  if (shadow.roles.get(page.party)?.accepted === true) return
  const level = /^level-(\d+)\//.exec(page.id)?.[1]
  if (level !== undefined && !wholeLevelIsSilent(shadow, `level-${level}/`)) return
  const stands = setting.plan.levels.find(it => it.members.includes(page.party))?.level ?? 0
  const from = level === undefined ? stands : Number(level)
  const view = viewOf(setting.plan, shadow, now)
  const above = setting.plan.levels.filter(
    it => it.level > from && (it.when === undefined || evaluate(it.when, view) === 'yes'),
  )
  const next = above.toSorted((a, b) => a.level - b.level)[0]
  ok(
    next === undefined || shadow.levels.has(next.level),
    `silence on ${page.id} reaches level ${next?.level ?? ''}`,
  )
}

function wholeLevelIsSilent({ pages }: Incident, prefix: string): boolean {
  return [...pages.values()].every(page => !page.id.startsWith(prefix) || isSilent(page))
}

export function endsOf(entry: Entry | undefined): number {
  return [entry?.metAt, entry?.waived, entry?.voided].filter(end => end !== undefined).length
}

// How the burden of rotas was shared over a time, with what people were paged.
import { wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS, weekdayOf } from '#/core/date.ts'
import { instantAt } from '#/core/calendar/zone.ts'
import { burdens, isNight } from '#/core/oncall/fairness.ts'
import type { Burden } from '#/core/oncall/fairness.ts'
import { isShift, stretches } from '#/core/oncall/on-call.ts'
import type { Roster, Rota } from '#/core/oncall/rota.ts'
import { fromMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { rosterOf } from '#/app/oncall/oncall.ts'
import type { Shell } from '#/app/shell.ts'
import { listPagesBetween } from '#/store/oncall.ts'
import type { PagedAt } from '#/store/oncall.ts'

type Needs = Pick<Shell, 'pool' | 'now' | 'directory'>

/** `pages`: while they had the turn; undefined where no whole week is in the time. */
export type Share = Burden & {
  readonly pages: number | undefined
  readonly pagesAtNight: number | undefined
}

export type Fairness = {
  readonly rota: Rota
  readonly shares: readonly Share[]
  /**
   * Pages are counted in whole weeks that are over, restricted incidents with the others: a number of a week says of no incident that
   * there was one, as that of an hour would.
   */
  readonly paged: { readonly from: Instant; readonly to: Instant } | undefined
}

export async function fairnessOf(
  shell: Needs,
  id: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<Fairness | undefined> {
  const roster = await rosterOf(shell, id, from)
  if (roster === undefined) return undefined
  const { rota } = roster
  const now = shell.now()
  const paged = wholeWeeks(rota.zone, from, to < now ? to : now)
  const pages = paged === undefined ? [] : await listPagesBetween(shell.pool, paged.from, paged.to)
  const theirs = whileOnCall(roster, pages, paged)
  const count = (person: string, which: (page: PagedAt) => boolean) =>
    paged === undefined
      ? undefined
      : theirs.filter(page => page.person === person && which(page)).length
  return {
    rota,
    paged,
    shares: burdens(roster, from, to).map(burden => ({
      ...burden,
      pages: count(burden.person, () => true),
      pagesAtNight: count(burden.person, ({ at }) => isNight(rota.zone, at)),
    })),
  }
}

const WEEK_MS = 7 * DAY_MS

/** From the first Monday on to the last one, in the zone. */
function wholeWeeks(zone: string, from: Instant, to: Instant) {
  const wall = wallAt(zone, toMs(from))
  const day = Math.floor(wall / DAY_MS)
  const isMonday = weekdayOf(day) === 0 && wall === day * DAY_MS
  const first = (isMonday ? day : day + 7 - weekdayOf(day)) * DAY_MS
  const weeks = Math.floor((wallAt(zone, toMs(to)) - first) / WEEK_MS)
  if (weeks < 1) return undefined
  return {
    from: fromMs(instantAt(zone, first)),
    to: fromMs(instantAt(zone, first + weeks * WEEK_MS)),
  }
}

function whileOnCall(
  roster: Roster,
  pages: readonly PagedAt[],
  paged: Fairness['paged'],
): readonly PagedAt[] {
  if (paged === undefined || pages.length === 0) return []
  const shifts = stretches(roster, paged.from, paged.to).filter(stretch => isShift(stretch))
  return pages.filter(({ person, at }) =>
    shifts.some(shift => shift.person === person && shift.from <= at && at < shift.to),
  )
}

// What is one's own of being on call: shifts, a calendar, and whether one wants to be told.
import type { Shift } from '#/core/oncall/rota.ts'
import type { CalendarOf } from '#/app/oncall/calendar-link.ts'
import { calendarUrl, shiftsOf } from '#/app/oncall/oncall.ts'
import type { Shell } from '#/app/shell.ts'
import type { Db } from '#/store/db.ts'
import { revokeCalendarLink } from '#/store/calendar-links.ts'
import { keepHandOverWish, listUntold } from '#/store/rota-notices.ts'

type Needs = Pick<Shell, 'pool' | 'now' | 'directory' | 'linkSecret' | 'publicUrl'>

export type OwnTurns = {
  readonly told: boolean
  readonly calendar: string
  readonly shifts: readonly (Shift & { readonly rota: string })[]
}

const AHEAD_DAYS = 60

export async function ownTurns(shell: Needs, person: string): Promise<OwnTurns> {
  const untold = await listUntold(shell.pool)
  return {
    told: !untold.includes(person),
    calendar: await calendarUrl(shell, { kind: 'person', id: person }),
    shifts: await shiftsOf(shell, person, AHEAD_DAYS),
  }
}

export async function setTold(
  { now, pool }: Pick<Shell, 'now' | 'pool'>,
  person: string,
  told: boolean,
  db: Db = pool,
): Promise<void> {
  await keepHandOverWish(db, person, told, now())
}

/** Programs that have the address get nothing more; gives the new one. */
export async function revokeCalendar(shell: Needs, of: CalendarOf, by: string): Promise<string> {
  await revokeCalendarLink(shell.pool, of, { at: shell.now(), by })
  return calendarUrl(shell, of)
}

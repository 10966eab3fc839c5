// Days of a calendar as the reader's clock has them, and where on them something stands.
export type View = 'week' | 'month'

export type Period = {
  /** Weeks of seven days each, Monday first. */
  readonly weeks: readonly Week[]
  readonly from: string
  readonly to: string
}
export type Week = { readonly days: readonly Day[]; readonly from: number; readonly to: number }
/** `date`: 2026-03-01. Not each has 24 hours. */
export type Day = { readonly date: string; readonly from: number; readonly to: number }

/** `2026-03-01` of an instant, on the reader's clock. */
export function dateOfMs(ms: number): string {
  const at = new Date(ms)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

export function periodOf(view: View, date: string): Period {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number)
  const first = view === 'week' ? day : 1
  const monday = first - ((new Date(year, month - 1, first).getDay() + 6) % 7)
  const last = view === 'week' ? first : new Date(year, month, 0).getDate()
  const weeks: Week[] = []
  for (let begins = monday; begins <= last; begins += 7) {
    const days = Array.from({ length: 7 }, (_, index) => dayAt(year, month, begins + index))
    weeks.push({ days, from: days[0]?.from ?? 0, to: days[6]?.to ?? 0 })
  }
  return {
    weeks,
    from: new Date(weeks[0]?.from ?? 0).toISOString(),
    to: new Date(weeks.at(-1)?.to ?? 0).toISOString(),
  }
}

function dayAt(year: number, month: number, day: number): Day {
  const from = new Date(year, month - 1, day).getTime()
  return { date: dateOfMs(from), from, to: new Date(year, month - 1, day + 1).getTime() }
}

/** The week or month after, or before. */
export function moved(view: View, date: string, by: 1 | -1): string {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number)
  return dateOfMs(
    (view === 'week'
      ? new Date(year, month - 1, day + 7 * by)
      : new Date(year, month - 1 + by, 1)
    ).getTime(),
  )
}

type Spell = { readonly from: string; readonly to: string }

/** In percent of a week; undefined for what is not in it. */
export function placeIn(
  { from, to }: Pick<Week, 'from' | 'to'>,
  spell: Spell,
): { readonly left: number; readonly width: number } | undefined {
  const begins = Math.max(from, Date.parse(spell.from))
  const ends = Math.min(to, Date.parse(spell.to))
  if (begins >= ends) return undefined
  const whole = to - from
  return { left: (100 * (begins - from)) / whole, width: (100 * (ends - begins)) / whole }
}

/** For an `<input type="datetime-local">`, on the reader's clock. */
export function localInput(ms: number): string {
  const at = new Date(ms)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${dateOfMs(ms)}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** What stands in such an input, as an instant; undefined for nothing. */
export function fromLocalInput(text: string): string | undefined {
  const ms = new Date(text).getTime()
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}

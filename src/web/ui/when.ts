// Instants as people read them.
import type { Language } from '../words/words.ts'

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' }

type Shape = Readonly<Record<'time' | 'day' | 'dayOfYear', Intl.DateTimeFormat>>

const TIME = { hour: '2-digit', minute: '2-digit' } as const
const DAY = { weekday: 'short', day: 'numeric', month: 'short' } as const

/** Made once: to make one takes longer than to use it a hundred times. */
const shapes = new Map<Language, Shape>()

function shapeOf(language: Language): Shape {
  const known = shapes.get(language)
  if (known !== undefined) return known
  const locale = LOCALES[language]
  const shape = {
    time: new Intl.DateTimeFormat(locale, TIME),
    day: new Intl.DateTimeFormat(locale, DAY),
    dayOfYear: new Intl.DateTimeFormat(locale, { ...DAY, year: 'numeric' }),
  }
  shapes.set(language, shape)
  return shape
}

/** `14:05`, with the day where it is not today's, in the zone of whoever reads. */
export function shownIn(
  language: Language,
  at: string,
  { now, day }: { readonly now: number; readonly day: 'auto' | 'always' },
): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  if (day === 'auto' && isToday) return timeIn(language, at)
  return `${dayIn(language, at, now)}, ${timeIn(language, at)}`
}

/** `14:05`. */
export const timeIn = (language: Language, at: string): string =>
  shapeOf(language).time.format(new Date(at))

/** `Mon 2 Mar`, with the year where it is not this one. */
export function dayIn(language: Language, at: string, now: number): string {
  const instant = new Date(at)
  const { day, dayOfYear } = shapeOf(language)
  return (instant.getFullYear() === new Date(now).getFullYear() ? day : dayOfYear).format(instant)
}

/** `2026-03-01 02:00:00`, in UTC. */
export const isoShown = (at: string) => at.slice(0, 19).replace('T', ' ')

// Instants as people read them.
import type { Language } from '../words/words.ts'

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' }

/** `14:05`, with the day where it is not today's, in the zone of whoever reads. */
export function shownIn(
  language: Language,
  at: string,
  { now, day }: { readonly now: number; readonly day: 'auto' | 'always' },
): string {
  const instant = new Date(at)
  const today = new Date(now)
  const time = { hour: '2-digit', minute: '2-digit' } as const
  if (day === 'auto' && instant.toDateString() === today.toDateString())
    return instant.toLocaleTimeString(LOCALES[language], time)
  const year = instant.getFullYear() === today.getFullYear() ? {} : ({ year: 'numeric' } as const)
  const date = { weekday: 'short', day: 'numeric', month: 'short', ...year } as const
  return instant.toLocaleString(LOCALES[language], { ...date, ...time })
}

/** `2026-03-01 02:00:00`, in UTC. */
export const isoShown = (at: string) => at.slice(0, 19).replace('T', ' ')

// Times as people read and write them. Zones are IANA names; what is shown is always local to one of them.
import { msBetween, parseInstant, parseSpan, plus } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function local(at: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone)
}

const two = (value: number): string => String(value).padStart(2, '0')

/** `03:04` */
export function shownTime(at: Instant, zone: string): string {
  const { hour, minute } = local(at, zone)
  return `${two(hour)}:${two(minute)}`
}

/** `03:04:11` */
export function shownSeconds(at: Instant, zone: string): string {
  return `${shownTime(at, zone)}:${two(local(at, zone).second)}`
}

/** `Sun  1 Mar`, always as wide. */
function shownDayOfMonth(at: Instant, zone: string): string {
  const { dayOfWeek, day, month } = local(at, zone)
  return `${DAYS[dayOfWeek - 1]} ${String(day).padStart(2)} ${MONTHS[month - 1]}`
}

/** `Sun 1 Mar 2026, Europe/Paris` */
export function shownDay(at: Instant, zone: string): string {
  return `${shownDayOfMonth(at, zone).replace('  ', ' ')} ${local(at, zone).year}, ${zone}`
}

/** `Sun  1 Mar 03:04`, always as wide. */
export function shownDayAndTime(at: Instant, zone: string): string {
  return `${shownDayOfMonth(at, zone)} ${shownTime(at, zone)}`
}

/** `2026-03-01 03:04` */
export function shownDate(at: Instant, zone: string): string {
  return `${local(at, zone).toPlainDate().toString()} ${shownTime(at, zone)}`
}

/** The time alone when it is today, with its day when it is another. */
export function shownNear(at: Instant, now: Instant, zone: string): string {
  const isToday = local(at, zone).toPlainDate().equals(local(now, zone).toPlainDate())
  return isToday ? shownTime(at, zone) : shownDayAndTime(at, zone).replace('  ', ' ')
}

const MINUTE_MS = 60_000
const HOUR_MINUTES = 60
const DAY_MINUTES = 24 * HOUR_MINUTES

/** `45s`, `15m`, `2h05m`, `3d 4h`: two units at most, cut off and not rounded, so that nothing is shown as reached before it is. */
export function shownLength(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS)
  if (minutes < 1) return `${Math.floor(ms / 1000)}s`
  if (minutes < HOUR_MINUTES) return `${minutes}m`
  const rest = minutes % DAY_MINUTES
  const hours = Math.floor(rest / HOUR_MINUTES)
  if (minutes >= DAY_MINUTES)
    return `${Math.floor(minutes / DAY_MINUTES)}d${hours === 0 ? '' : ` ${hours}h`}`
  return minutes % HOUR_MINUTES === 0 ? `${hours}h` : `${hours}h${two(minutes % HOUR_MINUTES)}m`
}

/** `+0h06`, counted from the start of a scenario; before it with a minus. */
export function shownOffset(start: Instant, at: Instant): string {
  const ms = msBetween(start, at)
  const minutes = Math.floor(Math.abs(ms) / MINUTE_MS)
  const sign = ms < 0 ? '-' : '+'
  return `${sign}${Math.floor(minutes / HOUR_MINUTES)}h${two(minutes % HOUR_MINUTES)}`
}

/** How long until `due`, or since. */
export function shownCountdown(due: Instant, now: Instant): string {
  const ms = msBetween(now, due)
  return ms > 0 ? `in ${shownLength(ms)}` : `${shownLength(-ms)} late`
}

export const TIME_FORMS =
  'a time as 2026-03-01T02:00:00Z, 2026-03-01 02:00 or 02:00 (here), or a length from now as 14d or -20m'

/**
 * Reads a time as somebody types it at night: with an offset (RFC 3339); without, as a clock shows it in `zone`; a time of
 * day, which is the last one of that name, or the next when it is about the future; or a length from now, with a minus before
 * it back.
 */
export function readTime(
  typed: string,
  { now, zone, ahead }: { readonly now: Instant; readonly zone: string; readonly ahead: boolean },
): Instant | undefined {
  const text = typed.trim()
  if (text === 'now') return now
  const span = parseSpan(text.replace(/^[+-]/, ''))
  if (span !== undefined) return plus(now, span, zone, text.startsWith('-') ? -1 : 1)
  if (/^\d{1,2}:\d{2}(:\d{2})?$/.test(text))
    return timeOfDay(text.padStart(5, '0'), now, zone, ahead)
  return parseInstant(text) ?? wallClock(text, zone)
}

function wallClock(text: string, zone: string): Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$/.test(text)) return undefined
  try {
    return parseInstant(
      Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant().toString(),
    )
  } catch {
    return undefined
  }
}

function timeOfDay(text: string, now: Instant, zone: string, ahead: boolean): Instant | undefined {
  const today = local(now, zone).toPlainDate()
  const onDay = (days: number) => wallClock(`${today.add({ days }).toString()} ${text}`, zone)
  const at = onDay(0)
  if (at === undefined) return undefined
  if (ahead) return at > now ? at : onDay(1)
  return at <= now ? at : onDay(-1)
}

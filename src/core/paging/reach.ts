// Over which channels somebody is told: what the plan says, and what they wish themselves.
import type { Person, Reach } from '#/core/directory.ts'
import type { Channel } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

/** Channels that ring: in quiet hours only pages go over them. */
export const WAKING: ReadonlySet<Channel> = new Set<Channel>(['push', 'ntfy', 'sms', 'voice'])

/** Over which channels a page goes at once, and over which further ones later, while they have not answered. */
export type Course = {
  readonly via: readonly Channel[]
  readonly further: Reach['pages']
}

/**
 * A person's own wish; undefined when they have none. `promised`: channels that the plan names for this very page beside it.
 * `atOnce`: they were silent before, and are asked over everything that they have named.
 */
export function courseOf(
  { pages }: Reach,
  promised: readonly Channel[],
  atOnce: boolean,
): Course | undefined {
  const ordered = pages.toSorted((one, other) => one.afterMinutes - other.afterMinutes)
  const [first, ...later] = ordered
  if (first === undefined) return undefined
  const now = atOnce ? ordered.flatMap(({ via }) => via) : first.via
  return { via: [...new Set([...now, ...promised])], further: atOnce ? [] : later }
}

/**
 * Over which channels somebody is told what is no page: those that the plan names, else those that they wish; without the
 * ringing ones that they do not want for it, or not at this hour. What is told is told at once, whatever the hour.
 */
export function quietly(
  person: Person | undefined,
  stated: readonly Channel[],
  usual: readonly Channel[],
  at: Instant,
): readonly Channel[] {
  const reach = person?.reach
  const wanted = stated.length > 0 ? stated : (reach?.messages ?? usual)
  if (reach === undefined) return wanted
  const kept = wanted.filter(channel => mayTell(reach, channel, at))
  if (kept.length > 0) return kept
  const instead = (reach.messages ?? usual).filter(channel => mayTell(reach, channel, at))
  return instead.length > 0 ? instead : usual
}

/** Whether what is no page may go over a channel to somebody at an instant, by their own wish. */
export function mayTell(reach: Reach | undefined, channel: Channel, at: Instant): boolean {
  if (reach === undefined || !WAKING.has(channel)) return true
  if (reach.messages !== undefined && !reach.messages.includes(channel)) return false
  return !isQuiet(reach, at)
}

/** Half-open, like every interval here; from the evening into the morning where it ends before it begins. */
function isQuiet({ quiet }: Reach, at: Instant): boolean {
  if (quiet === undefined) return false
  const now = Temporal.Instant.from(at)
    .toZonedDateTimeISO(quiet.zone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' })
  const { from, to } = quiet
  return from <= to ? from <= now && now < to : now >= from || now < to
}

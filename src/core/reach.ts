// How somebody wants to be reached, and what of it cannot be.
import type { Channel } from '#/core/plan/plan.ts'
import { isTimeOfDay } from '#/core/calendar/time-of-day.ts'
import { isZone } from '#/core/calendar/is-zone.ts'
import type { Reach } from '#/core/directory.ts'

export const REACH_STEPS_MAX = 6
/** Whoever has not answered by then is passed over: the next in line has been asked long since. */
export const REACH_MINUTES_MAX = 60
const CHANNELS_MAX = 10

/** Codes are public; `at` is where, as a path. */
export type ReachMistake = { readonly at: string; readonly code: ReachMistakeCode }
export type ReachMistakeCode =
  | 'steps-none'
  | 'steps-too-many'
  | 'first-not-at-once'
  | 'minutes-wrong'
  | 'channels-none'
  | 'channel-twice'
  | 'first-reaches-nobody'
  | 'quiet-time'
  | 'quiet-empty'
  | 'zone-unknown'

/**
 * What is wrong with it; nothing: it counts. The first step must reach them at once, over at least one channel of which
 * `reaches` says so: a wish must not become the reason why nobody was woken.
 */
export function reachMistakes(
  { pages, messages = [], quiet }: Reach,
  reaches: (channel: Channel) => boolean,
): readonly ReachMistake[] {
  const [first] = pages
  return [
    ...when(first === undefined, 'pages', 'steps-none'),
    ...when(pages.length > REACH_STEPS_MAX, 'pages', 'steps-too-many'),
    ...pages.flatMap(({ afterMinutes, via }, index) => [
      ...minutesWrong(pages, index, afterMinutes),
      ...when(via.length === 0 || via.length > CHANNELS_MAX, `pages.${index}`, 'channels-none'),
      ...when(new Set(via).size < via.length, `pages.${index}`, 'channel-twice'),
    ]),
    ...when(
      first !== undefined && first.via.length > 0 && !first.via.some(reaches),
      'pages.0',
      'first-reaches-nobody',
    ),
    ...when(new Set(messages).size < messages.length, 'messages', 'channel-twice'),
    ...(quiet === undefined ? [] : quietWrong(quiet)),
  ]
}

function minutesWrong(
  pages: Reach['pages'],
  index: number,
  afterMinutes: number,
): readonly ReachMistake[] {
  const at = `pages.${index}`
  if (index === 0) return when(afterMinutes !== 0, at, 'first-not-at-once')
  const before = pages[index - 1]?.afterMinutes ?? 0
  const isWhole = Number.isInteger(afterMinutes)
  return when(
    !isWhole || afterMinutes <= before || afterMinutes > REACH_MINUTES_MAX,
    at,
    'minutes-wrong',
  )
}

function quietWrong({ from, to, zone }: NonNullable<Reach['quiet']>): readonly ReachMistake[] {
  const isTime = (text: string) => isTimeOfDay(text) && text !== '24:00'
  return [
    ...when(!isTime(from), 'quiet.from', 'quiet-time'),
    ...when(!isTime(to), 'quiet.to', 'quiet-time'),
    ...when(from === to, 'quiet.to', 'quiet-empty'),
    ...when(!isZone(zone), 'quiet.zone', 'zone-unknown'),
  ]
}

function when(wrong: boolean, at: string, code: ReachMistakeCode): readonly ReachMistake[] {
  return wrong ? [{ at, code }] : []
}

// Turns of speech that many sentences share.
import { dim, joined, line } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'
import type { EventOf, EventType } from '#/core/incident/event.ts'
import type { Instant } from '#/core/time.ts'

/** Shows an instant that an event speaks of. */
export type Clock = (at: Instant) => string

/** Sentences for some types of event. */
export type Sentences<T extends EventType> = {
  readonly [N in T]: (event: EventOf<N>, clock: Clock) => Line
}

/** Names that are told one by one; of more, how many there are. */
const NAMES_TOLD_MAX = 6

/** `3 signals`, `1 signal` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Names in a row, and how many more there are. `count`: of all, when not all are here. */
export function named(names: readonly string[], count = names.length): Line {
  if (names.length === 0) return line`nobody`
  const told = names.slice(0, NAMES_TOLD_MAX)
  const rest = count - told.length
  return rest > 0 ? line`${joined(told)} and ${rest} more` : joined(told)
}

/** `: because …`, or nothing. */
export function because(reason: string | undefined): Line {
  return reason === undefined ? [] : line`: ${reason}`
}

/** ` (…)` in grey, or nothing. */
export function aside(...parts: readonly (Shown | undefined)[]): Line {
  const said = parts.filter(part => part !== undefined && part !== '')
  return said.length === 0 ? [] : dim(line` (${joined(said as readonly Shown[])})`)
}

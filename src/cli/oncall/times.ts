import { EXIT } from '#/cli/exit-codes.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { line } from '#/cli/terminal/line.ts'
import { readTime, TIME_FORMS } from '#/cli/terminal/time.ts'
import type { Instant } from '#/core/time.ts'

/** A time as it was typed; undefined where none was. */
export function typedTime(
  { now, zone }: Surroundings,
  typed: string | undefined,
  { flag, ahead }: { readonly flag: string; readonly ahead: boolean },
): Instant | undefined {
  if (typed === undefined) return undefined
  const at = readTime(typed, { now: now(), zone, ahead })
  if (at !== undefined) return at
  throw new Stop(EXIT.usage, { what: line`--${flag} "${typed}" is no time.`, more: [TIME_FORMS] })
}

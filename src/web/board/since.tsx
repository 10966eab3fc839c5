import { useNow } from '../ui/clock.ts'
import type { ExerciseClock } from '../ui/clock.ts'
import { spanOf } from '../ui/span.ts'

/** How long it has been, to the second at first. */
export function Since({
  at,
  clock,
}: {
  readonly at: string
  readonly clock: ExerciseClock | null
}) {
  const passed = Math.max(0, useNow(clock) - Date.parse(at))
  return (
    <time
      dateTime={at}
      title={at}
      style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
    >
      {spanOf(passed)}
    </time>
  )
}

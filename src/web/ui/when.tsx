import { Text, Tooltip } from '@mantine/core'
import { useLanguage, useWords } from '../words/words.ts'
import { useNow } from './clock.ts'
import type { ExerciseClock } from './clock.ts'
import { spanOf } from './span.ts'
import { isoShown, shownIn } from './when.ts'

/** An instant in the reader's zone; in UTC for who points at it, or comes to it with the keyboard. */
export function When({
  at,
  day = 'auto',
}: {
  readonly at: string
  readonly day?: 'auto' | 'always'
}) {
  const { language, words } = useLanguage()
  return (
    <Tooltip label={words.common.utc(isoShown(at))}>
      <time dateTime={at} tabIndex={0} style={{ whiteSpace: 'nowrap' }}>
        {shownIn(language, at, { now: useNow(), day })}
      </time>
    </Tooltip>
  )
}

/** How long is left until an instant, or for how long it is over. Whether that is bad says `standing`, in a word, elsewhere. */
export function Countdown({
  due,
  clock,
  size = 'sm',
}: {
  readonly due: string
  readonly clock?: ExerciseClock | null | undefined
  readonly size?: string
}) {
  const { common } = useWords()
  const left = Date.parse(due) - useNow(clock)
  return (
    <Text component="span" size={size} fw={600} c={left < 0 ? 'var(--tocsin-late)' : undefined}>
      {left < 0 ? common.overdueBy(spanOf(-left)) : common.dueIn(spanOf(left))}
    </Text>
  )
}

/** How long ago something was. */
export function Ago({ at, clock }: { readonly at: string; readonly clock?: ExerciseClock | null }) {
  const { common } = useWords()
  return <span>{common.ago(spanOf(useNow(clock) - Date.parse(at)))}</span>
}

import { Text, Tooltip } from '@mantine/core'
import { useLanguage, useWords } from '../words/words.ts'
import { useNow } from './clock.ts'
import type { ExerciseClock } from './clock.ts'
import { spanOf } from './span.ts'
import { isoShown, shownIn } from './when.ts'

/** An instant in the reader's zone; in UTC for who points at it. Who reads with other means has `dateTime`. */
export function When({
  at,
  day = 'auto',
}: {
  readonly at: string
  readonly day?: 'auto' | 'always'
}) {
  const { language, words } = useLanguage()
  return (
    <Tooltip label={words.everywhere.utc(isoShown(at))}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
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
  const { everywhere } = useWords()
  const left = Date.parse(due) - useNow(clock)
  return (
    <Text component="span" size={size} fw={600} {...(left < 0 && { c: 'var(--tocsin-late)' })}>
      {left < 0 ? everywhere.overdueBy(spanOf(-left)) : everywhere.dueIn(spanOf(left))}
    </Text>
  )
}

/** How long ago something was. */
export function Ago({ at, clock }: { readonly at: string; readonly clock?: ExerciseClock | null }) {
  const { everywhere } = useWords()
  return <span>{everywhere.ago(spanOf(useNow(clock) - Date.parse(at)))}</span>
}

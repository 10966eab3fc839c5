import { Badge, Text, Title } from '@mantine/core'
import type { Course } from '../../api/operations.ts'
import { spanOf } from '../../ui/span.ts'
import { useWords } from '../../words/words.ts'
import { sinceOf } from './course.ts'
import { useNaming } from './naming.ts'
import classes from './rehearsal.module.css'

/** More of them nobody reads at once; the newest are what is going on. */
const SHOWN_MAX = 60

/** What has gone out up to now, the last first. */
export function Messages({ course, ms }: { readonly course: Course; readonly ms: number }) {
  const { rehearse: words } = useWords().plan
  const naming = useNaming()
  const since = sinceOf(course)
  const sent = course.sent.filter(({ at }) => since(at) <= ms)
  const shown = sent.slice(-SHOWN_MAX).toReversed()
  return (
    <aside className={classes['messages']} aria-label={words.sent}>
      <Title order={2} size="h5" id="messages">
        {words.sent} ({sent.length})
      </Title>
      {sent.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.sentNone}
        </Text>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard */}
      <ol tabIndex={0} aria-labelledby="messages">
        {shown.map(({ at, to, act, channels, subject, cites }, index) => (
          <li key={`${at} ${to} ${act} ${sent.length - index}`}>
            <div>
              <strong>{spanOf(since(at))}</strong> {words.to(naming(to))}
              <Badge variant="default" size="sm" tt="none" ml={6}>
                {words.acts[act] ?? act} · {channels.join(', ')}
              </Badge>
            </div>
            <div>{subject}</div>
            {cites.length > 0 && <small>{cites.join(', ')}</small>}
          </li>
        ))}
      </ol>
    </aside>
  )
}

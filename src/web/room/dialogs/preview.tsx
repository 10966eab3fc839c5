import { Badge, Group, Stack, Tabs, Text } from '@mantine/core'
import type { Foresight } from '../../api/operations.ts'
import { useWords } from '../../words/words.ts'
import { useNames } from '../use-names.ts'
import classes from './dialog.module.css'

type Writing = NonNullable<Foresight['writing']>
const SHOWN_MAX = 12

/** Who gets it, over what, and how it will look there. */
export function Preview({ writing }: { readonly writing: Writing }) {
  const { compose } = useWords().dealing
  if (writing.samples.length === 0)
    return (
      <section aria-label={compose.preview}>
        <Text size="sm" fw={600} mb={4}>
          {writing.subject}
        </Text>
        <pre className={classes['letter']} tabIndex={0}>
          {writing.text}
        </pre>
      </section>
    )
  return (
    <Stack gap="sm" component="section" aria-label={compose.preview}>
      <Reach writing={writing} />
      <Samples writing={writing} />
    </Stack>
  )
}

function Reach({ writing: { reach, reached } }: { readonly writing: Writing }) {
  const { dealing } = useWords()
  const { compose } = dealing
  const names = useNames()
  const people = [...new Set(reach.map(({ to }) => to))]
  return (
    <div>
      <Text size="sm" fw={600}>
        {compose.recipients(reached)}
      </Text>
      <ul className={classes['lines']}>
        {people.slice(0, SHOWN_MAX).map(to => (
          <li key={to} className={classes['recipient']}>
            <span>
              {names.party(to)}{' '}
              {reach.some(it => it.to === to && it.outside) && (
                <Badge
                  size="sm"
                  color="orange"
                  variant="light"
                  tt="none"
                  className={classes['outside'] ?? ''}
                >
                  {compose.outside}
                </Badge>
              )}
            </span>
            <Text size="xs" c="dimmed" component="span">
              {reach
                .filter(it => it.to === to)
                .map(({ channel, fate }) => `${compose.previewOf[channel]}: ${compose.fate[fate]}`)
                .join(' · ')}
            </Text>
          </li>
        ))}
      </ul>
      {people.length > SHOWN_MAX && <Text size="xs">{dealing.more(reached - SHOWN_MAX)}</Text>}
    </div>
  )
}

function Samples({ writing: { samples, reach } }: { readonly writing: Writing }) {
  const { compose } = useWords().dealing
  const names = useNames()
  const isMissing = (channel: string) =>
    reach.some(it => it.channel === channel && it.fate === 'channel-missing')
  return (
    <Tabs defaultValue={samples[0]?.channel ?? ''} variant="outline">
      <Tabs.List>
        {samples.map(({ channel }) => (
          <Tabs.Tab key={channel} value={channel}>
            {compose.previewOf[channel]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {samples.map(({ channel, to, subject, text }) => (
        <Tabs.Panel key={channel} value={channel} pt="xs">
          <Group gap={6} mb={4}>
            <Text size="xs" c="dimmed">
              {compose.forFirst(names.party(to))}
            </Text>
          </Group>
          {isMissing(channel) && (
            <Text size="xs" mb={4}>
              {compose.notSetUp}
            </Text>
          )}
          <Text size="sm" fw={600} mb={4}>
            {compose.subject}: {subject}
          </Text>
          <pre className={classes['letter']} tabIndex={0}>
            {text}
          </pre>
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

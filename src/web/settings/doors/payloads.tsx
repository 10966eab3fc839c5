import { Badge, Code, Group, Loader, Stack, Text } from '@mantine/core'
import type { Answer } from '../../api/client.ts'
import { useAsk } from '../../api/queries.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'
import classes from './doors.module.css'

type Payload = Answer<'list-door-payloads'>['payloads'][number]

/** What came through a door last, also what was refused, and why. */
export function DoorPayloads({ door }: { readonly door: string }) {
  const { doors } = useWords()
  const { data, error, refetch } = useAsk('list-door-payloads', { params: { door } })
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined) return <Loader />
  if (data.payloads.length === 0) return <Text size="sm">{doors.nothingYet}</Text>
  return <Payloads payloads={data.payloads} />
}

/** Written by strangers: shown as text and as nothing else. */
export function Payloads({ payloads }: { readonly payloads: readonly Payload[] }) {
  const { doors } = useWords()
  return (
    <Stack gap="sm">
      {payloads.map(({ id, received, outcome, cause, headers, body, size }) => (
        <div key={id}>
          <Group gap="xs">
            <Badge variant="default" tt="none">
              {doors.outcomes[outcome]}
            </Badge>
            <Text size="sm" component="span">
              <When at={received} day="always" />
            </Text>
          </Group>
          {cause !== null && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {cause}
            </Text>
          )}
          {size > new TextEncoder().encode(body).length && (
            <Text size="sm" c="dimmed">
              {doors.cut(size)}
            </Text>
          )}
          <Code block className={classes['text']} tabIndex={0}>
            {body}
          </Code>
          <details>
            <summary>
              <Text size="sm" component="span" c="dimmed">
                {doors.headers}
              </Text>
            </summary>
            <Code block className={classes['text']}>
              {Object.entries(headers)
                .map(([name, value]) => `${name}: ${value}`)
                .join('\n')}
            </Code>
          </details>
        </div>
      ))}
    </Stack>
  )
}

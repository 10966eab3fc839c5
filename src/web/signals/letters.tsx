import { Anchor, Button, Card, Group, Skeleton, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../api/client.ts'
import { useAsk, useTell } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { usePersonName } from '../ui/person.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'

type Letter = Answer<'list-dead-letters'>['letters'][number]

/** Messages that were given up: why, and to be sent again. */
export function Letters() {
  const words = useWords().signals
  const { data, error, refetch } = useAsk('list-dead-letters')
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {words.lettersMeans}
      </Text>
      <Trouble error={error} again={() => void refetch()} />
      {data === undefined && error === null && <Skeleton height={160} aria-hidden />}
      {data?.letters.length === 0 && <Text>{words.noLetters}</Text>}
      {data?.letters.map(letter => (
        <LetterCard key={letter.id} letter={letter} />
      ))}
    </Stack>
  )
}

function LetterCard({ letter }: { readonly letter: Letter }) {
  const words = useWords().signals
  const name = usePersonName()
  const send = useTell('send-dead-letter', ['list-dead-letters'])
  return (
    <Card withBorder>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={2} flex={1} miw={220}>
          <Text size="sm" fw={600}>
            {words.letterTo(name(letter.to), letter.channel)}
          </Text>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {letter.reason}
          </Text>
          <Text size="xs" c="dimmed">
            {words.attempts(letter.attempts)} · {words.sentAt}{' '}
            <When at={letter.sent} day="always" /> · {words.givenUp}{' '}
            <When at={letter.given_up} day="always" />
          </Text>
          <Anchor component={Link} to={paths.incident(letter.incident)} size="sm">
            {words.toIncident}
          </Anchor>
        </Stack>
        <Button
          variant="default"
          loading={send.isPending}
          onClick={() =>
            send.mutate(
              { params: { letter: letter.id } },
              { onSuccess: () => notifications.show({ message: words.sentAgain }) },
            )
          }
        >
          {words.sendAgain}
        </Button>
      </Group>
      <Trouble error={send.error} />
    </Card>
  )
}

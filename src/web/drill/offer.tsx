import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { PlayIcon } from '@radix-ui/react-icons'
import { Link } from '@tanstack/react-router'
import { useAsk } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { useStart } from './use-drill.ts'

/** For a board on which there is nothing yet: one touch, and a newcomer sees the whole of it at work. */
export function DrillOffer() {
  const { drill: words } = useWords()
  const { may } = useMe()
  const { data } = useAsk('list-scenarios')
  const { start, starting, error } = useStart()
  const [first] = data?.scenarios ?? []
  if (first === undefined || !may('incident:write')) return null
  return (
    <Card withBorder padding="lg" maw={640}>
      <Stack gap="sm">
        <Title order={2} size="h3">
          {words.offerTitle}
        </Title>
        <Text>{words.offer}</Text>
        <Trouble error={error} />
        <Group>
          <Button
            size="md"
            leftSection={<PlayIcon aria-hidden />}
            loading={starting !== undefined}
            onClick={() => start(first.id)}
          >
            {words.watch}
          </Button>
          <Button size="md" variant="default" component={Link} to={paths.drill()}>
            {words.others}
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}

import { Button, Card, Group, SimpleGrid, Stack, Text, Title, Tooltip } from '@mantine/core'
import { PlayIcon } from '@radix-ui/react-icons'
import { Link, useSearch } from '@tanstack/react-router'
import type { Answer } from '../api/client.ts'
import { useAsk } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { Page } from '../ui/page.tsx'
import { spanOf } from '../ui/span.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { upperFirst } from './telling.ts'
import { useStart } from './use-drill.ts'

type Scenario = Answer<'list-scenarios'>['scenarios'][number]

/** Every drill that can be watched. */
export function Drill() {
  const { drill: words } = useWords()
  const { data, error, refetch } = useAsk('list-scenarios')
  const { may } = useMe()
  const { start, starting, error: failed } = useStart()
  const { scenario: wanted } = useSearch({ strict: false }) as { readonly scenario?: string }
  const offered = data?.scenarios.toSorted(
    (a, b) => Number(b.id === wanted) - Number(a.id === wanted),
  )
  return (
    <Page title={words.title}>
      <Stack>
        <Text maw={720}>{words.intro}</Text>
        <Trouble error={error} again={() => void refetch()} />
        <Trouble error={failed} />
        {data?.running.map(({ id, incident, scenario }) => (
          <Running
            key={id}
            incident={incident}
            title={data.scenarios.find(it => it.id === scenario)?.title ?? scenario}
          />
        ))}
        <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }}>
          {offered?.map((scenario, index) => (
            <Offered
              key={scenario.id}
              isFirst={index === 0}
              scenario={scenario}
              disabledReason={may('incident:write') ? undefined : words.notYours}
              isStarting={starting === scenario.id}
              start={() => start(scenario.id)}
            />
          ))}
        </SimpleGrid>
      </Stack>
    </Page>
  )
}

function Running({ incident, title }: { readonly incident: string; readonly title: string }) {
  const { drill: words } = useWords()
  return (
    <Card withBorder>
      <Group justify="space-between">
        <Text>
          {words.running}: <b>{title}</b>
        </Text>
        <Button component={Link} to={paths.incident(incident)} variant="default">
          {words.toRunning}
        </Button>
      </Group>
    </Card>
  )
}

function Offered({
  scenario,
  isFirst,
  disabledReason,
  isStarting,
  start,
}: {
  readonly scenario: Scenario
  readonly isFirst: boolean
  readonly disabledReason: string | undefined
  readonly isStarting: boolean
  readonly start: () => void
}) {
  const { drill: words } = useWords()
  const { title, description, plan, lasts_ms, watched_ms, steps } = scenario
  return (
    <Card withBorder component="article" aria-label={title}>
      <Stack gap="xs" justify="space-between" h="100%">
        <div>
          <Title order={2} size="h4">
            {upperFirst(title)}
          </Title>
          <Text size="sm" mt={4}>
            {description}
          </Text>
        </div>
        <Group justify="space-between" align="end" wrap="nowrap">
          <Text size="sm" c="dimmed">
            {plan.title}
            <br />
            {words.lasts(spanOf(lasts_ms))}, {words.steps(steps)}
            <br />
            {words.watched(spanOf(watched_ms))}
          </Text>
          <Tooltip label={disabledReason} disabled={disabledReason === undefined}>
            <Button
              variant={isFirst ? 'filled' : 'default'}
              style={{ flexShrink: 0 }}
              leftSection={<PlayIcon aria-hidden />}
              loading={isStarting}
              disabled={disabledReason !== undefined}
              onClick={start}
              aria-label={`${words.watchThis}: ${title}`}
            >
              {words.watchThis}
            </Button>
          </Tooltip>
        </Group>
      </Stack>
    </Card>
  )
}

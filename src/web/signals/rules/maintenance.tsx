import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { useTell } from '../../api/queries.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'
import { StartMaintenance, TOUCHED } from './start-maintenance.tsx'

type Window = Answer<'get-routing'>['maintenance'][number]

export function Maintenance({
  windows,
  writes,
}: {
  readonly windows: readonly Window[]
  readonly writes: boolean
}) {
  const words = useWords().routing
  const [starting, setStarting] = useState(false)
  return (
    <Card withBorder>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2} size="h5">
            {words.maintenance}
          </Title>
          {writes && (
            <Button variant="default" onClick={() => setStarting(true)}>
              {words.start}
            </Button>
          )}
        </Group>
        <Text size="sm">{words.maintenanceMeans}</Text>
        {windows.length === 0 && <Text size="sm">{words.noWindows}</Text>}
        {windows.map(window => (
          <WindowLine key={window.id} window={window} writes={writes} />
        ))}
      </Stack>
      {starting && <StartMaintenance close={() => setStarting(false)} />}
    </Card>
  )
}

function WindowLine({ window, writes }: { readonly window: Window; readonly writes: boolean }) {
  const words = useWords().routing
  const end = useTell('end-maintenance', TOUCHED)
  const { id, title, by, times, on, changes } = window
  return (
    <Group gap="xs">
      <Badge variant={on ? 'filled' : 'default'} color="indigo" tt="none">
        {on ? words.on : words.off}
      </Badge>
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Text>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {times}
        {by !== null && ` · ${by}`}
        {changes !== null && (
          <>
            {' '}
            · {words.changes} <When at={changes} />
          </>
        )}
      </Text>
      {writes && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={words.endOf(title)}
          loading={end.isPending}
          onClick={() => end.mutate({ params: { window: id }, body: {} })}
        >
          {words.end}
        </Button>
      )}
      <Trouble error={end.error} />
    </Group>
  )
}

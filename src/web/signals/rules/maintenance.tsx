import {
  Badge,
  Button,
  Card,
  Group,
  Modal,
  NativeSelect,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { useTell } from '../../api/queries.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'
import { FormButtons } from '../form-buttons.tsx'
import { SPANS } from '../wish.ts'
import type { SpanName } from '../wish.ts'

type Window = Answer<'get-routing'>['maintenance'][number]
const TOUCHED = ['get-routing', 'list-routing-versions', 'list-signals', 'get-signal'] as const
const MINUTES = 60

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

/** Of one signal (`signal`, by its key), or of whatever has a value in a field. */
export function StartMaintenance({
  signal,
  close,
}: {
  readonly signal?: { readonly key: string; readonly title: string }
  readonly close: () => void
}) {
  const words = useWords().routing
  const [title, setTitle] = useState(
    signal === undefined ? '' : words.startFor(signal.title).slice(0, TITLE_MAX),
  )
  const [field, setField] = useState('labels.')
  const [value, setValue] = useState('')
  const [span, setSpan] = useState<SpanName>('h1')
  const start = useTell('start-maintenance', TOUCHED)
  const send = () =>
    start.mutate(
      {
        body: {
          title,
          minutes: SPANS[span] * MINUTES,
          ...(signal === undefined ? { field, value } : { signal: signal.key }),
        },
      },
      { onSuccess: close },
    )
  return (
    <Modal opened onClose={close} title={words.start}>
      <form
        onSubmit={event => {
          event.preventDefault()
          send()
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {words.maintenanceMeans}
          </Text>
          <TextInput
            label={words.windowTitle}
            required
            maxLength={TITLE_MAX}
            value={title}
            onChange={event => setTitle(event.currentTarget.value)}
          />
          {signal === undefined && (
            <>
              <TextInput
                label={words.field}
                description={words.fieldHint}
                required
                maxLength={TITLE_MAX}
                value={field}
                onChange={event => setField(event.currentTarget.value)}
              />
              <TextInput
                label={words.value}
                description={words.valueHint}
                required
                maxLength={TITLE_MAX}
                value={value}
                onChange={event => setValue(event.currentTarget.value)}
              />
            </>
          )}
          <NativeSelect
            label={words.lasts}
            value={span}
            onChange={event => setSpan(event.currentTarget.value as SpanName)}
            data={(Object.keys(SPANS) as SpanName[]).map(it => ({
              value: it,
              label: words.spans[it],
            }))}
          />
          <Trouble error={start.error} />
          <FormButtons close={close} label={words.start} loading={start.isPending} />
        </Stack>
      </form>
    </Modal>
  )
}

const TITLE_MAX = 200

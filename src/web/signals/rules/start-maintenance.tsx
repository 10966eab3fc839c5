import { Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTell } from '../../api/queries.ts'
import { Trouble } from '../../ui/trouble.tsx'
import { useWords } from '../../words/words.ts'
import { FormButtons } from '../form-buttons.tsx'
import { SPANS } from '../wish.ts'
import type { SpanName } from '../wish.ts'

export const TOUCHED = [
  'get-routing',
  'list-routing-versions',
  'list-signals',
  'get-signal',
] as const
const MINUTES = 60
const TITLE_MAX = 200

/** Of one signal (`signal`, by its key), or of whatever has a value in a field. */
export function StartMaintenance({
  signal,
  close,
}: {
  readonly signal?: { readonly key: string }
  readonly close: () => void
}) {
  const words = useWords().routing
  // Not what the signal says: whoever may see rules reads it.
  const [title, setTitle] = useState(words.maintenance)
  const [meant, setMeant] = useState({ field: 'labels.', value: '' })
  const [span, setSpan] = useState<SpanName>('h1')
  const start = useTell('start-maintenance', TOUCHED)
  const minutes = SPANS[span] * MINUTES
  const send = () =>
    start.mutate(
      { body: { title, minutes, ...(signal === undefined ? meant : { signal: signal.key }) } },
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
          {signal === undefined && <Which meant={meant} change={setMeant} />}
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

type Meant = { readonly field: string; readonly value: string }

function Which({
  meant,
  change,
}: {
  readonly meant: Meant
  readonly change: (meant: Meant) => void
}) {
  const words = useWords().routing
  return (
    <>
      <TextInput
        label={words.field}
        description={words.fieldHint}
        required
        maxLength={TITLE_MAX}
        value={meant.field}
        onChange={event => change({ ...meant, field: event.currentTarget.value })}
      />
      <TextInput
        label={words.value}
        description={words.valueHint}
        required
        maxLength={TITLE_MAX}
        value={meant.value}
        onChange={event => change({ ...meant, value: event.currentTarget.value })}
      />
    </>
  )
}

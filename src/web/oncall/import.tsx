import {
  Button,
  FileInput,
  Group,
  Modal,
  NativeSelect,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { Answer } from '../api/client.ts'
import { useTell } from '../api/queries.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { ImportPreview } from './import-preview.tsx'
import { WRITTEN } from './touched.ts'

const KINDS = ['pagerduty', 'opsgenie', 'grafana', 'ics'] as const
type Kind = (typeof KINDS)[number]

type Chosen = { readonly kind: Kind; readonly zone: string; readonly files: readonly string[] }

export type Preview = Answer<'preview-rota-import'>

/** Rotas of another product: looked at with what of them cannot be carried over, then saved. */
export function ImportRotas({ close }: { readonly close: () => void }) {
  const { onCall, everywhere } = useWords()
  const words = onCall.imports
  const [source, setSource] = useState<Chosen>(() => ({
    kind: 'pagerduty',
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    files: [],
  }))
  const [who, setWho] = useState<Readonly<Record<string, string>>>({})
  const preview = useTell('preview-rota-import')
  const save = useTell('import-rotas', WRITTEN)
  const look = (told: Readonly<Record<string, string>>) => {
    setWho(told)
    preview.mutate({ body: { ...source, who: told } })
  }
  const send = ({ version }: Preview) =>
    save.mutate(
      { body: { ...source, who, since: version, add_people: true } },
      {
        onSuccess: done => {
          notifications.show({ message: words.done(done.version) })
          close()
        },
      },
    )
  const { data } = preview
  return (
    <Modal opened onClose={close} title={words.title} size="xl">
      <Stack>
        <Text size="sm" c="dimmed">
          {words.means}
        </Text>
        <Source
          source={source}
          change={next => {
            preview.reset()
            setSource(next)
          }}
        />
        <Group>
          <Button
            variant="default"
            disabled={source.files.length === 0}
            loading={preview.isPending}
            onClick={() => look({})}
          >
            {words.look}
          </Button>
        </Group>
        <Trouble error={preview.error} />
        {data !== undefined && <ImportPreview preview={data} who={who} say={look} />}
        <Trouble error={save.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {everywhere.cancel}
          </Button>
          <Button
            disabled={data === undefined}
            loading={save.isPending}
            onClick={() => data !== undefined && send(data)}
          >
            {words.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Source({
  source,
  change,
}: {
  readonly source: Chosen
  readonly change: (source: Chosen) => void
}) {
  const words = useWords().onCall.imports
  const { kind, zone } = source
  const choose = async (files: readonly File[]) =>
    change({ ...source, files: await Promise.all(files.map(file => file.text())) })
  return (
    <>
      <Group grow align="flex-start">
        <NativeSelect
          label={words.kind}
          value={kind}
          data={KINDS.map(value => ({ value, label: words.kinds[value] }))}
          onChange={event => {
            const next = event.currentTarget.value
            change({ ...source, kind: KINDS.find(one => one === next) ?? 'pagerduty' })
          }}
        />
        {kind === 'ics' && (
          <TextInput
            label={words.zone}
            value={zone}
            onChange={event => change({ ...source, zone: event.currentTarget.value })}
          />
        )}
      </Group>
      <FileInput
        label={words.files}
        description={words.filesHint[kind]}
        placeholder={words.chooseFiles}
        multiple
        accept={kind === 'ics' ? '.ics,text/calendar' : '.json,application/json'}
        onChange={chosen => void choose(chosen)}
      />
    </>
  )
}

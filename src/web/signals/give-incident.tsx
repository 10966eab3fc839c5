import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk, useTell } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { FormButtons } from './form-buttons.tsx'
import type { GroupInFull } from './group-drawer.tsx'

type Asked = { readonly group: GroupInFull; readonly close: () => void }

/** An incident about a group, in its own words unless somebody has better ones. */
export function DeclareFrom({ group, close }: Asked) {
  const words = useWords().signals
  const navigate = useNavigate()
  const [title, setTitle] = useState(group.title)
  const declare = useTell('declare-from-signal', ['get-signal', 'list-signals', 'list-incidents'])
  const send = () =>
    void declare
      .mutateAsync({ params: { key: group.key }, body: { title } })
      .then(({ id }) => navigate({ to: paths.incident(id) }))
      .catch(() => undefined)
  return (
    <Modal opened onClose={close} title={words.declareTitle}>
      <form
        onSubmit={event => {
          event.preventDefault()
          send()
        }}
      >
        <Stack>
          <TextInput
            label={words.what}
            value={title}
            required
            maxLength={300}
            data-autofocus
            onChange={event => setTitle(event.currentTarget.value)}
          />
          <Trouble error={declare.error} />
          <FormButtons
            close={close}
            label={words.declare}
            loading={declare.isPending}
            color="red"
          />
        </Stack>
      </form>
    </Modal>
  )
}

export function Attach({ group, close }: Asked) {
  const { signals: words, everywhere } = useWords()
  const [incident, setIncident] = useState<string | null>(null)
  const open = useAsk('list-incidents', { query: { open: true, limit: 200 } })
  const attach = useTell('attach-group', ['get-signal', 'list-signals', 'get-incident'])
  const choices = (open.data?.incidents ?? [])
    .filter(({ exercise }) => !exercise)
    .map(({ id, number, title }) => ({ value: id, label: words.belongs(number, title) }))
  return (
    <Modal opened onClose={close} title={words.attachTitle}>
      <Stack>
        <Select
          label={words.attachTo}
          data={choices}
          value={incident}
          onChange={setIncident}
          searchable
          nothingFoundMessage={words.attachNone}
          data-autofocus
        />
        <Trouble error={open.error ?? attach.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {everywhere.cancel}
          </Button>
          <Button
            disabled={incident === null}
            loading={attach.isPending}
            onClick={() =>
              attach.mutate(
                { params: { key: group.key }, body: { incident: incident ?? '' } },
                { onSuccess: close },
              )
            }
          >
            {words.attachDo}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

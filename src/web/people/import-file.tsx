import { Alert, Button, FileInput, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { directoryChanges } from '#/core/directory-diff.ts'
import type { DirectoryChange } from '#/core/directory-diff.ts'
import { plainOf } from '#/core/directory-plain.ts'
import type { DirectoryMistake } from '#/core/plan/read-directory.ts'
import { useTell } from '../api/queries.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { useBook } from './book.ts'
import { ChangesList } from './changes-list.tsx'
import { directoryReader } from './read-file.ts'
import { TOUCHED } from './touched.ts'

type Looked = {
  readonly source: string
  readonly mistakes: readonly DirectoryMistake[]
  readonly changes: readonly DirectoryChange[]
}

/** A whole file, looked at before it counts: what is wrong with it, or what it would change. */
export function ImportFile({ close }: { readonly close: () => void }) {
  const { people: words, everywhere } = useWords()
  const book = useBook()
  const [looked, setLooked] = useState<Looked>()
  const send = useTell('import-directory', TOUCHED)
  const look = async (file: File | null) => {
    if (file === null) return setLooked(undefined)
    const readDirectory = await directoryReader()
    const source = await file.text()
    const read = readDirectory(source)
    if ('mistakes' in read) return setLooked({ source, mistakes: read.mistakes, changes: [] })
    const changes = directoryChanges(book.saved, plainOf(read.directory))
    return setLooked({ source, mistakes: [], changes })
  }
  const save = () =>
    void send
      .mutateAsync({ query: { since: book.version }, body: looked?.source ?? '' })
      .then(({ version }) => {
        notifications.show({ message: words.saved(version) })
        close()
      })
      .catch(() => undefined)
  const ready = looked !== undefined && looked.mistakes.length === 0
  return (
    <Modal opened onClose={close} title={words.importTitle} size="lg">
      <Stack>
        <Text size="sm" c="dimmed">
          {words.importMeans}
        </Text>
        <FileInput
          label={words.importChoose}
          accept=".yaml,.yml,application/yaml,text/yaml"
          onChange={file => void look(file)}
          clearable
          clearButtonProps={{ 'aria-label': words.discard }}
        />
        {looked !== undefined && looked.mistakes.length > 0 && (
          <Mistakes mistakes={looked.mistakes} />
        )}
        {ready && <ChangesList changes={looked.changes} />}
        <Trouble error={send.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {everywhere.cancel}
          </Button>
          <Button disabled={!ready} loading={send.isPending} onClick={save}>
            {words.importDo}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

const MISTAKES_SHOWN_MAX = 20

function Mistakes({ mistakes }: { readonly mistakes: readonly DirectoryMistake[] }) {
  const words = useWords().people
  return (
    <Alert
      role="alert"
      styles={{
        root: { color: 'var(--tocsin-red-text)', background: 'var(--tocsin-red-tint)' },
        message: { color: 'inherit' },
      }}
    >
      <Text size="sm" fw={600}>
        {words.importWrong}
      </Text>
      {mistakes.slice(0, MISTAKES_SHOWN_MAX).map(({ where, message }) => (
        <Text size="sm" key={`${where} ${message}`}>
          {where}: {message}
        </Text>
      ))}
    </Alert>
  )
}

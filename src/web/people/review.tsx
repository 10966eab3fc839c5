import { Alert, Button, Group, Modal, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { directoryChanges } from '#/core/directory-diff.ts'
import type { DirectoryChange } from '#/core/directory-diff.ts'
import { queries, useAsk, useTell } from '../api/queries.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { useBook } from './book.ts'
import { ChangesList } from './changes-list.tsx'
import type { Pending } from './pending.ts'
import { TOUCHED } from './touched.ts'

/** What will change, before it does. When somebody else was faster: what they changed, and then one's own on top of it. */
export function Review({
  pending,
  close,
  saved,
}: {
  readonly pending: Pending
  readonly close: () => void
  readonly saved: () => void
}) {
  const { people: words, everywhere } = useWords()
  const book = useBook()
  const save = useTell('change-directory', TOUCHED)
  const mine = directoryChanges(book.saved, book.directory)
  const isBehind = pending.since !== book.version
  const theirs = useAsk('get-directory-version', {
    params: { version: book.version },
    query: { since: pending.since },
    enabled: isBehind,
  })
  const send = () =>
    void save
      .mutateAsync({ body: { since: book.version, changes: [...pending.edits] } })
      .then(({ version }) => {
        notifications.show({ message: words.saved(version) })
        saved()
      })
      // Somebody else was faster: what they made of it is shown beside one's own.
      .catch(() => queries.invalidateQueries({ queryKey: ['get-directory-book'] }))
  return (
    <Modal opened onClose={close} title={words.reviewTitle} size="lg">
      <Stack>
        {isBehind && <Theirs theirs={theirs.data?.changes ?? []} mine={mine} />}
        <Trouble error={theirs.error} />
        <ChangesList changes={mine} />
        <Trouble error={save.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {everywhere.cancel}
          </Button>
          <Button loading={save.isPending} disabled={mine.length === 0} onClick={send}>
            {isBehind ? words.saveOnTop : words.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Theirs({
  theirs,
  mine,
}: {
  readonly theirs: readonly DirectoryChange[]
  readonly mine: readonly DirectoryChange[]
}) {
  const words = useWords().people
  const both = theirs.filter(({ kind, id }) => mine.some(it => it.kind === kind && it.id === id))
  return (
    <Alert
      role="status"
      styles={{
        root: { color: 'var(--tocsin-yellow-text)', background: 'var(--tocsin-yellow-tint)' },
        message: { color: 'inherit' },
      }}
    >
      <Title order={3} size="h6" mb={4}>
        {words.otherwise}
      </Title>
      <ChangesList changes={theirs} />
      {both.length > 0 && (
        <Text size="sm" mt="xs">
          {words.bothChanged} {both.map(({ title }) => title).join(', ')}. {words.bothMeans}
        </Text>
      )}
    </Alert>
  )
}

import { Alert, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import type { WrittenRota } from '#/core/written-rota.ts'
import { call, Refused } from '../api/client.ts'
import type { Answer } from '../api/client.ts'
import { queries, useTell } from '../api/queries.ts'
import { usePersonName } from '../ui/person.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { differing } from './draft.ts'
import classes from './oncall.module.css'
import { WRITTEN } from './touched.ts'

const SHOWN_MAX = 20

/** Who is on call in the next four weeks as it is and as it would be; then it is saved. */
export function Compare({
  id,
  rota,
  book,
  since,
  back,
  close,
}: {
  readonly id: string
  /** Null: it goes. */
  readonly rota: WrittenRota | null
  readonly book: Answer<'get-directory-book'>
  readonly since: number
  readonly back: () => void
  readonly close: () => void
}) {
  const words = useWords().onCall.form
  const preview = useQuery({
    queryKey: ['preview-rota', id, rota],
    queryFn: () => call('preview-rota', { body: { id, rota } }),
    retry: false,
  })
  const save = useTell('change-directory', WRITTEN)
  const isBehind = since !== book.version
  const send = () =>
    save.mutate(
      { body: { since: isBehind ? book.version : since, changes: [{ is: 'rota', id, rota }] } },
      {
        onSuccess: ({ version }) => {
          notifications.show({ message: words.saved(version) })
          close()
        },
        // Somebody else was faster: that is said, and this goes on top.
        onError: error => {
          if (error instanceof Refused && error.problem.code === 'directory-changed')
            void queries.invalidateQueries({ queryKey: ['get-directory-book'] })
        },
      },
    )
  return (
    <Stack>
      <Title order={3} size="h6">
        {words.compare}
      </Title>
      <Trouble error={preview.error} />
      {preview.data === undefined && preview.error === null && (
        <Skeleton height={120} aria-hidden />
      )}
      {preview.data !== undefined && <Differences {...preview.data} />}
      {isBehind && <Behind />}
      <Trouble error={save.error} />
      <Text size="xs" c="dimmed">
        {words.toPosition}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={back}>
          {words.backToForm}
        </Button>
        <Button loading={save.isPending} disabled={preview.data === undefined} onClick={send}>
          {isBehind ? words.onTop : words.save}
        </Button>
      </Group>
    </Stack>
  )
}

function Behind() {
  const words = useWords().onCall.form
  return (
    <Alert
      role="status"
      styles={{
        root: { color: 'var(--tocsin-yellow-text)', background: 'var(--tocsin-yellow-tint)' },
        message: { color: 'inherit' },
      }}
    >
      {words.otherwise}
    </Alert>
  )
}

function Differences({ before, after }: Answer<'preview-rota'>) {
  const { form: words, gap } = useWords().onCall
  const name = usePersonName()
  const found = differing(before, after)
  if (found.length === 0) return <Text size="sm">{words.same}</Text>
  const who = (person: string | null | undefined) =>
    person === null || person === undefined ? gap : name(person)
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {words.differs(found.length)}
      </Text>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways is reached by keys */}
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={words.compare}>
        <table className={classes['numbers']}>
          <thead>
            <tr>
              <th scope="col">{words.compare}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.after}</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, SHOWN_MAX).map(one => (
              <tr key={one.from}>
                <td>
                  <When at={one.from} day="always" /> – <When at={one.to} day="always" />
                </td>
                <td>{who(one.before)}</td>
                <td>
                  <b>{who(one.after)}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.length > SHOWN_MAX && <Text size="sm">{words.more(found.length - SHOWN_MAX)}</Text>}
    </Stack>
  )
}

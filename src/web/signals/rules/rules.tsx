import { Alert, Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { call } from '../../api/client.ts'
import { useAsk } from '../../api/queries.ts'
import { usePersonName } from '../../ui/person.tsx'
import { Trouble } from '../../ui/trouble.tsx'
import { When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'
import { BookEditor } from './book-editor.tsx'
import { Maintenance } from './maintenance.tsx'
import { Paste } from './paste.tsx'
import classes from './rules.module.css'
import { Trial } from './trial.tsx'

/** The routing book: written, tried and looked after. */
export function Rules() {
  const { data, error, refetch } = useAsk('get-routing')
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined) return <Skeleton height={320} aria-hidden />
  return <Written key={data.version} book={data} />
}

function Written({ book }: { readonly book: Answer<'get-routing'> }) {
  const words = useWords().routing
  const name = usePersonName()
  const { may } = useMe()
  const [text, setText] = useState(book.source)
  const [shown, setShown] = useState({ text: book.source, times: 0 })
  const show = (next: string) => {
    setText(next)
    setShown(({ times }) => ({ text: next, times: times + 1 }))
  }
  return (
    <Stack>
      <Text size="sm">{words.means}</Text>
      {book.broken && <Alert color="red">{words.broken}</Alert>}
      <Text size="xs" c="dimmed">
        {book.version === 0 || book.at === null ? (
          words.none
        ) : (
          <>
            {words.saved(book.version, name(book.by ?? ''))}, <When at={book.at} />
          </>
        )}
      </Text>
      <div className={classes['beside']}>
        <BookEditor
          key={shown.times}
          initial={shown.text}
          book={book}
          text={text}
          change={setText}
          show={show}
          mayEdit={may('plan:write')}
        />
        <Stack>
          <Trial text={text} />
          <Paste text={text} />
        </Stack>
      </div>
      <Maintenance windows={book.maintenance} writes={may('incident:write')} />
      {book.version > 0 && <Versions show={show} />}
    </Stack>
  )
}

function Versions({ show }: { readonly show: (text: string) => void }) {
  const words = useWords().routing
  const name = usePersonName()
  const { data } = useAsk('list-routing-versions', { query: { limit: 20 } })
  const put = async (version: number) =>
    show(await call('get-routing-version', { params: { version } }))
  return (
    <Card withBorder>
      <Title order={2} size="h5" mb="xs">
        {words.versions}
      </Title>
      <Stack gap={4}>
        {data?.versions.map(({ version, at, by }) => (
          <Group key={version} gap="xs">
            <Text size="sm">
              {words.version(version)} · {name(by)} · <When at={at} day="always" />
            </Text>
            <Button size="compact-xs" variant="subtle" onClick={() => void put(version)}>
              {words.showVersion(version)}
            </Button>
          </Group>
        ))}
      </Stack>
    </Card>
  )
}

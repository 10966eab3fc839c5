import { Accordion, Anchor, Skeleton, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { addressOf } from '../api/client.ts'
import { useAsk } from '../api/queries.ts'
import { usePersonName } from '../ui/person.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { ChangesList } from './changes-list.tsx'

/** Every version of the directory: who, when, and what changed. */
export function History() {
  const words = useWords().people
  const name = usePersonName()
  const [opened, setOpened] = useState<string | null>(null)
  const { data, error, refetch } = useAsk('list-directory-versions')
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {words.historyMeans}
      </Text>
      <Trouble error={error} again={() => void refetch()} />
      {data === undefined && error === null && <Skeleton height={160} aria-hidden />}
      {data !== undefined && (
        <Accordion variant="contained" value={opened} onChange={setOpened} order={2}>
          {data.versions.map(({ version, at, by }) => (
            <Accordion.Item key={version} value={String(version)}>
              <Accordion.Control>
                <Text size="sm" fw={600} component="span">
                  {words.version(version)}
                </Text>{' '}
                <Text size="sm" component="span" c="dimmed">
                  {words.by(by === 'tocsin' ? words.itself : name(by))}
                </Text>
              </Accordion.Control>
              <Accordion.Panel>
                <Text size="sm" c="dimmed" mb="xs">
                  <When at={at} day="always" />
                </Text>
                {opened === String(version) && <VersionPart version={version} />}
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Stack>
  )
}

function VersionPart({ version }: { readonly version: number }) {
  const words = useWords().people
  const { data, error } = useAsk('get-directory-version', { params: { version } })
  return (
    <Stack gap="xs">
      <Trouble error={error} />
      {data === undefined && error === null && <Skeleton height={60} aria-hidden />}
      {data !== undefined && <ChangesList changes={data.changes} />}
      <Anchor
        href={addressOf('export-directory', { query: { version } })}
        download={`directory-${version}.yaml`}
        size="sm"
      >
        {words.download}
      </Anchor>
    </Stack>
  )
}

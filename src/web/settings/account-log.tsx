import { Badge, Button, Loader, Select, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api/client.ts'
import type { Answer } from '../api/client.ts'
import { useAsk } from '../api/queries.ts'
import { usePersonName } from '../ui/person.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { Row, Rows } from './rows.tsx'
import { Section } from './section.tsx'

const PAGE = 50

/** What happened to accounts, newest first. */
export function AccountLog() {
  const { settings, members } = useWords()
  const [person, setPerson] = useState<string | null>(null)
  const { data: directory } = useAsk('get-directory')
  const log = useInfiniteQuery({
    queryKey: ['list-account-events', {}, { person }],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam: before }) =>
      call('list-account-events', {
        query: {
          limit: PAGE,
          ...(person !== null && { person }),
          ...(before !== undefined && { before }),
        },
      }),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const events = log.data?.pages.flatMap(page => page.events)
  return (
    <Section
      title={settings.tabs.log}
      means={members.logMeans}
      actions={
        <Select
          aria-label={members.logOf}
          placeholder={members.logEverybody}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': members.logEverybody }}
          value={person}
          onChange={setPerson}
          data={directory?.people.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        />
      }
    >
      <Trouble error={log.error} again={() => void log.refetch()} />
      {events === undefined && log.error === null && <Loader />}
      {events?.length === 0 && <Text size="sm">{members.logEmpty}</Text>}
      <Rows>
        {events?.map(event => (
          <OneEvent key={event.number} event={event} />
        ))}
      </Rows>
      {log.hasNextPage && (
        <Button
          variant="default"
          loading={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {members.logOlder}
        </Button>
      )}
    </Section>
  )
}

function OneEvent({ event }: { readonly event: Answer<'list-account-events'>['events'][number] }) {
  const { members } = useWords()
  const nameOf = usePersonName()
  const { at, person, by, type, about, intact } = event
  const who = person === null ? members.somebody : nameOf(person)
  return (
    <Row
      title={
        <>
          {who} {members.events[type] ?? type}
        </>
      }
      marks={
        !intact && (
          <Badge color="red.9" tt="none">
            {members.logBroken}
          </Badge>
        )
      }
      facts={
        <Stack gap={0}>
          <span>
            <When at={at} day="always" />
            {by !== null && by !== person && <> · {members.logBy(nameOf(by))}</>}
          </span>
          <span>
            {Object.entries(about)
              .map(([name, value]) => `${name}: ${value}`)
              .join(' · ')}
          </span>
        </Stack>
      }
    />
  )
}

import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { BellIcon, CheckCircledIcon } from '@radix-ui/react-icons'
import type { PersonReadiness } from '../api/operations.ts'
import { useTell } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { Became } from '../reach/test-own.tsx'
import { reasonsOf, ReadinessBadge, useReadiness } from '../ui/readiness.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'

/** Whether somebody would be woken, through what, when that was last seen, and trying it. */
export function WaysOf({ person }: { readonly person: string }) {
  const { contacts: words, people } = useWords()
  const { may } = useMe()
  const known = useReadiness()?.get(person)
  if (known === undefined) return null
  return (
    <section>
      <Title order={3} size="h6" mb={4}>
        {people.tabs.readiness}
      </Title>
      <Stack gap={4}>
        <Group gap="xs">
          <ReadinessBadge person={person} always short />
        </Group>
        {reasonsOf(known, words).map(reason => (
          <Text size="sm" key={reason}>
            {reason}
          </Text>
        ))}
        <Through known={known} />
        <Text size="sm" c="dimmed">
          {known.proved === null ? (
            words.neverProved
          ) : (
            <>
              {words.proved} <When at={known.proved} day="always" />
            </>
          )}
        </Text>
        {may('admin') && <TestOf person={person} />}
      </Stack>
    </section>
  )
}

function Through({ known: { ways } }: { readonly known: PersonReadiness }) {
  const words = useWords().contacts
  return ways.map(({ channel, verified, set_up }) => (
    <Text size="sm" key={channel}>
      {words.channels[channel]}:{' '}
      {verified ? (
        <>
          <CheckCircledIcon aria-hidden style={{ verticalAlign: 'text-bottom' }} /> {words.verified}
        </>
      ) : (
        words.unverified
      )}
      {!set_up && `, ${words.notSetUpHere}`}
    </Text>
  ))
}

function TestOf({ person }: { readonly person: string }) {
  const words = useWords().contacts
  const test = useTell('test-page', ['list-readiness', 'get-readiness'])
  return (
    <Stack gap={4} align="flex-start">
      <Button
        variant="default"
        size="compact-md"
        leftSection={<BellIcon aria-hidden />}
        loading={test.isPending}
        onClick={() => test.mutate({ params: { person }, body: {} })}
      >
        {words.testOther}
      </Button>
      <Trouble error={test.error} />
      <Text size="sm" component="div" role="status">
        {test.data !== undefined && <Became test={test.data} />}
      </Text>
    </Stack>
  )
}

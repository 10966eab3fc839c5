import { Button, Group, Text } from '@mantine/core'
import { BellIcon } from '@radix-ui/react-icons'
import type { Answer } from '../api/client.ts'
import { useAsk, useTell } from '../api/queries.ts'
import { Row, Rows } from '../settings/rows.tsx'
import { Section } from '../settings/section.tsx'
import { spanOf } from '../ui/span.ts'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import type { Words } from '../words/words.ts'
import { REACH_TOUCHED } from './ways.tsx'

type Test = Answer<'list-test-pages'>['tests'][number]

/** Being paged for a test, and what became of those before. */
export function TestOwn() {
  const words = useWords().contacts
  const { data, error } = useAsk('list-test-pages')
  const test = useTell('test-own-page', REACH_TOUCHED)
  return (
    <Section
      title={words.test}
      means={words.testMeans}
      actions={
        <Button
          leftSection={<BellIcon aria-hidden />}
          loading={test.isPending}
          onClick={() => test.mutate({ body: {} })}
        >
          {words.testDo}
        </Button>
      }
    >
      <Trouble error={test.error ?? error} />
      <Text size="sm" role="status">
        {test.data !== undefined && words.testSent}
      </Text>
      {data?.tests.length === 0 && <Text size="sm">{words.testNone}</Text>}
      <Rows>
        {data?.tests.map(one => (
          <Row
            key={one.id}
            title={<When at={one.sent} day="always" />}
            facts={<Became test={one} />}
          />
        ))}
      </Rows>
    </Section>
  )
}

/** Over what it went, and whether it was answered. */
export function Became({ test }: { readonly test: Test }) {
  const words = useWords().contacts
  return (
    <>
      <div>{answerOf(test, words)}</div>
      {test.tries.map(({ channel, delivered, detail }) => (
        <Group key={channel} gap={6}>
          <span>{(words.channels as Readonly<Record<string, string>>)[channel] ?? channel}:</span>
          <span>
            {delivered ? words.testTook : words.testFailed}
            {detail !== '' && ` (${detail})`}
          </span>
        </Group>
      ))}
    </>
  )
}

function answerOf({ sent, answered }: Test, words: Words['contacts']): string {
  if (answered === null) return words.testOpen
  return words.testAnswered(spanOf(Date.parse(answered) - Date.parse(sent)))
}

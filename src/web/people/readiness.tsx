import { Alert, Badge, Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import {
  CheckCircledIcon,
  CrossCircledIcon,
  ExclamationTriangleIcon,
  InfoCircledIcon,
} from '@radix-ui/react-icons'
import type { Answer } from '../api/client.ts'
import { useAsk } from '../api/queries.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { NothingSetUp, reasonsOf, ReadinessBadge, useNothingSetUp } from '../ui/readiness.tsx'
import { listsOf, nameIn, useBook } from './book.ts'
import classes from './people.module.css'
import { Risks } from './risks.tsx'

type Readiness = Answer<'get-readiness'>
type Finding = Readiness['findings'][number]

const LOOKS = {
  error: { colour: 'red', Icon: CrossCircledIcon },
  warning: { colour: 'yellow', Icon: ExclamationTriangleIcon },
  note: { colour: 'blue', Icon: InfoCircledIcon },
} as const

/** Whether the night can come: who is missing, who cannot be reached, and what follows from that. */
export function ReadinessPart({ open }: { readonly open: (person: string) => void }) {
  const words = useWords().people
  const { data, error, refetch } = useAsk('get-readiness')
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined) return <Skeleton height={200} aria-hidden />
  return (
    <Stack>
      <Verdict readiness={data} />
      <NothingSetUp />
      <Missing readiness={data} open={open} />
      <Wanting readiness={data} open={open} />
      <Risks />
      <Sharing readiness={data} />
      {data.findings.length > 0 && (
        <section>
          <Title order={2} size="h5" mb="xs">
            {words.findings}
          </Title>
          <Stack gap="xs">
            {data.findings.map(finding => (
              <FindingCard key={`${finding.code} ${finding.message}`} finding={finding} />
            ))}
          </Stack>
        </section>
      )}
    </Stack>
  )
}

function Verdict({
  readiness: { ready: isStaffed, plan, people },
}: {
  readonly readiness: Readiness
}) {
  const { people: words, contacts } = useWords()
  const ready = isStaffed && people.every(({ level }) => level !== 'unreachable')
  const isWeak = ready && people.some(({ level }) => level === 'weak')
  const { colour, Icon } = isWeak
    ? LOOKS.warning
    : ready
      ? ({ colour: 'teal', Icon: CheckCircledIcon } as const)
      : LOOKS.error
  return (
    <Alert
      icon={<Icon aria-hidden />}
      styles={{
        root: {
          color: `var(--tocsin-${colour}-text)`,
          background: `var(--tocsin-${colour}-tint)`,
        },
        message: { color: 'inherit' },
        icon: { color: 'inherit' },
      }}
    >
      <Text fw={600}>
        {plan === null
          ? words.noPlan
          : isWeak
            ? contacts.someWeak
            : ready
              ? words.ready
              : words.notReady}
      </Text>
      {plan !== null && <Text size="sm">{words.readyPlan(plan.id, plan.version)}</Text>}
    </Alert>
  )
}

function Missing({
  readiness,
  open,
}: {
  readonly readiness: Readiness
  readonly open: (person: string) => void
}) {
  const words = useWords().people
  const book = useBook()
  const titled = (kind: 'position' | 'group', ids: readonly string[]) => {
    const lists = listsOf(book, kind)
    return ids.map(id => lists.find(list => list.id === id)?.title ?? id)
  }
  const missing = [
    [words.unfilled, titled('position', readiness.positions_unfilled)],
    [words.unfilledGroups, titled('group', readiness.groups_unfilled)],
  ] as const
  const { people_without_channel: unreached } = readiness
  return (
    <>
      {missing
        .filter(([, names]) => names.length > 0)
        .map(([title, names]) => (
          <section key={title}>
            <Title order={2} size="h5">
              {title}
            </Title>
            <Text size="sm">{names.join(', ')}</Text>
          </section>
        ))}
      {unreached.length > 0 && (
        <section>
          <Title order={2} size="h5">
            {words.unreached}
          </Title>
          <Text size="sm" c="dimmed">
            {words.unreachedMeans}
          </Text>
          <Group gap="xs" mt={4}>
            {unreached.map(person => (
              <Button key={person} size="compact-sm" variant="default" onClick={() => open(person)}>
                {nameIn(book.directory, person) ?? person}
              </Button>
            ))}
          </Group>
        </section>
      )}
    </>
  )
}

/** Those who may be asked and are not ready, each with why. */
function Wanting({
  readiness: { people },
  open,
}: {
  readonly readiness: Readiness
  readonly open: (person: string) => void
}) {
  const words = useWords().contacts
  const { directory } = useBook()
  const nothingSetUp = useNothingSetUp()
  const wanting = people
    .filter(({ level }) => level !== 'ready')
    .filter(one => !nothingSetUp || one.reasons[0]?.code !== 'channel-not-set-up')
  if (nothingSetUp && wanting.length === 0) return null
  return (
    <section>
      <Title order={2} size="h5">
        {words.wanting}
      </Title>
      {wanting.length === 0 && <Text size="sm">{words.wantingNone}</Text>}
      <ul className={classes['plain']}>
        {wanting.map(one => (
          <Group component="li" key={one.person} gap="xs" py={4}>
            <Button size="compact-sm" variant="default" onClick={() => open(one.person)}>
              {nameIn(directory, one.person) ?? one.person}
            </Button>
            <ReadinessBadge person={one.person} always />
            <Text size="sm">{reasonsOf(one, words).slice(1).join('; ')}</Text>
          </Group>
        ))}
      </ul>
    </section>
  )
}

function Sharing({ readiness: { sharing } }: { readonly readiness: Readiness }) {
  const words = useWords().contacts
  const { directory } = useBook()
  if (sharing.length === 0) return null
  return (
    <section>
      <Title order={2} size="h5">
        {words.sharing}
      </Title>
      <Text size="sm" c="dimmed">
        {words.sharingMeans}
      </Text>
      {sharing.map(people => (
        <Text size="sm" key={people.join()}>
          {people.map(id => nameIn(directory, id) ?? id).join(', ')}
        </Text>
      ))}
    </section>
  )
}

function FindingCard({ finding: { severity, message, mend } }: { readonly finding: Finding }) {
  const words = useWords().people
  const { colour, Icon } = LOOKS[severity]
  return (
    <Card withBorder p="sm">
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Badge
          tt="none"
          variant="light"
          leftSection={<Icon aria-hidden />}
          styles={{
            root: {
              color: `var(--tocsin-${colour}-text)`,
              background: `var(--tocsin-${colour}-tint)`,
              flexShrink: 0,
            },
          }}
        >
          {words.severity[severity]}
        </Badge>
        <div>
          <Text size="sm">{message}</Text>
          <Text size="xs" c="dimmed">
            {mend}
          </Text>
        </div>
      </Group>
    </Card>
  )
}

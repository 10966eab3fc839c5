import {
  Button,
  Card,
  Center,
  Group,
  SegmentedControl,
  Skeleton,
  Stack,
  Text,
  TextInput,
  Title,
  UnstyledButton,
} from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Refused } from '../api/client.ts'
import type { Answer } from '../api/client.ts'
import { asking } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { Trouble } from '../ui/trouble.tsx'
import { Ago } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { Labels } from './labels.tsx'
import classes from './signals.module.css'
import { RoutedShort } from './routed.tsx'
import { StateBadge } from './state-badge.tsx'
import { queryOf, STATES } from './wish.ts'
import type { Wish } from './wish.ts'

export const LOOK_AGAIN_MS = 3_000
const TYPING_MS = 250

type Change = (wish: Wish) => void
type SignalGroup = Answer<'list-signals'>['groups'][number]

/** Groups of alerts as they come, the newest change first. */
export function Stream({ wish, change }: { readonly wish: Wish; readonly change: Change }) {
  const words = useWords().signals
  const { data, error, refetch } = useQuery({
    ...asking('list-signals', { query: queryOf(wish) }),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
  })
  const badLabels = error instanceof Refused && error.problem.code === 'matcher-malformed'
  return (
    <Stack>
      <Filters wish={wish} change={change} wrong={badLabels ? error.problem.detail : undefined} />
      {!badLabels && <Trouble error={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={240} aria-hidden />}
      {data !== undefined && data.groups.length === 0 && <Nothing wish={wish} />}
      {data !== undefined && data.groups.length > 0 && (
        <Card withBorder p={0}>
          {data.groups.map(group => (
            <GroupLine
              key={group.key}
              group={group}
              open={() => change({ ...wish, signal: group.key })}
            />
          ))}
        </Card>
      )}
      {data?.more === true && <Text size="sm">{words.more}</Text>}
      <Text size="xs" c="dimmed">
        {words.live}
      </Text>
    </Stack>
  )
}

function Filters({
  wish,
  change,
  wrong,
}: {
  readonly wish: Wish
  readonly change: Change
  readonly wrong: string | undefined
}) {
  const words = useWords().signals
  const [text, setText] = useState(wish.text)
  const [labels, setLabels] = useState(wish.labels)
  const later = useDebouncedCallback(
    (next: Partial<Wish>) => change({ ...wish, ...next }),
    TYPING_MS,
  )
  return (
    <div className={classes['filters']}>
      <SegmentedControl
        aria-label={words.state}
        value={wish.state}
        onChange={state => change({ ...wish, state: state as Wish['state'] })}
        data={STATES.map(value => ({ value, label: words.states[value] }))}
      />
      <TextInput
        label={words.text}
        placeholder={words.textHint}
        value={text}
        onChange={event => {
          setText(event.currentTarget.value)
          later({ text: event.currentTarget.value })
        }}
      />
      <TextInput
        label={words.labels}
        placeholder={words.labelsHint}
        value={labels}
        error={wrong}
        w={340}
        maw="100%"
        onChange={event => {
          setLabels(event.currentTarget.value)
          later({ labels: event.currentTarget.value })
        }}
      />
    </div>
  )
}

function GroupLine({ group, open }: { readonly group: SignalGroup; readonly open: () => void }) {
  const words = useWords().signals
  const fires = group.firing > 0
  return (
    <UnstyledButton className={classes['group']} onClick={open}>
      <span>
        <StateBadge
          look={fires ? 'firing' : 'resolved'}
          word={fires ? words.firing : words.quiet}
        />
      </span>
      <Stack gap={4}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {group.title}
        </Text>
        <Labels labels={group.labels} />
        <Text size="xs" c="dimmed">
          {words.count(group.firing, group.fired)} · {words.round(group.round)}
        </Text>
      </Stack>
      <Stack gap={2}>
        <Belongs group={group} />
        <RoutedShort route={group.route} />
        <Text size="xs" c="dimmed">
          {words.changed} <Ago at={group.changed} />
        </Text>
      </Stack>
    </UnstyledButton>
  )
}

function Belongs({ group: { belongs } }: { readonly group: SignalGroup }) {
  const words = useWords().signals
  if (belongs === null)
    return (
      <Text size="sm" fs="italic">
        {words.noIncident}
      </Text>
    )
  return (
    <Text size="sm" lineClamp={2}>
      {words.belongs(belongs.number, belongs.title)}
      {!belongs.goes_on && ` (${words.ended})`}
    </Text>
  )
}

function Nothing({ wish }: { readonly wish: Wish }) {
  const words = useWords().signals
  const { may } = useMe()
  const filtered = wish.text !== '' || wish.labels !== ''
  return (
    <Card withBorder p="xl">
      <Center>
        <Group maw={560}>
          <Title order={2} size="h4" w="100%" ta="center">
            {words.emptyTitle}
          </Title>
          <Text ta="center" w="100%">
            {filtered ? words.emptyFiltered : words.empty}
          </Text>
          {!filtered && may('admin') && (
            <Button component={Link} to={paths.settings()} hash="doors" variant="default" mx="auto">
              {words.openDoor}
            </Button>
          )}
        </Group>
      </Center>
    </Card>
  )
}

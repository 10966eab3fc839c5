import {
  Anchor,
  Badge,
  Button,
  Drawer,
  Group,
  Modal,
  Skeleton,
  Stack,
  Text,
  Title,
} from '@mantine/core'
import { Pencil1Icon } from '@radix-ui/react-icons'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'
import { channelsOf, listsOf, useBook } from './book.ts'
import classes from './people.module.css'
import { PersonForm } from './person-form.tsx'
import { Unreachable } from './unreachable.tsx'
import { WaysOf } from './ways.tsx'

/** One person: how they are reached, what they have learnt, and what hangs on them. */
export function PersonDrawer({
  person,
  close,
}: {
  readonly person: string | undefined
  readonly close: () => void
}) {
  const { directory } = useBook()
  const known = person === undefined ? undefined : directory.people[person]
  return (
    <Drawer
      opened={person !== undefined && known !== undefined}
      onClose={close}
      position="right"
      size="lg"
      title={known?.name}
    >
      {person !== undefined && known !== undefined && <Shown id={person} close={close} />}
    </Drawer>
  )
}

function Shown({ id, close }: { readonly id: string; readonly close: () => void }) {
  const all = useWords()
  const words = all.people
  const { directory, writes } = useBook()
  const [asked, setAsked] = useState<'edit' | 'leave'>()
  const channels = channelsOf(directory, id, all)
  const trained = directory.people[id]?.trained ?? []
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {words.id}: {id}
      </Text>
      <section>
        <Title order={3} size="h6">
          {words.reached}
        </Title>
        {channels.length === 0 && <Unreachable person={id} />}
        {channels.map(({ title, address }) => (
          <Text size="sm" key={`${title} ${address}`} className={classes['text']}>
            <Text component="span" c="dimmed">
              {title}:
            </Text>{' '}
            {address}
          </Text>
        ))}
      </section>
      <WaysOf person={id} />
      {trained.length > 0 && (
        <section>
          <Title order={3} size="h6" mb={4}>
            {words.trained}
          </Title>
          <Group gap={6}>
            {trained.map(training => (
              <Badge key={training} variant="default" tt="none">
                {training}
              </Badge>
            ))}
          </Group>
        </section>
      )}
      <section>
        <Title order={3} size="h6">
          {words.holdings}
        </Title>
        <HeldBy id={id} />
      </section>
      {writes && (
        <Group>
          <Button leftSection={<Pencil1Icon aria-hidden />} onClick={() => setAsked('edit')}>
            {words.edit}
          </Button>
          <Button variant="default" onClick={() => setAsked('leave')}>
            {words.leave}
          </Button>
        </Group>
      )}
      {asked === 'edit' && <PersonForm person={id} close={() => setAsked(undefined)} />}
      {asked === 'leave' && <Leaving id={id} close={() => setAsked(undefined)} left={close} />}
    </Stack>
  )
}

/** Positions, groups and turns, and what is open in incidents. */
function HeldBy({ id }: { readonly id: string }) {
  const words = useWords().people
  const book = useBook()
  const { data, error } = useAsk('get-holdings', { params: { person: id } })
  if (error !== null) return <Trouble error={error} />
  if (data === undefined) return <Skeleton height={60} aria-hidden />
  const titles = new Map(
    [...listsOf(book, 'position'), ...listsOf(book, 'group')].map(list => [list.id, list.title]),
  )
  const held = [...data.positions, ...data.groups]
  const nothing = held.length + data.rotas.length + data.incidents.length === 0
  if (nothing) return <Text size="sm">{words.holdingsNone}</Text>
  return (
    <Stack gap={2}>
      {held.map(({ id: list, alone }) => (
        <Text size="sm" key={list}>
          {titles.get(list) ?? list}
          {alone && (
            <Text component="span" fw={600}>
              {' '}
              ({words.alone})
            </Text>
          )}
        </Text>
      ))}
      {data.rotas.map(rota => (
        <Text size="sm" key={rota}>
          {rota}
        </Text>
      ))}
      {data.incidents.map(({ id: incident, number, title, roles, follow_ups, evidence }) => (
        <Text size="sm" key={incident}>
          <Anchor component={Link} to={paths.incident(incident)}>
            {words.inIncident(number, title)}
          </Anchor>{' '}
          {[
            ...(roles.length > 0 ? [words.asRole(roles.join(', '))] : []),
            ...(follow_ups.length > 0 ? [words.followUps(follow_ups.length)] : []),
            ...(evidence > 0 ? [words.evidence(evidence)] : []),
          ].join(', ')}
        </Text>
      ))}
    </Stack>
  )
}

function Leaving({
  id,
  close,
  left,
}: {
  readonly id: string
  readonly close: () => void
  readonly left: () => void
}) {
  const { people: words, everywhere } = useWords()
  const { directory, add } = useBook()
  const name = directory.people[id]?.name ?? id
  return (
    <Modal opened onClose={close} title={words.leaveOf(name)}>
      <Stack>
        <Text size="sm">{words.leaveMeans}</Text>
        <div>
          <Title order={3} size="h6">
            {words.holdings}
          </Title>
          <HeldBy id={id} />
        </div>
        <Text size="sm">{words.handOver}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {everywhere.cancel}
          </Button>
          <Button
            color="red"
            onClick={() => {
              add({ is: 'leave', id })
              left()
            }}
          >
            {words.leaveDo}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

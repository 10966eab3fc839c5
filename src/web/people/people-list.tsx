import {
  Button,
  Card,
  Group,
  NativeSelect,
  Stack,
  Text,
  TextInput,
  Title,
  UnstyledButton,
} from '@mantine/core'
import { PlusIcon } from '@radix-ui/react-icons'
import { useState } from 'react'
import { LEVELS } from '#/core/readiness/levels.ts'
import { NothingSetUp, ReadinessBadge, useReadiness } from '../ui/readiness.tsx'
import { useWords } from '../words/words.ts'
import type { Words } from '../words/words.ts'
import { channelsOf, positionsOf, useBook } from './book.ts'
import type { Book } from './book.ts'
import classes from './people.module.css'
import { PersonDrawer } from './person-drawer.tsx'
import { PersonForm } from './person-form.tsx'
import { Unreachable } from './unreachable.tsx'

/** Shown at once; with more than that one searches. */
const SHOWN_MAX = 300

/** Everybody: how they are reached, and what they hold. */
export function PeopleList({
  person,
  open,
}: {
  readonly person: string | undefined
  readonly open: (person: string | undefined) => void
}) {
  const all = useWords()
  const { people: words, contacts } = all
  const book = useBook()
  const readiness = useReadiness()
  const [wanted, setWanted] = useState('')
  const [level, setLevel] = useState('')
  const [adding, setAdding] = useState(false)
  const ids = Object.keys(book.directory.people)
  const found = ids
    .filter(id => matches(book, all, id, wanted))
    .filter(id => level === '' || readiness?.get(id)?.level === level)
  return (
    <Stack>
      <NothingSetUp />
      <Group align="flex-end" justify="space-between">
        <TextInput
          label={words.search}
          placeholder={words.searchHint}
          value={wanted}
          onChange={event => setWanted(event.currentTarget.value)}
          w={320}
          maw="100%"
        />
        <NativeSelect
          label={contacts.show}
          mr="auto"
          value={level}
          onChange={event => setLevel(event.currentTarget.value)}
          data={[
            { value: '', label: contacts.showAll },
            ...LEVELS.map(value => ({ value, label: contacts.levels[value] })),
          ]}
        />
        {book.writes && (
          <Button leftSection={<PlusIcon aria-hidden />} onClick={() => setAdding(true)}>
            {words.add.person}
          </Button>
        )}
      </Group>
      {ids.length === 0 ? (
        <Nobody />
      ) : (
        <>
          <Text size="sm" c="dimmed">
            {words.count(found.length, ids.length)}
          </Text>
          <Card withBorder p={0}>
            {found.slice(0, SHOWN_MAX).map(id => (
              <PersonLine key={id} id={id} open={() => open(id)} />
            ))}
          </Card>
        </>
      )}
      <PersonDrawer person={person} close={() => open(undefined)} />
      {adding && <PersonForm close={() => setAdding(false)} />}
    </Stack>
  )
}

function matches(book: Book, words: Words, id: string, wanted: string): boolean {
  const text = wanted.trim().toLowerCase()
  if (text === '') return true
  const addresses = channelsOf(book.directory, id, words).map(({ address }) => address)
  const trained = book.directory.people[id]?.trained ?? []
  const name = book.directory.people[id]?.name ?? ''
  return [id, name, ...addresses, ...trained, ...positionsOf(book, id)].some(it =>
    it.toLowerCase().includes(text),
  )
}

function PersonLine({ id, open }: { readonly id: string; readonly open: () => void }) {
  const all = useWords()
  const words = all.people
  const book = useBook()
  const channels = channelsOf(book.directory, id, all)
  const positions = positionsOf(book, id)
  return (
    <UnstyledButton className={classes['row']} onClick={open}>
      <div>
        <Text size="sm" fw={600}>
          {book.directory.people[id]?.name}
        </Text>
        <Text size="xs" c="dimmed">
          {id}
        </Text>
      </div>
      <Text size="sm" component="div" className={classes['text']}>
        {channels.length === 0 ? (
          <Unreachable person={id} />
        ) : (
          channels.map(({ title, address }) => (
            <div key={`${title} ${address}`}>
              <Text component="span" size="xs" c="dimmed">
                {title}
              </Text>{' '}
              {address}
            </div>
          ))
        )}
      </Text>
      <div>
        <Text size="sm" {...(positions.length === 0 && { c: 'dimmed' })}>
          {positions.length === 0 ? words.holdsNothing : positions.join(', ')}
        </Text>
        <ReadinessBadge person={id} always told />
      </div>
    </UnstyledButton>
  )
}

function Nobody() {
  const words = useWords().people
  return (
    <Card withBorder p="xl">
      <Title order={2} size="h4" ta="center">
        {words.emptyTitle}
      </Title>
      <Text ta="center" mt="xs">
        {words.empty}
      </Text>
    </Card>
  )
}

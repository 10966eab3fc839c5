import { Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { ExclamationTriangleIcon, Pencil1Icon, PlusIcon } from '@radix-ui/react-icons'
import { useState } from 'react'
import type { ListKind } from '#/core/directory-plain.ts'
import { useWords } from '../words/words.ts'
import { listsOf, nameIn, rolesFor, useBook } from './book.ts'
import { ListForm } from './list-form.tsx'
import { memberName } from './member-name.ts'
import classes from './people.module.css'

type List = ReturnType<typeof listsOf>[number]

/** Positions, groups, or lists of addresses outside: who is in each, and what the plan wants of it. */
export function Lists({ kind }: { readonly kind: ListKind }) {
  const words = useWords().people
  const book = useBook()
  const [edited, setEdited] = useState<string | null>()
  const means = {
    position: words.positionsMean,
    group: words.groupsMean,
    contact: words.contactsMean,
  }
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {means[kind]}
        </Text>
        {book.writes && (
          <Button
            variant="default"
            leftSection={<PlusIcon aria-hidden />}
            onClick={() => setEdited(null)}
          >
            {words.add[kind]}
          </Button>
        )}
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {listsOf(book, kind).map(list => (
          <ListCard key={list.id} list={list} kind={kind} edit={() => setEdited(list.id)} />
        ))}
      </SimpleGrid>
      {edited !== undefined && (
        <ListForm kind={kind} list={edited ?? undefined} close={() => setEdited(undefined)} />
      )}
    </Stack>
  )
}

function ListCard({
  list: { id, title, members, inPlan },
  kind,
  edit,
}: {
  readonly list: List
  readonly kind: ListKind
  readonly edit: () => void
}) {
  const words = useWords().people
  const { plan, writes } = useBook()
  const roles = kind === 'contact' ? [] : rolesFor(plan, id)
  return (
    <Card withBorder>
      <Stack gap={6} h="100%">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={2} size="h6">
            {title}
          </Title>
          {writes && (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<Pencil1Icon aria-hidden />}
              aria-label={words.editOf(title)}
              onClick={edit}
            >
              {words.edit}
            </Button>
          )}
        </Group>
        {members.length === 0 ? (
          <Empty wanted={inPlan} />
        ) : (
          <MembersOf kind={kind} members={members} />
        )}
        {roles.length > 0 && (
          <Text size="xs" c="dimmed" mt="auto">
            {words.roles(roles.join(', '))}
          </Text>
        )}
        {!inPlan && plan !== undefined && (
          <Text size="xs" c="dimmed" mt="auto">
            {words.unusedByPlan}
          </Text>
        )}
      </Stack>
    </Card>
  )
}

function MembersOf({
  kind,
  members,
}: {
  readonly kind: ListKind
  readonly members: readonly string[]
}) {
  const words = useWords().people
  const { directory } = useBook()
  const isGone = (member: string) =>
    kind !== 'contact' && !member.startsWith('rota:') && nameIn(directory, member) === undefined
  const lines = members.map(member => (
    <li key={member}>
      <Text size="sm" component="span" className={classes['text']}>
        {kind === 'contact' ? member : memberName(member, directory, words)}
      </Text>
      {isGone(member) && (
        <Text size="xs" component="span" c="dimmed">
          {' '}
          ({words.goneMember})
        </Text>
      )}
    </li>
  ))
  // Those of a position are asked in their order.
  return kind === 'position' ? (
    <ol className={classes['ordered']}>{lines}</ol>
  ) : (
    <ul className={classes['plain']}>{lines}</ul>
  )
}

function Empty({ wanted }: { readonly wanted: boolean }) {
  const words = useWords().people
  if (!wanted) return <Text size="sm">{words.nobody}</Text>
  return (
    <Group gap={6}>
      <Badge
        tt="none"
        variant="light"
        leftSection={<ExclamationTriangleIcon aria-hidden />}
        styles={{ root: { color: 'var(--tocsin-red-text)', background: 'var(--tocsin-red-tint)' } }}
      >
        {words.nobody}
      </Badge>
      <Text size="xs">{words.emptyInPlan}</Text>
    </Group>
  )
}

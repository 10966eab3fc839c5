import {
  ActionIcon,
  Button,
  Group,
  Modal,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { ArrowDownIcon, ArrowUpIcon, Cross2Icon } from '@radix-ui/react-icons'
import { useState } from 'react'
import { LISTS_OF } from '#/core/directory-plain.ts'
import type { ListKind } from '#/core/directory-plain.ts'
import { useWords } from '../words/words.ts'
import { listsOf, useBook } from './book.ts'
import { memberName } from './member-name.ts'
import classes from './people.module.css'

/** Who is in a list, in order; or which addresses. */
export function ListForm({
  kind,
  list,
  close,
}: {
  readonly kind: ListKind
  readonly list: string | undefined
  readonly close: () => void
}) {
  const { people: words, everywhere } = useWords()
  const book = useBook()
  const lists = book.directory[LISTS_OF[kind]]
  const [id, setId] = useState(list ?? '')
  const [members, setMembers] = useState<readonly string[]>(
    list === undefined ? [] : (lists[list] ?? []),
  )
  const title = listsOf(book, kind).find(it => it.id === list)?.title
  const keep = (kept: readonly string[] | null) => {
    book.add({ is: kind, id, members: kept })
    close()
  }
  return (
    <Modal
      opened
      onClose={close}
      title={title === undefined ? words.add[kind] : words.editOf(title)}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          keep(members)
        }}
      >
        <Stack>
          {list === undefined && <IdInput id={id} change={setId} />}
          {kind === 'contact' ? (
            <Addresses members={members} change={setMembers} />
          ) : (
            <Members kind={kind} members={members} change={setMembers} />
          )}
          <Group justify="space-between">
            {list !== undefined && Object.hasOwn(lists, list) ? (
              <Button variant="subtle" color="red" onClick={() => keep(null)}>
                {words.deleteList}
              </Button>
            ) : (
              <span />
            )}
            <Group>
              <Button variant="default" onClick={close}>
                {everywhere.cancel}
              </Button>
              <Button type="submit">{words.keep}</Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function IdInput({ id, change }: { readonly id: string; readonly change: (id: string) => void }) {
  const words = useWords().people
  return (
    <TextInput
      label={words.listId}
      description={words.listIdHint}
      required
      maxLength={100}
      pattern="[A-Za-z0-9][A-Za-z0-9._\-]*"
      data-autofocus
      value={id}
      onChange={event => change(event.currentTarget.value)}
    />
  )
}

type Changing = {
  readonly members: readonly string[]
  readonly change: (members: readonly string[]) => void
}

function Addresses({ members, change }: Changing) {
  const words = useWords().people
  const [text, setText] = useState(members.join('\n'))
  return (
    <Textarea
      label={words.addresses}
      autosize
      minRows={4}
      value={text}
      onChange={event => {
        setText(event.currentTarget.value)
        change(
          event.currentTarget.value
            .split(/[\s,;]+/)
            .map(line => line.trim())
            .filter(line => line !== ''),
        )
      }}
    />
  )
}

function Members({ kind, members, change }: Changing & { readonly kind: ListKind }) {
  const words = useWords().people
  const { directory } = useBook()
  const ordered = kind === 'position'
  const rotas = ordered ? Object.keys(directory.rotas).map(id => `rota:${id}`) : []
  const choices = [...Object.keys(directory.people), ...rotas].filter(id => !members.includes(id))
  const moved = (index: number, by: 1 | -1) => {
    const next = [...members]
    const [member] = next.splice(index, 1)
    if (member !== undefined) next.splice(index + by, 0, member)
    change(next)
  }
  return (
    <Stack gap="xs">
      {ordered && members.length > 1 && (
        <Text size="sm" c="dimmed">
          {words.order}
        </Text>
      )}
      {members.map((member, index) => {
        const name = memberName(member, directory, words)
        return (
          <div key={member} className={classes['member']}>
            <Text size="sm">{ordered ? `${index + 1}. ${name}` : name}</Text>
            <Group gap={4} wrap="nowrap">
              {ordered && (
                <>
                  <ActionIcon
                    variant="default"
                    size="lg"
                    aria-label={words.up(name)}
                    disabled={index === 0}
                    onClick={() => moved(index, -1)}
                  >
                    <ArrowUpIcon aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    size="lg"
                    aria-label={words.down(name)}
                    disabled={index === members.length - 1}
                    onClick={() => moved(index, 1)}
                  >
                    <ArrowDownIcon aria-hidden />
                  </ActionIcon>
                </>
              )}
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={words.remove(name)}
                onClick={() => change(members.filter(it => it !== member))}
              >
                <Cross2Icon aria-hidden />
              </ActionIcon>
            </Group>
          </div>
        )
      })}
      <Select
        label={words.addMember}
        placeholder={words.addMemberHint}
        searchable
        value={null}
        data={choices.map(value => ({ value, label: memberName(value, directory, words) }))}
        onChange={value => value !== null && change([...members, value])}
      />
    </Stack>
  )
}

import { Group, MultiSelect, Select, Text, Textarea, TextInput } from '@mantine/core'
import type { ComboboxItem } from '@mantine/core'
import { useMemo } from 'react'
import type { Directory } from '../../api/operations.ts'
import { useWords } from '../../words/words.ts'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import { peopleMatching, positionsOf, waysTo } from './people.ts'

type Text = { readonly text: string; readonly write: (text: string) => void }

export function ReasonField({
  draft,
  required = false,
}: {
  readonly draft: Text
  readonly required?: boolean
}) {
  const { dealing } = useWords()
  return (
    <Textarea
      label={required ? dealing.reason : dealing.reasonOptional}
      description={required ? dealing.reasonNeeded : undefined}
      withAsterisk={required}
      {...(required && { 'data-autofocus': true })}
      autosize
      minRows={2}
      maxLength={20_000}
      value={draft.text}
      onChange={event => draft.write(event.currentTarget.value)}
    />
  )
}

/** A time in the reader's zone; empty for now. */
export function WhenField({
  label,
  value,
  change,
  required = false,
}: {
  readonly label?: string
  readonly value: string
  readonly change: (value: string) => void
  readonly required?: boolean
}) {
  const { dealing } = useWords()
  return (
    <TextInput
      type="datetime-local"
      step={1}
      label={label ?? dealing.when}
      description={required ? undefined : dealing.whenNow}
      withAsterisk={required}
      value={value}
      onChange={event => change(event.currentTarget.value)}
    />
  )
}

/** Somebody of the directory, found by name, address or position, with how they can be reached. */
export function PersonField({
  label,
  value,
  change,
  leave = [],
}: {
  readonly label?: string
  readonly value: string | null
  readonly change: (person: string | null) => void
  /** Who is not to be chosen. */
  readonly leave?: readonly string[]
}) {
  const { dealing } = useWords()
  const { directory } = useRoom()
  const options = useOptions(directory, leave)
  return (
    <Select
      label={label ?? dealing.person}
      placeholder={dealing.searchPeople}
      withAsterisk
      searchable
      data={options}
      value={value}
      onChange={change}
      limit={50}
      filter={({ options: all, search }) =>
        peopleMatching(directory, all as readonly ComboboxItem[], search)
      }
      renderOption={({ option }) => <PersonOption id={option.value} />}
      comboboxProps={{ withinPortal: true }}
    />
  )
}

export function PeopleField({
  label,
  description,
  value,
  change,
  required = false,
}: {
  readonly label: string
  readonly description?: string
  readonly value: readonly string[]
  readonly change: (people: string[]) => void
  readonly required?: boolean
}) {
  const { directory } = useRoom()
  const options = useOptions(directory, [])
  return (
    <MultiSelect
      label={label}
      description={description}
      withAsterisk={required}
      searchable
      hidePickedOptions
      data={options}
      value={[...value]}
      onChange={change}
      limit={50}
      renderOption={({ option }) => <PersonOption id={option.value} />}
    />
  )
}

function useOptions(directory: Directory, leave: readonly string[]) {
  return useMemo(
    () =>
      directory.people
        .filter(({ id }) => !leave.includes(id))
        .map(({ id, name }) => ({ value: id, label: name })),
    [directory, leave],
  )
}

function PersonOption({ id }: { readonly id: string }) {
  const { dealing } = useWords()
  const { directory, plan } = useRoom()
  const names = useNames()
  const isOfPlan = (position: string) =>
    [...plan.positions, ...plan.groups].some(it => it.id === position)
  const person = directory.people.find(it => it.id === id)
  if (person === undefined) return null
  const ways = waysTo(person)
  return (
    <Group justify="space-between" gap="xs" w="100%" wrap="nowrap">
      <div>
        <Text size="sm">{person.name}</Text>
        <Text size="xs" c="dimmed">
          {positionsOf(directory, id).filter(isOfPlan).map(names.party).join(', ')}
        </Text>
      </div>
      <Text size="xs" {...(ways.length === 0 && { c: 'var(--tocsin-late)', fw: 600 })}>
        {ways.length === 0
          ? dealing.noWay
          : ways.map(way => dealing.compose.previewOf[way]).join(', ')}
      </Text>
    </Group>
  )
}

import { ActionIcon, Group, Select, Stack, Text } from '@mantine/core'
import { ArrowDownIcon, ArrowUpIcon, Cross2Icon } from '@radix-ui/react-icons'
import { useState } from 'react'
import type { CSSProperties } from 'react'
import { usePersonName } from '../ui/person.tsx'
import { ReadinessBadge } from '../ui/readiness.tsx'
import { useWords } from '../words/words.ts'
import { movedTo } from './draft.ts'
import { hueOf } from './hue.ts'
import classes from './oncall.module.css'
import { usePeople } from './use-people.ts'

type Changing = {
  readonly people: readonly string[]
  readonly change: (people: readonly string[]) => void
}

/** People in the order of their turns; the same may have several. Moved by buttons, or dragged. */
export function PeopleInput({ people, change }: Changing) {
  const words = useWords().onCall.form
  const choices = usePeople([])
  const [dragged, setDragged] = useState<number>()
  const drop = (index: number) => {
    if (dragged !== undefined) change(movedTo(people, dragged, index))
    setDragged(undefined)
  }
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {words.people}
      </Text>
      <ol className={classes['plain']} aria-label={words.people}>
        {people.map((person, index) => (
          // Dragging is for a mouse: the buttons of each do the same.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li
            // oxlint-disable-next-line react/no-array-index-key -- somebody may have several turns
            key={`${person} ${index}`}
            draggable
            onDragStart={() => setDragged(index)}
            onDragOver={event => event.preventDefault()}
            onDrop={event => {
              event.preventDefault()
              drop(index)
            }}
          >
            <Member people={people} index={index} change={change} />
          </li>
        ))}
      </ol>
      {people.length > 1 && (
        <Text size="xs" c="dimmed">
          {words.drag}
        </Text>
      )}
      <Select
        label={words.add}
        placeholder={words.choose}
        searchable
        value={null}
        data={choices}
        onChange={value => value !== null && change([...people, value])}
      />
    </Stack>
  )
}

function Member({ people, index, change }: Changing & { readonly index: number }) {
  const words = useWords().onCall.form
  const person = people[index] ?? ''
  const name = usePersonName()(person)
  const style: CSSProperties & Record<string, number> = {
    '--hue': hueOf(person, [...new Set(people)]),
  }
  return (
    <div className={classes['member']} style={style}>
      <Text size="sm">
        {index + 1}. {name} <ReadinessBadge person={person} short />
      </Text>
      <Group gap={4} wrap="nowrap">
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={words.up(name)}
          disabled={index === 0}
          onClick={() => change(movedTo(people, index, index - 1))}
        >
          <ArrowUpIcon aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={words.down(name)}
          disabled={index === people.length - 1}
          onClick={() => change(movedTo(people, index, index + 1))}
        >
          <ArrowDownIcon aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={words.remove(name)}
          onClick={() => change(people.filter((_, other) => other !== index))}
        >
          <Cross2Icon aria-hidden />
        </ActionIcon>
      </Group>
    </div>
  )
}

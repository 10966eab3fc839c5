import { Badge, Group, Stack, Text } from '@mantine/core'
import { MinusCircledIcon, Pencil1Icon, PlusCircledIcon } from '@radix-ui/react-icons'
import type { DirectoryChange } from '#/core/directory-diff.ts'
import { useWords } from '../words/words.ts'
import { useBook } from './book.ts'
import { changeTitle, fieldText } from './change-text.ts'
import classes from './people.module.css'

const LOOKS = {
  added: { colour: 'teal', Icon: PlusCircledIcon },
  removed: { colour: 'red', Icon: MinusCircledIcon },
  changed: { colour: 'blue', Icon: Pencil1Icon },
} as const

/** What differs, a line for each thing: a sign and a word for how, and what was and is. */
export function ChangesList({ changes }: { readonly changes: readonly DirectoryChange[] }) {
  const words = useWords().people
  if (changes.length === 0) return <Text size="sm">{words.reviewNothing}</Text>
  return (
    <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {changes.map(change => (
        <li key={`${change.kind} ${change.id}`}>
          <ChangeLine change={change} />
        </li>
      ))}
    </Stack>
  )
}

function ChangeLine({ change }: { readonly change: DirectoryChange }) {
  const words = useWords().people
  const book = useBook()
  const { colour, Icon } = LOOKS[change.change]
  return (
    <div>
      <Group gap="xs">
        <Badge
          variant="light"
          tt="none"
          leftSection={<Icon aria-hidden />}
          styles={{
            root: {
              color: `var(--tocsin-${colour}-text)`,
              background: `var(--tocsin-${colour}-tint)`,
            },
          }}
        >
          {words.change[change.change]}
        </Badge>
        <Text size="sm">
          {words.kind[change.kind]}{' '}
          <Text component="span" fw={600}>
            {changeTitle(change, book)}
          </Text>
        </Text>
      </Group>
      {change.fields.map(field => (
        <Text key={field.field} size="sm" className={classes['text']} pl="xs">
          {fieldText(change, field, book, words)}
        </Text>
      ))}
    </div>
  )
}

import { Badge, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import {
  CheckCircledIcon,
  CircleBackslashIcon,
  CircleIcon,
  ExclamationTriangleIcon,
} from '@radix-ui/react-icons'
import { useWords } from '../words/words.ts'
import type { Cell } from './choice.ts'
import { reasonOf } from './csv.ts'
import { Count } from './number.tsx'
import type { Open } from './number.tsx'

const STATES = ['recorded', 'pending', 'not-applicable', 'invalid'] as const
export type State = (typeof STATES)[number]

const LOOKS = {
  recorded: { colour: 'teal', Icon: CheckCircledIcon },
  pending: { colour: 'blue', Icon: CircleIcon },
  'not-applicable': { colour: 'gray', Icon: CircleBackslashIcon },
  invalid: { colour: 'red', Icon: ExclamationTriangleIcon },
} as const

/** Reasons belong to one state each. */
const STATE_OF: Readonly<Record<string, State>> = {
  'not-begun': 'pending',
  'not-ended': 'pending',
  'not-due': 'pending',
  'waits-for-a-fact': 'pending',
  'impossible-date': 'invalid',
  'in-the-future': 'invalid',
  'ends-before-it-begins': 'invalid',
}

/** What was counted and what was not, each with its number and its reasons: never averaged in, never dropped. */
export function States({
  states,
  reasons,
  about,
  cell,
  open,
}: {
  readonly states: Readonly<Record<string, number>>
  readonly reasons: Readonly<Record<string, number>>
  readonly about: string
  readonly cell: Cell
  readonly open: Open
}) {
  const words = useWords().figures
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="md" aria-label={words.statesOf(about)}>
      {STATES.map(state => {
        const { colour, Icon } = LOOKS[state]
        const count = states[state] ?? 0
        return (
          <Stack key={state} gap={2}>
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
                {words.state[state]}
              </Badge>
              <Count
                shown={String(count)}
                what={`${about}, ${words.state[state]}`}
                cell={{ ...cell, state }}
                open={open}
                none={count === 0}
              />
            </Group>
            <Reasons state={state} reasons={reasons} about={about} cell={cell} open={open} />
            {count > 0 && (
              <Text size="xs" c="dimmed">
                {words.stateMeans[state]}
              </Text>
            )}
          </Stack>
        )
      })}
    </SimpleGrid>
  )
}

function Reasons({
  state,
  reasons,
  about,
  cell,
  open,
}: {
  readonly state: State
  readonly reasons: Readonly<Record<string, number>>
  readonly about: string
  readonly cell: Cell
  readonly open: Open
}) {
  const words = useWords().figures
  const own = Object.entries(reasons).filter(
    ([reason]) => (STATE_OF[reason] ?? 'not-applicable') === state,
  )
  return own.map(([reason, count]) => (
    <Text size="xs" key={reason}>
      <Count
        shown={String(count)}
        what={`${about}, ${reasonOf(words, reason) ?? ''}`}
        cell={{ ...cell, state, reason }}
        open={open}
      />{' '}
      {reasonOf(words, reason)}
    </Text>
  ))
}

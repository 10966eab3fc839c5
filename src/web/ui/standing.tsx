import { Badge } from '@mantine/core'
import {
  CheckCircledIcon,
  CircleBackslashIcon,
  CircleIcon,
  CrossCircledIcon,
  ExclamationTriangleIcon,
  LapTimerIcon,
  MinusCircledIcon,
  QuestionMarkCircledIcon,
} from '@radix-ui/react-icons'
import type { Obligation } from '../api/operations.ts'
import { useWords } from '../words/words.ts'

export type StandingName = Obligation['standing']

const LOOKS = {
  armed: { color: 'gray', Icon: QuestionMarkCircledIcon },
  open: { color: 'blue', Icon: CircleIcon },
  'due-soon': { color: 'yellow', Icon: LapTimerIcon },
  overdue: { color: 'red', Icon: ExclamationTriangleIcon },
  met: { color: 'teal', Icon: CheckCircledIcon },
  'met-late': { color: 'orange', Icon: CrossCircledIcon },
  waived: { color: 'grape', Icon: MinusCircledIcon },
  void: { color: 'gray', Icon: CircleBackslashIcon },
} as const satisfies Record<StandingName, unknown>

/** How a promise stands: a sign and a word, so that colour only helps. */
export function Standing({ standing }: { readonly standing: StandingName }) {
  const { everywhere } = useWords()
  const { color, Icon } = LOOKS[standing]
  return (
    <Badge
      variant="light"
      tt="none"
      fw={600}
      leftSection={<Icon aria-hidden />}
      styles={{
        root: { color: `var(--tocsin-${color}-text)`, background: `var(--tocsin-${color}-tint)` },
      }}
    >
      {everywhere.standing[standing]}
    </Badge>
  )
}

import { Badge } from '@mantine/core'
import {
  BellIcon,
  CheckCircledIcon,
  ClockIcon,
  HeartFilledIcon,
  SpeakerOffIcon,
} from '@radix-ui/react-icons'

const LOOKS = {
  firing: { colour: 'red', Icon: BellIcon },
  resolved: { colour: 'teal', Icon: CheckCircledIcon },
  silenced: { colour: 'grape', Icon: SpeakerOffIcon },
  beating: { colour: 'teal', Icon: HeartFilledIcon },
  pending: { colour: 'yellow', Icon: ClockIcon },
  over: { colour: 'gray', Icon: CheckCircledIcon },
} as const
export type BadgeLook = keyof typeof LOOKS

/** A state by a sign, a word and a colour. */
export function StateBadge({ look, word }: { readonly look: BadgeLook; readonly word: string }) {
  const { colour, Icon } = LOOKS[look]
  return (
    <Badge
      variant="light"
      tt="none"
      fw={600}
      leftSection={<Icon aria-hidden />}
      styles={{
        root: {
          color: `var(--tocsin-${colour}-text)`,
          background: `var(--tocsin-${colour}-tint)`,
          flexShrink: 0,
        },
      }}
    >
      {word}
    </Badge>
  )
}

import { Group, TextInput } from '@mantine/core'
import { useWords } from '../words/words.ts'

/** From when until when, on the reader's clock. */
export function Spell({
  from,
  to,
  setFrom,
  setTo,
}: {
  readonly from: string
  readonly to: string
  readonly setFrom: (text: string) => void
  readonly setTo: (text: string) => void
}) {
  const words = useWords().onCall
  return (
    <Group grow>
      <TextInput
        type="datetime-local"
        label={words.from}
        required
        value={from}
        onChange={event => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={words.to}
        required
        value={to}
        onChange={event => setTo(event.currentTarget.value)}
      />
    </Group>
  )
}

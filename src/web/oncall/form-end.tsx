import { Button, Group, TextInput } from '@mantine/core'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words/words.ts'

/** What every form about a shift ends with: why, and the button. */
export function FormEnd({
  reason,
  setReason,
  error,
  label,
  ready,
  isPending,
  close,
}: {
  readonly reason: string
  readonly setReason: (reason: string) => void
  readonly error: Error | null
  readonly label: string
  readonly ready: boolean
  readonly isPending: boolean
  readonly close: () => void
}) {
  const { onCall: words, everywhere } = useWords()
  return (
    <>
      <TextInput
        label={words.reason}
        description={words.reasonHint}
        maxLength={1000}
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
      <Trouble error={error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {everywhere.cancel}
        </Button>
        <Button type="submit" loading={isPending} disabled={!ready}>
          {label}
        </Button>
      </Group>
    </>
  )
}

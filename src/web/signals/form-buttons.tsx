import { Button, Group } from '@mantine/core'
import { useWords } from '../words/words.ts'

/** The end of a form in a dialog: away, or send it. */
export function FormButtons({
  close,
  label,
  loading,
  color = 'indigo',
}: {
  readonly close: () => void
  readonly label: string
  readonly loading: boolean
  readonly color?: string
}) {
  const { everywhere } = useWords()
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={close}>
        {everywhere.cancel}
      </Button>
      <Button type="submit" color={color} loading={loading}>
        {label}
      </Button>
    </Group>
  )
}

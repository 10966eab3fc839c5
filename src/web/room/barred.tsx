import { Text } from '@mantine/core'
import { useTelling } from './telling.ts'

/** Why something cannot be done, beside it. What holds of the whole room is not said of each thing in it. */
export function Barred({ why }: { readonly why: string | undefined }) {
  const { words } = useTelling()
  const isOfAll = why === words.readOnly || why === words.nobody || why === words.hasEnded
  if (why === undefined || isOfAll) return null
  return (
    <Text size="xs" c="dimmed">
      {why}
    </Text>
  )
}

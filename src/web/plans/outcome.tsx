import { Group, Text } from '@mantine/core'
import { CheckCircledIcon, CrossCircledIcon } from '@radix-ui/react-icons'

/** What a check came to: a sign and words. */
export function Outcome({ isGood, told }: { readonly isGood: boolean; readonly told: string }) {
  const Icon = isGood ? CheckCircledIcon : CrossCircledIcon
  const color = isGood ? 'var(--tocsin-teal-text)' : 'var(--tocsin-late)'
  return (
    <Group gap={6} wrap="nowrap" c={color}>
      <Icon aria-hidden />
      <Text size="sm" fw={600} c={color}>
        {told}
      </Text>
    </Group>
  )
}

import { Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** What a chart shows, and what can be done with it. `order`: one below the heading that it stands under. */
export function Head({
  name,
  order = 3,
  children,
}: {
  readonly name: string
  readonly order?: 3 | 4
  readonly children?: ReactNode
}) {
  return (
    <Group justify="space-between" mb={4}>
      <Title order={order} size="h6">
        {name}
      </Title>
      {children}
    </Group>
  )
}

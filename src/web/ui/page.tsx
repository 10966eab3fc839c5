import { Box, Group, Title } from '@mantine/core'
import { useEffect } from 'react'
import type { ReactNode } from 'react'

/** The frame of every screen: its heading, what can be done there, and the name of the browser's tab. */
export function Page({
  title,
  actions,
  children,
}: {
  readonly title: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · Tocsin`
  }, [title])
  return (
    <Box>
      <Group justify="space-between" mb="md" gap="sm">
        <Title order={1} size="h2">
          {title}
        </Title>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  )
}

import { Box, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useId } from 'react'
import type { ReactNode } from 'react'

/** One thing that can be set, with what it is for. */
export function Section({
  title,
  means,
  actions,
  children,
}: {
  readonly title: string
  readonly means?: ReactNode
  readonly actions?: ReactNode
  readonly children?: ReactNode
}) {
  const id = useId()
  return (
    <Paper component="section" aria-labelledby={id} withBorder p="md" radius="md">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Box flex="1 1 260px">
            <Title order={2} size="h4" id={id}>
              {title}
            </Title>
            {means !== undefined && (
              <Text size="sm" c="dimmed">
                {means}
              </Text>
            )}
          </Box>
          {actions}
        </Group>
        {children}
      </Stack>
    </Paper>
  )
}

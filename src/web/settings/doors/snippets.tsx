import { Code, Group, Stack, Text } from '@mantine/core'
import type { Snippet } from '#/core/intake/doors/set-up.ts'
import { Copy } from '../once.tsx'
import classes from './doors.module.css'

/** What to paste where. */
export function Snippets({ snippets }: { readonly snippets: readonly Snippet[] }) {
  return (
    <Stack gap="sm">
      {snippets.map(({ where, text }) => (
        <div key={where}>
          <Group justify="space-between" align="flex-end" gap="xs" mb={4}>
            <Text size="sm" fw={600}>
              {where}
            </Text>
            <Copy value={text} />
          </Group>
          <Code block className={classes['text']} tabIndex={0}>
            {text}
          </Code>
        </div>
      ))}
    </Stack>
  )
}

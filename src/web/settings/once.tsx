import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core'
import { CheckIcon, CopyIcon } from '@radix-ui/react-icons'
import type { ReactNode } from 'react'
import { useWords } from '../words/words.ts'

/** Something secret that is shown this one time. */
export function ShownOnce({
  title,
  secret,
  children,
}: {
  readonly title: string
  readonly secret: string
  readonly children: ReactNode
}) {
  return (
    <Alert color="yellow" variant="light" title={title} styles={LEGIBLE}>
      <Stack gap="xs">
        <Text size="sm">{children}</Text>
        <Group gap="xs" align="stretch">
          <Code block flex="1 1 240px" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {secret}
          </Code>
          <Copy value={secret} />
        </Group>
      </Stack>
    </Alert>
  )
}

/** Its own colours are too faint for what it says. */
export const LEGIBLE = {
  root: { background: 'var(--tocsin-yellow-tint)' },
  title: { color: 'var(--tocsin-yellow-text)' },
  message: { color: 'var(--mantine-color-text)' },
} as const

export function Copy({ value }: { readonly value: string }) {
  const { everywhere } = useWords()
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          leftSection={copied ? <CheckIcon aria-hidden /> : <CopyIcon aria-hidden />}
          onClick={copy}
        >
          {copied ? everywhere.copied : everywhere.copy}
        </Button>
      )}
    </CopyButton>
  )
}

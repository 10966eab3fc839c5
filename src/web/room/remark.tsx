import { Alert } from '@mantine/core'
import type { ReactNode } from 'react'

/** Something to know before going on. On a tint on which its text reads well in both schemes. */
export function Remark({
  color,
  title,
  role = 'note',
  children,
}: {
  readonly color: 'yellow' | 'red' | 'blue' | 'teal'
  readonly title?: string
  readonly role?: 'note' | 'status'
  readonly children: ReactNode
}) {
  const text = { color: `var(--tocsin-${color}-text)` }
  return (
    <Alert
      role={role}
      variant="light"
      px="sm"
      py="xs"
      {...(title !== undefined && { title })}
      styles={{
        root: { background: `var(--tocsin-${color}-tint)`, border: 0 },
        title: text,
        label: text,
        message: text,
      }}
    >
      {children}
    </Alert>
  )
}

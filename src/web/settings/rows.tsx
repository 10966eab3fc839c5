import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './rows.module.css'

/** A list of things, each with what is said of it and what can be done with it; on a phone one below the other. */
export function Rows({ children }: { readonly children: ReactNode }) {
  return <ul className={classes['rows']}>{children}</ul>
}

export function Row({
  title,
  marks,
  facts,
  actions,
}: {
  readonly title: ReactNode
  readonly marks?: ReactNode
  readonly facts?: ReactNode
  readonly actions?: ReactNode
}) {
  return (
    <li className={classes['row']}>
      <div className={classes['said']}>
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {title}
          </Text>
          {marks}
        </Group>
        <Text size="sm" c="dimmed" component="div">
          {facts}
        </Text>
      </div>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </li>
  )
}

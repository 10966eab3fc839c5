import { Button, Group, Paper, Text } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../words/words.ts'
import type { Pending } from './pending.ts'
import classes from './people.module.css'
import { Review } from './review.tsx'

/** What is not saved yet stands below everything until it is. */
export function PendingBar({
  pending,
  discard,
}: {
  readonly pending: Pending
  readonly discard: () => void
}) {
  const words = useWords().people
  const [reviewing, setReviewing] = useState(false)
  return (
    <Paper withBorder shadow="md" p="sm" mt="md" className={classes['bar']} role="status">
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {words.pending(pending.edits.length)}
        </Text>
        <Group gap="xs">
          <Button
            variant="subtle"
            color="gray"
            onClick={() => window.confirm(words.discardSure) && discard()}
          >
            {words.discard}
          </Button>
          <Button onClick={() => setReviewing(true)}>{words.review}</Button>
        </Group>
      </Group>
      {reviewing && <Review pending={pending} close={() => setReviewing(false)} saved={discard} />}
    </Paper>
  )
}

import { Alert, Button, Group, Text } from '@mantine/core'
import { Refused, Unreachable } from '../api/client.ts'
import { useWords } from '../words/words.ts'

/** What went wrong, where it did, and how to go on. */
export function Trouble({
  error,
  again,
}: {
  readonly error: Error | null | undefined
  readonly again?: () => void
}) {
  const { everywhere } = useWords()
  if (error === null || error === undefined) return null
  const told = error instanceof Unreachable ? everywhere.unreachable : error.message
  return (
    <Alert color="red" variant="light" role="alert" styles={{ message: { color: 'inherit' } }}>
      <Text size="sm">{told}</Text>
      {error instanceof Refused &&
        (error.problem.errors ?? []).map(({ detail }) => (
          <Text size="sm" key={detail}>
            {detail}
          </Text>
        ))}
      {again !== undefined && (
        <Group mt="xs">
          <Button size="xs" variant="default" onClick={again}>
            {everywhere.tryAgain}
          </Button>
        </Group>
      )}
    </Alert>
  )
}

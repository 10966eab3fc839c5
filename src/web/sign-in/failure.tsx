import { Alert } from '@mantine/core'
import { ExclamationTriangleIcon } from '@radix-ui/react-icons'
import { useWords } from '../words/words.ts'
import { told } from './failure.ts'

/** Says what went wrong, where it did; heard at once by who does not see it. */
export function Failure({ error }: { readonly error: Error | null | undefined }) {
  const words = useWords()
  const text = error === null || error === undefined ? undefined : told(error, words)
  if (text === undefined) return null
  return (
    <Alert
      color="red"
      variant="light"
      p="xs"
      icon={<ExclamationTriangleIcon aria-hidden />}
      styles={{ message: { color: 'inherit' } }}
    >
      {text}
    </Alert>
  )
}

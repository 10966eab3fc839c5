import { Badge } from '@mantine/core'
import { ExclamationTriangleIcon } from '@radix-ui/react-icons'
import { useWords } from '../words/words.ts'

/** Of somebody for whom no channel is known. */
export function Unreachable() {
  const words = useWords().people
  return (
    <Badge
      tt="none"
      variant="light"
      leftSection={<ExclamationTriangleIcon aria-hidden />}
      styles={{ root: { color: 'var(--tocsin-red-text)', background: 'var(--tocsin-red-tint)' } }}
    >
      {words.unreachable}
    </Badge>
  )
}

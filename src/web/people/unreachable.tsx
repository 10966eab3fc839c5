import { Badge } from '@mantine/core'
import { ExclamationTriangleIcon } from '@radix-ui/react-icons'
import { useReadiness } from '../ui/readiness.tsx'
import { useWords } from '../words/words.ts'

/** Of somebody for whom the directory knows no channel: they may have said one themselves. */
export function Unreachable({ person }: { readonly person: string }) {
  const { people: words, contacts } = useWords()
  const ways = useReadiness()?.get(person)?.ways ?? []
  if (ways.length > 0) return contacts.ownHidden
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

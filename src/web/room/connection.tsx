import { Alert } from '@mantine/core'
import { useWords } from '../words/words.ts'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'
import type { Followed } from './use-room.ts'

/** That the connection is lost, and that it is back and what came meanwhile. */
export function Connection({ followed: { missed, forget } }: { readonly followed: Followed }) {
  const { live } = useRoom()
  const { everywhere } = useWords()
  const { words } = useTelling()
  if (live === 'lost')
    return (
      <Alert color="yellow" variant="light" role="alert" py={6}>
        {everywhere.lost} {everywhere.unreachable}
      </Alert>
    )
  if (missed === undefined) return null
  return (
    <Alert
      color="teal"
      variant="light"
      py={6}
      withCloseButton
      closeButtonLabel={everywhere.close}
      onClose={forget}
    >
      {words.back(missed)}
    </Alert>
  )
}

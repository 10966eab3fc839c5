import { Loader, Stack } from '@mantine/core'
import { useAsk } from '../api/queries.ts'
import { Trouble } from '../ui/trouble.tsx'
import { TestOwn } from './test-own.tsx'
import { Ways } from './ways.tsx'
import { Wishes } from './wishes.tsx'

/** How one is reached: where, in which steps, and whether it works. */
export function HowReached() {
  const { data, error, refetch } = useAsk('get-contacts')
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined) return <Loader />
  return (
    <Stack gap="md">
      <Ways contacts={data} />
      <Wishes key={JSON.stringify(data.reach)} contacts={data} />
      <TestOwn />
    </Stack>
  )
}

import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import type { Operations } from '../../api/operations.ts'
import type { Command } from '../commands.ts'
import { useRoom } from '../room.ts'

/** Somebody types faster than this. */
const PAUSE_MS = 250
const KEPT_MS = 60_000

/** What would come of a command as it stands now; asked anew whenever the incident changes. Nothing while there is no body yet. */
export function useForesight<C extends Command>(
  command: C,
  body: Operations[C]['body'] | undefined,
) {
  const { id } = useRoom()
  const text = body === undefined ? '' : JSON.stringify(body)
  // As text: an object that is made anew would be another one each time.
  const [asked] = useDebouncedValue(text, PAUSE_MS)
  const isAsked = text !== '' && asked !== '' && command !== 'redact'
  const { data, isFetching } = useQuery({
    // Led by the incident, like all that is asked anew when it changes.
    queryKey: ['foresee', { id }, command, asked],
    queryFn: ({ signal }) =>
      call('foresee', {
        params: { id },
        body: { do: command, body: JSON.parse(asked) } as Operations['foresee']['body'],
        signal,
      }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
  })
  return { seen: isAsked ? data : undefined, looking: isFetching || text !== asked }
}

import { useCallback } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Drill } from '../api/operations.ts'
import { asking, queries, useTell } from '../api/queries.ts'
import { paths } from '../paths.ts'

/** How often a drill under way is looked at: what it does shows in the room at once; this is for its bar. */
const LOOK_MS = 600

export const isOver = ({ state }: Pick<Drill, 'state'>) =>
  state === 'finished' || state === 'stopped'

export function useDrill(id: string) {
  return useQuery({
    ...asking('get-drill', { params: { id } }),
    refetchInterval: ({ state: { data } }) => (data && isOver(data) ? false : LOOK_MS),
  })
}

/** Pauses it, lets it go on, changes how fast it goes. What it answers shows at once. */
export function useSteering(id: string) {
  const { mutateAsync: pace, error: paceError } = useTell('pace-drill')
  const { mutateAsync: end, error: endError } = useTell('stop-drill', ['list-scenarios'])
  const show = useCallback(
    (asked: Promise<Drill>) =>
      void asked.then(
        drill => queries.setQueryData(asking('get-drill', { params: { id } }).queryKey, drill),
        // What went wrong is `error`.
        () => {},
      ),
    [id],
  )
  const steer = useCallback(
    (body: { state?: 'running' | 'paused'; speed?: Speed; step?: boolean }) =>
      show(pace({ params: { id }, body })),
    [id, pace, show],
  )
  const stop = useCallback(() => show(end({ params: { id } })), [id, end, show])
  return { steer, stop, error: paceError ?? endError }
}

export const SPEEDS = [1, 2, 4, 8] as const
type Speed = (typeof SPEEDS)[number]

/** Begins a drill and goes to its room. */
export function useStart() {
  const navigate = useNavigate()
  const { mutateAsync, isPending, error, variables } = useTell('start-drill', ['list-scenarios'])
  const start = useCallback(
    (scenario: string) => {
      // A promise and not `onSuccess`: the board shows the incident at once instead of the button, whose callbacks go with it.
      const begun = mutateAsync({ body: { scenario } })
      begun.then(
        ({ incident }) => void navigate({ to: paths.incident(incident.id) }),
        // What went wrong is `error`.
        () => {},
      )
    },
    [mutateAsync, navigate],
  )
  return { start, error, starting: isPending ? variables.body?.scenario : undefined }
}

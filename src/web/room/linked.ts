// Links to single entries: where one leads, and how one is made.
import { notifications } from '@mantine/notifications'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo } from 'react'
import { paths } from '../paths.ts'
import type { Dealing } from './entry.tsx'
import type { Happened } from './happened.ts'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'

type Wanted = {
  /** Fetches what is older, as far as this. */
  readonly until: (version: number) => Promise<boolean>
  /** The same function at each call. */
  readonly show: (version: number) => void
  readonly correct: (event: Happened) => void
}

export function useLinked({ until, show, correct }: Wanted) {
  const { incident, open } = useRoom()
  const { words } = useTelling()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const marked = Number(search['event']) || undefined
  // Only when the address changes: whoever scrolls on afterwards is not pulled back.
  useEffect(() => {
    if (marked !== undefined) void until(marked).then(() => show(marked))
  }, [marked, until, show])
  const copyLink = useCallback(
    (version: number) => {
      const address = new URL(paths.event(incident.id, version), location.href).href
      void navigator.clipboard
        .writeText(address)
        .then(() => notifications.show({ message: words.linkCopied }))
    },
    [incident.id, words],
  )
  const goTo = useCallback(
    (version: number) => {
      void navigate({ to: '.', search: { event: version } as never })
      show(version)
    },
    [navigate, show],
  )
  const correctIt = useCallback(
    (event: Happened) =>
      event.type === 'moment-marked'
        ? open({ name: 'moments', moment: event.moment })
        : correct(event),
    [open, correct],
  )
  const dealing = useMemo<Dealing>(
    () => ({ copyLink, goTo, correct: correctIt }),
    [copyLink, goTo, correctIt],
  )
  return { marked, dealing }
}

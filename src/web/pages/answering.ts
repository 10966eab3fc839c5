// What one can answer to a page from here, each in one touch.
import { notifications } from '@mantine/notifications'
import { useMemo } from 'react'
import { useTell } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { useWords } from '../words/words.ts'
import type { Waiting } from './together.ts'

export type Answering = {
  readonly onIt: (page: Waiting) => void
  readonly cannot: (page: Waiting) => void
  readonly help: (page: Waiting) => void
  readonly handOn: (page: Waiting, to: Waiting['others'][number]) => void
  readonly isPending: boolean
  readonly error: Error | null
}

const TOUCHED = ['list-mine', 'list-my-pages'] as const

export function useAnswering(): Answering {
  const { pages: words } = useWords()
  const name = useMe().person?.name ?? ''
  const acknowledge = useTell('acknowledge', TOUCHED)
  const pass = useTell('hand-on', TOUCHED)
  const escalate = useTell('escalate', TOUCHED)
  const [take, give, climb] = [acknowledge.mutate, pass.mutate, escalate.mutate]
  const answers = useMemo(() => {
    const said = (message: string) => ({ onSuccess: () => notifications.show({ message }) })
    const of = ({ incident }: Waiting) => ({ params: { id: incident.id } })
    return {
      onIt: (page: Waiting) =>
        take({ ...of(page), body: {} }, said(words.taken(page.incident.number))),
      cannot: (page: Waiting) =>
        give({ ...of(page), body: {} }, said(words.declined(page.incident.number))),
      help: (page: Waiting) =>
        climb(
          { ...of(page), body: { reason: words.helpReason(name) } },
          said(words.helped(page.incident.number)),
        ),
      handOn: (page: Waiting, to: Waiting['others'][number]) =>
        give(
          { ...of(page), body: { to: to.id } },
          said(words.handed(page.incident.number, to.name)),
        ),
    }
  }, [take, give, climb, words, name])
  return {
    ...answers,
    isPending: acknowledge.isPending || pass.isPending || escalate.isPending,
    error: acknowledge.error ?? pass.error ?? escalate.error,
  }
}

// Everything of one incident, asked once and kept as it is by a live stream.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { AFTER_THE_END, ENDED } from '#/core/incident/ended.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { Refused } from '../api/client.ts'
import type { LiveState } from '../api/live.ts'
import { asking, useAsk } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { useWords } from '../words/words.ts'
import { giveOnce } from './commands.ts'
import type { Command } from './commands.ts'
import type { AskedDialog } from './dialogs/asked.ts'
import type { Happened } from './happened.ts'
import { createLog } from './log.ts'
import type { Log } from './log.ts'
import { actsAsRole, reservedTo } from './rights.ts'
import type { Room } from './room.ts'
import { askAgain, follow } from './stream.ts'

/** Standings change by time alone, too: what has a limit says so by an event, what has only an aim does not. */
const STANDINGS_OLD_MS = 30_000

/** `missed`: how many events came while the connection was lost, once it is back. */
export type Followed = {
  readonly log: Log
  readonly isThere: boolean
  readonly live: LiveState
  readonly missed: number | undefined
  readonly forget: () => void
  readonly error: Error | undefined
}

export type Loaded =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: Error; readonly again: () => void }
  | { readonly state: 'there'; readonly room: Room; readonly followed: Followed }

export function useRoomOf(id: string, open: (dialog: AskedDialog) => void): Loaded {
  const asked = useAsked(id)
  const followed = useLog(id)
  const { log, live, isThere } = followed
  const standpoint = useStandpoint(asked)
  const give = useCallback<Room['give']>(
    async (command, body) => {
      const answer = await giveOnce(id, command, body)
      log.append(answer.events as readonly Happened[])
      // The stream brings the same events, which are no news then.
      void askAgain(id)
      return answer
    },
    [id, log],
  )
  const { obligations, gates } = asked
  const room = useMemo<Room | undefined>(
    () =>
      standpoint && obligations && gates
        ? { ...standpoint, id, obligations, gates, live, give, open }
        : undefined,
    [id, standpoint, obligations, gates, live, give, open],
  )
  // Whoever may see it no more does not see on what they have seen.
  const isShut = asked.error instanceof Refused
  if (room !== undefined && isThere && !isShut) return { state: 'there', room, followed }
  const error = asked.error ?? followed.error
  return error ? { state: 'failed', error, again: () => void askAgain(id) } : { state: 'loading' }
}

function useAsked(id: string) {
  const params = { id }
  const incident = useAsk('get-incident', { params })
  const obligations = useQuery({
    ...asking('list-obligations', { params }),
    refetchInterval: STANDINGS_OLD_MS,
  })
  const gates = useAsk('list-gates', { params })
  const drill = incident.data?.drill
  const own = useAsk('get-directory', { enabled: incident.data !== undefined && drill === null })
  const cast = useAsk('get-drill-cast', { params: { id: drill ?? '' }, enabled: !!drill })
  const directory = drill ? cast : own
  const hash = incident.data?.plan.hash ?? ''
  const plan = useQuery({
    ...asking('get-plan', { params: { plan: hash } }),
    enabled: hash !== '',
    // It is named by its hash: another one would have another name.
    staleTime: Infinity,
  })
  return {
    incident: incident.data,
    obligations: obligations.data?.obligations,
    gates: gates.data?.gates,
    directory: directory.data,
    plan: plan.data?.plan as Plan | undefined,
    error: incident.error ?? obligations.error ?? gates.error ?? directory.error ?? plan.error,
  }
}

/** Who reads, and what they may do. */
function useStandpoint({
  incident,
  plan,
  directory,
}: Pick<ReturnType<typeof useAsked>, 'incident' | 'plan' | 'directory'>) {
  const { person, may: hasScope } = useMe()
  const { room: words, drill } = useWords()
  const me = person?.id ?? null
  const mayWrite = hasScope('incident:write')
  return useMemo(() => {
    if (!incident || !plan || !directory) return undefined
    const from = { plan, directory, incident, me: me ?? '' }
    const isDrill = incident.drill !== null
    const whyNot = (command: Command) => {
      // Who takes part in a drill speaks for whoever of its cast is asked.
      if (me === null && !isDrill) return words.nobody
      if (!mayWrite) return words.readOnly
      if (incident.clock?.over === true) return drill.hasEnded
      if (ENDED.has(incident.status) && !AFTER_THE_END.has(command)) return words.hasEnded
      if (isDrill) return undefined
      const roles = reservedTo(from, command)
      return roles && words.reserved(roles.map(({ title }) => title))
    }
    return {
      incident,
      plan,
      directory,
      me,
      whyNot,
      may: (command: Command) => whyNot(command) === undefined,
      acts: (role: string) => isDrill || (me !== null && actsAsRole(from, role)),
    }
  }, [incident, plan, directory, me, mayWrite, words, drill])
}

function useLog(id: string): Followed {
  const log = useState(createLog)[0]
  const [isThere, setThere] = useState(false)
  const [error, setError] = useState<Error>()
  const [live, setLive] = useState<LiveState>('connecting')
  const [missed, setMissed] = useState<number>()
  useEffect(
    () =>
      follow(id, log, {
        state: setLive,
        back: setMissed,
        begun(failed) {
          setError(failed)
          setThere(failed === undefined)
        },
      }),
    [id, log],
  )
  const forget = useCallback(() => setMissed(undefined), [])
  return { log, isThere, live, missed, forget, error }
}

// What can be done on the board with the keyboard alone.
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useActions } from '../actions.ts'
import type { Action } from '../actions.ts'
import type { ListedIncident } from '../api/operations.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'

/** On the link of each line: its place in the list. */
export const LINK_OF = 'data-incident-at'

/** The place of the line that has the focus; -1: none. */
function placeNow(): number {
  const row = document.activeElement?.closest(`tr, li, [${LINK_OF}]`)
  const link = row?.matches(`[${LINK_OF}]`) === true ? row : row?.querySelector(`[${LINK_OF}]`)
  return Number(link?.getAttribute(LINK_OF) ?? -1)
}

/** A line that was scrolled to is drawn within a few frames. */
const FRAMES_MAX = 20

function focusOn(place: number, frames = FRAMES_MAX): void {
  const link = document.querySelector<HTMLElement>(`[${LINK_OF}="${place}"]`)
  if (link !== null) link.focus()
  else if (frames > 0) requestAnimationFrame(() => focusOn(place, frames - 1))
}

/** Up and down a list of incidents, and into one of them. */
export function useListActions(
  incidents: readonly ListedIncident[],
  show: (place: number) => void,
): void {
  const { board } = useWords()
  const navigate = useNavigate()
  const actions = useMemo<readonly Action[]>(() => {
    const last = incidents.length - 1
    const goTo = (place: number) => {
      if (last < 0) return
      const wanted = Math.min(Math.max(place, 0), last)
      show(wanted)
      focusOn(wanted)
    }
    const open = (search: object) => {
      const incident = incidents[Math.max(placeNow(), 0)]
      if (incident === undefined) return
      void navigate({ to: paths.incident(incident.id), search: search as never })
    }
    const none = last < 0 ? { disabledReason: board.quiet } : {}
    return [
      { id: 'next', label: board.next, key: 'j', group: 'view', run: () => goTo(placeNow() + 1) },
      {
        id: 'previous',
        label: board.previous,
        key: 'k',
        group: 'view',
        run: () => goTo(placeNow() - 1),
      },
      { id: 'open', label: board.openIt, key: 'o', group: 'do', run: () => open({}) },
      {
        id: 'update',
        label: board.update,
        key: 'u',
        group: 'do',
        run: () => open({ do: 'update' }),
      },
    ].map(action => ({ ...action, ...none }) as Action)
  }, [incidents, show, navigate, board])
  useActions(actions)
}

// What can be done in a room without a dialog, for the keys and the palette.
import { useMemo } from 'react'
import { useActions } from '../actions.ts'
import type { Action } from '../actions.ts'
import { NOTE_FIELD, SEARCH_FIELD } from './fields.ts'
import { useMyPages } from './my-pages.ts'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'

/** `toTimeline`: where the columns lie behind tabs, the timeline has to be in front before anything in it can be reached. */
export function useRoomActions(toTimeline: () => void): void {
  const room = useRoom()
  const { words } = useTelling()
  const pages = useMyPages()
  const hasPages = pages.length > 0
  const { whyNot, give } = room
  const actions = useMemo((): readonly Action[] => {
    const group = 'incident'
    const focus = (field: string) => () => {
      // At once where it can be: what is typed right after the key is meant for the field.
      if (focusOn(field)) return
      toTimeline()
      requestAnimationFrame(() => focusOn(field))
    }
    return [
      {
        id: 'note',
        label: words.actions.note,
        key: 'n',
        group,
        disabledReason: whyNot('note'),
        run: focus(NOTE_FIELD),
      },
      {
        id: 'acknowledge',
        label: words.actions.acknowledge,
        key: 'a',
        group,
        disabledReason: hasPages ? whyNot('acknowledge') : words.noPage,
        // Refused only where somebody else was quicker, which shows by itself.
        run: () => void give('acknowledge', {}).catch(() => {}),
      },
      {
        id: 'timeline-search',
        label: words.actions.search,
        key: '/',
        group,
        run: focus(SEARCH_FIELD),
      },
    ]
  }, [words, whyNot, give, hasPages, toTimeline])
  useActions(actions)
}

function focusOn(id: string): boolean {
  const field = document.querySelector<HTMLElement>(`#${id}`)
  field?.focus()
  return field !== null
}

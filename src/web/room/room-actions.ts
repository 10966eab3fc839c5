// What can be done in a room, for the keys and the palette.
import { useMemo } from 'react'
import { useActions } from '../actions.ts'
import type { Action } from '../actions.ts'
import { NOTE_FIELD, SEARCH_FIELD } from './fields.ts'
import { deedsOf } from './deeds.ts'
import { useMyPages } from './my-pages.ts'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'

const KEYS: Readonly<Record<string, string>> = { escalate: 'e', resolve: 'r', classify: 's' }

/** `toTimeline`: where the columns lie behind tabs, the timeline has to be in front before anything in it can be reached. */
export function useRoomActions(toTimeline: () => void): void {
  const room = useRoom()
  const { words } = useTelling()
  const pages = useMyPages()
  const hasPages = pages.length > 0
  const { incident, whyNot, open, give } = room
  const actions = useMemo((): readonly Action[] => {
    const group = 'incident'
    const focus = (field: string) => () => {
      toTimeline()
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`#${field}`)?.focus())
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
        id: 'update',
        label: words.update,
        key: 'u',
        group,
        disabledReason: whyNot('update'),
        run: () => open({ name: 'update' }),
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
      ...deedsOf({ incident, whyNot, open }, words).map(
        ({ id, label, why, run }) =>
          ({
            id: `room-${id}`,
            label,
            ...(KEYS[id] !== undefined && { key: KEYS[id] }),
            group,
            disabledReason: why,
            run,
          }) as const,
      ),
      {
        id: 'timeline-search',
        label: words.actions.search,
        key: '/',
        group,
        run: focus(SEARCH_FIELD),
      },
    ]
  }, [words, incident, whyNot, open, give, hasPages, toTimeline])
  useActions(actions)
}

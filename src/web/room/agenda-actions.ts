// The agenda by keys: up and down, and whatever the marked promise asks for.
import { useEffect, useMemo, useRef } from 'react'
import { useActions } from '../actions.ts'
import type { Action } from '../actions.ts'
import type { Obligation } from '../api/operations.ts'
import { controlOf } from './agenda.ts'
import type { Mode } from './promised.tsx'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'

type Wanted = {
  /** What wants doing, as it is shown. */
  readonly order: readonly Obligation[]
  readonly selected: string | undefined
  readonly select: (id: string) => void
  readonly open: { readonly id: string; readonly mode: Mode } | undefined
  readonly setMode: (id: string, mode: Mode | undefined) => void
  readonly onlyMine: boolean
  readonly showMine: (only: boolean) => void
}

export function useAgendaActions(wanted: Wanted): void {
  const { plan, open } = useRoom()
  const { words } = useTelling()
  // The actions stay the same while what they look at changes.
  const now = useRef(wanted)
  /** Where the marked promise was: once it is done, what follows takes its place. */
  const place = useRef(-1)
  useEffect(() => {
    now.current = wanted
    const at = wanted.order.findIndex(({ id }) => id === wanted.selected)
    if (at !== -1) place.current = at
  })
  const actions = useMemo((): readonly Action[] => {
    const step = (by: number) => () => {
      const { order, selected, select } = now.current
      const at = order.findIndex(({ id }) => id === selected)
      const next = order[at === -1 && by > 0 ? Math.max(place.current, 0) : place.current + by]
      if (next !== undefined) select(next.id)
    }
    const marked = () => {
      const { order, selected } = now.current
      return order.find(({ id }) => id === selected)
    }
    const carryOut = () => {
      const obligation = marked()
      if (obligation === undefined) return
      const control = controlOf(obligation, plan)
      if (control === 'tick') now.current.setMode(obligation.id, 'tick')
      if (control === 'carry-out') open({ name: 'carry-out', obligation: obligation.id })
      if (control === 'answer')
        document
          .querySelector<HTMLElement>(
            `#${CSS.escape(`item-${obligation.id}`)} fieldset :is(button, input)`,
          )
          ?.focus()
    }
    const explain = () => {
      const obligation = marked()
      if (obligation === undefined) return
      const isOpen = now.current.open?.id === obligation.id
      now.current.setMode(obligation.id, isOpen ? undefined : 'explain')
    }
    const group = 'incident'
    return [
      { id: 'agenda-next', label: words.actions.next, key: 'j', group, run: step(1) },
      { id: 'agenda-previous', label: words.actions.previous, key: 'k', group, run: step(-1) },
      { id: 'agenda-tick', label: words.actions.tick, key: 'x', group, run: carryOut },
      { id: 'agenda-explain', label: words.actions.explain, key: 'i', group, run: explain },
      {
        id: 'agenda-mine',
        label: words.actions.mine,
        key: 'o',
        group,
        run: () => now.current.showMine(!now.current.onlyMine),
      },
    ]
  }, [plan, open, words])
  useActions(actions)
}

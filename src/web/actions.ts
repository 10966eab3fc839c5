// Everything that can be done, where it can be done. Buttons, the palette, the keys and the sheet of keys are drawn from here.
import { useEffect, useSyncExternalStore } from 'react'

export type Action = {
  /** Unique among those that are there at a time. */
  readonly id: string
  readonly label: string
  /** More words by which it is found. */
  readonly hint?: string
  /** A letter, or letters typed one after the other: `c`, `g b`. */
  readonly key?: string
  readonly group: 'go' | 'do' | 'incident' | 'view'
  /** Why it cannot be done now. It is shown all the same. */
  readonly disabledReason?: string | undefined
  readonly run: () => void
}

type Registered = ReadonlyMap<symbol, readonly Action[]>

let registered: Registered = new Map()
let all: readonly Action[] = []
const listeners = new Set<() => void>()

function change(owner: symbol, actions: readonly Action[] | undefined): void {
  const next = new Map(registered)
  if (actions === undefined) next.delete(owner)
  else next.set(owner, actions)
  registered = next
  // What came last is nearest: a screen's own key goes before one of the frame.
  all = [...next.values()].toReversed().flat()
  for (const listener of listeners) listener()
}

/** Offers actions for as long as a component is there. `actions` is made anew only when something of them changes (useMemo). */
export function useActions(actions: readonly Action[]): void {
  useEffect(() => {
    const owner = Symbol('actions')
    change(owner, actions)
    return () => change(owner, undefined)
  }, [actions])
}

export function useAllActions(): readonly Action[] {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => all,
  )
}

/** The action of a key, or whether more letters may follow. */
export function actionOf(actions: readonly Action[], typed: string): Action | 'more' | undefined {
  const found = actions.find(({ key }) => key === typed)
  if (found !== undefined) return found
  return actions.some(({ key }) => key?.startsWith(`${typed} `)) ? 'more' : undefined
}

// Declaring is asked for from anywhere, and what was being looked at stays behind it.
import { useSyncExternalStore } from 'react'
import { paths } from '../paths.ts'

let isAsked = false
const listeners = new Set<() => void>()

function say(asked: boolean): void {
  isAsked = asked
  for (const listener of listeners) listener()
}

/** Where the form fills the screen already there is nothing to ask for. */
export const askToDeclare = () => say(location.pathname !== paths.declare())
export const doNotDeclare = () => say(false)

export function useDeclareAsked(): boolean {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isAsked,
  )
}

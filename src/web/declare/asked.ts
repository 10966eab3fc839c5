// Declaring is asked for from anywhere, and what was being looked at stays behind it.
import { useSyncExternalStore } from 'react'

let isAsked = false
const listeners = new Set<() => void>()

function say(asked: boolean): void {
  isAsked = asked
  for (const listener of listeners) listener()
}

export const askToDeclare = () => say(true)
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

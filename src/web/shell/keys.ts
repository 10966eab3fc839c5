// Keys of one letter. They can be turned off (WCAG 2.2, 2.1.4), and never take a letter from somebody who types.
import { useEffect } from 'react'
import { actionOf } from '../actions.ts'
import type { Action } from '../actions.ts'

/** Letters of one key follow each other within this. */
const PAUSE_MS = 1_200
const SETTING = 'tocsin.keys'

export const keysAreOn = () => localStorage.getItem(SETTING) !== 'off'
export const turnKeys = (on: boolean) => localStorage.setItem(SETTING, on ? 'on' : 'off')

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      // A box that is ticked takes no letters.
      target.closest(
        'input:not([type="radio"], [type="checkbox"]), textarea, select, [role="textbox"]',
      ) !== null)
  )
}

export function useKeys(actions: readonly Action[]): void {
  useEffect(() => {
    let typed = ''
    let last = 0
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      // A dialog that is open has the keys for itself.
      const isAside =
        isTyping(event.target) || document.querySelector('[aria-modal="true"]') !== null
      if (isAside || !keysAreOn() || event.key.length !== 1) return
      typed =
        event.timeStamp - last < PAUSE_MS && typed !== '' ? `${typed} ${event.key}` : event.key
      last = event.timeStamp
      const action = actionOf(actions, typed) ?? actionOf(actions, event.key)
      if (action === 'more') return
      typed = ''
      if (action === undefined || action.disabledReason !== undefined) return
      event.preventDefault()
      action.run()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [actions])
}

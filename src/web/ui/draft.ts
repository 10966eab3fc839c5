// What somebody has begun to write outlives a reload, a lost connection and a refusal: it goes only when the server has it.
import { useCallback, useState } from 'react'

const PREFIX = 'tocsin.draft.'

/** A text that is kept in this browser under `name` until `clear`. */
export function useDraft(name: string, initial = '') {
  const key = `${PREFIX}${name}`
  const [text, setText] = useState(() => localStorage.getItem(key) ?? initial)
  const write = useCallback(
    (next: string) => {
      setText(next)
      if (next === '') localStorage.removeItem(key)
      else localStorage.setItem(key, next)
    },
    [key],
  )
  const clear = useCallback(() => {
    localStorage.removeItem(key)
    setText('')
  }, [key])
  return { text, write, clear }
}

import { useEffect, useState } from 'react'
import { call } from '../../api/client.ts'
import type { Answer } from '../../api/client.ts'

/** Who types faster is waited for. */
const PAUSE_MS = 350

/** As it is sent: nothing at all is no body, and a book of nothing is one. */
export const bodyOf = (text: string): string => (text.trim() === '' ? '{}\n' : text)

type Checked = Answer<'check-routing'>

/** What the server says of a book while it is written; undefined until it has said so of this text. */
export function useCheck(text: string): Checked | undefined {
  const [told, setTold] = useState<{ readonly text: string; readonly checked: Checked }>()
  useEffect(() => {
    const ending = new AbortController()
    const ask = async () => {
      try {
        const checked = await call('check-routing', { body: bodyOf(text), signal: ending.signal })
        setTold({ text, checked })
      } catch {
        // Saving says it too; while nobody answers, nothing is marked.
      }
    }
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      clearTimeout(timer)
      ending.abort()
    }
  }, [text])
  return told?.text === text ? told.checked : undefined
}

import { useEffect, useRef, useState } from 'react'
import { call } from '../../api/client.ts'
import type { PlanRevision } from '../../api/operations.ts'

/** Who types faster is waited for. */
const PAUSE_MS = 350

export type Revised = {
  readonly revision: PlanRevision | undefined
  /** The last that compiled: what is shown while it does not. */
  readonly sound: PlanRevision | undefined
  readonly error: Error | null
  /** It says nothing of the text as it is now, yet. */
  readonly isBehind: boolean
}

/** What the server says of a text while it is written. */
export function useRevision(text: string): Revised {
  const [told, setTold] = useState<Omit<Revised, 'isBehind'> & { readonly text: string }>()
  const sound = useRef<PlanRevision>(undefined)
  useEffect(() => {
    const ending = new AbortController()
    const ask = async () => {
      try {
        const revision = await call('revise-plan', { body: text, signal: ending.signal })
        if (revision.plan !== null) sound.current = revision
        setTold({ text, revision, sound: sound.current, error: null })
      } catch (error) {
        if (ending.signal.aborted) return
        const why = error instanceof Error ? error : new Error(String(error))
        setTold({ text, revision: undefined, sound: sound.current, error: why })
      }
    }
    const timer = setTimeout(() => void ask(), sound.current === undefined ? 0 : PAUSE_MS)
    return () => {
      clearTimeout(timer)
      ending.abort()
    }
  }, [text])
  return {
    revision: told?.revision,
    sound: told?.sound,
    error: told?.error ?? null,
    isBehind: told?.text !== text,
  }
}
